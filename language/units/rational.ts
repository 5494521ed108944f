/** Exact small fractions: the exponents of units and dimensions. */

/** n/d in lowest terms, d > 0. Equal values are therefore equal field by field. */
export interface Rational {
  readonly n: number;
  readonly d: number;
}

/** Throws RangeError unless both are safe integers and d ≠ 0. */
export function rational(n: number, d = 1): Rational {
  if (!Number.isSafeInteger(n) || !Number.isSafeInteger(d) || d === 0) throw new RangeError(`no rational ${n}/${d}`);
  if (d === 1) return { n: n === 0 ? 0 : n, d };
  const divisor = greatestCommonDivisor(Math.abs(n), Math.abs(d)) * Math.sign(d);
  return { n: n === 0 ? 0 : n / divisor, d: d / divisor };
}

export const zero = rational(0);
export const one = rational(1);

export function plus(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function times(a: Rational, b: Rational): Rational {
  return rational(a.n * b.n, a.d * b.d);
}

export function negate(a: Rational): Rational {
  return rational(-a.n, a.d);
}

export function equal(a: Rational, b: Rational): boolean {
  return a.n === b.n && a.d === b.d;
}

export function toNumber(a: Rational): number {
  return a.n / a.d;
}

/** `2`, `-2`, `1/2`. */
export function format(a: Rational): string {
  return a.d === 1 ? String(a.n) : `${a.n}/${a.d}`;
}

/** The fraction with the smallest denominator (at most 12) that is `x` to within rounding, if there is one: 0.5 is 1/2. */
export function fromNumber(x: number): Rational | undefined {
  for (let d = 1; d <= 12; d++) {
    const n = Math.round(x * d);
    if (Number.isSafeInteger(n) && Math.abs(x * d - n) <= 1e-12 * Math.max(1, Math.abs(n))) return rational(n, d);
  }
  return undefined;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
