import assert from 'node:assert/strict';
import { factorise, solveFactorised } from '../../../language/solver/linear-algebra/lu.js';
import { rodas5p } from '../../../language/solver/rosenbrock/rodas5p.js';
import { makeRosenbrockStepper } from '../../../language/solver/rosenbrock/rosenbrock-stepper.js';
import type { Problem } from '../../../language/solver/problem.js';
import { globalError, observedOrder } from '../observed-order.js';
import { orderResidual } from '../rooted-trees.js';
import { oscillator, stiffCosine, witch } from '../systems.js';

const { gamma, nodes, timeWeights, couplings } = rodas5p;
const s = nodes.length;

/** The method as it is written with matrix products: Γ⁻¹ = I/γ − C, α = A Γ, b = m Γ (Hairer & Wanner, IV.7). */
const Gamma = invert(nodes.map((_, i) => nodes.map((_, j) => (i === j ? 1 / gamma : -(couplings[i]![j] ?? 0)))));
const alpha = rodas5p.arguments.map((row) => timesGamma(row));
const beta = alpha.map((row, i) => row.map((value, j) => value + Gamma[i]![j]!));
const last = rodas5p.arguments[s - 1]!;
const weights = timesGamma([...last, 1]);
const embeddedWeights = timesGamma([...last, 0]);

function timesGamma(row: readonly number[]): number[] {
  return nodes.map((_, j) => row.reduce((total, value, i) => total + value * Gamma[i]![j]!, 0));
}

function invert(matrix: number[][]): number[][] {
  const n = matrix.length;
  const lu = Float64Array.from(matrix.flat());
  const pivots = new Int32Array(n);
  assert.ok(factorise(lu, n, pivots));
  const columns = matrix.map((_, k) => {
    const column = new Float64Array(n);
    column[k] = 1;
    solveFactorised(lu, n, pivots, column);
    return column;
  });
  return matrix.map((_, i) => columns.map((column) => column[i]!));
}

const make = (problem: Problem) => makeRosenbrockStepper(rodas5p, problem);

describe('Rodas5P', () => {
  it('takes each stage at the sum of its row, and ∂f/∂t by the row sums of Γ', () => {
    alpha.forEach((row, i) => assert.ok(Math.abs(row.reduce((a, b) => a + b, 0) - nodes[i]!) < 1e-12, `node ${i + 1}`));
    Gamma.forEach((row, i) => assert.ok(Math.abs(row.reduce((a, b) => a + b, 0) - timeWeights[i]!) < 1e-12));
  });

  it('meets the conditions of order 5, and not those of order 6', () => {
    for (let order = 1; order <= 5; order++)
      assert.ok(orderResidual({ weights, alpha, beta }, order) < 1e-12, `${order}`);
    assert.ok(orderResidual({ weights, alpha, beta }, 6) > 1e-6);
  });

  it('has an embedded method of order 4, and not 5', () => {
    const embedded = { weights: embeddedWeights, alpha, beta };
    for (let order = 1; order <= 4; order++) assert.ok(orderResidual(embedded, order) < 1e-12, `${order}`);
    assert.ok(orderResidual(embedded, 5) > 1e-6);
  });

  it('shows order 5 where the solution is known, with and without t in f', () => {
    const turn = { problem: oscillator, start: [1, 0], from: 0, to: 6, exact: [Math.cos(6), -Math.sin(6)] };
    const bell = { problem: witch, start: [1 / 5], from: -2, to: 3, exact: [1 / 10] };
    for (const exercise of [turn, bell]) {
      const order = observedOrder(make, exercise, 64);
      assert.ok(order > 4.7 && order < 6, `observed ${order}`);
    }
  });

  it('is no less accurate the stiffer the problem is', () => {
    for (const k of [1, 1e2, 1e3, 1e4, 1e6, 1e8]) {
      const exercise = { problem: stiffCosine(k), start: [1], from: 0, to: 2, exact: [Math.cos(2)] };
      assert.ok(globalError(make, exercise, 20) < 1e-8, `k = ${k}`);
      assert.ok(globalError(make, exercise, 80) < 1e-10, `k = ${k}`);
    }
  });

  it('damps what is infinitely stiff in one step', () => {
    const far = { problem: stiffCosine(1e9), start: [2], from: 0, to: 0.1, exact: [Math.cos(0.1)] };
    assert.ok(globalError(make, far, 1) < 1e-6);
  });

  it('says so when its matrix is singular', () => {
    const h = 0.5;
    const problem: Problem = { ...oscillator, jacobian: (_t, _y, J) => J.set([1 / (h * gamma), 0, 0, -1]) };
    const zero = () => new Float64Array(2);
    const point = {
      t: 0,
      y: zero(),
      slope: zero(),
      jacobian: new Float64Array(4),
      timeDerivative: zero(),
      curvature: zero(),
    };
    problem.jacobian(0, point.y, point.jacobian);
    assert.equal(make(problem).step(point, h, zero(), zero()), false);
  });
});
