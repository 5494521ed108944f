import assert from 'node:assert/strict';
import { integrate } from '../../language/solver/driver.js';
import { Integration } from '../../language/solver/integration.js';
import type { Problem } from '../../language/solver/problem.js';
import type { Trajectory } from '../../language/solver/trajectory.js';
import { decay, makeSystem, oscillator, witch } from './systems.js';

function at(trajectory: Trajectory, t: number): number[] {
  const out = new Float64Array(trajectory.names.length);
  trajectory.sample(t, out);
  return [...out];
}

const never: Problem['jacobian'] = (_t, _y, J) => J.fill(0);

describe('integrate', function () {
  this.timeout(30_000);
  it('is as accurate as it was asked to be, and does no more work than that takes', () => {
    const bounds = [
      { tolerance: 1e-3, evaluations: 120 },
      { tolerance: 1e-6, evaluations: 260 },
      { tolerance: 1e-9, evaluations: 620 },
      { tolerance: 1e-12, evaluations: 1700 },
    ];
    for (const { tolerance, evaluations } of bounds) {
      const turn = integrate(oscillator, { start: [1, 0], end: 10, tolerance });
      const error = Math.hypot(at(turn, 10)[0]! - Math.cos(10), at(turn, 10)[1]! + Math.sin(10));
      assert.ok(error < 10 * tolerance, `${error} at ${tolerance}`);
      assert.ok(turn.statistics.rhsEvaluations < evaluations, `${turn.statistics.rhsEvaluations} at ${tolerance}`);
    }
  });

  it('means one accuracy by one tolerance, whichever method runs', () => {
    for (const tolerance of [1e-4, 1e-6, 1e-8]) {
      for (const method of ['explicit', 'implicit'] as const) {
        const turn = integrate(oscillator, { start: [1, 0], end: 10, tolerance, method });
        const bell = integrate(witch, { start: [1 / 10], from: -3, end: 3, tolerance, method });
        assert.ok(Math.abs(at(turn, 10)[0]! - Math.cos(10)) < 5 * tolerance, `${method} ${tolerance}`);
        assert.ok(Math.abs(at(bell, 3)[0]! - 1 / 10) < 5 * tolerance, `${method} ${tolerance}`);
      }
    }
  });

  it('is accurate between the steps too', () => {
    const turn = integrate(oscillator, { start: [1, 0], end: 10 });
    for (let t = 0; t <= 10; t += 0.01) assert.ok(Math.abs(at(turn, t)[0]! - Math.cos(t)) < 1e-5);
  });

  it('starts anywhere, ends exactly at the end, and may have nowhere to go', () => {
    const bell = integrate(witch, { start: [1 / 10], from: -3, end: 0.1 });
    assert.equal(bell.start, -3);
    assert.equal(bell.end, 0.1);
    const still = integrate(decay(), { start: [2], from: 1, end: 1 });
    assert.deepEqual(at(still, 1), [2]);
    assert.equal(still.failure, undefined);
  });

  it('does not care in which unit time is counted', () => {
    for (const unit of [1e-6, 1, 1e6]) {
      const slow = integrate(decay(1 / unit), { start: [1], end: 5 * unit });
      assert.ok(Math.abs(at(slow, 5 * unit)[0]! - Math.exp(-5)) < 1e-5);
      assert.ok(slow.statistics.rhsEvaluations < 120, `${slow.statistics.rhsEvaluations}`);
    }
  });

  it('hits stops exactly, in any order, and only those inside', () => {
    const turn = integrate(oscillator, { start: [1, 0], end: 3, stops: [2, 0.1, 2, 7, -1, 0, 3] });
    for (const stop of [0.1, 2]) assert.equal([...turn.times].filter((t) => t === stop).length, 2);
    assert.equal(turn.times.at(-1), 3);
  });

  it('sees pulses that a step would jump over', () => {
    let on = 0;
    const pulsed = makeSystem(1, {
      edges: [500, 500.001],
      enterSegment: (start, end) => (on = start >= 500 && end <= 500.001 ? 1000 : 0),
      f: (_, y) => [on - 1e-6 * y[0]!],
      jacobian: () => [[-1e-6]],
    });
    const result = integrate(pulsed, { start: [0], end: 1000 });
    assert.ok(Math.abs(at(result, 1000)[0]! - Math.exp(-499.9995e-6)) < 1e-5);
    assert.ok(result.statistics.rhsEvaluations < 400, `${result.statistics.rhsEvaluations}`);
  });

  it('follows a slope that jumps with the state', () => {
    const bounce = makeSystem(1, { f: (_, y) => [y[0]! < 1 ? 1 : 0.25], jacobian: () => [[0]] });
    const result = integrate(bounce, { start: [0], end: 3 });
    assert.equal(result.failure, undefined);
    assert.ok(Math.abs(at(result, 3)[0]! - 1.5) < 1e-4);
    assert.ok(result.statistics.rhsEvaluations < 500, `${result.statistics.rhsEvaluations}`);
  });

  it('gives the same bits every time', () => {
    const run = () => integrate(witch, { start: [1 / 10], from: -3, end: 3 }).knots;
    assert.deepEqual(run(), run());
  });

  it('throws at options that make no sense', () => {
    const run = (options: object) => () => integrate(oscillator, { start: [1, 0], end: 1, ...options });
    assert.throws(run({ start: [1] }), RangeError);
    assert.throws(run({ end: -1 }), RangeError);
    assert.throws(run({ end: NaN }), RangeError);
    assert.throws(run({ end: Infinity }), RangeError);
    assert.throws(run({ tolerance: 0 }), RangeError);
    assert.throws(run({ tolerance: 1e-15 }), RangeError);
    assert.throws(run({ tolerance: NaN }), RangeError);
  });
});

