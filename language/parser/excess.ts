/**
 * Declarations that would exhaust the stack of a parser or of what reads its tree. They are left out of the token
 * stream and named in one error each; everything else of the file stays live.
 */
import type { IToken } from 'chevrotain';
import { declarationKeywords } from './syntax-messages.js';

/** Deepest nesting: signs, powers and conditionals count one level each, brackets three, as they do on the parser's stack. */
export const DEEPEST_NESTING = 100;
const LEVELS_OF_A_BRACKET = 3;
/** Most operators in one expression, brackets and arguments included. */
export const MOST_OPERATORS = 500;

const DECLARATIONS = new Set(declarationKeywords);
const OPENING = new Set(['(', '{']);
const CLOSING = new Set([')', '}']);
const SEPARATING = new Set([',', ';', '=', '|']);
const INFIX = new Set(['*', '/', '+', '-', '<', '<=', '>', '>=', '==', '!=', 'and', 'or']);
const OPERANDS = new Set(['NUMBER', 'UNIT', 'ID', ')']);

export interface Excess {
  readonly token: IToken;
  readonly message: string;
}

/** The tokens that may be parsed, and for each declaration left out the token that went over a limit. */
export function withoutExcess(tokens: readonly IToken[]): { kept: IToken[]; excesses: Excess[] } {
  const kept: IToken[] = [];
  const excesses: Excess[] = [];
  let begin = 0;
  while (begin < tokens.length) {
    const end = declarationEnd(tokens, begin);
    const excess = firstExcess(tokens, begin, end);
    if (excess === undefined) for (let i = begin; i < end; i++) kept.push(tokens[i]!);
    else excesses.push(excess);
    begin = end;
  }
  return { kept, excesses };
}

/** Index of the next keyword that begins a declaration, or of the end. */
function declarationEnd(tokens: readonly IToken[], begin: number): number {
  let end = begin + 1;
  while (end < tokens.length && !DECLARATIONS.has(tokens[end]!.tokenType.name)) end++;
  return end;
}

/** What is open inside one pair of brackets: conditionals up to its end, signs and powers up to the next operator. */
interface Level {
  conditionals: number;
  signs: number;
}

function firstExcess(tokens: readonly IToken[], begin: number, end: number): Excess | undefined {
  const levels: Level[] = [{ conditionals: 0, signs: 0 }];
  let parentheses = 0;
  let operators = 0;
  for (let i = begin; i < end; i++) {
    const token = tokens[i]!;
    const kind = token.tokenType.name;
    if (OPENING.has(kind)) levels.push({ conditionals: 0, signs: 0 });
    if (CLOSING.has(kind) && levels.length > 1) levels.pop();
    const level = levels.at(-1)!;
    const isInfix = INFIX.has(kind) && i > begin && OPERANDS.has(tokens[i - 1]!.tokenType.name);
    if (SEPARATING.has(kind)) level.conditionals = 0;
    if (isInfix || kind === 'then' || kind === 'else' || SEPARATING.has(kind)) level.signs = 0;
    if (kind === 'if') level.conditionals++;
    else if (kind === 'not' || kind === '^' || (INFIX.has(kind) && !isInfix)) level.signs++;
    if (INFIX.has(kind) || kind === '^') operators++;

    if (kind === '(') parentheses++;
    if (kind === ')') parentheses--;
    if (kind === '=' || kind === '{' || kind === '}' || (SEPARATING.has(kind) && parentheses <= 0)) operators = 0;
    if (depthOf(levels) > DEEPEST_NESTING) return { token, message: NESTED };
    if (operators > MOST_OPERATORS) return { token, message: LONG };
  }
  return undefined;
}

function depthOf(levels: readonly Level[]): number {
  let depth = LEVELS_OF_A_BRACKET * (levels.length - 1);
  for (const { conditionals, signs } of levels) depth += conditionals + signs;
  return depth;
}

const MOST_BRACKETS = Math.floor(DEEPEST_NESTING / LEVELS_OF_A_BRACKET);
const NESTED = `This is nested deeper than Memb reads (${MOST_BRACKETS} brackets, ${DEEPEST_NESTING} signs or conditionals): give inner parts names with \`let\`.`;
const LONG = `This expression has more than ${MOST_OPERATORS} operators, which Memb does not read: give parts of it names with \`let\`.`;
