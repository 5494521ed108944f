/** DOIs and PubMed numbers in comments, as links. */
import { CstUtils, type LangiumDocument } from 'langium';
import type { DocumentLinkProvider } from 'langium/lsp';
import type { DocumentLink } from 'vscode-languageserver';
import { citationsIn } from './citations.js';
import { rangeOf } from './ranges.js';

export class MembDocumentLinkProvider implements DocumentLinkProvider {
  getDocumentLinks({ parseResult, textDocument }: LangiumDocument): DocumentLink[] {
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
}
