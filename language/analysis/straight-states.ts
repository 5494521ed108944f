/**
 * Between two knots the polynomial of a solution may stray by less than the tolerance, and yet out of the domain of a
 * formula: a concentration of almost nothing a little below 0, where its logarithm is none. A straight line stays
 * between its ends.
 */
import type { Trajectory } from '../solver/trajectory.js';

/** All components at t, s, on straight lines between the knots beside it. */
export function straightStates({ names, times, knots }: Trajectory, t: number): Float64Array {
  const n = names.length;
  let low = 0;
  let high = times.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= t) low = middle;
    else high = middle;
  }
  const h = times[high]! - times[low]!;
  const part = h > 0 ? (t - times[low]!) / h : 0;
  return Float64Array.from({ length: n }, (_, i) => {
    const before = knots[3 * n * low + i]!;
    return before + part * (knots[3 * n * high + i]! - before);
  });
}
