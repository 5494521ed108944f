import assert from 'node:assert/strict';
import { Recorder } from '../../language/solver/recorder.js';

/** Knots of one component: times, and 3 numbers for each. */
function knots(first: number, count: number): [Float64Array, Float64Array] {
  const times = Float64Array.from({ length: count }, (_, i) => first + i);
  return [times, Float64Array.from({ length: 3 * count }, (_, i) => 100 * first + i)];
}

describe('the recorder', () => {
  it('keeps what it has shown while more is added', () => {
    const recorder = new Recorder(1);
    recorder.append(...knots(0, 2));
    const shown = recorder.view();
    recorder.append(...knots(2, 50));
    assert.deepEqual([...shown.times], [0, 1]);
    assert.equal(recorder.finished().times.length, 52);
    assert.equal(recorder.finished().knots[3 * 2], 200);
  });

  it('uses the whole memory of a trajectory that is given up, for shorter and longer runs', () => {
    const long = new Recorder(1);
    long.append(...knots(0, 40));
    const short = new Recorder(1, long.finished());
    short.append(...knots(7, 3));
    const kept = short.finished();
    assert.deepEqual([...kept.times], [7, 8, 9]);
    const again = new Recorder(1, kept);
    again.append(...knots(1, 40));
    assert.equal(again.finished().knots.buffer, kept.knots.buffer);
    again.append(...knots(41, 40));
    assert.equal(again.finished().times.at(-1), 80);
  });
});
