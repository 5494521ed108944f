import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { runToEnd } from '../../language/analysis/run.js';
import { makeStateSettler } from '../../language/analysis/settling.js';
import { steadyStateOf } from '../../language/analysis/steady-state.js';
import { evaluate } from '../../language/model/evaluate.js';
import { VOLTAGE, type Model, type Pathway } from '../../language/model/model.js';
import { elementaryCharge, F, R } from '../../language/physics/constants.js';
import { applyFix, diagnose, fixesOf } from './diagnose.js';
import { modelOf, summaryOf } from './values.js';

const T = 310.15;
const POST_ALBERS = readFileSync('media/examples/post-albers.memb', 'utf8');

function near(actual: number, expected: number, error: number): void {
  assert.ok(Math.abs(actual - expected) <= error * Math.abs(expected), `${actual} ≠ ${expected}`);
}

function pathwayOf(model: Model, name: string): Pathway {
  return model.pathways.find((pathway) => pathway.name === name)!;
}

/** Values with V held and every scheme settled there. */
function settledAt(model: Model, V: number): (node: number) => number {
  const symbols = defaultSymbols(model);
  symbols[VOLTAGE] = V;
  makeStateSettler(model, steadyStateOf(model))(symbols);
  return (node) => evaluate(model.graph, node, symbols);
}

/** An ion that one site takes from side to side: E ⇌ EI at each mouth. */
const carrier = (rest = ''): string => `membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
ion K + { in = 140 mM, out = 4 mM }
channel Carrier {
  count = 1e9/cm^2
  scheme {
    Empty <-> Full : 2/ms * (K.in / 100 mM), 5/ms { charge = 0.4 }
    Full <-> Empty : 5/ms, 2/ms * (K.out / 100 mM) { moves 1 K out, charge = 0.6 }
  }
}
channel Leak { conductance = 1 mS/cm^2, reversal = -60 mV }
${rest}`;

