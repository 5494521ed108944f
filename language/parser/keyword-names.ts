/**
 * Words of the language in the place of names: `let pool = 3`, `gate state { … }`. They are read as names, so that the rest
 * of the text stays readable and the finding is one sentence with a fix. No text that is right is read otherwise.
 */
import type { IToken, TokenType } from 'chevrotain';

/** Behind these a name must follow. */
const NAMING: ReadonlySet<string> = new Set([
  ...['membrane', 'ion', 'impermeant', 'solute', 'ligand', 'solution', 'compartment', 'pool', 'buffer', 'slab'],
  ...['channel', 'gate', 'pump', 'transporter', 'state', 'param', 'let', 'experiment', 'sweep'],
]);
/** What follows a name where it is given. */
const AFTER_NAME: ReadonlySet<string> = new Set([
  ...['=', '(', '{', '+', '-', 'NUMBER'],
  ...['conducts', 'permeates', 'holds', 'binds'],
]);
const ARROWS: ReadonlySet<string> = new Set(['<->', '->']);
/** Behind these a name is used where nothing of the language but `if` and `not` can stand. */
const BEFORE_USE: ReadonlySet<string> = new Set([
  ...['=', '(', '+', '-', '*', '/', '^', '<', '<=', '>', '>=', '==', '!=', '|', ':'],
  ...['and', 'or', 'not', 'if', 'else', 'plot', 'expect', 'against', 'conducts', 'permeates', 'holds', 'binds'],
]);
/** Behind an argument. */
const AFTER_ARGUMENT: ReadonlySet<string> = new Set([',', ')', '}', '|', '+', '-', '*', '/', '^', 'against']);
const NEVER_USED: ReadonlySet<string> = new Set(['if', 'not']);
const WORD = /^[a-z]+$/;

/** The same tokens, those words as `name` tokens; the array itself where there are none. */
export function withKeywordNames(tokens: IToken[], name: TokenType): IToken[] {
  const given = new Set<string>();
  tokens.forEach((token, i) => {
    if (isKeyword(token) && isGiven(token, tokens[i - 1], tokens[i + 1])) given.add(token.image);
  });
  if (given.size === 0) return tokens;
  return tokens.map((token, i) => {
    const [previous, next] = [tokens[i - 1], tokens[i + 1]];
    if (!isKeyword(token) || !given.has(token.image)) return token;
    const isName = isGiven(token, previous, next) || (!NEVER_USED.has(token.image) && isUsed(previous, next));
    return isName ? { ...token, tokenType: name, tokenTypeIdx: name.tokenTypeIdx! } : token;
  });
}

function isKeyword({ tokenType, image }: IToken): boolean {
  return tokenType.name === image && WORD.test(image);
}

/** On the line of the word before it: at the end of a line a name is still to be written. */
function isGiven(token: IToken, previous: IToken | undefined, next: IToken | undefined): boolean {
  const [before, after] = [previous?.tokenType.name ?? '', next?.tokenType.name ?? ''];
  if (ARROWS.has(before) || ARROWS.has(after)) return true;
  return NAMING.has(before) && previous!.endLine === token.startLine && AFTER_NAME.has(after);
}

function isUsed(previous: IToken | undefined, next: IToken | undefined): boolean {
  const [before, after] = [previous?.tokenType.name ?? '', next?.tokenType.name ?? ''];
  if (BEFORE_USE.has(before) || after === '.') return true;
  const ends = AFTER_ARGUMENT.has(after) || next === undefined || next.startLine! > previous!.endLine!;
  return before === ',' && ends;
}
