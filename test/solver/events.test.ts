import assert from 'node:assert/strict';
import { crossings, extrema } from '../../language/solver/events.js';
import { integrate } from '../../language/solver/driver.js';
import { makeTrajectory, type Trajectory } from '../../language/solver/trajectory.js';
import { makeSystem, oscillator } from './systems.js';

const statistics = { steps: 0, rejected: 0, rhsEvaluations: 0, jacobians: 0, decompositions: 0, switches: 0 };

/** One component, from knots of [t, y, dy/dt, d²y/dt²]. */
function trajectoryOf(knots: readonly (readonly [number, number, number, number])[]): Trajectory {
  return makeTrajectory({
    names: ['y'],
    times: Float64Array.from(knots, ([t]) => t),
    knots: Float64Array.from(knots.flatMap(([, ...rest]) => rest)),
    statistics,
  });
}

/** Π (t − root) and its derivatives as knots at 0 and 1, for up to five roots. */
function product(roots: readonly number[]): Trajectory {
  const at = (t: number): [number, number, number, number] => {
    let [y, slope, bend] = [1, 0, 0];
    for (const root of roots)
      [y, slope, bend] = [y * (t - root), slope * (t - root) + y, bend * (t - root) + 2 * slope];
    return [t, y, slope, bend];
  };
  return trajectoryOf([at(0), at(1)]);
}

const times = (found: readonly { readonly time: number }[]): number[] => found.map(({ time }) => time);
const assertTimes = (
  found: readonly { readonly time: number }[],
  expected: readonly number[],
  tolerance: number,
): void => {
  assert.equal(found.length, expected.length, `${times(found).join()} for ${expected.join()}`);
  expected.forEach((t, i) => assert.ok(Math.abs(found[i]!.time - t) <= tolerance, `${found[i]!.time} is not ${t}`));
};

describe('crossings', () => {
  it('of a swinging solution, all of them, in order and with direction', () => {
    const turn = integrate(oscillator, { start: [1, 0], end: 20, tolerance: 1e-10 });
    const zeros = Array.from({ length: 6 }, (_, k) => (k + 0.5) * Math.PI);
    const found = crossings(turn, 0, 0);
    assertTimes(found, zeros, 1e-9);
    assert.deepEqual(found.map(({ direction }) => direction).slice(0, 3), ['falling', 'rising', 'falling']);
    assertTimes(
      crossings(turn, 0, 0, 'rising'),
      zeros.filter((_, k) => k % 2 === 1),
      1e-9,
    );
    assertTimes(crossings(turn, 0, 2), [], 0);
  });

  it('finds five within one step, two of them a millionth apart', () => {
    assertTimes(crossings(product([0.1, 0.3, 0.5, 0.7, 0.9]), 0, 0), [0.1, 0.3, 0.5, 0.7, 0.9], 1e-13);
    assertTimes(crossings(product([0.2, 0.4, 0.400001]), 0, 0), [0.2, 0.4, 0.400001], 1e-9);
  });

  it('does not count a touch from below, nor one that stays out of reach', () => {
    const touch = trajectoryOf([
      [0, -1, 2, -2],
      [1, 0, 0, -2],
      [2, -1, -2, -2],
    ]);
    assertTimes(crossings(touch, 0, 1e-6), [], 0);
    const found = crossings(touch, 0, -1e-6);
    assertTimes(found, [1 - 1e-3, 1 + 1e-3], 1e-9);
  });

  it('counts a crossing exactly at a knot once', () => {
    const straight = trajectoryOf([
      [0, -1, 1, 0],
      [1, 0, 1, 0],
      [2, 1, 1, 0],
    ]);
    assertTimes(crossings(straight, 0, 0), [1], 1e-15);
    const back = trajectoryOf([
      [0, 1, -1, 0],
      [1, 0, -1, 0],
      [2, -1, -1, 0],
    ]);
    assertTimes(crossings(back, 0, 0), [1], 1e-12);
  });

  it('of a jump of slopes at an edge', () => {
    const kink = trajectoryOf([
      [0, 1, -2, 0],
      [1, -1, -2, 0],
      [1, -1, 2, 0],
      [2, 1, 2, 0],
    ]);
    assertTimes(crossings(kink, 0, 0), [0.5, 1.5], 1e-15);
  });
});

describe('extrema', () => {
  it('of a swinging solution, with their values', () => {
    const turn = integrate(oscillator, { start: [1, 0], end: 13, tolerance: 1e-10 });
    const found = extrema(turn, 1);
    assertTimes(
      found,
      [0.5, 1.5, 2.5, 3.5].map((k) => k * Math.PI),
      1e-7,
    );
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['minimum', 'maximum', 'minimum', 'maximum'],
    );
    found.forEach(({ value }, i) => assert.ok(Math.abs(value - (i % 2 === 0 ? -1 : 1)) < 1e-9));
  });

  it('at an edge where the slope changes sign', () => {
    const kink = trajectoryOf([
      [0, 1, -1, 0],
      [1, 0, -1, 0],
      [1, 0, 1, 0],
      [2, 1, 1, 0],
    ]);
    assert.deepEqual(extrema(kink, 0), [{ time: 1, value: 0, kind: 'minimum' }]);
  });

  it('of a constant are none', () => {
    const still = makeSystem(1, { f: () => [0], jacobian: () => [[0]] });
    assert.deepEqual(extrema(integrate(still, { start: [1], end: 1 }), 0), []);
  });
});
