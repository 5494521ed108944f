/** Whole states of membranes typed in from their papers, at equal steps, and the squid axon under a hundred currents. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parameterValues, type Sliders } from '../../language/analysis/parameter-values.js';
import { runToEnd, type RunOptions, type RunResult } from '../../language/analysis/run.js';
import type { Model } from '../../language/model/model.js';
import { crossings, extrema } from '../../language/solver/events.js';
import type { Trajectory } from '../../language/solver/trajectory.js';
import grids from '../reference/grids.json' with { type: 'json' };
import axon from '../reference/hh52.json' with { type: 'json' };
import currents from '../reference/hh52-currents.json' with { type: 'json' };
import { modelOf } from './values.js';

/** So much of the default tolerance shows in V, mV, and in a spike's time, ms. */
const LOOSE = 0.01;
const TIGHTEST: RunOptions = { tolerance: 1e-10 };

const squid = readFileSync('media/examples/squid-axon.memb', 'utf8')
  .replace(/expect [^]*/, 'param I = 10 uA/cm^2 in 0 .. 50 uA/cm^2\n')
  .replace('inject 10 uA/cm^2\n', 'inject I\n');
const muscle = readFileSync('media/examples/morris-lecar.memb', 'utf8').replace(/expect [^]*/, '');
const ventricle = {
  paper: readFileSync('media/examples/luo-rudy-1991.memb', 'utf8').replace(/expect [^]*/, ''),
  smooth: readFileSync('test/reference/luo-rudy-smooth.memb', 'utf8'),
};

function run(model: Model, options: RunOptions = {}, sliders: Sliders = {}): RunResult {
  const symbols = parameterValues(model, sliders);
  assert.ok(symbols.ok);
  const result = runToEnd(model, model.experiments[0]!.name, symbols.value, options);
  assert.ok(result.ok);
  assert.equal(result.value.failure, undefined);
  return result.value;
}

/** The states of these names at equal steps, in the units of the papers. */
function statesOf(trajectory: Trajectory, names: readonly string[], step: number, count: number): number[][] {
  const columns = names.map((name) => {
    const index = trajectory.names.indexOf(name);
    assert.ok(index >= 0, name);
    return index;
  });
  const y = new Float64Array(trajectory.names.length);
  return Array.from({ length: count }, (_, row) => {
    trajectory.sample(Math.min(row * step * 1e-3, trajectory.end), y);
    return columns.map((index) => y[index]! * (index === trajectory.names.indexOf('V') ? 1e3 : 1));
  });
}

interface Grid {
  readonly step: number;
  readonly states: readonly (readonly number[])[];
}

/** Each state within `share` of the largest value it has. */
function comesTo(found: readonly (readonly number[])[], { states }: Grid, share: number): void {
  const sizes = states[0]!.map((_, column) => Math.max(...states.map((row) => Math.abs(row[column]!))));
  for (const [i, row] of states.entries())
    for (const [column, wanted] of row.entries()) {
      const off = Math.abs(found[i]![column]! - wanted) / sizes[column]!;
      assert.ok(off <= share, `row ${i}, column ${column}: ${found[i]![column]} is not ${wanted}`);
    }
}

const peaksOf = (trajectory: Trajectory) =>
  extrema(trajectory, 0).filter(({ kind, value }) => kind === 'maximum' && value > 0);

const spikesOf = (trajectory: Trajectory): number[] =>
  crossings(trajectory, 0, 0, 'rising').map(({ time }) => time * 1e3);

function within(actual: readonly number[], expected: readonly number[], error: number): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) <= error, `${value} is not ${expected[i]}`));
}

const relatively = (actual: readonly number[], expected: readonly number[], error: number): void =>
  within(
    actual.map((value, i) => value / expected[i]!),
    expected.map(() => 1),
    error,
  );

