/** Widening the selection: from the word to its expression, property, block and declaration. */
import { CstUtils, DocumentState, type CstNode, type LangiumDocument } from 'langium';
import { createRequestHandler, type LangiumSharedServices } from 'langium/lsp';
import type { Connection, Position, Range, SelectionRange } from 'vscode-languageserver';

export function addSelectionRanges(connection: Connection, shared: LangiumSharedServices): void {
  connection.onSelectionRanges(
    createRequestHandler(
      (_services, document, { positions }) => positions.map((position) => selectionRange(document, position)),
      shared,
      DocumentState.Parsed,
    ),
  );
}

function selectionRange({ parseResult, textDocument }: LangiumDocument, position: Position): SelectionRange {
  const leaf = CstUtils.findDeclarationNodeAtOffset(parseResult.value.$cstNode, textDocument.offsetAt(position));
  const ranges: Range[] = [];
  for (let node: CstNode | undefined = leaf; node !== undefined; node = node.container) {
    const inner = ranges.at(-1);
    if (inner === undefined || !same(inner, node.range)) ranges.push(node.range);
  }
  const widest = ranges.reduceRight<SelectionRange | undefined>(
    (parent, range) => ({ range, ...(parent !== undefined && { parent }) }),
    undefined,
  );
  return widest ?? { range: { start: position, end: position } };
}

function same(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}
