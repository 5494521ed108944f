/**
 * The words of a text as the lexer sees them, however broken the text is: what completion and signature help go by,
 * since the parser gives up where someone is still typing.
 */
import type { Lexer } from 'langium';
import { declarationKeywords } from '../../language/parser/syntax-messages.js';

export interface Token {
  /** `ID`, `NUMBER`, `UNIT`, or the keyword or sign itself. */
  readonly kind: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export function tokenize(lexer: Lexer, text: string): Token[] {
  return lexer.tokenize(text).tokens.map(({ tokenType, image, startOffset }) => {
    return { kind: tokenType.name, text: image, start: startOffset, end: startOffset + image.length };
  });
}

const DECLARATIONS = new Set(declarationKeywords);

/** Whether a token begins a declaration: these words can be nothing else, so they mend any unclosed block before them. */
export function beginsDeclaration({ kind }: Token): boolean {
  return DECLARATIONS.has(kind);
}

/** Whether a token is a word: a name, a unit, a keyword. */
export function isWord({ kind }: Token): boolean {
  return kind === 'ID' || kind === 'UNIT' || /^[a-z]+$/.test(kind);
}

/** Index of the first token that begins at or after `offset`. */
export function indexAt(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether `offset` lies in a comment, closed or not. */
export function inComment(text: string, offset: number): boolean {
  const opening = /\/\/|\/\*/g;
  for (let match = opening.exec(text); match !== null && match.index < offset; match = opening.exec(text)) {
    const line = match[0] === '//';
    const close = text.indexOf(line ? '\n' : '*/', match.index + 2);
    // Behind the last character of a line comment one still writes the comment; behind a closed block comment not.
    const end = close < 0 ? Infinity : line ? close + 1 : close + 2;
    if (offset < end) return true;
    opening.lastIndex = end;
  }
  return false;
}
