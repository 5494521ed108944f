/** Finds for each side the cheapest setting that is accurate enough, then times these, turn about. */
import { errorsOf, type Errors } from './accuracy.js';
import type { Contender, Cost, Setting } from './contenders.js';
import type { BenchProblem } from './problems.js';

export interface Candidate extends Setting, Errors {
  /** Of a run while looking. */
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
const LOOSEST = -1.5;
const TIGHTEST = -12;
const PER_DECADE = 4;
/** Decades looser and tighter than the setting that did for a problem of the same kind. */
const NEARBY = [0.5, 1] as const;
/** Tighter than this part of the error allowed, nothing more is learnt; beyond this multiple nothing is timed. */
const ENOUGH = 3e-2;
const FAR = 100;
const FEWEST_ROUNDS = 7;
const MOST_ROUNDS = 41;
const ROUND_BUDGET_MS = 8000;
/** A turn lasts so long, in as many runs as that takes. */
const TURN_MS = 15;

/** `near` are the settings that did for a problem of the same kind: others are not looked for far from there. */
export async function compare(
  problem: BenchProblem,
  reference: Float64Array,
  contenders: readonly Contender[],
  near: readonly Setting[] = [],
): Promise<Timed[]> {
  const looked: { contender: Contender; tried: Candidate[]; chosen: Candidate }[] = [];
  for (const [i, contender] of contenders.entries()) {
    const same = looked.find((one) => one.contender === contender.like);
    if (same) {
      looked.push({ ...same, contender });
      continue;
    }
    const tried = await candidates(problem, reference, contender, near[i]);
    const good = tried.filter(({ largest }) => largest <= problem.accuracy);
    if (good.length === 0) throw new Error(`${contender.name} never comes within ${problem.accuracy} ${problem.unit}`);
    looked.push({
      contender,
      tried,
      chosen: good.reduce((best, one) => (one.evaluations < best.evaluations ? one : best)),
    });
  }
  const costs = await takeTurns(looked.map(({ contender, chosen }) => inTurns(contender, chosen)));
  return looked.map((one, i) => ({ ...one, ms: median(costs[i]!.map(({ ms }) => ms)) }));
}

async function candidates(
  problem: BenchProblem,
  reference: Float64Array,
  contender: Contender,
  near: Setting | undefined,
): Promise<Candidate[]> {
  const tried: Candidate[] = [];
  const middle = near && Math.log10(near.tolerance);
  const first = Math.round((middle === undefined ? LOOSEST : middle + NEARBY[0]) * PER_DECADE);
  const last = Math.round((middle === undefined ? TIGHTEST : middle - NEARBY[1]) * PER_DECADE);
  for (const factor of near ? [near.factor] : contender.factors) {
    for (let k = first; k >= last; k--) {
      const setting = { tolerance: 10 ** (k / PER_DECADE), factor };
      const solution = await contender.solve(setting);
      if (solution === undefined) continue;
      const errors = errorsOf(problem, solution, reference);
      if (errors.largest > problem.accuracy * FAR) continue;
      const { ms, evaluations } = (await contender.measure(setting))!;
      tried.push({ ...setting, ...errors, ms, evaluations });
      if (errors.largest < problem.accuracy * ENOUGH) break;
    }
  }
  return tried;
}

/** A turn: several runs where one is short, so that what waking up costs is not counted; their mean. */
export function inTurns(contender: Pick<Contender, 'measure'>, { ms, ...setting }: Candidate) {
  const repeats = Math.max(1, Math.ceil(TURN_MS / ms));
  return async (): Promise<Cost> => {
    const costs: Cost[] = [];
    for (let i = 0; i < repeats; i++) costs.push((await contender.measure(setting))!);
    const mean = (of: (cost: Cost) => number): number => costs.reduce((sum, cost) => sum + of(cost), 0) / repeats;
    return { ...costs[0]!, ms: mean((cost) => cost.ms), wall: mean((cost) => cost.wall) };
  };
}

/** Costs of each, in rounds that give every one a run. */
export async function takeTurns(runs: readonly (() => Promise<Cost>)[], budget = ROUND_BUDGET_MS): Promise<Cost[][]> {
  const costs = runs.map((): Cost[] => []);
  const start = performance.now();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (round >= FEWEST_ROUNDS && performance.now() - start > budget) break;
    for (const [i, run] of runs.entries()) costs[i]!.push(await run());
  }
  return costs;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
