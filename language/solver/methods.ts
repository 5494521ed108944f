/** The methods there are: one per family. A new stepper is a file with its coefficients and a line here. */
import { makeExplicitStepper } from './explicit/explicit-stepper.js';
import { verner76 } from './explicit/verner76.js';
import type { Problem } from './problem.js';
import { rodas5p } from './rosenbrock/rodas5p.js';
import { makeRosenbrockStepper } from './rosenbrock/rosenbrock-stepper.js';
import type { Family, Stepper } from './stepper.js';

export const methods: Readonly<Record<Family, (problem: Problem) => Stepper>> = {
  explicit: (problem) => makeExplicitStepper(verner76, problem),
  implicit: (problem) => makeRosenbrockStepper(rodas5p, problem),
};
