/** Published membranes against solutions of high precision; how those were made stands in each file. */
import assert from 'node:assert/strict';
import type { Model } from '../../language/model/model.js';
import { integrate, type DriverOptions } from '../../language/solver/driver.js';
import { crossings, extrema } from '../../language/solver/events.js';
import { problemOf } from '../../language/solver/model-problem.js';
import type { Trajectory } from '../../language/solver/trajectory.js';
import { luoRudy } from '../luo-rudy.js';
import { MICROAMP_PER_CM2, morrisLecar, squidAxon, type MorrisLecarSet } from '../models.js';
import axon from '../reference/hh52.json' with { type: 'json' };
import heart from '../reference/luo-rudy.json' with { type: 'json' };
import barnacle from '../reference/morris-lecar.json' with { type: 'json' };

/** `start` in mV and what the states are in; times in ms. */
function run(
  model: Model,
  start: readonly number[],
  duration: number,
  options: Partial<DriverOptions> = {},
): Trajectory {
  const injections = model.experiments[0]?.injections ?? [];
  const problem = problemOf(model, new Float64Array(model.symbols.length), injections);
  assert.ok(problem.ok);
  const [V, ...states] = start;
  const result = integrate(problem.value, { start: [V! * 1e-3, ...states], end: duration * 1e-3, ...options });
  assert.equal(result.failure, undefined);
  return result;
}

/** ms. */
const spikesOf = (trajectory: Trajectory): number[] =>
  crossings(trajectory, 0, 0, 'rising').map(({ time }) => time * 1e3);

function largestDifference(actual: readonly number[], expected: readonly number[]): number {
  assert.equal(actual.length, expected.length);
  return Math.max(...actual.map((value, i) => Math.abs(value - expected[i]!)));
}

/** V at equal steps from `from`, mV. */
function voltages(trajectory: Trajectory, from: number, step: number, count: number): number[] {
  const grid = Array.from({ length: count }, (_, i) => Math.min((from + i * step) * 1e-3, trajectory.end));
  return Array.from(trajectory.sampleGrid(grid)[0]!, (V) => V * 1e3);
}

describe('Hodgkin–Huxley 1952', function () {
  this.timeout(30_000);
  const model = squidAxon().build();
  const isBetweenSpikes = (t: number): boolean => !axon.upCrossings.some((spike) => t > spike - 3 && t < spike + 6);

  it('over 100 ms at the default tolerance: V within 1e-4 mV between spikes, spikes within 1e-5 ms', () => {
    const result = run(model, axon.start, 100);
    const V = voltages(result, 0, axon.gridStep, axon.V.length);
    const quiet = axon.V.map((_, i) => isBetweenSpikes(i * axon.gridStep));
    const onlyQuiet = (values: readonly number[]): number[] => values.filter((_, i) => quiet[i]);
    assert.ok(quiet.filter(Boolean).length > 300);
    assert.ok(largestDifference(onlyQuiet(V), onlyQuiet(axon.V)) < 1e-4);
    assert.ok(largestDifference(V, axon.V) < 1e-3);
    assert.ok(largestDifference(spikesOf(result), axon.upCrossings.slice(0, 7)) < 1e-5);
    assert.ok(result.statistics.rhsEvaluations < 5900, `${result.statistics.rhsEvaluations}`);
  });

  it('over 1 s at the default tolerance: 69 spikes, the last within 1e-4 ms', () => {
    const result = run(model, axon.start, 1000);
    assert.ok(largestDifference(spikesOf(result), axon.upCrossings) < 1e-4);
    assert.equal(result.statistics.switches, 0);
    assert.ok(result.statistics.rhsEvaluations < 57000, `${result.statistics.rhsEvaluations}`);
  });

  it('has its peaks where they are, as high as they are', () => {
    const peaks = extrema(run(model, axon.start, 1000), 0).filter(({ kind, value }) => kind === 'maximum' && value > 0);
    assert.ok(
      largestDifference(
        peaks.map(({ time }) => time * 1e3),
        axon.peakTimes,
      ) < 1e-4,
    );
    assert.ok(
      largestDifference(
        peaks.map(({ value }) => value * 1e3),
        axon.peaks,
      ) < 1e-4,
    );
  });

  it('comes closer the tighter the tolerance, with either method', () => {
    for (const method of ['explicit', 'implicit'] as const) {
      for (const tolerance of [1e-4, 1e-6, 1e-8]) {
        const result = run(model, axon.start, 100, { tolerance, method });
        const allowed = 2000 * tolerance;
        assert.ok(
          largestDifference(voltages(result, 0, axon.gridStep, axon.V.length), axon.V) < allowed,
          `${method} ${tolerance}`,
        );
      }
    }
  });

  it('ends within 1e-6 of every state at the tightest tolerance', () => {
    const result = run(model, axon.start, 1000, { tolerance: 1e-11 });
    const out = new Float64Array(4);
    result.sample(1, out);
    out[0]! *= 1e3;
    out.forEach((value, i) => assert.ok(Math.abs(value / axon.stateAt1000[i]! - 1) < 1e-8));
    assert.ok(largestDifference(spikesOf(result), axon.upCrossings) < 1e-8);
  });
});