describe('published membranes, as text: whole states', function () {
  this.timeout(120_000);
  const heart = ['V', 'INa.m', 'INa.h', 'INa.j', 'Isi.d', 'Isi.f', 'IK.x', 'Cai'];
  const snlc: readonly (readonly [string, string])[] = [
    ['start    = 0 mV', 'start    = -40 mV'],
    ['g_Ca = 4.4', 'g_Ca = 4'],
    ['V3   = 2 mV', 'V3   = 12 mV'],
    ['V4   = 30 mV', 'V4   = 17.4 mV'],
    ['phi  = 0.04/ms', 'phi  = 0.067/ms'],
    ['I    = 90', 'I    = 45'],
  ];
  const replaced = (text: string, changes: readonly (readonly [string, string])[]): string =>
    changes.reduce((changed, [from, to]) => {
      assert.ok(changed.includes(from), from);
      return changed.replace(from, to);
    }, text);
  const cases: Readonly<Record<string, readonly [text: string, names: readonly string[], grid: Grid]>> = {
    'Hodgkin–Huxley 1952': [squid, ['V', 'Nav.m', 'Nav.h', 'Kdr.n'], grids.axon],
    'Luo–Rudy 1991, smooth': [ventricle.smooth, heart, grids.smooth],
    'Luo–Rudy 1991, paper': [ventricle.paper, heart, grids.paper],
    'Morris–Lecar 1981, Hopf set': [replaced(muscle, [['I    = 90', 'I    = 100']]), ['V', 'K.w'], grids.hopf],
    'Morris–Lecar 1981, saddle-node set': [replaced(muscle, snlc), ['V', 'K.w'], grids.snlc],
  };

  for (const [name, [text, names, grid]] of Object.entries(cases)) {
    it(`${name}: every state within 1e-6 at the tightest tolerance, V within 0.01 mV where it is calm at the default`, async () => {
      const model = await modelOf(text);
      const { step, states } = grid;
      comesTo(statesOf(run(model, TIGHTEST).trajectory, names, step, states.length), grid, 1e-6);
      const loose = statesOf(run(model).trajectory, ['V'], step, states.length);
      const differences = loose.map(([V], i) => Math.abs(V! - states[i]![0]!));
      const calm = differences.filter((_, i) => Math.abs((states[i + 1]?.[0] ?? states[i]![0]!) - states[i]![0]!) < 5);
      assert.ok(calm.length > states.length / 2);
      assert.ok(Math.max(...calm) < LOOSE, `${Math.max(...calm)} mV`);
    });
  }
});

describe('Hodgkin–Huxley 1952, as text', function () {
  this.timeout(120_000);
  const long = squid.replace('duration = 100 ms', 'duration = 1 s');

  it('over 1 s: 69 spikes, their times and peaks, and where it ends', async () => {
    const model = await modelOf(long);
    const loose = run(model).trajectory;
    within(spikesOf(loose), axon.upCrossings, LOOSE);
    const rough = peaksOf(loose);
    within(
      rough.map(({ time }) => time * 1e3),
      axon.peakTimes,
      LOOSE,
    );
    within(
      rough.map(({ value }) => value * 1e3),
      axon.peaks,
      LOOSE,
    );
    const { trajectory } = run(model, TIGHTEST);
    relatively(spikesOf(trajectory), axon.upCrossings, 1e-6);
    relatively(
      peaksOf(trajectory).map(({ time }) => time * 1e3),
      axon.peakTimes,
      1e-6,
    );
    relatively(
      peaksOf(trajectory).map(({ value }) => value * 1e3),
      axon.peaks,
      1e-6,
    );
    const y = new Float64Array(trajectory.names.length);
    trajectory.sample(trajectory.end, y);
    const at = (name: string): number => y[trajectory.names.indexOf(name)]!;
    const end = [at('V') * 1e3, at('Nav.m'), at('Nav.h'), at('Kdr.n')];
    relatively(end, axon.stateAt1000, 1e-6);
  });

  it('under a hundred currents: how often it fires, when first and last, and where it ends', async () => {
    const model = await modelOf(long);
    assert.equal(currents.runs.length, 100);
    let spikes = 0;
    for (const [current, count, first, last, peak, V] of currents.runs) {
      const { trajectory } = run(model, {}, { I: current! * 0.01 });
      const found = spikesOf(trajectory);
      assert.equal(found.length, count, `${current} µA/cm²`);
      spikes += found.length;
      const y = new Float64Array(trajectory.names.length);
      trajectory.sample(trajectory.end, y);
      assert.ok(Math.abs(y[trajectory.names.indexOf('V')]! * 1e3 - V!) < LOOSE, `${current} µA/cm²: V at the end`);
      if (first === null || last === null || peak === null) continue;
      within([found[0]!, found.at(-1)!], [first!, last!], LOOSE);
      within([peaksOf(trajectory).at(-1)!.value * 1e3], [peak!], LOOSE);
    }
    assert.equal(spikes, 8322);
  });
});
