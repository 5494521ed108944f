/** One thread of the f–I sweep: takes the next current whenever it is done with one. */
import { parentPort, workerData } from 'node:worker_threads';
import { sweepCases } from './contenders.js';
import type { Trajectory } from '../../language/solver/trajectory.js';
import { sweepWork } from './problems.js';

const { counter } = workerData as { counter: Int32Array };
const work = await sweepWork();
const port = parentPort!;
const spare: Trajectory[] = [];
port.on('message', (tolerance: number) => {
  const rates: number[] = [];
  sweepCases(work, remaining(), tolerance, spare, (index, trajectory) => rates.push(index, spikesIn(trajectory)));
  const found = Float64Array.from(rates);
  port.postMessage(found, [found.buffer]);
});
port.postMessage('ready');

/** Cases that no thread has taken yet. */
function* remaining(): Generator<number> {
  for (let i = Atomics.add(counter, 0, 1); i < work.cases.length; i = Atomics.add(counter, 0, 1)) yield i;
}

/** Rises of V through 0 mV. */
function spikesIn({ names, times, knots }: Trajectory): number {
  const stride = 3 * names.length;
  let spikes = 0;
  for (let k = 1; k < times.length; k++) if (knots[(k - 1) * stride]! < 0 && knots[k * stride]! >= 0) spikes++;
  return spikes;
}
