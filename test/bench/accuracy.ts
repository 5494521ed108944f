/** How far a solution on the grid is from the reference. */
import type { BenchProblem } from './problems.js';

export interface Errors {
  /** Largest over grid, cases and the components that count, in the problem's unit. */
  readonly largest: number;
  /** Largest shift of a rise of V through 0 mV, ms; NaN when a spike is missing or made up. */
  readonly spikeTime: number;
}

export function errorsOf(problem: BenchProblem, solution: Float64Array, reference: Float64Array): Errors {
  const size = problem.cases[0]!.start.length;
  const stride = size * problem.grid.length;
  let largest = 0;
  let spikeTime = 0;
  if (solution.length !== reference.length) throw new RangeError(`${solution.length} of ${reference.length} numbers`);
  for (let c = 0; c < problem.cases.length; c++) {
    const [ours, theirs] = [solution, reference].map((all) => all.subarray(c * stride, (c + 1) * stride)) as [
      Float64Array,
      Float64Array,
    ];
    for (const component of problem.components) {
      for (let at = component; at < stride; at += size) {
        const error = Math.abs(ours[at]! - theirs[at]!) * problem.perUnit;
        if (!(error <= largest)) largest = error;
      }
    }
    const expected = rises(problem.grid, theirs, size);
    const found = rises(problem.grid, ours, size);
    spikeTime =
      found.length === expected.length
        ? found.reduce((worst, time, i) => Math.max(worst, Math.abs(time - expected[i]!) * 1e3), spikeTime)
        : NaN;
  }
  return { largest, spikeTime };
}

/** s. Straight lines between grid points: what they get wrong is alike in both, and drops out of the difference. */
function rises(grid: Float64Array, solution: Float64Array, size: number): number[] {
  const times: number[] = [];
  for (let k = 1; k < grid.length; k++) {
    const before = solution[(k - 1) * size]!;
    const after = solution[k * size]!;
    if (before < 0 && after >= 0) times.push(grid[k - 1]! + ((grid[k]! - grid[k - 1]!) * before) / (before - after));
  }
  return times;
}
