/** Pools and buffers, from text to run: exact solutions, conservation, and the graph against the numeric formulas. */
import assert from 'node:assert/strict';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { runToEnd, type RunResult } from '../../language/analysis/run.js';
import { summarize } from '../../language/analysis/summary.js';
import { makeEvaluator } from '../../language/model/evaluate.js';
import { GraphBuilder } from '../../language/model/graph-builder.js';
import type { Model } from '../../language/model/model.js';
import { bindingRate, boundAtEquilibrium, freeOfAll, poolRate } from '../../language/physics/buffering.js';
import { F } from '../../language/physics/constants.js';
import { freeNode } from '../../language/semantics/formulas/buffering.js';
import { build, Compilations } from './diagnose.js';

async function modelOf(text: string): Promise<Model> {
  const { model, complete, issues } = Compilations.compilation(await build(text));
  assert.ok(model !== undefined && complete, JSON.stringify(issues));
  return model;
}

function run(model: Model, tolerance = 1e-8): RunResult {
  const result = runToEnd(model, model.experiments[0]!.name, defaultSymbols(model), { tolerance });
  assert.ok(result.ok, result.ok ? '' : result.failure.message);
  return result.value;
}

function stateAt({ trajectory }: RunResult, t = trajectory.end): Record<string, number> {
  const y = new Float64Array(trajectory.names.length);
  trajectory.sample(t, y);
  return Object.fromEntries(trajectory.names.map((name, i) => [name, y[i]!]));
}

/** 1 µA/cm² of calcium inward, whatever V is. */
const INFLUX = `
membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2, area = 1000 um^2 }
ion Ca 2+ { in = 50 nM dynamic, out = 2 mM }
ion K + { in = 140 mM, out = 4 mM }
channel KL conducts K { conductance = 1 mS/cm^2 }
transporter Leak { moves 1 Ca in, current = -1 uA/cm^2 }
`;
const CURRENT = 0.01;
const START = 50e-6;

describe('pools', () => {
  it('fill towards c₀ + J·τ/d, with the time constant τ·(1 + κ)', async () => {
    const model = await modelOf(`${INFLUX}
      pool Shell holds Ca { depth = 100 nm, decay = 20 ms }
      buffer Fixed binds Ca { kappa = 99 }
      experiment E { duration = 1 s, plot Ca.in }`);
    const result = run(model);
    const rise = ((CURRENT / (2 * F)) * 0.02) / 100e-9;
    for (const t of [0.1, 0.5, 1]) {
      const free = stateAt(result, t)['free and bound Ca.in']! / 100;
      const exact = START + rise * (1 - Math.exp(-t / (0.02 * 100)));
      assert.ok(Math.abs(free / exact - 1) < 1e-6, `${t}: ${free} ${exact}`);
    }
    const [pool] = summarize(model, defaultSymbols(model)).pools;
    assert.equal(pool!.kappa, 99);
    assert.ok(Math.abs(pool!.slowed! - 2) < 1e-12);
    assert.ok(
      Math.abs(pool!.risePerCurrent! * CURRENT - poolRate(CURRENT / (2 * F), 100e-9, 0, 0, Infinity, 99)) < 1e-12,
    );
  });

  it('go back to `rest`, which need not be where they start', async () => {
    const model = await modelOf(`${INFLUX.replace('-1 uA', '-0 uA')}
      pool Shell holds Ca { depth = 100 nm, decay = 20 ms, rest = 500 nM }
      experiment E { duration = 100 ms, plot Ca.in }`);
    const exact = 500e-6 + (START - 500e-6) * Math.exp(-5);
    assert.ok(Math.abs(stateAt(run(model))['Ca.in']! / exact - 1) < 1e-6);
  });

  it('say what their concentration does at rest, and that clearance takes it away for good', async () => {
    const model = await modelOf(`${INFLUX}
      pool Shell holds Ca { depth = 100 nm, decay = 20 ms }
      buffer Fixed binds Ca { kappa = 99 }`);
    const { ions } = summarize(model, defaultSymbols(model));
    const wanted = poolRate(CURRENT / (2 * F), 100e-9, START, START, 0.02, 99);
    assert.ok(Math.abs(ions[0]!.insideRate! / wanted - 1) < 1e-12);
    assert.equal(model.ions[0]!.exchanges, true);
  });
});

const CLOSED = `
membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2, area = 1000 um^2 }
compartment inside { volume = 2 pL }
compartment outside { volume = 0.5 pL }
ion Ca 2+ { in = 100 nM dynamic, out = 2 mM dynamic }
ion K + { in = 140 mM dynamic, out = 4 mM dynamic }
buffer Fixed binds Ca { kappa = 20 }
buffer Fast binds Ca { total = 50 uM, Kd = 0.5 uM }
buffer Faster binds Ca { total = 300 uM, Kd = 10 uM }
buffer Slow binds Ca { total = 30 uM, Kd = 0.2 uM, kon = 20/uM/s }
channel KL conducts K { conductance = 0.1 mS/cm^2 }
channel CaL permeates Ca { permeability = 1e-7 cm/s }
transporter PMCA { moves 1 Ca out, current = 0.2 uA/cm^2 * Ca.in / (Ca.in + 1 uM) }
experiment Hour { duration = 1 h, plot Ca.in }
`;

