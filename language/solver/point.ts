/** Points of a solution, and f's first derivatives there: computed once, used by stepper, dense output and switching. */
import type { Problem } from './problem.js';
import type { Point } from './stepper.js';

export function makePoint(size: number): Point {
  return {
    t: 0,
    y: new Float64Array(size),
    slope: new Float64Array(size),
    jacobian: new Float64Array(size * size),
    timeDerivative: new Float64Array(size),
    curvature: new Float64Array(size),
  };
}

/**
 * Fills everything that follows from `t` and `y`. False when f or y is not finite.
 *
 * A derivative may be infinite where f is not (√x at 0): it is then taken as 0, which costs that one step some
 * smoothness of the output or, to an implicit method, an order that its error estimate notices.
 */
export function linearise(problem: Problem, point: Point): boolean {
  const { y, slope, jacobian, timeDerivative, curvature } = point;
  const n = y.length;
  evaluate(problem, point);
  let finite = true;
  for (let i = 0; i < n; i++) {
    finite &&= Number.isFinite(slope[i]!) && Number.isFinite(y[i]!);
    let sum = finiteAt(timeDerivative, i);
    for (let j = 0; j < n; j++) sum += finiteAt(jacobian, i * n + j) * slope[j]!;
    curvature[i] = Number.isFinite(sum) ? sum : 0;
  }
  return finite;
}

function evaluate(problem: Problem, { t, y, slope, jacobian, timeDerivative }: Point): void {
  if (problem.linearise) problem.linearise(t, y, slope, jacobian, timeDerivative);
  else {
    problem.rhs(t, y, slope);
    problem.jacobian(t, y, jacobian);
    problem.timeDerivative(t, y, timeDerivative);
  }
}

/** The number at `index`, made 0 there if it is not finite. */
function finiteAt(numbers: Float64Array, index: number): number {
  const value = numbers[index]!;
  return Number.isFinite(value) ? value : (numbers[index] = 0);
}
