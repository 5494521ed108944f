/** Concentrations that move, from text to run: exact solutions, conservation, and what happens when one runs out. */
import assert from 'node:assert/strict';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { startFamily } from '../../language/analysis/family.js';
import { runToEnd, type RunResult } from '../../language/analysis/run.js';
import { evaluate } from '../../language/model/evaluate.js';
import { VOLTAGE, type Model } from '../../language/model/model.js';
import { F } from '../../language/physics/constants.js';
import { bathExchange, concentrationRate, outsideVolume } from '../../language/physics/compartment.js';
import { build, Compilations, diagnose } from './diagnose.js';

async function modelOf(text: string): Promise<Model> {
  const { model, complete, issues } = Compilations.compilation(await build(text));
  assert.ok(model !== undefined && complete, JSON.stringify(issues));
  return model;
}

function run(model: Model, tolerance = 1e-6): RunResult {
  const result = runToEnd(model, model.experiments[0]!.name, defaultSymbols(model), { tolerance });
  assert.ok(result.ok, result.ok ? '' : result.failure.message);
  return result.value;
}

/** V and every state by name at the end of a run, SI. */
function stateAt({ trajectory }: RunResult, t = trajectory.end): Record<string, number> {
  const y = new Float64Array(trajectory.names.length);
  trajectory.sample(t, y);
  return Object.fromEntries(trajectory.names.map((name, i) => [name, y[i]!]));
}

const CLOSED = `
membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2, area = 1000 um^2 }
compartment inside { volume = 2 pL }
compartment outside { fraction = 0.2 }
ion K  + { in = 140 mM dynamic, out = 4 mM dynamic }
ion Na + { in = 12 mM dynamic, out = 145 mM dynamic }
ion Cl - { in = 7 mM dynamic, out = 120 mM dynamic }
channel K2P   conducts K  { conductance = 0.10 mS/cm^2 }
channel Kv    conducts K  { conductance = 1 mS/cm^2, open = n, gate n { half = -30 mV, slope = 8 mV, tau = 5 ms } }
channel NALCN conducts Na { conductance = 0.018 mS/cm^2 }
channel ClC   conducts Cl { conductance = 0.02 mS/cm^2 }
pump NaK { moves 3 Na out, 2 K in, uses 1 ATP, current = 0.5 pA }
experiment Hour { duration = 1 h, plot V }
`;

describe('concentrations that move: conservation', () => {
  it('a closed cell keeps every amount to 1e-9 over an hour', async () => {
    const end = stateAt(run(await modelOf(CLOSED)));
    const amounts = { K: [140, 4], Na: [12, 145], Cl: [7, 120] } as const;
    for (const [ion, [inside, outside]] of Object.entries(amounts)) {
      const before = inside * 2 + outside * 0.5;
      const after = end[`${ion}.in`]! * 2 + end[`${ion}.out`]! * 0.5;
      assert.ok(Math.abs(after / before - 1) < 1e-9, `${ion}: ${before} → ${after}`);
      assert.ok(Math.abs(end[`${ion}.in`]! / inside - 1) > 0.01, `${ion} has moved`);
    }
  });

  it('and its charge: what the capacitor holds is what the ions have left', async () => {
    const result = run(await modelOf(CLOSED));
    const [start, end] = [stateAt(result, 0), stateAt(result)];
    const capacitor = 0.01 * 1e-9 * (end['V']! - start['V']!);
    const carried = (name: string): number => end[name]! - start[name]!;
    const ions = F * 2e-15 * (carried('K.in') + carried('Na.in') - carried('Cl.in'));
    const size = F * 2e-15 * (140 + 12 + 7);
    assert.ok(Math.abs(capacitor - ions) < 1e-9 * size, `${capacitor} C, ${ions} C`);
    assert.ok(Math.abs(capacitor - ions) < 1e-5 * Math.abs(capacitor), `${capacitor} C, ${ions} C`);
  });

  it('in whole-cell values the same cell runs the same', async () => {
    const cell = `
membrane Cell { temperature = 37 degC, capacitance = 10 pF }
compartment inside { volume = 2 pL }
ion K + { in = 140 mM dynamic, out = 4 mM }
ion Na + { in = 12 mM, out = 145 mM }
channel K2P conducts K { conductance = 1 nS }
channel NALCN conducts Na { conductance = 0.18 nS }
experiment E { duration = 1 min, plot V }
`;
    const area = cell.replace('capacitance = 10 pF', 'capacitance = 1 uF/cm^2, area = 1000 um^2');
    const ratio = area.replace('volume = 2 pL', 'surface_to_volume = 0.5/um');
    const ends = await Promise.all([cell, area, ratio].map(async (text) => stateAt(run(await modelOf(text)))['K.in']!));
    assert.ok(ends[0]! < 139.9);
    for (const end of ends) assert.ok(Math.abs(end - ends[0]!) < 1e-6, ends.join(' '));
  });
});