describe('buffers', () => {
  it('with what is free keep every amount of a closed cell to 1e-9 over an hour', async () => {
    const model = await modelOf(CLOSED);
    const result = run(model, 1e-6);
    const total = (t: number): number => {
      const at = stateAt(result, t);
      return (at['free and bound Ca.in']! + at['Slow.bound']!) * 2 + at['Ca.out']! * 0.5;
    };
    const [before, after] = [total(0), total(3600)];
    const bound = (free: number): number =>
      20 * free +
      boundAtEquilibrium({ total: 0.05, dissociation: 0.5e-3 }, free) +
      boundAtEquilibrium({ total: 0.3, dissociation: 10e-3 }, free) +
      boundAtEquilibrium({ total: 0.03, dissociation: 0.2e-3 }, free);
    const exact = (1e-4 + bound(1e-4)) * 2 + 2 * 0.5;
    assert.ok(Math.abs(before / exact - 1) < 1e-12, `${before} ${exact}`);
    assert.ok(Math.abs(after / before - 1) < 1e-9, `${before} → ${after}`);
    assert.ok(Math.abs(stateAt(result)['Ca.out']! - 2) > 0.01, 'it has moved');
    const { fullSteady } = summarize(model, defaultSymbols(model));
    assert.ok(fullSteady?.ok);
    const kept = fullSteady.value.conserved.find(({ ion }) => ion === 0)!;
    assert.ok(Math.abs(kept.amount / (exact * 1e-15) - 1) < 1e-9, String(kept.amount));
  });

  it('are diluted where water moves, and amounts are conserved', async () => {
    const text = CLOSED.replace('volume = 2 pL', 'volume = 2 pL, osmotic, water = 1e-3 cm/s').replace(
      'out = 4 mM dynamic',
      'out = 120 mM dynamic',
    );
    const result = run(await modelOf(text), 1e-6);
    const total = (t: number): number => {
      const at = stateAt(result, t);
      return at['amount of Ca.in']! + at['amount of Slow.bound']! + at['amount of Ca.out']!;
    };
    assert.ok(Math.abs(total(3600) / total(0) - 1) < 1e-9);
    const end = stateAt(result);
    assert.ok(Math.abs(end['inside.volume']! / 2e-15 - 1) > 0.01, 'the volume has moved');
  });

  it('that take their time follow their rate constants', async () => {
    const model = await modelOf(`${INFLUX.replace(' dynamic', '').replace('Leak', 'Leak2')}
      buffer Slow binds Ca { total = 30 uM, kon = 2/uM/s, koff = 1/s }
      let rate = Slow.bound * 1/s`);
    const { buffers } = summarize(model, defaultSymbols(model));
    const wanted = (0.03 * START) / (0.5e-3 + START);
    assert.ok(Math.abs(buffers[0]!.bound! / wanted - 1) < 1e-12);
    assert.ok(Math.abs(bindingRate(2e3, 1, 0.03, START, wanted)) < 1e-18);
    assert.ok(Math.abs(buffers[0]!.tau! - 1 / (2e3 * START + 1)) < 1e-12);
  });

  it('leave free what the numeric formula says, however far from saturation', () => {
    const one = [{ total: 0.05, dissociation: 0.5e-3 }];
    const three = [...one, { total: 1, dissociation: 1e-5 }, { total: 0.3, dissociation: 1 }];
    for (const buffers of [[], one, three]) {
      for (const all of [1e-9, 1e-4, 0.04, 0.0505, 0.9, 1.05, 30]) {
        const b = new GraphBuilder();
        const nodes = buffers.map(({ total, dissociation }) => ({
          total: b.constant(total),
          dissociation: b.constant(dissociation),
        }));
        const node = freeNode(b, b.symbol(0), b.constant(3), nodes);
        const out = new Float64Array(1);
        makeEvaluator(b.graph(), [node])(Float64Array.of(all), out);
        const wanted = freeOfAll(all, 2, buffers);
        assert.ok(Math.abs(out[0]! / wanted - 1) < 1e-11, `${buffers.length} ${all}: ${out[0]} ${wanted}`);
        const again = 3 * wanted + buffers.reduce((sum, buffer) => sum + boundAtEquilibrium(buffer, wanted), 0);
        assert.ok(Math.abs(again / all - 1) < 1e-12);
      }
    }
  });
});
