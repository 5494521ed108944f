/**
 * Binary logarithms and powers of 2 to a few thousandths, for the size of steps: the next step waits for them, and need
 * not be chosen more finely. From arithmetic alone: the same bits everywhere. The polynomials interpolate at
 * Chebyshev's points.
 */
import { polynomial, ROUNDER, shift } from './exponential.js';
import { f64x2, i64x2, v128, type Code } from './instructions.js';
import type { FunctionBody } from './module.js';

const { add, sub, value } = f64x2;

const FRACTION = 0x000f_ffff_ffff_ffffn;
const ONE = 0x3ff0_0000_0000_0000n;
const TWO_TO_52 = 0x4330_0000_0000_0000n;
/** log2 m for 1 ≤ m < 2, to 0.006. */
const LOG2 = [-1.66403002, 2.00936479, -0.33975181];
/** 2^f for |f| ≤ ½, to 0.0024 of it. */
const EXP2 = [0.99992448, 0.70360642, 0.24264008];

const parts = new DataView(new ArrayBuffer(8));

/** The same as generated code has it. */
export function log2Roughly(x: number): number {
  parts.setFloat64(0, x);
  const high = parts.getUint32(0);
  parts.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  return (high >>> 20) - 1023 + valueOf(LOG2, parts.getFloat64(0));
}

/** The same as generated code has it. */
export function exp2Roughly(x: number): number {
  const rounded = x + ROUNDER - ROUNDER;
  return valueOf(EXP2, x - rounded) * 2 ** rounded;
}

function valueOf([a, b, c]: readonly number[], x: number): number {
  return a! + x * (b! + x * c!);
}

/** log2 x of a normal number x > 0. */
export function roughLog2(body: FunctionBody, x: Code): Code {
  const [given, mantissa] = [body.local('v128'), body.local('v128')];
  body.write(given.set(x), mantissa.set(v128.or(v128.and(given.get, i64x2.value(FRACTION)), i64x2.value(ONE))));
  // A whole number below 2^52 is the low bits of 2^52 and it together.
  const exponent = v128.or(i64x2.shiftRightUnsigned(given.get, shift(52)), i64x2.value(TWO_TO_52));
  return add(sub(exponent, value(2 ** 52 + 1023)), polynomial(mantissa.get, LOG2));
}

/** 2^x for |x| < 1000. */
export function roughExp2(body: FunctionBody, x: Code): Code {
  const [given, rounded, fraction] = [body.local('v128'), body.local('v128'), body.local('v128')];
  body.write(
    given.set(x),
    rounded.set(add(given.get, value(ROUNDER))),
    fraction.set(sub(given.get, sub(rounded.get, value(ROUNDER)))),
  );
  return i64x2.add(polynomial(fraction.get, EXP2), i64x2.shiftLeft(rounded.get, shift(52)));
}
