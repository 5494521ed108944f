/** Where the cursor stands among the tokens: what is before it, the word it is in, and what may be written there. */
import { placesAfter } from './context.js';
import { declaredIn, type Declared } from './declared.js';
import type { Place } from './place.js';
import { beginsDeclaration, indexAt, isWord, type Token } from './tokens.js';

export interface Cursor {
  readonly places: readonly Place[];
  readonly word: { readonly start: number; readonly end: number };
  readonly declared: readonly Declared[];
  /** All tokens of the declaration the cursor stands in. */
  readonly declaration: readonly Token[];
  /** Properties of the same block that stand behind the cursor. */
  readonly givenLater: ReadonlySet<string>;
}

/** What may stand between a number and the end of its unfinished unit. */
const UNIT_BEGUN = /^[ \t]*(?:[\p{L}%°/][^\s,;(){}=*+<>|]*)?$/u;

/** undefined inside a number, where there is nothing to offer. */
export function cursorAt(text: string, tokens: readonly Token[], offset: number): Cursor | undefined {
  const next = indexAt(tokens, offset);
  const last = tokens[next - 1];
  if (last?.kind === 'NUMBER' && last.end > offset) return undefined;
  const position = inUnit(text, tokens, next, offset) ?? atWord(text, tokens, next, offset);
  const { before, word, places } = position;
  const begin = before.findLastIndex(beginsDeclaration);
  const behind = tokens.slice(indexAt(tokens, word.end));
  const end = behind.findIndex(beginsDeclaration);
  return {
    places,
    word,
    declared: declaredIn(tokens.filter(({ start }) => start !== word.start || word.start === word.end)),
    declaration: begin < 0 ? [] : [...before.slice(begin), ...behind.slice(0, end < 0 ? undefined : end)],
    givenLater: keysIn(behind),
  };
}

interface Position {
  readonly before: readonly Token[];
  readonly word: Cursor['word'];
  readonly places: readonly Place[];
}

/** Straight behind a number, or in the unit begun there. */
function inUnit(text: string, tokens: readonly Token[], next: number, offset: number): Position | undefined {
  const number = tokens.slice(Math.max(0, next - 6), next).findLast(({ kind }) => kind === 'NUMBER');
  if (number === undefined || !UNIT_BEGUN.test(text.slice(number.end, offset))) return undefined;
  const before = tokens.slice(0, tokens.indexOf(number) + 1);
  const gap = /^[ \t]*/.exec(text.slice(number.end, offset))![0].length;
  const start = number.end + gap;
  const isBegun = start < offset;
  const touched = tokens[next - 1]!;
  const word = { start, end: isBegun ? Math.max(offset, touched.end) : offset };
  const places = placesAfter(before, false);
  if (!isBegun) return { before, word, places };
  const due = places.filter(({ kind }) => kind === 'unit' || kind === 'ion' || kind === 'fuel');
  return due.length === 0 ? undefined : { before, word, places: due };
}

function atWord(text: string, tokens: readonly Token[], next: number, offset: number): Position {
  const last = tokens[next - 1];
  const isInWord = last !== undefined && isWord(last) && last.end >= offset;
  const before = tokens.slice(0, isInWord ? next - 1 : next);
  const word = isInWord ? { start: last.start, end: last.end } : { start: offset, end: offset };
  const newline = /[\r\n]/.test(text.slice(before.at(-1)?.end ?? 0, word.start));
  return { before, word, places: placesAfter(before, newline) };
}

/** Names before `=` up to the brace that closes the block. */
function keysIn(behind: readonly Token[]): Set<string> {
  const keys = new Set<string>();
  let depth = 0;
  for (const [i, token] of behind.entries()) {
    if (beginsDeclaration(token)) break;
    if (token.kind === '{') depth++;
    if (token.kind === '}' && --depth < 0) break;
    if (depth === 0 && behind[i + 1]?.kind === '=') keys.add(token.text);
    if (depth === 0 && (token.kind === 'moves' || token.kind === 'uses')) keys.add(token.kind);
  }
  return keys;
}
