/**
 * sin, cos and their inverses, and the hyperbolic functions, on both lanes of a vector.
 *
 * sin and cos: the argument less a multiple of π/2 in three parts, then the polynomials of fdlibm's k_sin.c and
 * k_cos.c (Sun Microsystems, 1993); beyond 2^20 quarter turns digits are lost, as they are in the argument itself.
 * arctan: the rational function of S. Moshier's Cephes library (1984).
 */
import { polynomial, ROUNDER, shift } from './exponential.js';
import { call, f64x2, i64x2, v128, type Code, type Local } from './instructions.js';
import type { FunctionBody, FunctionReference } from './module.js';

const { add, sub, mul, div, value, lt, gt } = f64x2;
const HALF_PI_PARTS = [1.57079632673412561417, 6.0771005063039659766e-11, 2.0222662487959505865e-21];
const SINE = [
  -1.66666666666666324348e-1, 8.33333333332248946124e-3, -1.98412698298579493134e-4, 2.75573137070700676789e-6,
  -2.50507602534068634195e-8, 1.58969099521155010221e-10,
];
const COSINE = [
  4.16666666666666019037e-2, -1.38888888888741095749e-3, 2.48015872894767294178e-5, -2.75573143513906633035e-7,
  2.0875723212981748279e-9, -1.13596475577881948265e-11,
];
const ARCTAN_ABOVE = [
  -6.485021904942025371773e1, -1.22886668449013617341e2, -7.50085579231470466734e1, -1.615753718733365076637e1,
  -8.750608600031904122785e-1,
];
const ARCTAN_BELOW = [
  1.945506571482613964425e2, 4.853903996359136964868e2, 4.328810604912902668951e2, 1.650270098316988542046e2,
  2.485846490142306297962e1, 1,
];
/** Above the first arctan x is π/2 − arctan 1/x, above the second π/4 + arctan (x − 1)/(x + 1). */
const ARCTAN_BOUNDS = [2.4142135623730950488, 0.66] as const;
/** What e^x may not pass where a ratio is formed with it. */
const LARGE = 1e300;

type Five = readonly [Local, Local, Local, Local, Local];

function vectors(body: FunctionBody): Five {
  return Array.from({ length: 5 }, () => body.local('v128')) as unknown as Five;
}

export function writeSine(body: FunctionBody, x: Local, quarterTurns: 0 | 1): void {
  const [z, k, r, sine, cosine] = vectors(body);
  const isOdd = i64x2.equal(v128.and(k.get, i64x2.value(1n)), i64x2.value(1n));
  const sign = i64x2.shiftLeft(v128.and(k.get, i64x2.value(2n)), shift(62));
  const less = (rest: Code, part: number): Code => sub(rest, mul(k.get, value(part)));
  body.write(
    z.set(add(mul(x.get, value(2 / Math.PI)), value(ROUNDER))),
    k.set(sub(z.get, value(ROUNDER))),
    r.set(HALF_PI_PARTS.reduce(less, x.get)),
    k.set(i64x2.add(z.get, i64x2.value(BigInt(quarterTurns)))),
    z.set(mul(r.get, r.get)),
    sine.set(add(r.get, mul(mul(r.get, z.get), polynomial(z.get, SINE)))),
    cosine.set(sub(value(1), sub(mul(value(0.5), z.get), mul(mul(z.get, z.get), polynomial(z.get, COSINE))))),
    v128.xor(v128.select(cosine.get, sine.get, isOdd), sign),
  );
}

export function writeArctan(body: FunctionBody, x: Local): void {
  const [t, far, near, u, z] = vectors(body);
  const folded = v128.select(div(sub(t.get, value(1)), add(t.get, value(1))), t.get, near.get);
  const shifted = v128.select(value(Math.PI / 4), value(0), near.get);
  const ratio = div(mul(z.get, polynomial(z.get, ARCTAN_ABOVE)), polynomial(z.get, ARCTAN_BELOW));
  body.write(
    t.set(f64x2.abs(x.get)),
    far.set(gt(t.get, value(ARCTAN_BOUNDS[0]))),
    near.set(gt(t.get, value(ARCTAN_BOUNDS[1]))),
    u.set(v128.select(div(value(-1), t.get), folded, far.get)),
    z.set(mul(u.get, u.get)),
    u.set(add(u.get, mul(u.get, ratio))),
    u.set(add(v128.select(value(Math.PI / 2), shifted, far.get), u.get)),
    withSignOf(u.get, x.get),
  );
}

/** arcsin x = arctan x/√(1 − x²). */
export function writeArcsine(body: FunctionBody, x: Local, arctan: FunctionReference): void {
  const rest = mul(sub(value(1), x.get), add(value(1), x.get));
  body.write(call(arctan, div(x.get, f64x2.sqrt(rest))));
}

/** arccos x = 2 arctan √((1 − x)/(1 + x)). */
export function writeArccosine(body: FunctionBody, x: Local, arctan: FunctionReference): void {
  const ratio = div(sub(value(1), x.get), add(value(1), x.get));
  body.write(mul(value(2), call(arctan, f64x2.sqrt(ratio))));
}

/** With u = e^|x| − 1: sinh = (u + u/(u + 1))/2, tanh of half the argument u/(u + 2); exact beside 0. */
export function writeHyperbolic(body: FunctionBody, x: Local, which: 'sinh' | 'tanh', expm1: FunctionReference): void {
  const [u, bounded] = vectors(body);
  const argument = f64x2.abs(x.get);
  body.write(
    u.set(call(expm1, which === 'sinh' ? argument : mul(value(2), argument))),
    bounded.set(f64x2.pmin(u.get, value(LARGE))),
    which === 'sinh'
      ? u.set(mul(value(0.5), add(u.get, div(bounded.get, add(bounded.get, value(1))))))
      : u.set(div(bounded.get, add(bounded.get, value(2)))),
    withSignOf(u.get, x.get),
  );
}

export function writeCosh(body: FunctionBody, x: Local, exp: FunctionReference): void {
  const e = body.local('v128');
  body.write(e.set(call(exp, f64x2.abs(x.get))), mul(value(0.5), add(e.get, div(value(1), e.get))));
}

/** x^y = e^(y ln |x|), negative for odd integer y and x < 0, NaN for x < 0 and any other y; x^0 = 1. */
export function writePow(body: FunctionBody, x: Local, y: Local, exp: FunctionReference, log: FunctionReference): void {
  const [r, isWhole] = vectors(body);
  const half = mul(y.get, value(0.5));
  const isOdd = v128.and(isWhole.get, f64x2.ne(f64x2.nearest(half), half));
  const isNegative = lt(x.get, value(0));
  body.write(
    isWhole.set(f64x2.eq(f64x2.nearest(y.get), y.get)),
    r.set(call(exp, mul(y.get, call(log, f64x2.abs(x.get))))),
    r.set(v128.xor(r.get, v128.and(v128.and(isNegative, isOdd), value(-0)))),
    r.set(v128.select(value(NaN), r.get, v128.andNot(isNegative, isWhole.get))),
    v128.select(value(1), r.get, f64x2.eq(y.get, value(0))),
  );
}

/** `size`, not negative, with the sign of `x`. */
function withSignOf(size: Code, x: Code): Code {
  return v128.or(size, v128.and(x, value(-0)));
}
