/** Against exponentials in integer arithmetic of 1800 binary places. */
import assert from 'node:assert/strict';
import { boltzmann, exprel, exprelDerivative, linoid, linoidDerivative } from '../../language/physics/linoid.js';
import { randomNumbers } from '../random.js';

const PLACES = 1800n;
const ONE = 1n << PLACES;

/** A double as a fixed-point integer: exact above 2^-748 or so. */
function fixed(x: number): bigint {
  let [value, places] = [x, 0n];
  while (!Number.isInteger(value)) [value, places] = [value * 2, places + 1n];
  return (BigInt(value) << PLACES) >> places;
}

/** a/b as the nearest double but for the last bit. */
function ratio(a: bigint, b: bigint): number {
  const sign = a < 0n === b < 0n ? 1 : -1;
  const [p, q] = [a < 0n ? -a : a, b < 0n ? -b : b];
  const shift = 64 + q.toString(2).length - p.toString(2).length;
  const quotient = shift >= 0 ? (p << BigInt(shift)) / q : p / (q << BigInt(-shift));
  const half = Math.trunc(shift / 2);
  return sign * Number(quotient) * 2 ** -half * 2 ** -(shift - half);
}

function exponential(x: bigint): bigint {
  let sum = ONE;
  for (let n = 1n, term = ONE; term !== 0n && term !== -1n; n++) {
    term = ((term * x) / n) >> PLACES;
    sum += term;
  }
  return sum;
}

/** The functions from their definitions; x ≠ 0. */
function reference(x: number): Record<'exprel' | 'dexprel' | 'linoid' | 'dlinoid' | 'boltzmann', number> {
  const X = fixed(x);
  const up = exponential(X);
  const down = exponential(-X);
  const times = (a: bigint, b: bigint): bigint => (a * b) >> PLACES;
  return {
    exprel: ratio(up - ONE, X),
    dexprel: ratio(times(X, up) - up + ONE, times(X, X)),
    linoid: ratio(X, ONE - down),
    dlinoid: ratio(ONE - down - times(X, down), times(ONE - down, ONE - down)),
    boltzmann: ratio(ONE, ONE + down),
  };
}

const near = [1e-100, 1e-20, 1e-9, 1e-8, 1e-5, 1e-3, 0.1, 0.5, 0.999, 1, 1.001, 2, 5, 10, 37, 100, 355, 600, 700];
const random = randomNumbers(7);
const points = [...near, ...Array.from({ length: 40 }, () => 10 ** (random() * 5 - 3)).filter((x) => x < 700)];

/** Relative, in units of the last place of 1. */
const PLACES_LOST = 8 * Number.EPSILON;

function assertNear(actual: number, expected: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= PLACES_LOST * Math.abs(expected), `${what}: ${actual}, not ${expected}`);
}

describe('physics: exprel, linoid and their derivatives', () => {
  it('are exact to rounding on both sides of 0', () => {
    for (const x of points.flatMap((x) => [x, -x])) {
      const expected = reference(x);
      assertNear(exprel(x), expected.exprel, `exprel(${x})`);
      assertNear(exprelDerivative(x), expected.dexprel, `exprelDerivative(${x})`);
      assertNear(linoid(x), expected.linoid, `linoid(${x})`);
      assertNear(linoidDerivative(x), expected.dlinoid, `linoidDerivative(${x})`);
      assertNear(boltzmann(x), expected.boltzmann, `boltzmann(${x})`);
    }
  });

  it('take their limits at 0, whatever its sign', () => {
    for (const zero of [0, -0, 5e-324, -5e-324]) {
      assert.equal(exprel(zero), 1);
      assert.equal(linoid(zero), 1);
      assert.equal(exprelDerivative(zero), 0.5);
      assert.equal(linoidDerivative(zero), 0.5);
      assert.equal(boltzmann(zero), 0.5);
    }
  });

  it('go over into straight lines far out, finite everywhere but exprel', () => {
    for (const x of [710, 720, 800, 1000, 1e6, 1e300]) {
      assertNear(linoid(x), x, `linoid(${x})`);
      assert.equal(linoid(-x), 0);
      assert.equal(linoidDerivative(x), 1);
      assert.equal(linoidDerivative(-x), 0);
      assert.equal(boltzmann(x), 1);
      assert.equal(boltzmann(-x), 0);
      assert.equal(exprel(x), Infinity);
      assertNear(exprel(-x), 1 / x, `exprel(${-x})`);
      assertNear(exprelDerivative(-x), (1 / x) * (1 / x), `exprelDerivative(${-x})`);
      assert.equal(exprelDerivative(x), Infinity);
    }
  });

  it('obey linoid(x) − linoid(−x) = x, and rise', () => {
    let last = -Infinity;
    for (let x = -60; x <= 60; x += 0.37) {
      assert.ok(Math.abs(linoid(x) - linoid(-x) - x) <= 2e-15 * Math.max(1, Math.abs(x)));
      assert.ok(linoid(x) > last);
      last = linoid(x);
    }
  });
});
