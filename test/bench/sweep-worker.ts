/** One thread of the f–I sweep: takes the next current whenever it is done with one. */
import { parentPort, workerData } from 'node:worker_threads';
import { sweepCases } from './contenders.js';
import { sweepWork } from './problems.js';

const { counter } = workerData as { counter: Int32Array };
const work = await sweepWork();
const port = parentPort!;
port.on('message', (tolerance: number) => {
  sweepCases(work, remaining(), tolerance);
  port.postMessage('done');
});
port.postMessage('ready');

/** Cases that no thread has taken yet. */
function* remaining(): Generator<number> {
  for (let i = Atomics.add(counter, 0, 1); i < work.cases.length; i = Atomics.add(counter, 0, 1)) yield i;
}
