/** Declarations and their uses, in every file that imports them. Builtins and built-in parts (`K.E`) stand in no text: they are declared nowhere. */
import {
  AstUtils,
  CstUtils,
  type AstNode,
  type CstNode,
  DefaultReferences,
  type FindReferencesOptions,
  GrammarUtils,
  stream,
  UriUtils,
} from 'langium';
import type { LangiumDocument, ReferenceDescription, Stream } from 'langium';
import { DefaultReferencesProvider } from 'langium/lsp';
import type { Location, ReferenceParams } from 'vscode-languageserver';
import { isIon, isKineticState, isReference, type KineticState } from '../language/generated/ast.js';
import type { Imports } from '../language/semantics/imports/imports.js';
import type { Importers } from './importers.js';
import type { MembServices } from './memb-server-module.js';
import { currentsOf, ionOfCurrent, meantBySight, namedBySight, useAt } from './names-by-sight.js';

export class MembReferences extends DefaultReferences {
  readonly #imports: Imports;

  constructor(services: MembServices) {
    super(services);
    this.#imports = services.shared.workspace.Imports;
  }

  override findDeclarations(source: CstNode): AstNode[] {
    const ion = isReference(source.astNode) && isPart(source) ? ionOfCurrent(source.astNode) : undefined;
    if (ion !== undefined) return [ion];
    return super
      .findDeclarations(source)
      .map((node) => (isKineticState(node) ? mentionsOf(node)[0]! : (meantBySight(this.#imports, node) ?? node)))
      .filter((node) => node.$cstNode !== undefined);
  }

  override findReferences(target: AstNode, options: FindReferencesOptions): Stream<ReferenceDescription> {
    if (target.$cstNode === undefined) return stream([]);
    const found = super.findReferences(target, options);
    if (isKineticState(target)) return found.concat(stream(otherMentions(target)));
    return found.concat(stream(this.#bySight(target, options)));
  }

  #bySight(target: AstNode, { documentUri }: FindReferencesOptions): ReferenceDescription[] {
    const documents = this.documents.all.toArray();
    const isAsked = ({ sourceUri }: ReferenceDescription): boolean =>
      documentUri === undefined || UriUtils.equals(sourceUri, documentUri);
    const named = documents.flatMap((document) =>
      namedBySight(this.#imports, document, target).flatMap((node) => {
        const cst = this.nameProvider.getNameNode(node);
        const itself = cst === undefined ? [] : [useAt(document, CstUtils.toDocumentSegment(cst), true)];
        return [...itself, ...super.findReferences(node, {})];
      }),
    );
    const currents = isIon(target) ? documents.flatMap((document) => currentsOf(document, target)) : [];
    return [...named, ...currents].filter(isAsked);
  }
}

function isPart(leaf: CstNode): boolean {
  return GrammarUtils.findAssignment(leaf)?.feature === 'part';
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
  const document = AstUtils.getDocument(state);
  return mentionsOf(state)
    .slice(1)
    .flatMap(({ $cstNode: cst }) =>
      cst === undefined ? [] : [useAt(document, CstUtils.toDocumentSegment(cst), true)],
    );
}
