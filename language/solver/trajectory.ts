/** A finished solution: knots at the end of every accepted step, continuous in between, and how it was come by. */
import type { Failure } from '../model/outcome.js';
import { hermiteWeights } from './dense-output.js';

export interface Statistics {
  readonly steps: number;
  readonly rejected: number;
  readonly rhsEvaluations: number;
  readonly jacobians: number;
  readonly decompositions: number;
  /** Changes between the explicit and the implicit method. */
  readonly switches: number;
}

/** Why an integration ended early. The trajectory holds what was computed up to then. */
export interface SolverFailure extends Failure {
  /** s. */
  readonly time: number;
  /** Component of y that gave out, as in `names`. */
  readonly state?: string;
  /** The term at fault, in words. */
  readonly term?: string;
}

/** Plain data: may be stored or posted to another thread. */
export interface TrajectoryData {
  readonly names: readonly string[];
  /** Rising; a time that occurs twice is an edge, where slopes jump. */
  readonly times: Float64Array;
  /** For each time y, then dy/dt, then d²y/dt², of `names.length` numbers each. */
  readonly knots: Float64Array;
  readonly statistics: Statistics;
  readonly failure?: SolverFailure;
}

export interface Trajectory extends TrajectoryData {
  readonly start: number;
  /** The last time reached: where it was asked to go, unless it failed. */
  readonly end: number;
  /** Fills `out` with y at t. Throws RangeError outside start…end. */
  sample(t: number, out: Float64Array): void;
  /** y at rising times: one array per component. Throws RangeError outside start…end. */
  sampleGrid(times: ArrayLike<number>): Float64Array[];
}

export function makeTrajectory(data: TrajectoryData): Trajectory {
  const { times, knots } = data;
  const n = data.names.length;
  const start = times[0]!;
  const end = times[times.length - 1]!;
  const slack = 1e-12 * Math.max(Math.abs(start), Math.abs(end));
  const weights = new Float64Array(5);

  const within = (t: number): number => {
    if (t >= start - slack && t <= end + slack) return Math.min(end, Math.max(start, t));
    throw new RangeError(`${t} s is outside the trajectory, ${start} … ${end} s`);
  };
  /** Component values at t on the step that starts with knot k: component i goes to place `row` of `columns[i]`. */
  const interpolate = (k: number, t: number, columns: readonly Float64Array[], row: number): void => {
    const last = Math.min(k + 1, times.length - 1);
    const h = times[last]! - times[k]!;
    hermiteWeights(h > 0 ? (t - times[k]!) / h : 0, weights);
    const [w0, w1, w2, w3, w4] = [weights[0]!, weights[1]!, weights[2]!, weights[3]!, weights[4]!];
    const a = 3 * n * k;
    const b = 3 * n * last;
    for (let i = 0; i < n; i++) {
      const y0 = knots[a + i]!;
      const rise = w0 * (knots[b + i]! - y0);
      const slopes = h * (w1 * knots[a + n + i]! + w2 * knots[b + n + i]!);
      const bends = h * h * (w3 * knots[a + 2 * n + i]! + w4 * knots[b + 2 * n + i]!);
      columns[i]![row] = y0 + rise + slopes + bends;
    }
  };
  const one = data.names.map(() => new Float64Array(1));

  return {
    ...data,
    start,
    end,
    sample(t, out) {
      const inside = within(t);
      interpolate(knotBefore(times, inside), inside, one, 0);
      for (let i = 0; i < n; i++) out[i] = one[i]![0]!;
    },
    sampleGrid(grid) {
      const columns = data.names.map(() => new Float64Array(grid.length));
      let k = 0;
      for (let row = 0; row < grid.length; row++) {
        const t = within(grid[row]!);
        if (t < times[k]!) k = knotBefore(times, t);
        while (k + 1 < times.length && times[k + 1]! <= t) k++;
        interpolate(k, t, columns, row);
      }
      return columns;
    },
  };
}

/** The last knot at or before t. */
function knotBefore(times: Float64Array, t: number): number {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (times[middle]! <= t) low = middle;
    else high = middle - 1;
  }
  return low;
}
