/**
 * Formatting: indentation, one blank line at most, a comma between properties on one line, spaces around braces. What a
 * person has aligned stays aligned, and around a slash no space is touched: `0.1/ms` and `0.1 / ms` are two things.
 */
import { AstUtils, CstUtils, type AstNode, type LangiumDocument, type LeafCstNode } from 'langium';
import type { Formatter } from 'langium/lsp';
import type {
  DocumentFormattingParams,
  DocumentRangeFormattingParams,
  FormattingOptions,
  Range,
  TextEdit,
} from 'vscode-languageserver';
import {
  isBath,
  isBathLevel,
  isBlock,
  isComponent,
  isDataColumn,
  isDeclaration,
  isExpect,
  isFlag,
  isGate,
  isInjection,
  isPlot,
  isScheme,
  isStochastic,
  isTransition,
  isProperty,
  isSetting,
  isSweep,
  isUses,
} from '../language/generated/ast.js';
import { rangeOf } from './ranges.js';

export class MembFormatter implements Formatter {
  readonly formatOnTypeOptions = undefined;

  formatDocument(document: LangiumDocument, { options }: DocumentFormattingParams): TextEdit[] {
    return format(document, options);
  }

  formatDocumentRange(document: LangiumDocument, { options, range }: DocumentRangeFormattingParams): TextEdit[] {
    return format(document, options).filter((edit) => touches(edit.range, range));
  }

  formatDocumentOnType(): TextEdit[] {
    return [];
  }
}

function touches(edit: Range, range: Range): boolean {
  return edit.end.line >= range.start.line && edit.start.line <= range.end.line;
}

/** None for a text with syntax errors: what it means is not known, so it could change. */
function format({ parseResult, textDocument }: LangiumDocument, options: FormattingOptions): TextEdit[] {
  const root = parseResult.value.$cstNode;
  if (root === undefined || parseResult.lexerErrors.length > 0 || parseResult.parserErrors.length > 0) return [];
  const text = textDocument.getText();
  const indentation = options.insertSpaces ? ' '.repeat(options.tabSize) : '\t';
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const items = itemsOf(parseResult.value);
  const edits: TextEdit[] = [];
  const replace = (start: number, end: number, newText: string): void => {
    if (text.slice(start, end) !== newText) edits.push({ range: rangeOf(textDocument, { start, end }), newText });
  };
  let depth = 0;
  let previous: LeafCstNode | undefined;
  let end = text.startsWith('\uFEFF') ? 1 : 0;
  for (const leaf of CstUtils.flattenCst(root)) {
    if (leaf.text === '}') depth--;
    const begins = items.has(leaf.offset) || leaf.text === 'moves' || leaf.text === 'clamp';
    const isContinued = !begins && !leaf.hidden && leaf.text !== '}';
    const indent = indentation.repeat(Math.max(0, depth + (isContinued ? 1 : 0)));
    const gap = text.slice(end, leaf.offset);
    if (previous === undefined) replace(end, leaf.offset, '');
    else if (gap.includes('\n')) replace(end, leaf.offset, newline.repeat(Math.min(2, linesIn(gap))) + indent);
    else replace(end, leaf.offset, onOneLine(previous, leaf, gap, begins && depth > 0));
    if (leaf.text === '{') depth++;
    previous = leaf;
    ({ end } = leaf);
  }
  if (previous !== undefined) replace(end, text.length, newline);
  return edits;
}

/** Where declarations, properties and statements begin: each stands on its own level of indentation. */
function itemsOf(file: AstNode): Set<number> {
  const items = AstUtils.streamAllContents(file).filter(isItem);
  return new Set(items.flatMap(({ $cstNode }) => $cstNode?.offset ?? []));
}

function isItem(node: AstNode): boolean {
  const isStatement = isUses(node) || isInjection(node) || isSetting(node) || isSweep(node) || isPlot(node);
  if (isBlock(node) || isComponent(node) || isBath(node) || isBathLevel(node) || isFlag(node) || isDataColumn(node))
    return true;
  return (
    isDeclaration(node) ||
    isExpect(node) ||
    isGate(node) ||
    isScheme(node) ||
    isStochastic(node) ||
    isTransition(node) ||
    isProperty(node) ||
    isStatement
  );
}

function linesIn(gap: string): number {
  return gap.split('\n').length - 1;
}

/** What stands between two words of a line; `begins`: the second begins an item of the block. */
function onOneLine(a: LeafCstNode, b: LeafCstNode, gap: string, begins: boolean): string {
  if (a.text === '(' || (!b.hidden && /^[,;)]$/.test(b.text))) return '';
  const sign = begins && !a.hidden && !/^[{},;]$/.test(a.text) ? separatorAfter(a) : '';
  const isApart = sign !== '' || a.hidden || b.hidden || /^[{},;=]$/.test(a.text) || /^[{}=]$/.test(b.text);
  return sign + (isApart && gap === '' ? ' ' : gap);
}

/** A comma would go on with what is plotted, or with the rates. */
function separatorAfter({ astNode }: LeafCstNode): string {
  return AstUtils.getContainerOfType(astNode, (node) => isPlot(node) || isTransition(node)) === undefined ? ',' : ';';
}
