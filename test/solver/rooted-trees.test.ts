import assert from 'node:assert/strict';
import { orderResidual, treesOf } from './rooted-trees.js';

describe('rooted trees', () => {
  it('are as many as Cayley counted', () => {
    const counts = [1, 2, 3, 4, 5, 6, 7, 8].map((size) => treesOf(size).length);
    assert.deepEqual(counts, [1, 1, 2, 4, 9, 20, 48, 115]);
  });

  it("find the classical Runge–Kutta method's order, 4 and no more", () => {
    const a = [[], [1 / 2], [0, 1 / 2], [0, 0, 1]];
    const classical = { weights: [1 / 6, 1 / 3, 1 / 3, 1 / 6], alpha: a, beta: a };
    for (const order of [1, 2, 3, 4]) assert.ok(orderResidual(classical, order) < 1e-15);
    assert.ok(orderResidual(classical, 5) > 1e-3);
  });
});
