/** How a method is added: its two functions here, its line in a table of methods; both engines then run it. */
import assert from 'node:assert/strict';
import { writeExplicitStep } from '../../../language/solver/explicit/explicit-code.js';
import { makeExplicitStepper, type ExplicitTableau } from '../../../language/solver/explicit/explicit-stepper.js';
import { Integration } from '../../../language/solver/integration.js';
import { methods, type Method } from '../../../language/solver/methods.js';
import { equationsOf } from '../../../language/solver/model-kernel.js';
import { problemOf } from '../../../language/solver/model-problem.js';
import { NO_INJECTIONS, systemOf } from '../../../language/solver/model-system.js';
import { ReferenceEngine } from '../../../language/solver/reference-engine.js';
import { makeKernel } from '../../../language/solver/wasm/kernel.js';
import { KernelEngine } from '../../../language/solver/wasm/kernel-engine.js';
import { singleSeat } from '../../../language/solver/wasm/seat.js';
import { squidAxon } from '../../models.js';

/** P. Bogacki & L. F. Shampine, A 3(2) pair of Runge–Kutta formulas, Appl. Math. Lett. 2 (1989) 321. */
const tableau: ExplicitTableau = {
  name: 'Bogacki–Shampine 3(2)',
  order: 3,
  embeddedOrder: 2,
  calibration: 1,
  nodes: [0, 1 / 2, 3 / 4, 1],
  stages: [[], [1 / 2], [0, 3 / 4], [2 / 9, 1 / 3, 4 / 9]],
  weights: [2 / 9, 1 / 3, 4 / 9, 0],
  errorWeights: [2 / 9 - 7 / 24, 1 / 3 - 1 / 4, 4 / 9 - 1 / 3, -1 / 8],
};

const bogackiShampine: Method = {
  make: (problem) => makeExplicitStepper(tableau, problem),
  write: (writer) => writeExplicitStep(writer, tableau),
};

describe('a new method', function () {
  this.timeout(20_000);
  const model = squidAxon({ drive: 0.1 }).build();
  const problem = problemOf(model, new Float64Array(model.symbols.length));
  assert.ok(problem.ok);
  const options = { start: [-0.065, 0.053, 0.6, 0.32], end: 0.005, tolerance: 1e-6 };
  const voltageAtEnd = (integration: Integration): number => {
    integration.advance(Infinity);
    const { failure, knots } = integration.result();
    assert.equal(failure, undefined);
    return knots.at(-12)!;
  };

  it('runs in TypeScript and in generated code alike', () => {
    const mine = { ...methods, explicit: bogackiShampine };
    const kernel = makeKernel(equationsOf(model, systemOf(model, model.capacitance!, NO_INJECTIONS)), 8, mine);
    assert.ok(kernel);
    const { code } = problem.value;
    const generated = new Integration(problem.value, options, (engineOptions) => {
      return new KernelEngine(singleSeat(kernel), problem.value, code!.fixedValues(kernel), engineOptions);
    });
    const reference = new Integration(problem.value, options, (engineOptions) => {
      return new ReferenceEngine(problem.value, engineOptions, mine);
    });
    const exact = voltageAtEnd(new Integration(problem.value, { ...options, tolerance: 1e-11 }));
    const [fast, slow] = [voltageAtEnd(generated), voltageAtEnd(reference)];
    assert.ok(Math.abs(fast - slow) < 1e-10, `${fast}, ${slow}`);
    assert.ok(Math.abs(fast - exact) < 1e-5, `${fast}, ${exact}`);
    assert.ok(
      generated.result().statistics.steps > 2 * new Integration(problem.value, options).result().statistics.steps,
    );
  });
});
