/**
 * Reads any text without blocking the editor or exhausting the stack, and answers what cannot be read with one clear
 * error: a text that is too long, a comment that never ends, an expression beyond measure.
 */
import type { ILexingError, IToken, TokenType } from 'chevrotain';
import { DefaultLexer, type LexerResult, type TokenizeOptions } from 'langium';
import { withoutExcess } from './excess.js';
import { withKeywordNames } from './keyword-names.js';

/** Longest text that is read, in characters: about 20 000 lines. */
export const LONGEST_TEXT = 1_000_000;
/** Beyond this number comments are no longer kept for hovers: the tree builder passes them on as arguments. */
const MOST_COMMENTS = 10_000;

export type LexicalCode = 'syntax.limit' | 'syntax.comment' | 'syntax.character';

const codes = new WeakMap<ILexingError, LexicalCode>();

/** What kind of error the lexer reports; without a word from here, that a character is wrong. */
export function lexicalCode(error: ILexingError): LexicalCode {
  return codes.get(error) ?? 'syntax.character';
}

export class GuardedLexer extends DefaultLexer {
  override tokenize(text: string, options?: TokenizeOptions): LexerResult {
    if (text.length > LONGEST_TEXT) return tooLong(text);
    const result = super.tokenize(text, options);
    const open = openComment(result.tokens);
    const before = open === undefined ? result.tokens : result.tokens.slice(0, result.tokens.indexOf(open));
    const name = (this.definition as Readonly<Record<string, TokenType>>)['ID']!;
    const { kept, excesses } = withoutExcess(withKeywordNames(before, name));
    const errors = [
      ...result.errors.filter(({ offset }) => open === undefined || offset < open.startOffset),
      ...(open === undefined ? [] : [errorAt('syntax.comment', open, 2, 'This comment never ends: `*/` is missing.')]),
      ...excesses.map(({ token, message }) => errorAt('syntax.limit', token, token.image.length, message)),
    ];
    return { ...result, tokens: kept, errors, hidden: result.hidden.length > MOST_COMMENTS ? [] : result.hidden };
  }
}

/** The `/` of a `/*` that was read as two operators, since nothing closes it. */
function openComment(tokens: readonly IToken[]): IToken | undefined {
  return tokens.find((token, i) => {
    const next = tokens[i + 1];
    return token.image === '/' && next?.image === '*' && next.startOffset === token.startOffset + 1;
  });
}

function tooLong(text: string): LexerResult {
  const megabytes = (text.length / 1e6).toFixed(1);
  const limit = LONGEST_TEXT / 1e6;
  const message = `This file has ${megabytes} million characters; Memb reads up to ${limit} million. Nothing in it is checked.`;
  const firstLine = text.slice(0, 200).split(/\r?\n/, 1)[0]!;
  const start = { startOffset: 0, startLine: 1, startColumn: 1 };
  const error = errorAt('syntax.limit', start, Math.max(1, firstLine.length), message);
  return { tokens: [], errors: [error], hidden: [], report: { diagnostics: [] } };
}

type Place = Pick<IToken, 'startOffset' | 'startLine' | 'startColumn'>;

function errorAt(code: LexicalCode, place: Place, length: number, message: string): ILexingError {
  const { startOffset: offset, startLine: line, startColumn: column } = place;
  const error: ILexingError = { offset, line, column, length, message };
  codes.set(error, code);
  return error;
}
