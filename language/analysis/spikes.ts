/** Action potentials in a run, located on the continuous solution, not on samples. */
import { crossings, extrema } from '../solver/events.js';
import type { Trajectory } from '../solver/trajectory.js';

export interface Spike {
  /** When V rises through the threshold, s. */
  readonly time: number;
  /** Where V is highest before it next rises through the threshold, s and V: at the run's end, when that cuts it short. */
  readonly peakTime: number;
  readonly peak: number;
}

/** V, of the upward crossing that counts as a spike. */
export const SPIKE_THRESHOLD = 0;

/** Component 0 of the trajectory is V. */
export function findSpikes(trajectory: Trajectory, threshold = SPIKE_THRESHOLD): Spike[] {
  const rises = crossings(trajectory, 0, threshold, 'rising');
  if (rises.length === 0) return [];
  const last = new Float64Array(trajectory.names.length);
  trajectory.sample(trajectory.end, last);
  const peaks = extrema(trajectory, 0).filter(({ kind }) => kind === 'maximum');
  const tops = [...peaks, { time: trajectory.end, value: last[0]! }];
  let k = 0;
  return rises.map(({ time }, i) => {
    const until = rises[i + 1]?.time ?? Infinity;
    while (tops[k]!.time < time) k++;
    let top = tops[k]!;
    for (; k < tops.length && tops[k]!.time < until; k++) if (tops[k]!.value > top.value) top = tops[k]!;
    return { time, peakTime: top.time, peak: top.value };
  });
}
