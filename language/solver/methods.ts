/**
 * The methods there are: one per family. A new one is a file with two functions, a step in TypeScript and the same step
 * in generated code, and a line here; see README.md.
 */
import { makeExplicitStepper } from './explicit/explicit-stepper.js';
import { writeExplicitStep } from './explicit/explicit-code.js';
import { verner76 } from './explicit/verner76.js';
import type { Problem } from './problem.js';
import { rodas5p } from './rosenbrock/rodas5p.js';
import { writeRosenbrockStep } from './rosenbrock/rosenbrock-code.js';
import { makeRosenbrockStepper } from './rosenbrock/rosenbrock-stepper.js';
import type { Family, Stepper } from './stepper.js';
import type { Code } from './wasm/instructions.js';
import type { StepWriter } from './wasm/step-writer.js';

export interface Method {
  /** The method on any problem: what defines it. */
  make(problem: Problem): Stepper;
  /** The same step as code; the value is a mask of the lanes in which it could be taken. */
  write(writer: StepWriter): Code;
}

export type Methods = Readonly<Record<Family, Method>>;

export const methods: Methods = {
  explicit: {
    make: (problem) => makeExplicitStepper(verner76, problem),
    write: (writer) => writeExplicitStep(writer, verner76),
  },
  implicit: {
    make: (problem) => makeRosenbrockStepper(rodas5p, problem),
    write: (writer) => writeRosenbrockStep(writer, rodas5p),
  },
};

export type MethodFacts = Readonly<
  Record<Family, Pick<Stepper, 'errorPower' | 'calibration' | 'evaluations' | 'decompositions'>>
>;

/** What is to be known of each method beside its step. */
export function methodFacts(of: Methods): MethodFacts {
  const nothing = (): void => undefined;
  const any = {
    size: 1,
    names: ['y'],
    scales: Float64Array.of(1),
    rhs: nothing,
    jacobian: nothing,
    timeDerivative: nothing,
  };
  return { explicit: of.explicit.make(any), implicit: of.implicit.make(any) };
}
