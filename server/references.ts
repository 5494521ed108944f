/** Declarations and their uses, in every file that imports them. Builtins and built-in parts (`K.E`) stand in no text: they are declared nowhere. */
import { type AstNode, type CstNode, DefaultReferences, type FindReferencesOptions, stream } from 'langium';
import type { LangiumDocument, ReferenceDescription, Stream } from 'langium';
import { DefaultReferencesProvider } from 'langium/lsp';
import type { Location, ReferenceParams } from 'vscode-languageserver';
import type { Importers } from './importers.js';
import type { MembServices } from './memb-server-module.js';

export class MembReferences extends DefaultReferences {
  override findDeclarations(source: CstNode): AstNode[] {
    return super.findDeclarations(source).filter((node) => node.$cstNode !== undefined);
  }

  override findReferences(target: AstNode, options: FindReferencesOptions): Stream<ReferenceDescription> {
    return target.$cstNode === undefined ? stream([]) : super.findReferences(target, options);
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
