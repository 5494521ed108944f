/**
 * e^x and ln x on both lanes of a vector, from arithmetic alone: the same bits on every machine, and several times
 * faster than a call out of the module. Good to about one unit in the last place.
 *
 * e^x: x = k ln 2 + r, |r| ≤ ½ ln 2; the polynomial of e^r − 1 interpolates at Chebyshev's points.
 * ln x: as in W. Cody & W. Waite, Software Manual for the Elementary Functions (1980), with the coefficients of
 * fdlibm's e_log.c (Sun Microsystems, 1993).
 */
import { f64x2, i32, i64x2, v128, type Code, type Local } from './instructions.js';
import type { FunctionBody } from './module.js';

/** 1.5 · 2^52: added to a number below 2^51, it leaves the nearest integer in the low bits. */
export const ROUNDER = 6755399441055744;
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
/** Beyond these e^x is infinite, or below the smallest normal number. */
const LARGEST = 709.782712893384;
const SMALLEST = -708;
/** (e^r − 1 − r)/r². */
const SQUARE_ON = [
  0.5, 0.16666666666666666, 0.04166666666665097, 0.008333333333331614, 0.001388888890609336, 0.00019841269855593762,
  0.000024801536035994667, 0.0000027557278045687434, 2.761398604176774e-7, 2.5096917898405955e-8,
];
/** Of w = s⁴: what s² times one and w times the other add up to. */
const LOG_ODD = [0.666666666666673513, 0.2857142874366239149, 0.1818357216161805012, 0.1479819860511658591];
const LOG_EVEN = [0.3999999999940941908, 0.2222219843214978396, 0.1531383769920937332];

/** Σ c_i x^i by Horner's rule; `x` is written once for each coefficient but one. */
export function polynomial(x: Code, coefficients: readonly number[]): Code {
  return coefficients
    .slice(0, -1)
    .reduceRight<Code>(
      (sum, c) => f64x2.add(f64x2.value(c), f64x2.mul(x, sum)),
      f64x2.value(coefficients[coefficients.length - 1]!),
    );
}

/** Places for what is computed on the way: of one exponential at a time. */
export type Scratch = readonly [Local, Local, Local, Local, Local, Local, Local];

export function scratchIn(body: FunctionBody): Scratch {
  return Array.from({ length: 7 }, () => body.local('v128')) as unknown as Scratch;
}

interface Reduced {
  /** e^r − 1. */
  readonly small: Local;
  /** k in the low bits, where `ROUNDER` leaves it. */
  readonly k: Local;
}

/**
 * x = k ln 2 + r. What e^r is more than 1 + r comes from a tree, a third as deep as Horner's rule: one exponential
 * after the other is what most steps wait for.
 */
function reduce(body: FunctionBody, x: Local, [k, whole, r, square, fourth, small]: Scratch): Reduced {
  const { add, sub, mul, value } = f64x2;
  const pair = (i: number): Code => add(value(SQUARE_ON[i]!), mul(r.get, value(SQUARE_ON[i + 1]!)));
  const four = (i: number): Code => add(pair(i), mul(square.get, pair(i + 2)));
  const ends = add(four(0), mul(mul(fourth.get, fourth.get), pair(8)));
  body.write(
    k.set(add(mul(x.get, value(Math.LOG2E)), value(ROUNDER))),
    whole.set(sub(k.get, value(ROUNDER))),
    r.set(sub(sub(x.get, mul(whole.get, value(LN2_HIGH))), mul(whole.get, value(LN2_LOW)))),
    square.set(mul(r.get, r.get)),
    fourth.set(mul(square.get, square.get)),
    small.set(add(r.get, mul(square.get, add(ends, mul(fourth.get, four(4)))))),
  );
  return { small, k };
}

/** e^x here and now, for |x| < 700, to the same bits on every machine, which Math.exp does not promise. */
export function exponential(x: number): number {
  const k = x * Math.LOG2E + ROUNDER - ROUNDER;
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  const squareOn = SQUARE_ON.reduceRight((sum, c) => c + r * sum, 0);
  const power = new DataView(new ArrayBuffer(8));
  power.setUint32(0, (k + 1023) * 2 ** 20);
  return power.getFloat64(0) * (1 + (r + r * r * squareOn));
}

/** A count of bits to shift by. */
export const shift = i32.value;

/** e^x: Infinity above 709.78, 0 below −708. The value is to be read once, before the scratch is used again. */
export function exponentialOf(body: FunctionBody, x: Local, scratch: Scratch): Code {
  const { small, k } = reduce(body, x, scratch);
  const power = i64x2.add(f64x2.add(small.get, f64x2.value(1)), i64x2.shiftLeft(k.get, shift(52)));
  const isOrdinary = f64x2.le(x.get, f64x2.value(LARGEST));
  const beyond = f64x2.mul(x.get, f64x2.value(Number.MAX_VALUE));
  return v128.andNot(v128.select(power, beyond, isOrdinary), f64x2.lt(x.get, f64x2.value(SMALLEST)));
}

/** e^x − 1, without loss beside 0. */
export function writeExpm1(body: FunctionBody, x: Local): void {
  const half = body.local('v128');
  body.write(x.set(f64x2.pmax(f64x2.pmin(x.get, f64x2.value(710)), f64x2.value(SMALLEST))));
  const { small, k } = reduce(body, x, scratchIn(body));
  // 2^(k−1), so that 2^1024 need not be represented.
  const scale = i64x2.shiftLeft(i64x2.add(k.get, i64x2.value(1022n)), shift(52));
  const less = f64x2.sub(half.get, f64x2.value(0.5));
  body.write(half.set(scale), f64x2.mul(f64x2.add(f64x2.mul(half.get, small.get), less), f64x2.value(2)));
}

/** ln x: −Infinity at 0, NaN below. */
export function writeLog(body: FunctionBody, x: Local): void {
  const [given, k, f, s, z, half, odd] = scratchIn(body);
  const { add, sub, mul, div, value, lt } = f64x2;
  const tiny = lt(x.get, value(2 ** -1022));
  const exponent = i64x2.shiftRight(i64x2.sub(x.get, i64x2.value(0x3fe6a09e667f3bcdn)), shift(52));
  const w = mul(z.get, z.get);
  body.write(
    given.set(x.get),
    half.set(tiny),
    x.set(v128.select(mul(x.get, value(2 ** 54)), x.get, half.get)),
    k.set(exponent),
    x.set(i64x2.sub(x.get, i64x2.shiftLeft(k.get, shift(52)))),
    k.set(sub(i64x2.add(k.get, i64x2.value(0x4338000000000000n)), value(ROUNDER))),
    k.set(sub(k.get, v128.and(half.get, value(54)))),
    f.set(sub(x.get, value(1))),
    s.set(div(f.get, add(value(2), f.get))),
    z.set(mul(s.get, s.get)),
    half.set(mul(value(0.5), mul(f.get, f.get))),
    odd.set(add(mul(w, polynomial(w, LOG_EVEN)), mul(z.get, polynomial(w, LOG_ODD)))),
    odd.set(add(mul(s.get, add(half.get, odd.get)), mul(k.get, value(LN2_LOW)))),
    odd.set(sub(mul(k.get, value(LN2_HIGH)), sub(sub(half.get, odd.get), f.get))),
    // ln 0, ln ∞ and what has none; a NaN is none of these and stays.
    odd.set(v128.select(value(-Infinity), odd.get, f64x2.eq(given.get, value(0)))),
    odd.set(v128.select(value(NaN), odd.get, lt(given.get, value(0)))),
    v128.select(given.get, odd.get, v128.not(lt(given.get, value(Infinity)))),
  );
}
