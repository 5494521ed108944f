import assert from 'node:assert/strict';
import { makeExplicitStepper } from '../../../language/solver/explicit/explicit-stepper.js';
import { verner76 } from '../../../language/solver/explicit/verner76.js';
import { globalError, observedOrder } from '../observed-order.js';
import { orderResidual } from '../rooted-trees.js';
import { oscillator, witch } from '../systems.js';

const { nodes, stages, weights, errorWeights } = verner76;
const main = { weights, alpha: stages, beta: stages };
const embedded = { ...main, weights: weights.map((b, i) => b - errorWeights[i]!) };

describe('Verner 7(6)', () => {
  it('takes each stage at the sum of its row', () => {
    stages.forEach((row, i) =>
      assert.ok(Math.abs(row.reduce((a, b) => a + b, 0) - nodes[i]!) < 1e-13, `stage ${i + 1}`),
    );
  });

  it('meets the 85 conditions of order 7, and not those of order 8', () => {
    for (let order = 1; order <= 7; order++) assert.ok(orderResidual(main, order) < 2e-14, `order ${order}`);
    assert.ok(orderResidual(main, 8) > 1e-7);
  });

  it('has an embedded method of order 6, and not 7', () => {
    for (let order = 1; order <= 6; order++) assert.ok(orderResidual(embedded, order) < 2e-14, `order ${order}`);
    assert.ok(orderResidual(embedded, 7) > 1e-7);
  });

  it('shows order 7 where the solution is known, with and without t in f', () => {
    const turn = { problem: oscillator, start: [1, 0], from: 0, to: 6, exact: [Math.cos(6), -Math.sin(6)] };
    const bell = { problem: witch, start: [1], from: 0, to: 1, exact: [1 / 2] };
    const make = (problem: typeof oscillator) => makeExplicitStepper(verner76, problem);
    const order = observedOrder(make, turn, 16);
    assert.ok(order > 6.8 && order < 7.4, `observed ${order}`);
    assert.ok(observedOrder(make, bell, 4) > 6.8);
    assert.ok(globalError(make, turn, 24) < 1e-9);
  });
});
