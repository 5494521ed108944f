/** The two sides of a comparison behind one interface. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Integration } from '../../language/solver/integration.js';
import { problemOf } from '../../language/solver/model-problem.js';
import type { Trajectory } from '../../language/solver/trajectory.js';
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
  return {
    name: 'Memb',
    factors: [1],
    async measure({ tolerance }) {
      const start = performance.now();
      const before = process.cpuUsage();
      let steps = 0;
      let evaluations = 0;
      for (const one of problem.cases) {
        const { statistics, failure } = integrateCase(problem, one, tolerance);
        if (failure) return undefined;
        steps += statistics.steps;
        evaluations += statistics.rhsEvaluations;
      }
      const { user, system } = process.cpuUsage(before);
      return { ms: (user + system) / 1e3, wall: performance.now() - start, steps, evaluations };
    },
    async solve({ tolerance }) {
      const size = problem.cases[0]!.start.length;
      const count = problem.grid.length;
      const out = new Float64Array(size * count * problem.cases.length);
      for (const [c, one] of problem.cases.entries()) {
        const trajectory = integrateCase(problem, one, tolerance);
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

export function integrateCase(
  { model, injections, duration }: BenchProblem,
  { symbols, start }: BenchCase,
  tolerance: number,
): Trajectory {
  const compiled = problemOf(model, symbols, injections);
  if (!compiled.ok) throw new Error(compiled.failure.message);
  const integration = new Integration(compiled.value, { start, end: duration, tolerance });
  while (!integration.done) integration.advance(Infinity);
  return integration.result();
}
