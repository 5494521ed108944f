import assert from 'node:assert/strict';
import { bernstein, hermiteWeights } from '../../language/solver/dense-output.js';
import { makeTrajectory, type Trajectory } from '../../language/solver/trajectory.js';

/** The trajectory with exact knots of functions given with their first two derivatives. */
function trajectoryOf(
  times: readonly number[],
  functions: readonly ((t: number) => [number, number, number])[],
): Trajectory {
  const knots = times.flatMap((t) => [0, 1, 2].flatMap((order) => functions.map((f) => f(t)[order]!)));
  const statistics = { steps: 0, rejected: 0, rhsEvaluations: 0, jacobians: 0, decompositions: 0, switches: 0 };
  const names = functions.map((_, i) => `y${i}`);
  return makeTrajectory({ names, times: Float64Array.from(times), knots: Float64Array.from(knots), statistics });
}

const quintic = (t: number): [number, number, number] => [
  1 + t * (-2 + t * (0.5 + t * (3 + t * (-1 + t * 0.25)))),
  -2 + t * (1 + t * (9 + t * (-4 + t * 1.25))),
  1 + t * (18 + t * (-12 + t * 5)),
];
const sine = (t: number): [number, number, number] => [Math.sin(t), Math.cos(t), -Math.sin(t)];
const at = (trajectory: Trajectory, t: number): number => {
  const out = new Float64Array(trajectory.names.length);
  trajectory.sample(t, out);
  return out[0]!;
};

describe('dense output', () => {
  it('gives back any polynomial of degree 5', () => {
    const trajectory = trajectoryOf([-1, 0.5, 2], [quintic]);
    for (let t = -1; t <= 2; t += 0.0625) assert.ok(Math.abs(at(trajectory, t) - quintic(t)[0]) < 1e-13);
  });

  it('is of order 6', () => {
    const error = (h: number): number => {
      const trajectory = trajectoryOf([1, 1 + h], [sine]);
      return Math.max(...[0.3, 0.5, 0.7].map((s) => Math.abs(at(trajectory, 1 + s * h) - Math.sin(1 + s * h))));
    };
    const order = Math.log2(error(0.4) / error(0.2));
    assert.ok(order > 5.9 && order < 6.2, `observed ${order}`);
  });

  it('is exact at the knots, to the last bit', () => {
    const times = [0, 0.1, 0.35, 1];
    const trajectory = trajectoryOf(times, [sine, quintic]);
    for (const t of times) assert.equal(at(trajectory, t), Math.sin(t));
  });

  it('has Bernstein coefficients that make the same polynomial', () => {
    const h = 1.5;
    const knots = Float64Array.from([...quintic(-1), ...quintic(-1 + h)]);
    const b = new Float64Array(6);
    bernstein(knots, 0, 3, 0, 1, h, b);
    const binomials = [1, 5, 10, 10, 5, 1];
    for (const s of [0, 0.2, 0.5, 0.9, 1]) {
      const value = binomials.reduce((sum, c, i) => sum + c * b[i]! * s ** i * (1 - s) ** (5 - i), 0);
      assert.ok(Math.abs(value - quintic(-1 + s * h)[0]) < 1e-13);
    }
  });

  it('weighs slopes and bends by nothing at the ends', () => {
    const weights = new Float64Array(5);
    hermiteWeights(0, weights);
    assert.deepEqual([...weights].map(Math.abs), [0, 0, 0, 0, 0]);
    hermiteWeights(1, weights);
    assert.deepEqual([...weights].map(Math.abs), [1, 0, 0, 0, 0]);
  });
});

describe('a trajectory', () => {
  const times = [0, 0.5, 1, 1, 2];
  const kink = (t: number): [number, number, number] => [Math.abs(t - 1), Math.sign(t - 1), 0];
  const left = (t: number): [number, number, number] => [1 - t, -1, 0];
  /** A slope that jumps at 1: the knot there stands twice. */
  const knots = [left(0), left(0.5), left(1), [0, 1, 0], kink(2)].flat();
  const statistics = { steps: 3, rejected: 0, rhsEvaluations: 0, jacobians: 0, decompositions: 0, switches: 0 };
  const trajectory = makeTrajectory({
    names: ['y'],
    times: Float64Array.from(times),
    knots: Float64Array.from(knots),
    statistics,
  });

  it('follows a jump of the slope', () => {
    for (const t of [0, 0.25, 0.5, 0.999, 1, 1.001, 2])
      assert.ok(Math.abs(at(trajectory, t) - Math.abs(t - 1)) < 1e-15);
  });

  it('samples a grid as it samples its points, in any order', () => {
    const grid = [0, 0.1, 0.6, 1, 1.5, 2, 0.2];
    const [column] = trajectory.sampleGrid(grid);
    assert.deepEqual(
      [...column!],
      grid.map((t) => at(trajectory, t)),
    );
  });

  it('refuses times outside, but not those a rounding away', () => {
    assert.throws(() => at(trajectory, 2.1), RangeError);
    assert.throws(() => trajectory.sampleGrid([0, -0.1]), RangeError);
    assert.throws(() => at(trajectory, NaN), RangeError);
    assert.equal(at(trajectory, 2 + 1e-15), 1);
    assert.equal(at(trajectory, -1e-15), 1);
  });
});
