import assert from 'node:assert/strict';
import type { Model } from '../../language/model/model.js';
import { integrate } from '../../language/solver/driver.js';
import { problemOf } from '../../language/solver/model-problem.js';
import type { Problem } from '../../language/solver/problem.js';
import { sweepKernel, type SweepJob, type SweepResult } from '../../language/solver/sweep.js';
import { luoRudy, luoRudyStart } from '../luo-rudy.js';
import { ModelBuilder } from '../model-builder.js';
import { decay } from './systems.js';

/** The squid axon's sodium and potassium channels, driven by a pulse whose size and onset are sliders. */
function drivenAxon(): Model {
  const m = new ModelBuilder({ capacitance: 0.01 });
  const { V } = m;
  const decayAt = (at: number, per: number) => V.minus(at).over(-per).exp();
  const size = m.parameter('size', 0.1);
  const onset = m.parameter('onset', 0.001);
  m.channel('Nav', {
    conductance: 1200,
    reversal: 0.05,
    gates: {
      m: { alpha: V.plus(0.04).over(0.01).linoid().times(1000), beta: decayAt(-0.065, 0.018).times(4000) },
      h: { alpha: decayAt(-0.065, 0.02).times(70), beta: decayAt(-0.035, 0.01).plus(1).inverse().times(1000) },
    },
    open: ({ m: gate, h }) => gate!.pow(3).times(h!),
  });
  m.channel('Leak', { conductance: 3, reversal: -0.06 });
  m.channel('Kdr', {
    conductance: 360,
    reversal: -0.077,
    gates: { n: { alpha: V.plus(0.055).over(0.01).linoid().times(100), beta: decayAt(-0.065, 0.08).times(125) } },
    open: ({ n }) => n!.pow(4),
  });
  m.experiment('Pulse', { duration: 0.03, inject: [{ amplitude: size, from: onset }] });
  return m.build();
}

function problemWith(model: Model, values: readonly number[]): Problem {
  const symbols = new Float64Array(model.symbols.length);
  model.parameters.forEach(({ symbol }, i) => (symbols[symbol] = values[i]!));
  const problem = problemOf(model, symbols, model.experiments[0]!.injections);
  assert.ok(problem.ok);
  return problem.value;
}

function finish(jobs: Iterable<SweepJob>, portion = 100): SweepResult[] {
  const sweep = sweepKernel(jobs);
  const results: SweepResult[] = [];
  for (let done = false; !done;) {
    done = sweep.advance(portion);
    results.push(...sweep.takeResults());
  }
  return results.sort((a, b) => a.index - b.index);
}

describe('a sweep', function () {
  this.timeout(30_000);
  const model = drivenAxon();
  const options = { start: [-0.065, 0.053, 0.6, 0.32], end: 0.03 };
  const jobs = Array.from({ length: 15 }, (_, i): SweepJob => {
    return { problem: problemWith(model, [0.02 * i, 0.0005 * (i % 4)]), options };
  });

  it('gives each run to the last bit as it is alone', () => {
    const results = finish(jobs);
    assert.deepEqual(
      results.map(({ index }) => index),
      jobs.map((_, i) => i),
    );
    results.forEach(({ trajectory }, i) => {
      const alone = integrate(problemWith(model, [0.02 * i, 0.0005 * (i % 4)]), options);
      assert.deepEqual(trajectory.times, alone.times, `${i}`);
      assert.deepEqual(trajectory.knots, alone.knots, `${i}`);
      assert.deepEqual(trajectory.statistics, alone.statistics, `${i}`);
    });
  });

  it('does so too where each run changes its method by itself, and branches', () => {
    for (const variant of ['smooth', 'paper'] as const) {
      const heart = luoRudy(variant);
      const starts = [0, 1, 2].map((i) => luoRudyStart[variant].map((x, k) => (k === 0 ? x + 0.002 * i : x)));
      const runs = starts.map((start) => ({ problem: problemWith(heart, []), options: { start, end: 0.3 } }));
      finish(runs).forEach(({ trajectory }, i) => {
        const alone = integrate(problemWith(heart, []), runs[i]!.options);
        assert.ok(alone.statistics.switches > 0);
        assert.deepEqual(trajectory.knots, alone.knots, `${variant} ${i}`);
      });
    }
  });

  it('reports failures run by run', () => {
    const results = finish([
      jobs[3]!,
      { problem: jobs[4]!.problem, options: { ...options, start: [-0.065, NaN, 0.6, 0.32] } },
      { problem: jobs[5]!.problem, options: { ...options, maximumSteps: 20 } },
      jobs[6]!,
    ]);
    const codes = results.map(({ trajectory }) => trajectory.failure?.code);
    assert.deepEqual(codes, [undefined, 'solver.not-finite', 'solver.too-many-steps', undefined]);
  });

  it('takes problems of other kinds one by one', () => {
    const results = finish([jobs[1]!, { problem: decay(), options: { start: [1], end: 1 } }, jobs[2]!]);
    assert.equal(results.length, 3);
    assert.ok(Math.abs(results[1]!.trajectory.knots.at(-3)! - Math.exp(-1)) < 1e-6);
    for (const { trajectory } of results) assert.equal(trajectory.failure, undefined);
  });

  it('has nothing to do without jobs', () => {
    assert.equal(sweepKernel([]).advance(1), true);
  });
});
