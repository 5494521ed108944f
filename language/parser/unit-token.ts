/**
 * The one lexical rule that makes units and names never compete: a word is a unit only straight after a number,
 * on the number's line. So `K` is potassium in `K.in` and kelvin in `310 K`; `m` is a gate in `m^3` and the metre
 * in `2 m`. The other places are the declared unit of a function's parameter, `let f(x: mV) = …`, and that of a column
 * of a recording, `V = column "vm" in mV`.
 *
 * `0.1/ms` and `0.1 /ms`, the slash touching a unit, are quantities per millisecond; `0.1 / ms`, with spaces on both
 * sides, and `0.1/x` with x no unit are divisions.
 */
import type { TokenType, TokenVocabulary } from 'chevrotain';
import { DefaultTokenBuilder, type Grammar, type TokenBuilderOptions } from 'langium';
import { knownUnit } from '../units/catalog.js';
import { declarationKeywords } from './syntax-messages.js';

interface LexedToken {
  readonly endOffset?: number;
  readonly tokenType: { readonly name: string };
}

const LETTER = '[\\p{L}_%°]';
/**
 * `cm`, `cm^2`, `cm²`, `s⁻¹`, `m^(1/2)`; also what is then reported as an unknown unit, with the fix: `cm2`, `m^0.5`;
 * and whole names with digits in them, which an ion in `moves 2 K2P in` may have.
 */
const POWER = '(?:\\d[\\p{L}\\p{N}_]*)?(?:\\^-?\\d+(?:\\.\\d+)?|\\^\\(-?\\d+/\\d+\\)|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)?';
const UNIT = new RegExp(`(?<slash>/)?(?<word>${LETTER}+)${POWER}(?:[./·]${LETTER}+${POWER})*`, 'uy');
const NEXT_PROPERTY = /\s*=(?!=)/y;

export class MembTokenBuilder extends DefaultTokenBuilder {
  override buildTokens(grammar: Grammar, options?: TokenBuilderOptions): TokenVocabulary {
    const tokens = super.buildTokens(grammar, options) as TokenType[];
    const keywords = new Set(tokens.map((token) => token.name).filter((name) => /^[a-z]+$/.test(name)));
    const unit = tokens.find((token) => token.name === 'UNIT')!;
    unit.PATTERN = (text, offset, matched) => matchUnit(text, offset, matched, keywords);
    unit.LINE_BREAKS = false;
    // Without this hint the lexer would give up its first-character table for every token.
    unit.START_CHARS_HINT = [...'/%°µμΩΩ', ...letters()];
    return [unit, ...tokens.filter((token) => token !== unit)];
  }
}

/** The lexer tables first characters below 256 one by one and the rest in blocks of 256: one of each will do. */
function letters(): string[] {
  const one = /^\p{L}$/u;
  const low = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).filter((char) => one.test(char));
  const blocks = Array.from({ length: 215 }, (_, block) => String.fromCharCode((block + 1) * 256 + 0x90));
  return [...low, '_', ...blocks];
}

const PARAMETERS: ReadonlySet<string> = new Set(['ID', 'UNIT', ':', ',']);

/** Whether the last token is the colon in `let f(x: mV)`, after which a unit stands without a number. */
function isParameterColon(matched: readonly LexedToken[]): boolean {
  if (matched.at(-1)?.tokenType.name !== ':' || matched.at(-2)?.tokenType.name !== 'ID') return false;
  let at = matched.length - 1;
  while (PARAMETERS.has(matched[at]?.tokenType.name ?? '')) at--;
  const [keyword, name, bracket] = [at - 2, at - 1, at].map((i) => matched[i]?.tokenType.name);
  return keyword === 'let' && name === 'ID' && bracket === '(';
}

/** Whether the last tokens are `= column "vm" in`. */
function isColumnUnit(matched: readonly LexedToken[]): boolean {
  if (matched.at(-1)?.tokenType.name !== 'in' || matched.at(-2)?.tokenType.name !== 'STRING') return false;
  return matched.at(-3)?.tokenType.name === 'ID' && matched.at(-4)?.tokenType.name === '=';
}

function matchUnit(
  text: string,
  offset: number,
  matched: readonly LexedToken[],
  keywords: ReadonlySet<string>,
): RegExpExecArray | null {
  const previous = matched.at(-1);
  const isDue = previous?.tokenType.name === 'NUMBER' || isParameterColon(matched) || isColumnUnit(matched);
  if (!isDue || previous?.endOffset === undefined) return null;
  const gap = text.slice(previous.endOffset + 1, offset);
  if (/[^ \t\u00a0]/.test(gap)) return null;

  UNIT.lastIndex = offset;
  const match = UNIT.exec(text);
  if (match === null) return null;
  const { slash, word } = match.groups as { slash?: string; word: string };
  if (slash !== undefined) return knownUnit(word) ? match : null;
  if (keywords.has(word)) return null;
  NEXT_PROPERTY.lastIndex = offset + match[0].length;
  return NEXT_PROPERTY.test(text) && !isInExpectation(matched) ? null : match;
}

/** There no property follows: `expect V_rest + 5 mV = …`. */
function isInExpectation(matched: readonly LexedToken[]): boolean {
  return matched.findLast(({ tokenType: { name } }) => DECLARATIONS.has(name))?.tokenType.name === 'expect';
}

const DECLARATIONS = new Set(declarationKeywords);
