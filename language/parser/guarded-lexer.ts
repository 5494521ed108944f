/**
 * Limits that keep any text from exhausting the stack or blocking typing. What is over a limit is left out of the
 * token stream as a whole declaration and named in one error; everything else of the file stays live.
 */
import type { IToken, ILexingError } from 'chevrotain';
import { DefaultLexer, type LexerResult, type TokenizeOptions } from 'langium';
import { declarationKeywords } from './syntax-messages.js';

/** Longest text that is read, in characters: about 20 000 lines. */
export const LONGEST_TEXT = 1_000_000;
/** Deepest nesting of brackets, signs, powers and conditionals in one declaration. */
export const DEEPEST_NESTING = 100;
/** Most operators in one run without a bracket, comma or property between. */
export const LONGEST_CHAIN = 500;

const DECLARATIONS = new Set(declarationKeywords);
const OPENING = new Set(['(', '{']);
const CLOSING = new Set([')', '}']);
const RECURSING = new Set(['^', 'if', 'not']);
const INFIX = new Set(['*', '/', '+', '-', '<', '<=', '>', '>=', '==', '!=', 'and', 'or']);
const RESETTING = new Set([',', ';', '=', '|', ...OPENING, ...CLOSING]);

const limitErrors = new WeakSet<ILexingError>();

/** Whether a lexer error says that a limit was exceeded, and not that a character is wrong. */
export function exceedsLimit(error: ILexingError): boolean {
  return limitErrors.has(error);
}

export class GuardedLexer extends DefaultLexer {
  override tokenize(text: string, options?: TokenizeOptions): LexerResult {
    if (text.length > LONGEST_TEXT) return tooLarge(text);
    const result = super.tokenize(text, options);
    const errors = [...result.errors];
    const tokens = withoutExcess(result.tokens, errors);
    return { ...result, tokens, errors };
  }
}

function tooLarge(text: string): LexerResult {
  const megabytes = (text.length / 1e6).toFixed(1);
  const limit = LONGEST_TEXT / 1e6;
  const message = `This file has ${megabytes} million characters; Memb reads up to ${limit} million. Nothing in it is checked.`;
  const firstLine = text.slice(0, 200).split(/\r?\n/, 1)[0]!;
  const error = limitError({ offset: 0, line: 1, column: 1, length: Math.max(1, firstLine.length), message });
  return { tokens: [], errors: [error], hidden: [], report: { diagnostics: [] } };
}

/** The tokens without those declarations that go over a limit; one error for each, at the token that did. */
function withoutExcess(tokens: readonly IToken[], errors: ILexingError[]): IToken[] {
  const kept: IToken[] = [];
  let begin = 0;
  while (begin < tokens.length) {
    const end = declarationEnd(tokens, begin);
    const excess = firstExcess(tokens, begin, end);
    if (excess === undefined) for (let i = begin; i < end; i++) kept.push(tokens[i]!);
    else errors.push(excess);
    begin = end;
  }
  return kept;
}

/** Index after the declaration that begins at `begin`. A declaration keyword after a name or closed block begins the next. */
function declarationEnd(tokens: readonly IToken[], begin: number): number {
  let end = begin + 1;
  while (end < tokens.length && !DECLARATIONS.has(tokens[end]!.tokenType.name)) end++;
  return end;
}

function firstExcess(tokens: readonly IToken[], begin: number, end: number): ILexingError | undefined {
  let brackets = 0;
  let recursion = 0;
  let chain = 0;
  let previousIsOperand = false;
  for (let i = begin; i < end; i++) {
    const token = tokens[i]!;
    const kind = token.tokenType.name;
    if (OPENING.has(kind)) brackets++;
    if (CLOSING.has(kind)) brackets--;
    if (RESETTING.has(kind)) chain = 0;
    if (RESETTING.has(kind) && !OPENING.has(kind)) recursion = 0;
    const prefix = (kind === '-' || kind === '+') && !previousIsOperand;
    if (RECURSING.has(kind) || prefix) recursion++;
    else if (INFIX.has(kind)) chain++;
    previousIsOperand = kind === 'NUMBER' || kind === 'UNIT' || kind === 'ID' || kind === ')';
    if (brackets + recursion > DEEPEST_NESTING)
      return excess(
        token,
        `This is nested more than ${DEEPEST_NESTING} levels deep, which Memb does not read: give inner parts names with \`let\`.`,
      );
    if (chain > LONGEST_CHAIN)
      return excess(
        token,
        `This expression has more than ${LONGEST_CHAIN} operators in a row, which Memb does not read: give parts of it names with \`let\`.`,
      );
  }
  return undefined;
}

function excess(token: IToken, message: string): ILexingError {
  return limitError({
    offset: token.startOffset,
    line: token.startLine,
    column: token.startColumn,
    length: token.image.length,
    message,
  });
}

function limitError(error: ILexingError): ILexingError {
  limitErrors.add(error);
  return error;
}
