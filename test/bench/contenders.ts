/** The two sides of a comparison behind one interface. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Integration } from '../../language/solver/integration.js';
import { problemOf } from '../../language/solver/model-problem.js';
import { sweepKernel, type SweepJob, type SweepResult } from '../../language/solver/sweep.js';
import type { Statistics, Trajectory } from '../../language/solver/trajectory.js';
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

/** Memb as the page's worker runs it, the whole trajectory kept. */
export function memb(problem: BenchProblem): Contender {
  let last: Trajectory[] = [];
  return {
    name: 'Memb',
    factors: [1],
    async measure({ tolerance }) {
      const start = performance.now();
      const before = process.cpuUsage();
      const trajectories = integrateCases(problem, tolerance, last);
      const { user, system } = process.cpuUsage(before);
      const wall = performance.now() - start;
      last = trajectories;
      if (trajectories.some(({ failure }) => failure)) return undefined;
      const total = (of: (statistics: Statistics) => number): number =>
        trajectories.reduce((sum, { statistics }) => sum + of(statistics), 0);
      return {
        ms: (user + system) / 1e3,
        wall,
        steps: total(({ steps }) => steps),
        evaluations: total(({ rhsEvaluations }) => rhsEvaluations),
      };
    },
    async solve({ tolerance }) {
      const size = problem.cases[0]!.start.length;
      const count = problem.grid.length;
      const out = new Float64Array(size * count * problem.cases.length);
      for (const [c, trajectory] of integrateCases(problem, tolerance).entries()) {
        if (trajectory.failure) return undefined;
        trajectory.sampleGrid(problem.grid).forEach((column, i) => {
          for (let row = 0; row < count; row++) out[(c * count + row) * size + i] = column[row]!;
        });
      }
      return out;
    },
    close: () => undefined,
  };
}

/** All cases, several as a sweep. */
function integrateCases(problem: BenchProblem, tolerance: number, recycled: readonly Trajectory[] = []): Trajectory[] {
  if (problem.cases.length === 1) return [integrateCase(problem, problem.cases[0]!, tolerance, recycled[0])];
  const trajectories: Trajectory[] = [];
  for (const { index, trajectory } of sweepCases(problem, problem.cases.keys(), tolerance)) {
    trajectories[index] = trajectory;
  }
  return trajectories;
}

/** Runs those cases on this thread, each taken from `indices` when there is room for it; `index` counts these. */
export function sweepCases(
  { model, injections, cases, duration: end }: BenchProblem,
  indices: Iterable<number>,
  tolerance: number,
): SweepResult[] {
  function* jobs(): Generator<SweepJob> {
    for (const i of indices) {
      const { symbols, start } = cases[i]!;
      const compiled = problemOf(model, symbols, injections);
      if (!compiled.ok) throw new Error(compiled.failure.message);
      yield { problem: compiled.value, options: { start, end, tolerance } };
    }
  }
  const sweep = sweepKernel(jobs());
  while (!sweep.advance(Infinity));
  return sweep.takeResults();
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