describe('Morris–Lecar 1981', function () {
  this.timeout(30_000);
  for (const { set, start, current, duration, spikes, period, firstUpCrossings, VEnd } of barnacle.runs) {
    it(`${set}, ${current} µA/cm² from ${start.join(', ')}: ${spikes} spikes${period === null ? '' : `, period ${period.toFixed(3)} ms`}`, () => {
      const model = morrisLecar(set as MorrisLecarSet, current * MICROAMP_PER_CM2);
      const result = run(model, start, duration);
      const found = spikesOf(result);
      assert.equal(found.length, spikes);
      if (period !== null) assert.ok(Math.abs(found.at(-1)! - found.at(-2)! - period) < 1e-3);
      assert.ok(largestDifference(found.slice(0, firstUpCrossings.length), firstUpCrossings) < 1e-3);
      const out = new Float64Array(2);
      result.sample(result.end, out);
      assert.ok(Math.abs(out[0]! * 1e3 - VEnd) < 0.05, `${out[0]! * 1e3 - VEnd}`);
      assert.ok(result.statistics.rhsEvaluations < 440 * (spikes + 5), `${result.statistics.rhsEvaluations}`);
    });
  }
});

describe('Luo–Rudy 1991', function () {
  this.timeout(30_000);
  for (const variant of ['smooth', 'paper'] as const) {
    const reference = heart[variant];

    it(`${variant}, one beat at the default tolerance: within 0.002 mV throughout`, () => {
      const result = run(luoRudy(variant), reference.start, 1000);
      const peaks = extrema(result, 0).filter(({ kind, value }) => kind === 'maximum' && value > 0);
      assert.ok(
        largestDifference(
          peaks.map(({ value }) => value * 1e3),
          reference.peaks,
        ) < 1e-3,
      );
      assert.ok(
        largestDifference(
          peaks.map(({ time }) => time * 1e3),
          reference.peakTimes,
        ) < 2e-4,
      );
      assert.ok(largestDifference(spikesOf(result), [reference.upCrossing]) < 1e-5);
      const [repolarised] = crossings(result, 0, -0.07, 'falling');
      assert.ok(Math.abs(repolarised!.time * 1e3 - reference.repolarisedToMinus70) < 2e-4);
      assert.ok(largestDifference(voltages(result, 0, reference.gridStep, reference.V.length), reference.V) < 2e-3);
      const { upstrokeStart, upstrokeStep, upstrokeV } = reference;
      assert.ok(largestDifference(voltages(result, upstrokeStart, upstrokeStep, upstrokeV.length), upstrokeV) < 2e-3);
      assert.ok(result.statistics.rhsEvaluations < 7000, `${result.statistics.rhsEvaluations}`);
    });

    it(`${variant}, tight: every state at the end within 1e-6`, () => {
      const result = run(luoRudy(variant), reference.start, 1000, { tolerance: 1e-9 });
      const out = new Float64Array(8);
      result.sample(1, out);
      out[0]! *= 1e3;
      out.forEach((value, i) => assert.ok(Math.abs(value / reference.stateAt1000[i]! - 1) < 1e-6, `${i}`));
    });
  }
});