describe('a failed integration', function () {
  this.timeout(30_000);
  it('names the state when it starts from what is no number', () => {
    const { failure, end } = integrate(oscillator, { start: [1, NaN], end: 1 });
    assert.equal(failure?.code, 'solver.not-finite');
    assert.equal(failure.state, 'y2');
    assert.match(failure.message, /y2 is NaN at t = 0 ms/);
    assert.equal(end, 0);
  });

  it('keeps the trace up to where a rate stops being a number', () => {
    const root = makeSystem(1, { f: (_, y) => [-Math.sqrt(y[0]!)], jacobian: (_, y) => [[-0.5 / Math.sqrt(y[0]!)]] });
    const result = integrate(root, { start: [1], end: 3 });
    assert.equal(result.failure?.code, 'solver.not-finite');
    assert.ok(Math.abs(result.failure.time - 2) < 1e-2, `${result.failure.time}`);
    assert.ok(result.knots.every(Number.isFinite));
    assert.ok(Math.abs(at(result, 1)[0]! - 0.25) < 1e-4);
    assert.throws(() => at(result, 2.5), RangeError);
  });

  it('names time and state at a pole, whichever method runs', () => {
    const pole = makeSystem(1, { f: (_, y) => [y[0]! ** 2], jacobian: (_, y) => [[2 * y[0]!]] });
    for (const method of ['explicit', 'implicit', 'auto'] as const) {
      const { failure, knots } = integrate(pole, { start: [1], end: 2, method });
      assert.ok(failure);
      assert.match(failure.code, /^solver\.(step-too-small|not-finite)$/);
      assert.equal(failure.state, 'y1');
      assert.ok(Math.abs(failure.time - 1) < 1e-6);
      assert.ok(knots.every(Number.isFinite));
    }
  });

  it('stops at its budget of steps', () => {
    const noisy = makeSystem(1, { f: (t) => [Math.cos(1e6 * t)], jacobian: () => [[0]] });
    const result = integrate(noisy, { start: [0], end: 1, maximumSteps: 300, tolerance: 1e-9 });
    assert.equal(result.failure?.code, 'solver.too-many-steps');
    assert.match(result.failure.message, /300 steps/);
    assert.ok(result.statistics.steps + result.statistics.rejected === 300);
  });

  it('never reports a success that holds NaN', () => {
    const traps: Problem['rhs'][] = [
      (_t, _y, out) => out.fill(NaN),
      (t, _y, out) => out.fill(t > 0.5 ? NaN : 1),
      (_t, y, out) => out.fill(y[0]! > 0.5 ? Infinity : 1),
      (_t, y, out) => out.fill(1 + 0 * Math.log(0.7 - y[0]!)),
    ];
    for (const rhs of traps) {
      for (const method of ['explicit', 'implicit', 'auto'] as const) {
        const problem = { ...decay(), rhs, jacobian: never };
        const result = integrate(problem, { start: [0], end: 2, method });
        assert.ok(result.failure, method);
        assert.ok(result.knots.every(Number.isFinite));
      }
    }
  });
});

describe('an integration in portions', () => {
  const options = { start: [1, 0], end: 100, tolerance: 1e-9 };

  it('is the same as one in one go', () => {
    const integration = new Integration(oscillator, options);
    let portions = 0;
    while (!integration.advance(7)) portions++;
    assert.ok(portions > 5);
    assert.ok(integration.done);
    assert.deepEqual(integration.result().knots, integrate(oscillator, options).knots);
  });

  it('shows what it has on the way', () => {
    const integration = new Integration(oscillator, options);
    integration.advance(20);
    const partial = integration.result();
    assert.equal(partial.end, integration.time);
    assert.equal(partial.failure, undefined);
    assert.ok(partial.end > 0 && partial.end < 100);
    const before = [...partial.knots];
    integration.advance(Infinity);
    assert.deepEqual([...partial.knots], before);
    assert.deepEqual([...integration.result().knots.subarray(0, before.length)], before);
  });

  it('can be cancelled, and keeps the trace', () => {
    let asked = 0;
    const result = integrate(oscillator, { ...options, end: 1e6, isCancelled: () => ++asked === 3 });
    assert.equal(result.failure?.code, 'solver.cancelled');
    assert.equal(result.failure.time, result.end);
    assert.ok(result.end > 0);
    assert.ok(result.statistics.steps + result.statistics.rejected <= 3 * 500);
  });

  it('tells of its progress in rising times', () => {
    const told: number[] = [];
    integrate(oscillator, { ...options, end: 3000, onProgress: (t) => told.push(t) });
    assert.ok(told.length > 3);
    told.forEach((t, i) => assert.ok(i === 0 || t > told[i - 1]!));
  });

  it('cannot be cancelled once done', () => {
    const integration = new Integration(decay(), { start: [1], end: 1 });
    integration.advance(1000);
    integration.cancel();
    assert.equal(integration.result().failure, undefined);
  });
});
