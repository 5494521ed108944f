/** The figures of the solver, all of them, side by side with CVODE. */
import { compare, type Timed } from './compare.js';
import { cvode, memb } from './contenders.js';
import { latencyFigures } from './latency.js';
import { firstWork, fourthWork, secondWork, thirdWork, type BenchProblem } from './problems.js';
import { describe, type Figures } from './report.js';
import { buildProblem } from './rivals.js';
import { sweepFigures } from './sweep.js';

export interface Compared {
  readonly problem: BenchProblem;
  readonly timed: readonly Timed[];
}

/** W1 … W4: Memb, CVODE built from source, and Debian's own CVODE at the same settings. */
export async function compareWorks(): Promise<Compared[]> {
  const results: Compared[] = [];
  for (const problem of [await firstWork(), await secondWork(), await thirdWork(), await fourthWork()]) {
    const built = buildProblem(problem);
    const rival = cvode('CVODE-C -O3 -march=native', built.programs.source, built);
    const sides = [memb(problem), rival, cvode('CVODE of Debian', built.programs.debian, built, rival)];
    const timed = await compare(problem, built.reference, sides);
    for (const side of sides) side.close();
    describe(problem, timed);
    console.log();
    results.push({ problem, timed });
  }
  return results;
}

export async function solverFigures(works: readonly Compared[]): Promise<Figures> {
  const ratios = works.map(({ problem, timed }) => [`${problem.key}.ratio`, timed[1]!.ms / timed[0]!.ms] as const);
  return {
    ...Object.fromEntries(ratios),
    ...(await sweepFigures(works[0]!.timed.map(({ chosen }) => chosen))),
    ...(await latencyFigures()),
  };
}
