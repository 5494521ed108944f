/** What can be folded: blocks of several lines, and comments. */
import { AstUtils, CstUtils, type CstNode, type LangiumDocument } from 'langium';
import type { FoldingRangeProvider } from 'langium/lsp';
import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver';
import { isBath, isDeclaration, isGate, isScheme, isStochastic } from '../language/generated/ast.js';

export class MembFoldingRangeProvider implements FoldingRangeProvider {
  getFoldingRanges({ parseResult }: LangiumDocument): FoldingRange[] {
    const root = parseResult.value.$cstNode;
    if (root === undefined) return [];
    const blocks = AstUtils.streamAllContents(parseResult.value).filter(
      (node) => isDeclaration(node) || isGate(node) || isScheme(node) || isStochastic(node) || isBath(node),
    );
    const comments = CstUtils.flattenCst(root).filter(({ hidden }) => hidden);
    return [
      ...blocks.flatMap(({ $cstNode }) => fold($cstNode)),
      ...comments.flatMap((comment) => fold(comment, FoldingRangeKind.Comment)),
    ];
  }
}

/** A block's closing brace keeps its line. */
function fold(node: CstNode | undefined, kind?: FoldingRangeKind): FoldingRange[] {
  if (node === undefined) return [];
  const startLine = node.range.start.line;
  const endLine = node.range.end.line - (node.text.endsWith('}') ? 1 : 0);
  return endLine > startLine ? [{ startLine, endLine, ...(kind !== undefined && { kind }) }] : [];
}
