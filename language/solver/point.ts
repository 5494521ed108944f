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

/** Fills everything that follows from `t` and `y`. False when any of it is not finite. */
export function linearise(problem: Problem, point: Point): boolean {
  const { t, y, slope, jacobian, timeDerivative, curvature } = point;
  const n = y.length;
  problem.rhs(t, y, slope);
  problem.jacobian(t, y, jacobian);
  problem.timeDerivative(t, y, timeDerivative);
  let finite = true;
  for (let i = 0; i < n; i++) {
    let sum = timeDerivative[i]!;
    for (let j = 0; j < n; j++) sum += jacobian[i * n + j]! * slope[j]!;
    curvature[i] = sum;
    finite &&= Number.isFinite(sum) && Number.isFinite(slope[i]!) && Number.isFinite(y[i]!);
  }
  return finite;
}
