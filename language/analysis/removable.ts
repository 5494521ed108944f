/** Single points at which a formula is 0/0 though its limit exists, as x/(1 − e^(−x)) written out is at x = 0. */

/** Fills `out` with the values of some functions at x. */
export type Functions = (x: number, out: Float64Array) => void;

/** How far from such a point its limit is read, V. */
const BESIDE = 1e-7;

/** The same functions, with the limit wherever a value is not finite and has one. */
export function bridgeGaps(evaluate: Functions): Functions {
  return (x, out) => {
    evaluate(x, out);
    for (const value of out) {
      if (Number.isFinite(value)) continue;
      fillGaps(evaluate, x, out);
      return;
    }
  };
}

function fillGaps(evaluate: Functions, x: number, out: Float64Array): void {
  const limits = limitsAt(evaluate, x, out.length);
  out.forEach((value, i) => {
    if (!Number.isFinite(value)) out[i] = limits[i]!;
  });
}

/** The limits of `count` functions at x, read beside it; NaN where one has none. */
export function limitsAt(evaluate: Functions, x: number, count: number): Float64Array {
  const beside = [-2, -1, 1, 2].map((n) => {
    const values = new Float64Array(count);
    evaluate(x + n * BESIDE, values);
    return values;
  });
  return Float64Array.from({ length: count }, (_, i) =>
    limit(...(beside.map((values) => values[i]!) as [number, number, number, number])),
  );
}

/** NaN at a pole, which grows towards its place, and at a jump, whose sides do not approach each other. */
function limit(farLeft: number, left: number, right: number, farRight: number): number {
  const size = Math.max(Math.abs(farLeft), Math.abs(farRight));
  const bounded = Math.max(Math.abs(left), Math.abs(right)) <= 1.001 * size;
  const closing = Math.abs(right - left) <= 0.6 * Math.abs(farRight - farLeft) + 1e-3 * size;
  return bounded && closing ? (left + right) / 2 : Number.NaN;
}
