/** The ways an integration can end early, in words. Times are shown in ms. */
import type { Culprit, Problem } from './problem.js';
import type { Point } from './stepper.js';
import type { SolverFailure } from './trajectory.js';

/** How far beyond the last good point to look for the term that gives out, in doublings of the last step tried. */
const LOOK_AHEAD_DOUBLINGS = 40;

function atTime(t: number): string {
  return `at t = ${Number((t * 1e3).toPrecision(7))} ms`;
}

/** f or y stopped being finite at `point`, or within a step of `h` after it. */
export function notFinite(problem: Problem, point: Readonly<Point>, h: number): SolverFailure {
  const bad = point.y.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const state = problem.names[bad]!;
    return {
      code: 'solver.not-finite',
      message: `${state} is ${point.y[bad]} ${atTime(point.t)}.`,
      time: point.t,
      state,
    };
  }
  const culprit = findCulprit(problem, point, h);
  const state = problem.names[culprit?.state ?? steepest(problem, point)]!;
  const cause = culprit ? `: ${culprit.term} is not finite` : '';
  return {
    code: 'solver.not-finite',
    message: `The rate of change of ${state} stopped being a finite number ${atTime(point.t)}${cause}.`,
    time: point.t,
    state,
    ...(culprit && { term: culprit.term }),
    ...(culprit?.span && { span: culprit.span }),
  };
}

/** The component that moves fastest against its size: it is the one running away when no term can be named. */
function steepest(problem: Problem, { y, slope }: Readonly<Point>): number {
  const rates = Array.from(slope, (f, i) =>
    Number.isFinite(f) ? Math.abs(f) / Math.max(problem.scales[i]!, Math.abs(y[i]!)) : Infinity,
  );
  return rates.indexOf(Math.max(...rates));
}

/** At the point itself, or a little further along its slope, where the steps that failed have been. */
function findCulprit(problem: Problem, point: Readonly<Point>, h: number): Culprit | undefined {
  if (!problem.explain) return undefined;
  const y = new Float64Array(point.y);
  let ahead = 0;
  for (let k = 0; k <= LOOK_AHEAD_DOUBLINGS; k++) {
    const culprit = problem.explain(point.t + ahead, y);
    if (culprit) return culprit;
    ahead = h * 2 ** k;
    for (let i = 0; i < y.length; i++) y[i] = point.y[i]! + ahead * point.slope[i]!;
  }
  return undefined;
}

/** No step, however short, was accurate enough: a pole, or a jump that the solution cannot pass. */
export function stepTooSmall(problem: Problem, point: Readonly<Point>, component: number): SolverFailure {
  const state = problem.names[component]!;
  const message = `${state} changes too abruptly to follow ${atTime(point.t)}: the time step fell below rounding.`;
  return { code: 'solver.step-too-small', message, time: point.t, state };
}

export function tooManySteps(t: number, end: number, steps: number): SolverFailure {
  const message = `Stopped after ${steps} steps ${atTime(t)} of ${Number((end * 1e3).toPrecision(7))} ms.`;
  return { code: 'solver.too-many-steps', message, time: t };
}

export function cancelled(t: number): SolverFailure {
  return { code: 'solver.cancelled', message: `Cancelled ${atTime(t)}.`, time: t };
}

/** The knots of the trajectory have outgrown what they may take. */
export function outOfMemory(t: number, end: number, bytes: number): SolverFailure {
  const where = `${atTime(t)} of ${Number((end * 1e3).toPrecision(7))} ms`;
  const message = `Stopped ${where}: the solution has outgrown ${Math.round(bytes / 2 ** 20)} MB.`;
  return { code: 'solver.out-of-memory', message, time: t };
}
