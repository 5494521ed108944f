import assert from 'node:assert/strict';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { runToEnd } from '../../language/analysis/run.js';
import { makeStateSettler } from '../../language/analysis/settling.js';
import { steadyStateOf } from '../../language/analysis/steady-state.js';
import { summarize, type Summary } from '../../language/analysis/summary.js';
import { VOLTAGE, type Model } from '../../language/model/model.js';
import { applyFix, build, Compilations, diagnose, fixesOf } from './diagnose.js';

const text = (scheme: string, rest = ''): string => `membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
channel Leak { conductance = 0.3 mS/cm^2, reversal = -60 mV }
channel X { conductance = 0.1 mS/cm^2, reversal = -80 mV, open = O
${scheme} }
${rest}`;

async function modelOf(source: string): Promise<Model> {
  const { model, complete, issues } = Compilations.compilation(await build(source));
  assert.ok(model && complete, issues.map(({ message }) => message).join('\n'));
  return model;
}

const summaryOf = async (source: string): Promise<Summary> => {
  const model = await modelOf(source);
  return summarize(model, defaultSymbols(model));
};

function near(actual: number | undefined, expected: number, error = 1e-13): void {
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= error * Math.abs(expected),
    `${actual} ≠ ${expected}`,
  );
}

describe('language: kinetic schemes', () => {
  it('of two states are at k₊/(k₊ + k₋), with 1/(k₊ + k₋) as the time constant', async () => {
    const [, pathway] = (await summaryOf(text('scheme { C <-> O : 2/ms, 6/ms }'))).pathways;
    const [scheme] = pathway!.schemes;
    assert.deepEqual(scheme!.states, [
      { name: 'C', occupancy: 0.75 },
      { name: 'O', occupancy: 0.25 },
    ]);
    near(scheme!.slowest, 1 / 8000, 1e-12);
  });

  it('of independent gates are binomial: n⁴ as a chain of five states', async () => {
    const chain = `scheme { S0 <-> S1 <-> S2 <-> S3 <-> O : 4*a, b, 3*a, 2*b, 2*a, 3*b, a, 4*b }`;
    const rates = `let a = 0.1/ms * linoid((V + 55 mV) / 10 mV)
let b = 0.125/ms * exp(-(V + 65 mV) / 80 mV)`;
    const { pathways, restingPotential } = await summaryOf(text(chain, rates));
    const x = (restingPotential! * 1e3 + 55) / 10;
    const a = (0.1 * x) / (1 - Math.exp(-x));
    const b = 0.125 * Math.exp(-(restingPotential! * 1e3 + 65) / 80);
    near(pathways[1]!.open, (a / (a + b)) ** 4, 1e-12);
    near(pathways[1]!.schemes[0]!.slowest, 1e-3 / (a + b), 1e-9);
  });

  it('keep every digit of a share that is next to nothing', async () => {
    const scheme = 'scheme { A <-> B <-> O : 1e-9/ms, 1e9/ms, 1e-9/ms, 1e9/ms }';
    const [, pathway] = (await summaryOf(text(scheme))).pathways;
    near(pathway!.open, 1e-36);
  });

  it('settle where driven cycles go, as the linear equations say', async () => {
    const model = await modelOf(text('scheme driven { A -> B -> O -> A : 1/ms, 2/ms, 4/ms\nA <-> C : 3/ms, 1/ms }'));
    const symbols = defaultSymbols(model);
    symbols[VOLTAGE] = -0.06;
    makeStateSettler(model, steadyStateOf(model))(symbols);
    const share = Object.fromEntries(model.states.map(({ name, symbol }) => [name, symbols[symbol]!]));
    // p ∝ 1 : 1/2 : 1/4 : 3.
    near(share['X.B'], 0.5 / 4.75);
    near(share['X.O'], 0.25 / 4.75);
    near(share['X.C'], 3 / 4.75);
  });

  it('keep their sum, and begin where they are told to', async () => {
    const model = await modelOf(
      text(
        'scheme { start = A\nA <-> B <-> O : 2/ms, 1/ms * exp(-V / 30 mV), 1/ms, 5/ms }',
        'experiment E { duration = 10 ms\nplot X.A + X.B + X.O, X.A, X.O }',
      ),
    );
    const result = runToEnd(model, 'E', defaultSymbols(model));
    assert.ok(result.ok);
    const [[sum, A, O]] = result.value.sample().panes as [Float64Array[]];
    assert.ok(sum!.every((value) => Math.abs(value - 1) < 1e-12));
    assert.deepEqual([A![0], O![0]], [1, 0]);
  });

  it('move charge through the field: half of it on the way to the barrier', async () => {
    const scheme = 'scheme { C <-> O : 2/ms, 2/ms { charge = 2, delta = 0.25, V0 = -60 mV } }';
    const { pathways, restingPotential, thermalVoltage } = await summaryOf(text(scheme));
    const u = (2 * (restingPotential! + 0.06)) / thermalVoltage;
    near(pathways[1]!.open, 1 / (1 + Math.exp(-u)), 1e-12);
    near(pathways[1]!.schemes[0]!.slowest, 1 / (2000 * (Math.exp(u / 4) + Math.exp((-3 * u) / 4))), 1e-9);
  });

  it('name a cycle that breaks detailed balance with its product; the fix mends it', async () => {
    const broken = text('scheme { A <-> B : 2/ms, 1/ms\nB <-> O : 1/ms, 1/ms\nO <-> A : 3/ms, 1/ms }');
    const [finding] = await diagnose(broken);
    assert.equal(finding!.code, 'scheme.balance');
    assert.match(finding!.message, /^Around .* the rates there are 6 times the rates back \(at −100 mV\)/);
    const mended = applyFix(broken, fixesOf(finding!)[0]!);
    assert.deepEqual(await diagnose(mended), [], mended);
    assert.deepEqual(await diagnose(applyFix(broken, fixesOf(finding!)[1]!)), []);
  });

  it('are balanced at every V where charges add up to nothing around the cycle', async () => {
    const cycle = (last: number): string =>
      text(`scheme { A <-> B : 1/ms, 1/ms { charge = 1, delta = 0.1 }
B <-> O : 1/ms, 1/ms { charge = 2 }
O <-> A : 1/ms, 1/ms { charge = ${last} } }`);
    assert.deepEqual(await diagnose(cycle(-3)), []);
    assert.equal((await diagnose(cycle(-2)))[0]!.code, 'scheme.balance');
  });
});
