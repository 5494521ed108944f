/** What a syntax error says: what stands there and what was wanted, in the words of the file. */
import { DefaultLexerErrorMessageProvider, LangiumParserErrorMessageProvider } from 'langium';
import type { IToken, TokenType } from 'chevrotain';
import { nearest } from '../units/nearest.js';

const WORDS: Readonly<Record<string, string>> = {
  ID: 'a name',
  NUMBER: 'a number',
  UNIT: 'a unit',
  STRING: 'a path in quotes',
  EOF: 'the end of the file',
};

/** What a file consists of. */
export const declarationKeywords: readonly string[] = [
  'import',
  'membrane',
  'ion',
  'impermeant',
  'compartment',
  'pool',
  'buffer',
  'slab',
  'solute',
  'solution',
  'ligand',
  'channel',
  'pump',
  'transporter',
  'param',
  'let',
  'experiment',
  'data',
  'expect',
];

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function wanted(type: TokenType): string {
  return WORDS[type.name] ?? `\`${type.LABEL ?? type.name}\``;
}

function found(token: IToken): string {
  return token.tokenType.name === 'EOF' || token.image === '' ? 'the end of the file' : `\`${token.image}\``;
}

/** At most this many alternatives are listed; beyond, the list helps nobody. */
const MOST_ALTERNATIVES = 4;

export class ParserMessages extends LangiumParserErrorMessageProvider {
  override buildMismatchTokenMessage({ expected, actual }: { expected: TokenType; actual: IToken }): string {
    if (expected.name === 'EOF') return this.buildNotAllInputParsedMessage({ firstRedundant: actual });
    return `Expected ${wanted(expected)}, found ${found(actual)}.`;
  }

  override buildNotAllInputParsedMessage({ firstRedundant }: { firstRedundant: IToken }): string {
    const [close] = nearest(firstRedundant.image, declarationKeywords, 1);
    if (close !== undefined) return `${found(firstRedundant)} begins no declaration. Did you mean \`${close}\`?`;
    return `${found(firstRedundant)} cannot stand here: a declaration begins with ${listed(declarationKeywords)}.`;
  }

  override buildNoViableAltMessage({
    expectedPathsPerAlt,
    actual,
  }: {
    expectedPathsPerAlt: TokenType[][][];
    actual: IToken[];
  }): string {
    return expectation(expectedPathsPerAlt.flat(), actual[0]);
  }

  override buildEarlyExitMessage({
    expectedIterationPaths,
    actual,
  }: {
    expectedIterationPaths: TokenType[][];
    actual: IToken[];
  }): string {
    return expectation(expectedIterationPaths, actual[0]);
  }
}

function expectation(paths: readonly (readonly TokenType[])[], actual: IToken | undefined): string {
  const here = actual === undefined ? 'the end of the file' : found(actual);
  const firsts = [...new Set(paths.flatMap((path) => (path[0] === undefined ? [] : [wanted(path[0])])))];
  if (firsts.includes('a number') && firsts.includes('a name')) return `Expected an expression, found ${here}.`;
  if (firsts.length === 0 || firsts.length > MOST_ALTERNATIVES) return `${capital(here)} cannot stand here.`;
  return `Expected ${firsts.join(' or ')}, found ${here}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Signs that word processors and other keyboards put in the place of ASCII ones. */
const lookalikes: Readonly<Record<string, string>> = {
  '−': '-',
  '–': '-',
  '×': '*',
  '÷': '/',
  '∗': '*',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
};

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * What was meant by signs that cannot stand in a file: `-` by `−`, `(` by the full-width `（`, `^2` by `²` behind a name.
 * undefined when nothing plain looks like them.
 */
export function plainSpelling(written: string): string | undefined {
  if (/^⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+$/.test(written)) {
    const digits = [...written].map((char) => (char === '⁻' ? '-' : String(SUPERSCRIPTS.indexOf(char))));
    return `^${digits.join('')}`;
  }
  const plain = [...written].map((char) => lookalikes[char] ?? char.normalize('NFKC')).join('');
  return plain !== written && /^[\x21-\x7e]+$/.test(plain) ? plain : undefined;
}

const LONGEST_QUOTE = 20;

/** Characters as a message can show them: cut short, and those one cannot see by their code. */
function visible(written: string): string {
  const characters = [...written].map((char) =>
    /[\p{C}\p{Z}]/u.test(char) ? `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}` : char,
  );
  return characters.length > LONGEST_QUOTE ? `${characters.slice(0, LONGEST_QUOTE).join('')}…` : characters.join('');
}

export class LexerMessages extends DefaultLexerErrorMessageProvider {
  override buildUnexpectedCharactersMessage(text: string, start: number, length: number): string {
    const written = text.slice(start, start + length);
    const shown = visible(written);
    if (written.startsWith('"')) return 'What `"` begins must end with `"` on the same line.';
    const plain = plainSpelling(written);
    if (plain !== undefined) return `\`${shown}\` is not the sign Memb reads here: write \`${plain}\`.`;
    return `\`${shown}\` cannot stand in a .memb file: names are made of letters, digits and _.`;
  }
}
