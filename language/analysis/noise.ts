/**
 * An Ornstein–Uhlenbeck process sampled exactly on a fixed grid [Gillespie 1996, Phys Rev E 54:2084, eq 2.47] and joined
 * by straight lines, so that between grid points the equations are ordinary ones and are solved to their tolerance.
 * For noise that is added to a rate this is of strong order 1 in the step of the grid.
 */
import { normalNumbers } from './random.js';

/** Steps of the grid to one correlation time. */
const STEPS = 20;
/** Points at most: beyond, the grid is coarser. */
const MOST_POINTS = 2_000_000;

export function ornsteinUhlenbeck(
  deviation: number,
  tau: number,
  duration: number,
  seed: number,
): { readonly times: Float64Array; readonly values: Float64Array } {
  const step = Math.max(tau / STEPS, duration / MOST_POINTS);
  const count = Math.ceil(duration / step) + 1;
  const next = normalNumbers(seed);
  const decay = Math.exp(-step / tau);
  const spread = deviation * Math.sqrt(-Math.expm1((-2 * step) / tau));
  const times = new Float64Array(count);
  const values = new Float64Array(count);
  let x = deviation * next();
  for (let i = 0; i < count; i++) {
    times[i] = i * step;
    values[i] = x;
    x = x * decay + spread * next();
  }
  return { times, values };
}
