import assert from 'node:assert/strict';
import { erfc } from '../../language/physics/erfc.js';

describe('physics: erfc', () => {
  /** To 20 digits by arbitrary-precision arithmetic. */
  const known: readonly [number, number][] = [
    [0, 1],
    [0.1, 0.88753708398171510779],
    [0.5, 0.47950012218695346231],
    [1, 0.15729920705028513065],
    [1.5, 0.03389485352468927293],
    [1.6, 0.02365161665535599222],
    [2, 0.00467773498104726583],
    [3, 2.209049699858544137e-5],
    [5, 1.53745979442803485e-12],
    [10, 2.088487583762544757e-45],
    [20, 5.395865611607900928e-176],
    [-1, 1.842700792949714869],
  ];
  for (const [x, expected] of known) {
    it(`erfc(${x})`, () => assert.ok(Math.abs(erfc(x) / expected - 1) < 1e-14, String(erfc(x))));
  }

  it('falls without a jump where the method changes, and to 0', () => {
    assert.ok(Math.abs(erfc(1.5) / erfc(1.5 + 1e-13) - 1) < 1e-12);
    assert.equal(erfc(30), 0);
    assert.equal(erfc(Infinity), 0);
  });
});
