/** What is printed of a comparison. */
import type { Timed } from './compare.js';
import type { BenchProblem } from './problems.js';

/** By name as `--json` writes them. */
export type Figures = Readonly<Record<string, number>>;

/** A line for each side; the first is Memb, and ratios are the other's time over Memb's. */
export function describe(problem: BenchProblem, timed: readonly Timed[]): void {
  const ours = timed[0]!.ms;
  console.log(`${problem.title}, largest error at most ${problem.accuracy} ${problem.unit}`);
  for (const { contender, chosen, ms } of timed) {
    const { tolerance, factor, largest, spikeTime, evaluations } = chosen;
    const setting = `tolerance ${tolerance.toExponential(1)}${factor === 1 ? '' : ` (absolute × ${factor})`}`;
    console.log(
      [
        `  ${contender.name.padEnd(24)}${ms.toFixed(2).padStart(9)} ms${`${(ms / ours).toFixed(2)} ×`.padStart(10)}`,
        `error ${largest.toExponential(1)} ${problem.unit}`,
        `spikes ${spikeTime.toExponential(1)} ms`,
        `${evaluations} evaluations`,
        setting,
      ].join('   '),
    );
  }
}
