/** V held electroneutral: zero net current, kept amounts and charge, and where the integrated model ends too. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { findRest } from '../../language/analysis/rest.js';
import { runToEnd, type RunResult } from '../../language/analysis/run.js';
import { summarize } from '../../language/analysis/summary.js';
import { makeEvaluator } from '../../language/model/evaluate.js';
import { VOLTAGE, type Model } from '../../language/model/model.js';
import { build, Compilations } from './diagnose.js';

const TEXT = readFileSync('test/fixtures/good-electroneutral/input.memb', 'utf8');

async function modelOf(text: string): Promise<Model> {
  const { model, complete, issues } = Compilations.compilation(await build(text));
  assert.ok(model !== undefined && complete, JSON.stringify(issues));
  return model;
}

function run(model: Model): RunResult {
  const result = runToEnd(model, model.experiments[0]!.name, defaultSymbols(model));
  assert.ok(result.ok, result.ok ? '' : result.failure.message);
  assert.equal(result.value.failure, undefined);
  return result.value;
}

/** Every symbol at t. */
function pointAt({ trajectory, point }: RunResult, t: number): Float64Array {
  const y = new Float64Array(trajectory.names.length);
  trajectory.sample(t, y);
  return Float64Array.from(point(t, (i) => y[i]!, false));
}

function at(model: Model, symbols: Float64Array, name: string): number {
  return symbols[model.symbols.findIndex((entry) => entry.name === name)]!;
}

describe('potential = electroneutral', () => {
  it('keeps the net current at zero, with GHK currents, gates and a pump', async () => {
    const model = await modelOf(TEXT);
    const result = run(model);
    const currents = model.pathways.map(({ current }) => current);
    const evaluate = makeEvaluator(model.graph, currents);
    for (const t of [0, 0.5, 33, 600, 2000, 3600]) {
      const out = new Float64Array(currents.length);
      evaluate(pointAt(result, t), out);
      const sum = out.reduce((a, b) => a + b, 0);
      const size = out.reduce((a, b) => a + Math.abs(b), 0);
      assert.ok(Math.abs(sum) < 1e-10 * size, `${t} s: ${sum} of ${size}`);
    }
  });

  it('keeps every amount and the charge of each side to 1e-9 over an hour', async () => {
    const model = await modelOf(TEXT);
    const result = run(model);
    const [before, after] = [pointAt(result, 0), pointAt(result, 3600)];
    const value = (point: Float64Array, name: string): number => at(model, point, name);
    for (const ion of ['K', 'Na', 'Cl']) {
      const total = (p: Float64Array): number => value(p, `${ion}.in`) * 2 + value(p, `${ion}.out`) * 0.5;
      assert.ok(Math.abs(total(after) / total(before) - 1) < 1e-9, ion);
      assert.ok(Math.abs(value(after, `${ion}.in`) / value(before, `${ion}.in`) - 1) > 0.01, `${ion} has moved`);
    }
    const charge = (p: Float64Array): number => value(p, 'K.in') + value(p, 'Na.in') - value(p, 'Cl.in');
    assert.ok(Math.abs(charge(after) / charge(before) - 1) < 1e-9, `${charge(before)} → ${charge(after)}`);
  });

  it('goes where the integrated model goes, but for what its capacitance holds', async () => {
    const [neutral, integrated] = [await modelOf(TEXT), await modelOf(TEXT.replace('electroneutral', 'integrated'))];
    const [a, b] = [run(neutral), run(integrated)];
    for (const t of [1, 60, 600, 3600]) {
      const [p, q] = [pointAt(a, t), pointAt(b, t)];
      assert.ok(Math.abs(p[VOLTAGE]! - q[VOLTAGE]!) < 2e-5, `${t} s: ${p[VOLTAGE]} ${q[VOLTAGE]}`);
      for (const name of ['K.in', 'Na.in', 'Cl.in'])
        assert.ok(Math.abs(at(neutral, p, name) / at(integrated, q, name) - 1) < 1e-4, `${name} at ${t} s`);
    }
    const ends = [neutral, integrated].map((model) => summarize(model, defaultSymbols(model)).fullSteady);
    assert.ok(ends[0]?.ok && ends[1]?.ok);
    assert.ok(Math.abs(ends[0].value.potential - ends[1].value.potential) < 1e-5);
  });

  it('needs no capacitance, rests where the integrated model rests, and is stable by its states', async () => {
    const neutral = await modelOf(TEXT.replace('  capacitance = 1 uF/cm^2\n', ''));
    const integrated = await modelOf(TEXT.replace('electroneutral', 'integrated'));
    const [a, b] = [neutral, integrated].map((model) => findRest(model, defaultSymbols(model)));
    assert.ok(a?.ok && b?.ok);
    assert.equal(a.value.roots[0]!.V, b.value.roots[0]!.V);
    assert.deepEqual([a.value.roots[0]!.stable, a.value.roots[0]!.eigenvalues.length], [true, 1]);
    assert.ok(Math.abs(a.value.roots[0]!.eigenvalues[0]!.real + 200) < 5, 'that of the gate, 1/5 ms');
  });

  it('follows a bath at once', async () => {
    const text = `membrane Cell { temperature = 37 degC, potential = electroneutral }
      ion K + { in = 140 mM, out = 4 mM }
      ion Na + { in = 12 mM, out = 145 mM }
      channel KL permeates K 1, Na 0.05 { permeability = 1e-6 cm/s }
      experiment High { duration = 2 s, set K.out = 40 mM from 1 s to 2 s, plot V }`;
    const model = await modelOf(text);
    const result = run(model);
    const [V] = [result.sample([0.5, 1.0001, 1.9]).V];
    const wanted = (out: number): number => 0.0267267 * Math.log((out + 0.05 * 145) / (140 + 0.05 * 12));
    [4, 40, 40].forEach((out, i) => assert.ok(Math.abs(V[i]! - wanted(out)) < 1e-6, `${V[i]} ${wanted(out)}`));
  });
});