describe('language: schemes that move ions', () => {
  it('carry what the closed form of one site says', async () => {
    const model = await modelOf(carrier());
    for (const V of [-0.1, -0.02, 0, 0.06]) {
      const u = (F * V) / (R * T);
      const [entry, back] = [2800 * Math.exp(0.2 * u), 5000 * Math.exp(-0.2 * u)];
      const [exit, from] = [5000 * Math.exp(0.3 * u), 80 * Math.exp(-0.3 * u)];
      const flux = (entry * exit - back * from) / (entry + back + exit + from);
      const value = settledAt(model, V);
      const { current, ionCurrents } = pathwayOf(model, 'Carrier');
      near(value(current), 1e13 * elementaryCharge * flux, 1e-10);
      assert.deepEqual(
        ionCurrents.map((entry) => value(entry.current)),
        [value(current)],
      );
    }
  });

  it('stand still at the Nernst potential, and run the other way beyond', async () => {
    const model = await modelOf(carrier());
    const E = ((R * T) / F) * Math.log(4 / 140);
    const { current } = pathwayOf(model, 'Carrier');
    const at = (V: number): number => settledAt(model, V)(current);
    assert.ok(Math.abs(at(E)) < 1e-12 * at(0));
    assert.ok(at(E + 1e-3) > 0 && at(E - 1e-3) < 0);
  });

  it('of the sodium pump turn 3 Na : 2 K : 1 ATP at every V', async () => {
    const model = await modelOf(POST_ALBERS);
    const { current, ionCurrents, cycle } = pathwayOf(model, 'NaK');
    const ions = new Map(ionCurrents.map((entry) => [model.ions[entry.ion]!.name, entry.current]));
    assert.deepEqual([cycle!.atp, cycle!.charge], [1, 1]);
    for (const V of [-0.3, -0.15, -0.07, 0.03]) {
      const value = settledAt(model, V);
      near(value(ions.get('Na')!), 3 * value(current), 1e-9);
      near(value(ions.get('K')!), -2 * value(current), 1e-9);
      near(value(cycle!.rate!) * elementaryCharge, value(current), 1e-9);
    }
  });

  it('of the sodium pump stop where ATP just pays for the gradients, and make ATP beyond', async () => {
    const model = await modelOf(POST_ALBERS);
    const { cycle } = pathwayOf(model, 'NaK');
    const E = evaluate(model.graph, cycle!.reversal!, defaultSymbols(model));
    const rate = (V: number): number => settledAt(model, V)(cycle!.rate!);
    assert.ok(Math.abs(rate(E)) < 1e-10 * rate(-0.05), `${rate(E)}`);
    assert.ok(rate(E + 0.005) > 0 && rate(E - 0.005) < 0);
  });

  it('show how their states are filled, what they use and carry at rest', async () => {
    const { pathways } = await summaryOf(POST_ALBERS);
    const { pump, schemes, current } = pathways.find(({ name }) => name === 'NaK')!;
    const total = schemes[0]!.states.reduce((sum, { occupancy }) => sum + occupancy!, 0);
    near(total, 1, 1e-14);
    near(pump!.atpRate! * elementaryCharge, current!, 1e-9);
    near(pump!.turnover! * 5e14, pump!.rate!, 1e-12);
  });

  it('change concentrations by what they carry, and lose no ion', async () => {
    const text = POST_ALBERS.replace('in = 10 mM, out = 140 mM', 'in = 30 mM dynamic, out = 140 mM dynamic')
      .replace('in = 140 mM, out = 5.4 mM', 'in = 140 mM dynamic, out = 5.4 mM dynamic')
      .replace(
        /channel K_leak[^]*?\n(?=\nexperiment)/,
        'ion Cl - { in = 6 mM, out = 120 mM }\nchannel Leak conducts Cl { conductance = 0.1 mS/cm^2 }\n',
      )
      .replace(/expect[^]*$/, 'experiment Free { duration = 60 s\nclamp -70 mV\nplot Na.in, K.in, Na.out, K.out }\n');
    const whole = `${text}compartment inside { volume = 2 pL }\ncompartment outside { volume = 2 pL }\n`;
    const model = await modelOf(whole.replace('NaK.E\n', '-200 mV\n').replace('NaK.E - 60 mV', '-300 mV'));
    const run = runToEnd(model, 'Free', defaultSymbols(model));
    assert.ok(run.ok && !run.value.failure);
    const [na, k, naOut, kOut] = run.value.sample([0, 60]).panes[0]!.map(([a, b]) => [a!, b!] as const);
    assert.ok(na![1] < 25, `${na![1]}`);
    near(na![0] + naOut![0], na![1] + naOut![1], 1e-9);
    near(k![0] + kOut![0], k![1] + kOut![1], 1e-9);
    // All 3 : 2 but for what is on its way through the pump: nothing of 2 pL.
    near((na![0] - na![1]) / 3, (k![1] - k![0]) / 2, 1e-3);
  });

  it('name the cycle of a pump whose rates break its thermodynamic limit, with the product', async () => {
    const broken = POST_ALBERS.replace('release_Na = 1/ms', 'release_Na = 1.5/ms').replace(
      '* release_Na * bind_K',
      '* 1/ms * bind_K',
    );
    const [finding, ...others] = (await diagnose(broken)).filter(({ severity }) => severity === 1);
    assert.equal(finding?.code, 'scheme.balance');
    assert.match(finding.message, /Around .* the rates there are .* times the rates back/);
    assert.deepEqual(others, []);
    const mended = applyFix(broken, fixesOf(finding)[0]!);
    assert.deepEqual(
      (await diagnose(mended)).filter(({ code }) => code === 'scheme.balance'),
      [],
    );
    const driven = await diagnose(broken.replace('scheme {', 'scheme driven {'));
    assert.deepEqual(
      driven.filter(({ severity }) => severity === 1),
      [],
    );
  });
});
