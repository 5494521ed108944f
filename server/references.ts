/** Declarations and their uses, in every file that imports them. Builtins and built-in parts (`K.E`) stand in no text: they are declared nowhere. */
import {
  AstUtils,
  CstUtils,
  type AstNode,
  type CstNode,
  DefaultReferences,
  type FindReferencesOptions,
  stream,
} from 'langium';
import type { LangiumDocument, ReferenceDescription, Stream } from 'langium';
import { DefaultReferencesProvider } from 'langium/lsp';
import type { Location, ReferenceParams } from 'vscode-languageserver';
import { isKineticState, type KineticState } from '../language/generated/ast.js';
import type { Importers } from './importers.js';
import type { MembServices } from './memb-server-module.js';

export class MembReferences extends DefaultReferences {
  override findDeclarations(source: CstNode): AstNode[] {
    return super
      .findDeclarations(source)
      .filter((node) => node.$cstNode !== undefined)
      .map((node) => (isKineticState(node) ? mentionsOf(node)[0]! : node));
  }

  override findReferences(target: AstNode, options: FindReferencesOptions): Stream<ReferenceDescription> {
    if (target.$cstNode === undefined) return stream([]);
    const found = super.findReferences(target, options);
    return isKineticState(target) ? found.concat(stream(otherMentions(target))) : found;
  }
}

export class MembReferencesProvider extends DefaultReferencesProvider {
  readonly #importers: Importers;

  constructor(services: MembServices, importers: Importers) {
    super(services);
    this.#importers = importers;
  }

  override async findReferences(document: LangiumDocument, params: ReferenceParams): Promise<Location[]> {
    await this.#importers.load(document);
    return super.findReferences(document, params);
  }
}

/** A state of a scheme is declared wherever it is mentioned there, first of all in the first place. */
function mentionsOf({ name, $container: { $container: scheme } }: KineticState): KineticState[] {
  return scheme.transitions.flatMap(({ states }) => states.filter((state) => state.name === name));
}

function otherMentions(state: KineticState): ReferenceDescription[] {
  const { uri } = AstUtils.getDocument(state);
  return mentionsOf(state)
    .slice(1)
    .flatMap(({ $cstNode: cst }) => {
      if (cst === undefined) return [];
      const place = { sourceUri: uri, sourcePath: '', targetUri: uri, targetPath: '' };
      return [{ ...place, segment: CstUtils.toDocumentSegment(cst), local: true }];
    });
}
