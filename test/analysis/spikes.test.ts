import assert from 'node:assert/strict';
import { findSpikes } from '../../language/analysis/spikes.js';
import { makeTrajectory, type Trajectory } from '../../language/solver/trajectory.js';

/** One component through given values and slopes, with no curvature at the knots. */
function through(knots: readonly (readonly [time: number, value: number, slope: number])[]): Trajectory {
  return makeTrajectory({
    names: ['V'],
    times: Float64Array.from(knots, ([time]) => time),
    knots: Float64Array.from(knots.flatMap(([, value, slope]) => [value, slope, 0])),
    statistics: { steps: 0, rejected: 0, rhsEvaluations: 0, jacobians: 0, decompositions: 0, switches: 0 },
  });
}

describe('spikes', () => {
  it('are upward crossings, each with the highest point before the next', () => {
    const spikes = findSpikes(
      through([
        [0, -1, 0],
        [1, 0.5, 0],
        [2, 0.2, 0],
        [3, 0.9, 0],
        [4, -1, 0],
        [5, 0.4, 0],
        [6, -1, 0],
      ]),
    );
    assert.deepEqual(
      spikes.map(({ peakTime, peak }) => [peakTime, peak]),
      [
        [3, 0.9],
        [5, 0.4],
      ],
    );
    assert.ok(spikes[0]!.time > 0 && spikes[0]!.time < 1);
  });

  it('that the end cuts short peak there', () => {
    const [spike] = findSpikes(
      through([
        [0, -1, 0],
        [1, 1, 2],
      ]),
    );
    assert.deepEqual([spike!.peakTime, spike!.peak], [1, 1]);
  });

  it('are none below the threshold, nor where V starts above it', () => {
    const hill = through([
      [0, 1, 0],
      [1, -1, 0],
      [2, -0.1, 0],
    ]);
    assert.deepEqual(findSpikes(hill), []);
    assert.equal(findSpikes(hill, -0.5).length, 1);
  });
});
