/** DOIs and PubMed numbers in comments, and the files that are imported, as links. */
import { CstUtils, type LangiumDocument } from 'langium';
import type { DocumentLinkProvider } from 'langium/lsp';
import type { DocumentLink } from 'vscode-languageserver';
import { citationsIn } from './citations.js';
import { pathSpan } from '../language/semantics/checks/imports.js';
import { isData, type File } from '../language/generated/ast.js';
import { dataAddress } from '../language/semantics/data/data-files.js';
import { pathOf, type Imports } from '../language/semantics/imports/imports.js';
import { spanOfProperty } from '../language/semantics/spans.js';
import type { MembServices } from './memb-server-module.js';
import { rangeOf } from './ranges.js';

export class MembDocumentLinkProvider implements DocumentLinkProvider {
  readonly #imports: Imports;

  constructor(services: MembServices) {
    this.#imports = services.shared.workspace.Imports;
  }

  getDocumentLinks(document: LangiumDocument): DocumentLink[] {
    return [...this.#importLinks(document), ...this.#dataLinks(document), ...citationLinks(document)];
  }

  #importLinks(document: LangiumDocument): DocumentLink[] {
    return this.#imports.of(document).flatMap((entry) => {
      if (entry.document === undefined) return [];
      const range = rangeOf(document.textDocument, pathSpan(entry));
      return [{ range, target: entry.document.uri.toString() }];
    });
  }

  #dataLinks(document: LangiumDocument): DocumentLink[] {
    const file = document.parseResult.value as File;
    return file.declarations.filter(isData).flatMap((data) => {
      const address = data.path === undefined ? undefined : dataAddress(document.uri, pathOf(data));
      if (!address?.ok || this.#imports.data.get(address.uri)?.kind !== 'table') return [];
      const { start, end } = spanOfProperty(data, 'path');
      const range = rangeOf(document.textDocument, { start: start + 1, end: end - 1 });
      return [{ range, target: address.uri.toString() }];
    });
  }
}

function citationLinks({ parseResult, textDocument }: LangiumDocument): DocumentLink[] {
  const root = parseResult.value.$cstNode;
  if (root === undefined) return [];
  const comments = CstUtils.flattenCst(root).filter(({ hidden }) => hidden);
  return comments
    .flatMap(({ text, offset }) =>
      citationsIn(text).map(({ span, url }) => ({
        range: rangeOf(textDocument, { start: offset + span.start, end: offset + span.end }),
        target: url,
      })),
    )
    .toArray();
}
