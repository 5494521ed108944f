/**
 * Units as they are written after a number: `mV`, `mS/cm^2`, `/ms`, `mM.cm²/uA/ms`, `m^(1/2)`.
 *
 *   unit     = ['1'] '/' factor {'/' factor}  |  factor {('.' | '·') factor} {'/' factor}
 *   factor   = word [exponent]
 *   exponent = '^' integer  |  '^(' integer ['/' integer] ')'  |  superscript digits
 *
 * Each `/` divides by the one factor after it. A product after a `/` is an error, since `J/mol.K` is read both ways.
 */
import { words, type UnitWord } from './catalog.js';
import { dimensionless, multiply, power, type Dimension } from './dimension.js';
import { superscriptDigits } from './pretty.js';
import { negate, one, plus, rational, times, toNumber, zero, type Rational } from './rational.js';
import { suggestExponent, suggestWords } from './suggest.js';

/** An SI value is number × factor / divisor × 10^exponent10 (and + 273.15 for degC). */
export interface Unit {
  readonly text: string;
  readonly dimension: Dimension;
  /** 1, or an integer for units like min, cal and eV (irrational only for their fractional powers). */
  readonly factor: number;
  /** The same, for what is divided by. */
  readonly divisor: number;
  readonly exponent10: number;
  readonly affine: 'degC' | undefined;
}

export interface UnitError {
  readonly kind: 'unknown-atom' | 'syntax' | 'affine-in-compound';
  /** The smallest wrong part, as offsets in the text. Empty only when the text is. */
  readonly start: number;
  readonly end: number;
  readonly found: string;
  /** What to put in place of `found`, best first; empty when nothing is near. */
  readonly suggestions: readonly string[];
}

export type UnitResult = { readonly ok: true; readonly unit: Unit } | { readonly ok: false; readonly error: UnitError };

/** A word of the catalog raised to a power; the power is negative after a `/`. */
interface Factor {
  readonly word: UnitWord;
  readonly exponent: Rational;
  readonly start: number;
  readonly end: number;
}

const LEADING_SLASH = /1?\//y;
const WORD = /[^\s/.·⋅*×^()⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/y;
const EXPONENT =
  /\^([-−]?\d{1,3})(?!\d|\.\d)|\^\(([-−]?\d{1,3})(?:\/(\d{1,3}))?\)|(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?![⁻⁰¹²³⁴⁵⁶⁷⁸⁹])/y;
const WRONG_EXPONENT = /\^(\([^)]*\)?|[-−]?\d*(?:\.\d+)?)|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/y;

/** Reads a whole unit. The empty text is the pure number. */
export function parseUnit(text: string): UnitResult {
  let result = read.get(text);
  if (result === undefined) {
    if (read.size >= MOST_READ) read.clear();
    read.set(text, (result = readUnit(text)));
  }
  return result;
}

/** The same few are written again and again. */
const read = new Map<string, UnitResult>();
const MOST_READ = 1000;

function readUnit(text: string): UnitResult {
  const factors: Factor[] = [];
  let at = matchAt(LEADING_SLASH, text, 0)?.[0].length ?? 0;
  let divided = at > 0;
  if (text === '') return { ok: true, unit: assemble(text, factors) };

  for (;;) {
    const factor = readFactor(text, at, divided);
    if ('kind' in factor) return { ok: false, error: factor };
    factors.push(factor);
    at = factor.end;
    if (at === text.length) break;
    const separator = text[at]!;
    if (separator === '/') divided = true;
    else if (divided || !'.·⋅'.includes(separator)) return { ok: false, error: wrongSeparator(text, at, divided) };
    at++;
  }

  const affine = factors.find((factor) => factor.word.atom.affine);
  if (affine && text !== affine.word.text) {
    const end = affine.start + affine.word.text.length;
    return { ok: false, error: problem('affine-in-compound', text, affine.start, end, ['K']) };
  }
  return { ok: true, unit: assemble(text, factors) };
}

function wrongSeparator(text: string, at: number, divided: boolean): UnitError {
  const product = '.·⋅*×'.includes(text[at]!) && at + 1 < text.length;
  return syntax(text, at, at + 1, product ? [divided ? '/' : '.'] : []);
}

function readFactor(text: string, start: number, divided: boolean): Factor | UnitError {
  const written = matchAt(WORD, text, start)?.[0];
  if (written === undefined) {
    // Nothing to point at behind the last separator, so point at the separator.
    return start < text.length ? syntax(text, start, start + 1) : syntax(text, start - 1, start);
  }
  const wordEnd = start + written.length;
  const word = words.get(written);
  if (word === undefined) return problem('unknown-atom', text, start, wordEnd, suggestWords(written));

  const match = matchAt(EXPONENT, text, wordEnd);
  const exponent = match === undefined ? one : exponentOf(match);
  if (exponent === undefined || (match === undefined && matchAt(WRONG_EXPONENT, text, wordEnd))) {
    const wrong = matchAt(WRONG_EXPONENT, text, wordEnd)![0];
    return syntax(text, wordEnd, wordEnd + wrong.length, suggestExponent(wrong));
  }
  return { word, exponent: divided ? negate(exponent) : exponent, start, end: wordEnd + (match?.[0].length ?? 0) };
}

/** Undefined for 0 and for a zero denominator. */
function exponentOf([, plain, numerator, denominator, raised]: RegExpExecArray): Rational | undefined {
  const digits =
    plain ??
    numerator ??
    raised!.replace('⁻', '-').replace(/[^-]/g, (digit) => String(superscriptDigits.indexOf(digit)));
  const n = Number(digits.replace('−', '-'));
  const d = Number(denominator ?? 1);
  return n === 0 || d === 0 ? undefined : rational(n, d);
}

function assemble(text: string, factors: readonly Factor[]): Unit {
  let dimension = dimensionless;
  let exponent10 = zero;
  let factor = 1;
  let divisor = 1;
  for (const { word, exponent } of factors) {
    dimension = multiply(dimension, power(word.atom.dimension, exponent));
    exponent10 = plus(exponent10, times(rational(word.exponent10), exponent));
    if (exponent.n > 0) factor *= word.atom.factor ** toNumber(exponent);
    else divisor *= word.atom.factor ** -toNumber(exponent);
  }
  const whole = Math.floor(toNumber(exponent10));
  factor *= 10 ** (toNumber(exponent10) - whole);
  return { text, dimension, factor, divisor, exponent10: whole, affine: factors[0]?.word.atom.affine };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function syntax(text: string, start: number, end: number, suggestions: readonly string[] = []): UnitError {
  return problem('syntax', text, start, end, suggestions);
}

function problem(
  kind: UnitError['kind'],
  text: string,
  start: number,
  end: number,
  suggestions: readonly string[],
): UnitError {
  return { kind, start, end, found: text.slice(start, end), suggestions };
}
