import assert from 'node:assert/strict';
import { unaryFunction } from '../../../language/model/operations.js';
import type { UnaryOp } from '../../../language/model/graph.js';
import { exponential } from '../../../language/solver/wasm/exponential.js';
import { linoidDerivative, linoid } from '../../../language/physics/linoid.js';
import { randomNumbers } from '../../random.js';
import { vectorFunction } from './run-function.js';

interface Range {
  readonly from: number;
  readonly to: number;
  /** Relative, or absolute beside 0 where `absolute`. */
  readonly error: number;
  readonly absolute?: boolean;
}

const ulp = 2.3e-16;
const ranges: Partial<Record<UnaryOp, readonly Range[]>> = {
  exp: [
    { from: -1, to: 1, error: ulp },
    { from: -700, to: 709, error: ulp },
  ],
  log: [
    { from: 0.5, to: 2, error: 1.5 * ulp },
    { from: 0, to: 1e-300, error: ulp },
    { from: 0, to: 1e300, error: ulp },
  ],
  log10: [{ from: 0, to: 1e6, error: 3 * ulp }],
  sin: [{ from: -1000, to: 1000, error: ulp, absolute: true }],
  cos: [{ from: -1000, to: 1000, error: ulp, absolute: true }],
  tan: [{ from: -1.5, to: 1.5, error: 4 * ulp }],
  asin: [{ from: -1, to: 1, error: 3 * ulp }],
  acos: [{ from: -1, to: 1, error: 3 * ulp }],
  atan: [
    { from: -3, to: 3, error: 2 * ulp },
    { from: -1e6, to: 1e6, error: 2 * ulp },
  ],
  sinh: [
    { from: -1e-3, to: 1e-3, error: 3 * ulp },
    { from: -700, to: 700, error: 3 * ulp },
  ],
  cosh: [{ from: -700, to: 700, error: 3 * ulp }],
  tanh: [
    { from: -1e-3, to: 1e-3, error: 3 * ulp },
    { from: -30, to: 30, error: 3 * ulp },
  ],
  exprel: [
    { from: -1e-3, to: 1e-3, error: 2 * ulp },
    { from: -500, to: 700, error: 3 * ulp },
  ],
  dexprel: [{ from: -30, to: 500, error: 30 * ulp }],
  linoid: [
    { from: -1e-3, to: 1e-3, error: 2 * ulp },
    { from: -500, to: 700, error: 3 * ulp },
  ],
};

describe('functions in generated code', () => {
  for (const [name, parts] of Object.entries(ranges)) {
    it(`${name} is that of JavaScript to the last places`, () => {
      const own = vectorFunction(name as 'exp');
      const theirs = unaryFunction(name as UnaryOp);
      const random = randomNumbers(3);
      for (const { from, to, error, absolute } of parts) {
        for (let trial = 0; trial < 4000; trial++) {
          const [x, z] = [from + (to - from) * random(), from + (to - from) * random()];
          own([x, z]).forEach((value, lane) => {
            const wanted = theirs(lane === 0 ? x : z);
            const size = absolute ? 1 : Math.abs(wanted);
            assert.ok(Math.abs(value - wanted) <= error * size, `${name}(${lane === 0 ? x : z}) = ${value}, ${wanted}`);
          });
        }
      }
    });
  }

  it('have the limits of JavaScript where there is no number', () => {
    const names = ['exp', 'log', 'sin', 'cos', 'atan', 'asin', 'acos', 'sinh', 'cosh', 'tanh', 'exprel', 'linoid'];
    for (const name of names) {
      const own = vectorFunction(name as 'exp');
      for (const x of [NaN, Infinity, -Infinity, 0, 800, -800, -1, 2, 1]) {
        const wanted = unaryFunction(name as UnaryOp)(x);
        const value = own([x, x])[1];
        const agrees = Object.is(value, wanted) || value === wanted || Math.abs(value / wanted - 1) < 1e-15;
        assert.ok(agrees || Math.abs(value - wanted) < 1e-15, `${name}(${x}) = ${value}, ${wanted}`);
      }
    }
  });

  it('agree with the exponential that is computed beforehand', () => {
    for (let x = -100; x <= 100; x += 0.37) assert.ok(Math.abs(exponential(x) / Math.exp(x) - 1) < 2 * ulp, `${x}`);
  });

  it('raise to powers', () => {
    const pow = vectorFunction('pow');
    const random = randomNumbers(4);
    for (let trial = 0; trial < 2000; trial++) {
      const [x, y] = [10 ** (6 * random() - 3), 12 * random() - 6];
      const wanted = x ** y;
      assert.ok(Math.abs(pow([x, x], [y, y])[0] / wanted - 1) < 2e-14, `${x}^${y}`);
    }
    for (const [x, y] of [
      [-2, 3],
      [-2, 2],
      [-2, 0.5],
      [0, 2],
      [0, -1],
      [0, 0],
      [-3, 0],
      [NaN, 1],
      [2, NaN],
      [5, -2],
    ] as const) {
      const [value] = pow([x, x], [y, y]);
      const wanted = x ** y;
      assert.ok(Object.is(value, wanted) || Math.abs(value / wanted - 1) < 1e-15, `${x}^${y} = ${value}, ${wanted}`);
    }
  });

  it('find the slope of linoid from its value', () => {
    const slope = vectorFunction('linoidSlope');
    for (let x = -30; x <= 30; x += 0.01) {
      assert.ok(Math.abs(slope([x, x], [linoid(x), linoid(x)])[0] / linoidDerivative(x) - 1) < 3e-13, `${x}`);
    }
  });
});