describe('concentrations that move: rates', () => {
  const OPEN = `
membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2, area = 1000 um^2 }
compartment inside { volume = 2 pL }
compartment outside { fraction = 0.2, tortuosity = 1.6, bath { K = 10 mM, exchange = 0.5/s } }
ion K + { in = 140 mM dynamic, out = 4 mM dynamic }
ion Cl - { in = 7 mM dynamic, out = 120 mM }
channel ClC conducts Cl { conductance = 0.02 mS/cm^2 }
pump Drive { moves 1 K in, current = -3 pA }
experiment E { duration = 4 s, start = -60 mV, plot V }
`;

  it('are those of the formulas, whatever the charge', async () => {
    const model = await modelOf(OPEN);
    const symbols = defaultSymbols(model);
    symbols[VOLTAGE] = -0.06;
    for (const { symbol, start } of model.states) symbols[symbol] = evaluate(model.graph, start!, symbols);
    const at = (node: number): number => evaluate(model.graph, node, symbols);
    const [K, Cl] = model.ions;
    const depth = 2e-15 / 1e-9;
    const influx = 3e-12 / 1e-9 / F;
    assert.equal(at(K!.insideRate!).toPrecision(12), concentrationRate(influx, depth).toPrecision(12));
    const outside = concentrationRate(-influx, outsideVolume(depth, 0.2)) + bathExchange(0.5, 1.6, 10, 4);
    assert.equal(at(K!.outsideRate!).toPrecision(12), outside.toPrecision(12));
    // V above E_Cl: outward current, and chloride enters.
    assert.ok(at(Cl!.insideRate!) > 0);
    assert.equal(Cl!.outsideState, undefined);
  });

  it('a space that only exchanges with its bath follows the exponential', async () => {
    const text = OPEN.replace(/pump.*\n/, '').replace('140 mM dynamic', '140 mM');
    const result = run(await modelOf(text), 1e-9);
    for (const t of [0.5, 2, 4]) {
      const exact = 10 - 6 * Math.exp((-0.5 / 1.6 ** 2) * t);
      assert.ok(Math.abs(stateAt(result, t)['K.out']! - exact) < 1e-7, `${t} s`);
    }
  });

  it('swapping inside and outside flips every E', async () => {
    const swapped = CLOSED.replace(/in = ([\d.]+ mM) dynamic, out = ([\d.]+ mM)/g, 'in = $2 dynamic, out = $1');
    const [E, flipped] = await Promise.all(
      [CLOSED, swapped].map(async (text) =>
        Compilations.summary(await build(text))!.ions.map(({ reversal }) => reversal!),
      ),
    );
    assert.equal(E!.length, 3);
    E!.forEach((value, i) => assert.ok(Math.abs(value + flipped![i]!) < 1e-15));
  });
});

describe('concentrations that move: rest', () => {
  it('holds them where they are written, and is stable', async () => {
    const moving = Compilations.summary(await build(CLOSED))!;
    const still = Compilations.summary(await build(CLOSED.replaceAll(' dynamic', '')))!;
    assert.equal(moving.restingPotential, still.restingPotential);
    assert.ok(moving.rest?.ok && moving.rest.value.roots[0]!.stable);
  });

  it('is where a run starts', async () => {
    const text = CLOSED.replace('1 h', '1 ms');
    const start = stateAt(run(await modelOf(text)), 0);
    assert.equal(start['V'], Compilations.summary(await build(text))!.restingPotential);
    assert.equal(start['K.in'], 140);
  });
});

describe('concentrations that run out', () => {
  const PUMPED = `
membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2, area = 1000 um^2 }
compartment inside { volume = 2 pL }
ion Na + { in = 12 mM dynamic, out = 145 mM }
ion K + { in = 140 mM, out = 4 mM }
channel L conducts K { conductance = 0.1 mS/cm^2 }
pump P { moves 3 Na out, 2 K in, uses 1 ATP, current = 5 pA }
experiment E { duration = 20 min, plot V | Na.in }
`;

  it('end the run there, with time and cause, and keep the trace', async () => {
    const model = await modelOf(PUMPED);
    const result = run(model);
    // 12 mM in 2 pL, by 15 pA of sodium.
    const expected = (12 * 2e-15 * F) / 15e-12;
    assert.equal(result.failure?.code, 'run.depleted');
    assert.ok(Math.abs(result.failure.time! - expected) < 1e-6 * expected);
    assert.match(result.failure.message, /^Na\.in falls to zero at t = .*: P goes on carrying it out/);
    const { times, panes } = result.sample();
    assert.ok(Math.abs(times.at(-1)! - expected) < 1e-6 * expected);
    assert.ok(panes[1]![0]!.every((c) => c > -1e-9));
  });

  it('end each run of a family in which they do, under a clamp as well', async () => {
    const clamped = PUMPED.replace('plot V | Na.in', 'clamp -80 mV, then -70 .. -60 mV by 10 mV, plot Na.in');
    const swept = `param strength = 5 pA\n${PUMPED}`
      .replace('current = 5 pA', 'current = strength')
      .replace('plot V | Na.in', 'sweep strength = 0 .. 5 pA by 5 pA, plot V | Na.in');
    for (const [text, ending] of [
      [clamped, [true, true]],
      [swept, [false, true]],
    ] as const) {
      const model = await modelOf(text);
      const family = startFamily(model, 'E', defaultSymbols(model));
      assert.ok(family.ok);
      while (!family.value.done) family.value.advance(1000);
      const members = family.value.takeMembers().toSorted((a, b) => a.index - b.index);
      assert.deepEqual(
        members.map(({ failure }) => failure?.code === 'run.depleted'),
        ending,
      );
      const { trajectory, failure } = members.at(-1)!.run!;
      assert.equal(trajectory.end, failure?.time);
      assert.match(failure!.message, /^Na\.in falls to zero at t = .*: P goes on carrying it out/);
    }
  });

  it('also where the equations give out first', async () => {
    const text = PUMPED.replace('channel L', 'channel N conducts Na { conductance = 1e-9 mS/cm^2 }\nchannel L');
    assert.deepEqual(await diagnose(text), []);
    const { failure } = run(await modelOf(text));
    assert.equal(failure?.code, 'run.depleted');
  });
});
