import assert from 'node:assert/strict';
import { factorise, solveFactorised } from '../../../language/solver/linear-algebra/lu.js';
import { randomNumbers } from '../../random.js';

describe('LU factors', () => {
  it('solve random systems of 1 to 40 unknowns, at any offset', () => {
    const random = randomNumbers(1);
    for (const n of [1, 2, 3, 7, 40]) {
      const a = Float64Array.from({ length: n * n }, () => random() - 0.5);
      const x = Float64Array.from({ length: n }, () => random() - 0.5);
      const b = new Float64Array(2 * n);
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) b[n + i]! += a[i * n + j]! * x[j]!;
      const lu = Float64Array.from(a);
      const pivots = new Int32Array(n);
      assert.ok(factorise(lu, n, pivots));
      solveFactorised(lu, n, pivots, b, n);
      for (let i = 0; i < n; i++) assert.ok(Math.abs(b[n + i]! - x[i]!) < 1e-11, `n = ${n}`);
      assert.ok(b.subarray(0, n).every((value) => value === 0));
    }
  });

  it('exchange rows where a pivot is 0 or tiny', () => {
    for (const corner of [0, 1e-20]) {
      const lu = Float64Array.of(corner, 1, 1, 1);
      const pivots = new Int32Array(2);
      assert.ok(factorise(lu, 2, pivots));
      const b = Float64Array.of(1, 2);
      solveFactorised(lu, 2, pivots, b);
      assert.deepEqual([...b], [1, 1]);
    }
  });

  it('refuse singular matrices and numbers that are not finite', () => {
    const refused = [
      [0, 0, 0, 0],
      [1, 2, 2, 4],
      [1, NaN, 1, 1],
      [1, 1, NaN, 1],
      [Infinity, 1, 1, 1],
    ];
    const hidden = [2, 1, 1, NaN, 1, 1, 1, 1, 3];
    assert.equal(factorise(Float64Array.from(hidden), 3, new Int32Array(3)), false);
    for (const matrix of refused) assert.equal(factorise(Float64Array.from(matrix), 2, new Int32Array(2)), false);
  });
});
