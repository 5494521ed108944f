/** Character offsets of the language, line and column of the protocol. */
import type { TextDocument } from 'langium';
import type { Range } from 'vscode-languageserver';
import type { Span } from '../language/model/graph.js';

export function rangeOf(text: TextDocument, { start, end }: Span): Range {
  return { start: text.positionAt(start), end: text.positionAt(end) };
}
