/** The order a stepper shows: by how much its error falls when the step is halved. */
import { linearise, makePoint } from '../../language/solver/point.js';
import type { Problem } from '../../language/solver/problem.js';
import type { Stepper } from '../../language/solver/stepper.js';

interface Exercise {
  readonly problem: Problem;
  readonly start: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly exact: readonly number[];
}

/** log2 of the ratio of global errors with `steps` and twice as many equal steps. */
export function observedOrder(makeStepper: (problem: Problem) => Stepper, exercise: Exercise, steps: number): number {
  return Math.log2(globalError(makeStepper, exercise, steps) / globalError(makeStepper, exercise, 2 * steps));
}

export function globalError(makeStepper: (problem: Problem) => Stepper, exercise: Exercise, steps: number): number {
  const { problem, start, from, to, exact } = exercise;
  const stepper = makeStepper(problem);
  const point = makePoint(problem.size);
  const error = new Float64Array(problem.size);
  const y = Float64Array.from(start);
  const h = (to - from) / steps;
  for (let i = 0; i < steps; i++) {
    point.t = from + i * h;
    point.y.set(y);
    linearise(problem, point);
    stepper.step(point, h, y, error);
  }
  return Math.max(...exact.map((value, i) => Math.abs(y[i]! - value)));
}
