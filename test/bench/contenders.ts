/** The two sides of a comparison behind one interface. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Integration } from '../../language/solver/integration.js';
import { problemOf } from '../../language/solver/model-problem.js';
import { sweepKernel, type SweepJob } from '../../language/solver/sweep.js';
import type { SolverFailure, Trajectory } from '../../language/solver/trajectory.js';
import type { BenchCase, BenchProblem } from './problems.js';
import type { BuiltProblem } from './rivals.js';

export interface Setting {
  readonly tolerance: number;
  /** CVODE's absolute tolerance over relative tolerance × scale; Memb has one tolerance. */
  readonly factor: number;
}

export interface Cost {
  /** Processor time of the process, ms: a busy machine does not disturb it as it does the clock on the wall. */
  readonly ms: number;
  /** ms on the clock on the wall. */
  readonly wall: number;
  readonly steps: number;
  readonly evaluations: number;
}

export interface Contender {
  readonly name: string;
  readonly factors: readonly number[];
  /** Takes the settings found for that one, of which it is only another build. */
  readonly like?: Contender;
  /** One timed run of all cases; undefined when it failed. */
  measure(setting: Setting): Promise<Cost | undefined>;
  /** y at every time of the grid, by case; undefined when it failed. */
  solve(setting: Setting): Promise<Float64Array | undefined>;
  close(): void;
}

/** Steps between two looks at what a sweep has finished. */
const SWEEP_PORTION = 1000;

/** CVODE in C: a process that waits while the other side runs. Timed from within, and without any output. */
export function cvode(name: string, program: string, built: BuiltProblem, like?: Contender): Contender {
  const child: ChildProcessWithoutNullStreams = spawn(program, [built.file]);
  child.stderr.on('data', (data: Buffer) => process.stderr.write(data));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (command: string): Promise<Cost | undefined> => {
    child.stdin.write(`${command}\n`);
    const answer = await lines.next();
    if (answer.done === true) throw new Error(`${program} ended`);
    if (answer.value.startsWith('failed')) return undefined;
    const [ms, wall, steps, evaluations] = answer.value.split(' ').map(Number) as [number, number, number, number];
    return { ms, wall, steps, evaluations };
  };
  return {
    name,
    factors: [1, 0.01],
    ...(like && { like }),
    measure: ({ tolerance, factor }) => ask(`run ${tolerance} ${factor}`),
    async solve({ tolerance, factor }) {
      const output = `${program}.grid`;
      if ((await ask(`grid ${tolerance} ${factor} ${output}`)) === undefined) return undefined;
      const bytes = readFileSync(output);
      return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    },
    close: () => child.stdin.end(),
  };
}

/** Memb as the page's worker runs it: the whole trajectory, in memory that one before no longer needs. */
export function memb(problem: BenchProblem): Contender {
  const spare: Trajectory[] = [];
  return {
    name: 'Memb',
    factors: [1],
    async measure({ tolerance }) {
      const failures: SolverFailure[] = [];
      let [steps, evaluations] = [0, 0];
      const start = performance.now();
      const before = process.cpuUsage();
      integrateCases(problem, tolerance, spare, (_, { statistics, failure }) => {
        steps += statistics.steps;
        evaluations += statistics.rhsEvaluations;
        if (failure) failures.push(failure);
      });
      const { user, system } = process.cpuUsage(before);
      const wall = performance.now() - start;
      return failures.length > 0 ? undefined : { ms: (user + system) / 1e3, wall, steps, evaluations };
    },
    async solve({ tolerance }) {
      const failures: SolverFailure[] = [];
      const size = problem.cases[0]!.start.length;
      const count = problem.grid.length;
      const out = new Float64Array(size * count * problem.cases.length);
      integrateCases(problem, tolerance, spare, (c, trajectory) => {
        if (trajectory.failure) return void failures.push(trajectory.failure);
        trajectory.sampleGrid(problem.grid).forEach((column, i) => {
          for (let row = 0; row < count; row++) out[(c * count + row) * size + i] = column[row]!;
        });
      });
      return failures.length > 0 ? undefined : out;
    },
    close: () => undefined,
  };
}

type Take = (index: number, trajectory: Trajectory) => void;

/** All cases, several as a sweep. The memory of what has been taken goes to `spare`, for whatever comes next. */
function integrateCases(problem: BenchProblem, tolerance: number, spare: Trajectory[], take: Take): void {
  if (problem.cases.length > 1) return sweepCases(problem, problem.cases.keys(), tolerance, spare, take);
  const trajectory = integrateCase(problem, problem.cases[0]!, tolerance, spare.pop());
  take(0, trajectory);
  spare.push(trajectory);
}

/** Runs those cases on this thread, each taken from `indices` when there is room for it. */
export function sweepCases(
  { model, injections, cases, duration: end }: BenchProblem,
  indices: Iterable<number>,
  tolerance: number,
  spare: Trajectory[],
  take: Take,
): void {
  const begun: number[] = [];
  function* jobs(): Generator<SweepJob> {
    for (const i of indices) {
      const { symbols, start } = cases[i]!;
      const compiled = problemOf(model, symbols, injections);
      if (!compiled.ok) throw new Error(compiled.failure.message);
      const recycled = spare.pop();
      begun.push(i);
      yield { problem: compiled.value, options: { start, end, tolerance, ...(recycled && { recycled }) } };
    }
  }
  const sweep = sweepKernel(jobs());
  for (let isDone = false; !isDone;) {
    isDone = sweep.advance(SWEEP_PORTION);
    for (const { index, trajectory } of sweep.takeResults()) {
      take(begun[index]!, trajectory);
      spare.push(trajectory);
    }
  }
}

/** `recycled` is a trajectory from before, whose memory is used again as the page does it. */
export function integrateCase(
  { model, injections, duration }: BenchProblem,
  { symbols, start }: BenchCase,
  tolerance: number,
  recycled?: Trajectory,
): Trajectory {
  const compiled = problemOf(model, symbols, injections);
  if (!compiled.ok) throw new Error(compiled.failure.message);
  const integration = new Integration(compiled.value, {
    start,
    end: duration,
    tolerance,
    ...(recycled && { recycled }),
  });
  while (!integration.done) integration.advance(Infinity);
  return integration.result();
}
