import assert from 'node:assert/strict';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { findRest } from '../../language/analysis/rest.js';
import { runToEnd, startRun, type Run, type RunOptions, type RunResult } from '../../language/analysis/run.js';
import type { Model } from '../../language/model/model.js';
import type { Failure } from '../../language/model/outcome.js';
import { ModelBuilder } from '../model-builder.js';
import { squidAxon } from '../models.js';
import reference from '../reference/hh52.json' with { type: 'json' };

function resultOf(model: Model, name: string, options: RunOptions = {}): RunResult {
  const result = runToEnd(model, name, defaultSymbols(model), options);
  assert.ok(result.ok, result.ok ? '' : result.failure.message);
  return result.value;
}

function started(model: Model, name: string): Run {
  const run = startRun(model, name, defaultSymbols(model));
  assert.ok(run.ok);
  return run.value;
}

function refusal(model: Model, name: string): Failure {
  const run = startRun(model, name, defaultSymbols(model));
  assert.ok(!run.ok);
  return run.failure;
}

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not within ${tolerance} of ${expected}`);
}

describe('a run of the squid axon', () => {
  const model = squidAxon().build();
  const result = resultOf(model, 'Spikes');

  it('fires when the reference does, and as high', () => {
    assert.equal(result.spikes.length, 7);
    result.spikes.forEach(({ time, peakTime, peak }, i) => {
      near(time * 1e3, reference.upCrossings[i]!, 1e-4);
      near(peakTime * 1e3, reference.peakTimes[i]!, 1e-3);
      near(peak * 1e3, reference.peaks[i]!, 1e-3);
    });
  });

  it('follows the reference between spikes to 0.01 mV', () => {
    const times = Float64Array.from({ length: 1001 }, (_, i) => Math.min(0.1, i * 1e-4));
    const { V } = result.sample(times);
    const worst = V.reduce((error, v, i) => Math.max(error, Math.abs(v * 1e3 - reference.V[i]!)), 0);
    assert.ok(worst < 0.01, `${worst} mV`);
  });

  it('gives the traces its panes ask for', () => {
    const { times, V, panes } = result.sample();
    assert.deepEqual(
      panes.map((pane) => pane.length),
      [1, 2, 3],
    );
    assert.deepEqual([...panes[0]![0]!], [...V]);
    const [m, h] = panes[2]!;
    const row = times.findIndex((t) => t >= 0.0021);
    near(panes[1]![0]![row]!, 1200 * m![row]! ** 3 * h![row]! * (V[row]! - 0.05), 1e-9);
    assert.ok(times.every((t, i) => i === 0 || t > times[i - 1]!));
  });

  it('draws each peak at its height', () => {
    const { V } = result.sample();
    const highest = V.reduce((top, v) => Math.max(top, v), -1);
    near(highest, Math.max(...result.spikes.map(({ peak }) => peak)), 1e-15);
  });

  it('hands out in portions what it hands out at the end', () => {
    const run = started(model, 'Spikes');
    const first = run.takeSamples();
    assert.deepEqual([...first.times], [0]);
    const times = [...first.times];
    const V = [...first.V];
    let portions = 0;
    for (; !run.done; portions++) {
      run.advance(50);
      const samples = run.takeSamples();
      times.push(...samples.times);
      V.push(...samples.V);
      assert.equal(times.at(-1), run.time);
    }
    assert.ok(portions > 5);
    const whole = result.sample();
    assert.deepEqual(times, [...whole.times]);
    assert.deepEqual(V, [...whole.V]);
    assert.equal(run.takeSamples().times.length, 0);
  });

  it('keeps what it has when it is cancelled', () => {
    const run = started(model, 'Spikes');
    run.advance(100);
    run.cancel();
    assert.equal(run.advance(100), true);
    const { failure, trajectory, sample } = run.result();
    assert.equal(failure?.code, 'solver.cancelled');
    assert.ok(trajectory.end > 0 && trajectory.end < run.duration);
    assert.equal(sample().times.at(-1), trajectory.end);
  });
});

describe('a run', () => {
  it('stays at rest when nothing is injected', () => {
    const m = squidAxon();
    m.experiment('Quiet', { duration: 0.05 });
    const model = m.build();
    const rest = findRest(model, defaultSymbols(model));
    assert.ok(rest.ok);
    const { V } = resultOf(model, 'Quiet').sample();
    assert.ok(V.every((v) => Math.abs(v - rest.value.roots[0]!.V) < 1e-7));
  });

  it('starts from the resting potential that is asked for', () => {
    const m = new ModelBuilder({ capacitance: 0.01 });
    m.channel('N', { conductance: m.V.plus(0.07).times(m.V.plus(0.05)).times(1e4), reversal: 0.01 });
    m.experiment('Stay', { duration: 0.01 });
    const bistable = m.build();
    const endOf = (options: RunOptions): number => resultOf(bistable, 'Stay', options).sample().V.at(-1)!;
    near(endOf({}), -0.07, 1e-6);
    near(endOf({ root: 2 }), 0.01, 1e-6);
  });

  it('gives traces that read time and parameters', () => {
    const m = new ModelBuilder({ capacitance: 0.01 });
    m.channel('Leak', { conductance: 1, reversal: -0.07 });
    const node = m.t.times(m.parameter('k', 3));
    m.experiment('Ramp', { duration: 0.02, panes: [[{ label: 'ramp', node, unit: '' }]] });
    const { times, panes } = resultOf(m.build(), 'Ramp').sample([0, 0.005, 0.02]);
    assert.deepEqual([...panes[0]![0]!], [0, 0.015, 0.06]);
    assert.deepEqual([...times], [0, 0.005, 0.02]);
  });

  it('meets the edges of an injection exactly', () => {
    const m = new ModelBuilder({ capacitance: 0.01 });
    m.channel('Leak', { conductance: 10, reversal: -0.07 });
    m.experiment('Step', {
      duration: 0.02,
      inject: [
        { amplitude: 0.1, from: 0.005, to: 0.0123 },
        { amplitude: 0.05, to: 0.002 },
      ],
    });
    const model = m.build();
    const run = started(model, 'Step');
    assert.deepEqual([...run.stimulus!.times], [0, 0.002, 0.002, 0.005, 0.005, 0.0123, 0.0123, 0.02]);
    assert.deepEqual([...run.stimulus!.current], [0.05, 0.05, 0, 0, 0.1, 0.1, 0, 0]);
    const { trajectory, sample } = resultOf(model, 'Step');
    for (const edge of [0.002, 0.005, 0.0123]) assert.equal(trajectory.times.filter((t) => t === edge).length, 2);
    const tau = 0.001;
    const before = 0.005 * -Math.expm1(-0.002 / tau) * Math.exp(-0.003 / tau);
    const top = 0.01 + (before - 0.01) * Math.exp(-0.0073 / tau);
    near(sample([0.0123]).V[0]!, -0.07 + top, 1e-7);
    near(sample([0.015]).V[0]!, -0.07 + top * Math.exp(-0.0027 / tau), 1e-7);
  });

  it('that goes wrong says where, and keeps the trace up to there', () => {
    const m = new ModelBuilder({ capacitance: 0.01 });
    m.channel('Leak', { conductance: 0.1, reversal: -0.07 });
    m.channel('Runaway', { conductance: m.V.plus(0.05).times(-4000).exp().times(-1), reversal: -0.07 });
    m.experiment('Blow', { duration: 0.1, start: -0.08 });
    const { failure, sample } = resultOf(m.build(), 'Blow');
    assert.match(failure!.code, /^solver\./);
    assert.ok(failure!.time! < 0.1);
    assert.ok(sample().V.every(Number.isFinite));
  });

  it('is refused with a reason', () => {
    const m = new ModelBuilder();
    m.channel('Leak', { conductance: 1, reversal: -0.07 });
    m.experiment('A', { duration: 0.1 });
    m.experiment('B', { duration: 0.1 });
    assert.equal(refusal(m.build(), 'A').code, 'run.no-capacitance');
    const unknown = refusal(m.build(), 'C');
    assert.equal(unknown.code, 'run.no-experiment');
    assert.match(unknown.message, /called C; it has A, B/);

    const short = new ModelBuilder({ capacitance: 0.01 });
    short.channel('Leak', { conductance: 1, reversal: -0.07 });
    short.experiment('Never', { duration: 0 });
    assert.equal(refusal(short.build(), 'Never').code, 'run.duration');

    const restless = new ModelBuilder({ capacitance: 0.01 });
    restless.pump('NaK', { current: 1 });
    restless.experiment('Go', { duration: 1 });
    assert.equal(refusal(restless.build(), 'Go').code, 'rest.no-channel');

    const lost = new ModelBuilder({ capacitance: 0.01 });
    const steady = lost.V.plus(0.07).sqrt();
    lost.channel('Odd', { conductance: 1, reversal: 0, gates: { x: { steady, tau: 0.001 } } });
    lost.experiment('Go', { duration: 1, start: -0.08 });
    const { code, message } = refusal(lost.build(), 'Go');
    assert.equal(code, 'run.start');
    assert.match(message, /^Odd\.x has no steady value at −80 mV/);
  });
});
