/** Finds for each side the cheapest setting that is accurate enough, then times these, turn about. */
import { errorsOf, type Errors } from './accuracy.js';
import type { Contender, Cost, Setting } from './contenders.js';
import type { BenchProblem } from './problems.js';

export interface Candidate extends Setting, Errors {
  /** Of the quickest of a few runs while looking. */
  readonly ms: number;
  readonly evaluations: number;
}

export interface Timed {
  readonly contender: Contender;
  readonly chosen: Candidate;
  /** Every setting that was tried and worked. */
  readonly tried: readonly Candidate[];
  /** Median. */
  readonly ms: number;
}

/** Settings from loose to tight; ten to the quarter apart. */
const LOOSEST = -2;
const TIGHTEST = -12;
const PER_DECADE = 4;
/** Tighter than this part of the error allowed, nothing more is learnt. */
const ENOUGH = 1e-2;
const FEWEST_ROUNDS = 5;
const MOST_ROUNDS = 25;
const ROUND_BUDGET_MS = 12_000;

export async function compare(
  problem: BenchProblem,
  reference: Float64Array,
  contenders: readonly Contender[],
): Promise<Timed[]> {
  const looked: { contender: Contender; tried: Candidate[]; chosen: Candidate }[] = [];
  for (const contender of contenders) {
    const same = looked.find((one) => one.contender === contender.like);
    if (same) {
      looked.push({ ...same, contender });
      continue;
    }
    const tried = await candidates(problem, reference, contender);
    const good = tried.filter(({ largest }) => largest <= problem.accuracy);
    if (good.length === 0) throw new Error(`${contender.name} never comes within ${problem.accuracy} ${problem.unit}`);
    looked.push({
      contender,
      tried,
      chosen: good.reduce((best, one) => (one.evaluations < best.evaluations ? one : best)),
    });
  }
  const costs = await takeTurns(
    looked.map(
      ({ contender, chosen }) =>
        () =>
          contender.measure(chosen),
    ),
  );
  return looked.map((one, i) => ({ ...one, ms: median(costs[i]!.map(({ ms }) => ms)) }));
}

async function candidates(problem: BenchProblem, reference: Float64Array, contender: Contender): Promise<Candidate[]> {
  const tried: Candidate[] = [];
  for (const factor of contender.factors) {
    for (let k = LOOSEST * PER_DECADE; k >= TIGHTEST * PER_DECADE; k--) {
      const setting = { tolerance: 10 ** (k / PER_DECADE), factor };
      const solution = await contender.solve(setting);
      if (solution === undefined) continue;
      const errors = errorsOf(problem, solution, reference);
      const costs = [await contender.measure(setting), await contender.measure(setting)];
      const { ms, evaluations } = costs.reduce((best, cost) => (cost!.ms < best!.ms ? cost : best))!;
      tried.push({ ...setting, ...errors, ms, evaluations });
      if (errors.largest < problem.accuracy * ENOUGH) break;
    }
  }
  return tried;
}

/** Costs of each, in rounds that give every one a run. */
export async function takeTurns(
  runs: readonly (() => Promise<Cost | undefined>)[],
  budget = ROUND_BUDGET_MS,
): Promise<Cost[][]> {
  const costs = runs.map((): Cost[] => []);
  const start = performance.now();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (round >= FEWEST_ROUNDS && performance.now() - start > budget) break;
    for (const [i, run] of runs.entries()) costs[i]!.push((await run())!);
  }
  return costs;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
