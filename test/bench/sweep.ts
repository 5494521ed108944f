/** 100 runs of one second: on one thread against CVODE on one, and on two workers. */
import { Worker } from 'node:worker_threads';
import { compare, inTurns, median, takeTurns } from './compare.js';
import { cvode, memb, type Cost, type Setting } from './contenders.js';
import { sweepWork } from './problems.js';
import { buildProblem } from './rivals.js';
import { describe, type Figures } from './report.js';

const WORKERS = 2;

/** `near` are the settings of both sides that did for one run of the model. */
export async function sweepFigures(near: readonly Setting[]): Promise<Figures> {
  const problem = await sweepWork();
  const built = buildProblem(problem);
  const rival = cvode('CVODE-C', built.programs.source, built);
  const ours = memb(problem);
  const timed = await compare(problem, built.reference, [ours, rival], near);
  describe(problem, timed);
  const [mine, theirs] = timed as [(typeof timed)[0], (typeof timed)[0]];

  const pool = await startWorkers();
  const [together, alone] = await takeTurns([() => pool.run(mine.chosen.tolerance), inTurns(rival, theirs.chosen)]);
  pool.close();
  rival.close();
  const wall = (costs: readonly Cost[]): number => median(costs.map((cost) => cost.wall));
  const two = wall(alone!) / wall(together!);
  console.log(`  two workers, by the clock: ${wall(together!).toFixed(1)} ms, ${two.toFixed(2)} × CVODE-C on one\n`);
  return { 'sweep.1thread.ratio': theirs.ms / mine.ms, 'sweep.2workers.ratio': two };
}

/** Warm workers, each with the model compiled. */
async function startWorkers(): Promise<{ run: (tolerance: number) => Promise<Cost>; close: () => void }> {
  const counter = new Int32Array(new SharedArrayBuffer(4));
  const file = new URL('sweep-worker.mjs', import.meta.url);
  const workers = Array.from({ length: WORKERS }, () => new Worker(file, { workerData: { counter } }));
  const answers = (): Promise<unknown> =>
    Promise.all(workers.map((worker) => new Promise((resolve) => worker.once('message', resolve))));
  await answers();
  return {
    async run(tolerance) {
      counter[0] = 0;
      const start = performance.now();
      const done = answers();
      for (const worker of workers) worker.postMessage(tolerance);
      await done;
      const wall = performance.now() - start;
      return { ms: wall, wall, steps: 0, evaluations: 0 };
    },
    close() {
      for (const worker of workers) void worker.terminate();
    },
  };
}
