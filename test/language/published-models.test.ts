/** Membranes typed in from their papers, as text, against solutions of high precision. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parameterValues, type Sliders } from '../../language/analysis/parameter-values.js';
import { runToEnd, type RunOptions } from '../../language/analysis/run.js';
import type { Model } from '../../language/model/model.js';
import { crossings, extrema } from '../../language/solver/events.js';
import type { Trajectory } from '../../language/solver/trajectory.js';
import beat from '../reference/luo-rudy.json' with { type: 'json' };
import tenBeats from '../reference/luo-rudy-ten-beats.json' with { type: 'json' };
import barnacle from '../reference/morris-lecar.json' with { type: 'json' };
import { build, Compilations } from './diagnose.js';

async function modelOf(text: string): Promise<Model> {
  const { model, complete } = Compilations.compilation(await build(text));
  assert.ok(model && complete);
  return model;
}

function run(model: Model, sliders: Sliders = {}, options: RunOptions = {}): Trajectory {
  const symbols = parameterValues(model, sliders);
  assert.ok(symbols.ok);
  const result = runToEnd(model, model.experiments[0]!.name, symbols.value, options);
  assert.ok(result.ok);
  assert.equal(result.value.failure, undefined);
  return result.value.trajectory;
}

const inMs = (found: readonly { readonly time: number }[]): number[] => found.map(({ time }) => time * 1e3);
const maxima = (trajectory: Trajectory): ReturnType<typeof extrema> =>
  extrema(trajectory, 0).filter(({ kind, value }) => kind === 'maximum' && value > 0);

function within(actual: readonly number[], expected: readonly number[], error: number): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) <= error, `${value} is not ${expected[i]}`));
}

function relatively(actual: readonly number[], expected: readonly number[], error: number): void {
  within(
    actual.map((value, i) => value / expected[i]!),
    expected.map(() => 1),
    error,
  );
}

const STATES = ['V', 'INa.m', 'INa.h', 'INa.j', 'Isi.d', 'Isi.f', 'IK.x', 'Cai'];

/** In the order and the units of the paper. */
function end(trajectory: Trajectory): number[] {
  const out = new Float64Array(trajectory.names.length);
  trajectory.sample(trajectory.end, out);
  return STATES.map((name) => out[trajectory.names.indexOf(name)]! * (name === 'V' ? 1e3 : 1));
}

describe('Luo–Rudy 1991, as text', function () {
  this.timeout(60_000);
  const texts = {
    paper: readFileSync('media/examples/luo-rudy-1991.memb', 'utf8'),
    smooth: readFileSync('test/reference/luo-rudy-smooth.memb', 'utf8'),
  };
  /** The same stimulus every second. */
  const tenTimes = (text: string): string =>
    text.replace('duration = 1 s', 'duration = 10 s').replace(/inject (.*) from (\S+) ms to (\S+) ms/, (...found) => {
      const [, amplitude, from, to] = found as string[];
      return Array.from(
        { length: 10 },
        (_, k) => `inject ${amplitude} from ${Number(from) + 1000 * k} ms to ${Number(to) + 1000 * k} ms`,
      ).join('\n');
    });

  for (const variant of ['paper', 'smooth'] as const) {
    it(`${variant}, one beat: 0.01 mV and 0.01 ms at the default tolerance, 1e-6 at a tight one`, async () => {
      const model = await modelOf(texts[variant]);
      const reference = beat[variant];
      const loose = run(model);
      within(inMs(crossings(loose, 0, 0, 'rising')), [reference.upCrossing], 0.01);
      within(inMs(maxima(loose)), reference.peakTimes, 0.01);
      within(
        maxima(loose).map(({ value }) => value * 1e3),
        reference.peaks,
        0.01,
      );
      const tight = run(model, {}, { tolerance: 1e-10 });
      relatively(inMs(crossings(tight, 0, 0, 'rising')), [reference.upCrossing], 1e-6);
      relatively(
        maxima(tight).map(({ value }) => value * 1e3),
        reference.peaks,
        1e-6,
      );
      relatively(end(tight), reference.stateAt1000, 1e-6);
    });

    it(`${variant}, ten beats: the same of every beat, and where it ends`, async () => {
      const model = await modelOf(tenTimes(texts[variant]));
      const reference = tenBeats[variant];
      const check = (trajectory: Trajectory, comes: typeof within, error: number): void => {
        comes(inMs(crossings(trajectory, 0, 0, 'rising')), reference.upCrossings, error);
        comes(inMs(maxima(trajectory)), reference.peakTimes, error);
        comes(inMs(crossings(trajectory, 0, -0.07, 'falling')), reference.repolarisedToMinus70, error);
        comes(
          maxima(trajectory).map(({ value }) => value * 1e3),
          reference.peaks,
          error,
        );
      };
      check(run(model), within, 0.01);
      const tight = run(model, {}, { tolerance: 1e-10 });
      check(tight, relatively, 1e-6);
      relatively(end(tight), reference.stateAt10000, 1e-6);
    });
  }
});

describe('Morris–Lecar 1981, as text', function () {
  this.timeout(60_000);
  const text = readFileSync('media/examples/morris-lecar.memb', 'utf8');
  const sets: Readonly<Record<string, Sliders>> = {
    hopf: { g_Ca: 44, V3: 0.002, V4: 0.03, phi: 40 },
    snlc: { g_Ca: 40, V3: 0.012, V4: 0.0174, phi: 67 },
    homoclinic: { g_Ca: 40, V3: 0.012, V4: 0.0174, phi: 230 },
  };

  for (const {
    set,
    start,
    current,
    duration,
    spikes,
    period,
    firstUpCrossings,
    lastUpCrossing,
    VEnd,
  } of barnacle.runs) {
    it(`${set}, ${current} µA/cm² from ${start.join(', ')}: ${spikes} spikes`, async () => {
      const model = await modelOf(
        text
          .replace('duration = 1500 ms', `duration = ${duration} ms`)
          .replace('start    = 0 mV', `start = ${start[0]} mV`)
          .replace('start = 0\n', `start = ${start[1]}\n`),
      );
      const sliders = { ...sets[set], I: current * 0.01 };
      const found = inMs(crossings(run(model, sliders), 0, 0, 'rising'));
      assert.equal(found.length, spikes);
      within(found.slice(0, firstUpCrossings.length), firstUpCrossings, 0.01);
      const trajectory = run(model, sliders, { tolerance: 1e-10 });
      const tight = inMs(crossings(trajectory, 0, 0, 'rising'));
      const end = new Float64Array(trajectory.names.length);
      trajectory.sample(trajectory.end, end);
      relatively([end[trajectory.names.indexOf('V')]! * 1e3], [VEnd], 1e-6);
      relatively(tight.slice(0, firstUpCrossings.length), firstUpCrossings, 1e-6);
      if (lastUpCrossing !== null) relatively([tight.at(-1)!], [lastUpCrossing], 1e-6);
      if (period !== null) relatively([tight.at(-1)! - tight.at(-2)!], [period], 1e-6);
    });
  }
});
