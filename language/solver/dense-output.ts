/**
 * Continuous output: on each step the quintic that takes the values, slopes and curvatures of both ends.
 * The same for every method, of order 6, and twice continuously differentiable from step to step.
 *
 * Knots lie in one array, 3n numbers each: y, then dy/dt, then d²y/dt².
 */

/** Degree of the polynomial on a step. */
export const DEGREE = 5;

/** What y1 − y0, h f0, h f1, h² g0 and h² g1 add to y0 at the fraction s of a step: five weights into `out`. */
export function hermiteWeights(s: number, out: Float64Array): void {
  const r = 1 - s;
  const s2 = s * s;
  const s3 = s2 * s;
  out[0] = s3 * (10 + s * (6 * s - 15));
  out[1] = s * (1 + s2 * (s * (8 - 3 * s) - 6));
  out[2] = s3 * (s * (7 - 3 * s) - 4);
  out[3] = 0.5 * s2 * r * r * r;
  out[4] = 0.5 * s3 * r * r;
}

/**
 * Bernstein coefficients on [0, 1] of component `i` between the knots at `from` and `to` (offsets into `knots`).
 * Their hull holds the curve, so signs alone show where nothing crosses.
 */
export function bernstein(
  knots: Float64Array,
  from: number,
  to: number,
  i: number,
  n: number,
  h: number,
  out: Float64Array,
): void {
  const y0 = knots[from + i]!;
  const y1 = knots[to + i]!;
  const d0 = (h / 5) * knots[from + n + i]!;
  const d1 = (h / 5) * knots[to + n + i]!;
  out[0] = y0;
  out[1] = y0 + d0;
  out[2] = y0 + 2 * d0 + ((h * h) / 20) * knots[from + 2 * n + i]!;
  out[3] = y1 - 2 * d1 + ((h * h) / 20) * knots[to + 2 * n + i]!;
  out[4] = y1 - d1;
  out[5] = y1;
}
