/** One-dimensional searches inside a bracket, to the last digits a double holds. */

export interface Bracket {
  readonly a: number;
  readonly fa: number;
  readonly b: number;
  readonly fb: number;
}

/**
 * Shrinks a sign change to a width of about `tolerance`: inverse quadratic interpolation where it is safe, else
 * bisection, never slower than bisection by more than a factor [Chandrupatla 1997, Adv Eng Software 28:145].
 * In what it returns, |fa| ≤ |fb|: a is the root, unless f jumps there.
 */
export function shrinkBracket(f: (x: number) => number, start: Bracket, tolerance: number): Bracket {
  let { a, fa, b, fb } = start;
  let c = a;
  let fc = fa;
  let fraction = 0.5;
  for (;;) {
    const x = a + fraction * (b - a);
    const fx = f(x);
    if (fx < 0 === fa < 0) {
      c = a;
      fc = fa;
    } else {
      c = b;
      fc = fb;
      b = a;
      fb = fa;
    }
    a = x;
    fa = fx;
    const best = Math.abs(fa) <= Math.abs(fb) ? a : b;
    const smallest = (tolerance / 2 + 2 * Number.EPSILON * Math.abs(best)) / Math.abs(b - a);
    if (fa === 0 || fb === 0 || !(smallest < 0.5)) {
      return best === a ? { a, fa, b, fb } : { a: b, fa: fb, b: a, fb: fa };
    }
    fraction = Math.min(Math.max(interpolate(a, fa, b, fb, c, fc), smallest), 1 - smallest);
  }
}

/** Where in a…b the inverse parabola through three points crosses zero, as a fraction; ½ where it cannot be trusted. */
function interpolate(a: number, fa: number, b: number, fb: number, c: number, fc: number): number {
  const xi = (a - b) / (c - b);
  const phi = (fa - fb) / (fc - fb);
  if (!(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)) return 0.5;
  return (fa / (fb - fa)) * (fc / (fb - fc)) + (((c - a) / (b - a)) * (fa / (fc - fa)) * fb) / (fc - fb);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The minimum of f on [low, high] by golden section, which needs neither slopes nor smoothness.
 * Stops at once where f falls to 0 or below.
 */
export function findMinimum(
  f: (x: number) => number,
  low: number,
  high: number,
  tolerance: number,
): { readonly x: number; readonly value: number } {
  let a = low;
  let b = high;
  let left = b - GOLDEN * (b - a);
  let right = a + GOLDEN * (b - a);
  let fl = f(left);
  let fr = f(right);
  while (b - a > tolerance && fl > 0 && fr > 0) {
    if (fl < fr) {
      b = right;
      right = left;
      fr = fl;
      left = b - GOLDEN * (b - a);
      fl = f(left);
    } else {
      a = left;
      left = right;
      fl = fr;
      right = a + GOLDEN * (b - a);
      fr = f(right);
    }
  }
  return fl < fr ? { x: left, value: fl } : { x: right, value: fr };
}
