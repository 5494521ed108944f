/** Water, Donnan equilibrium and the steady state of everything. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { defaultSymbols, parameterValues } from '../../language/analysis/parameter-values.js';
import { runToEnd } from '../../language/analysis/run.js';
import { summarize, type Summary } from '../../language/analysis/summary.js';
import type { Model } from '../../language/model/model.js';
import {
  hydraulicPermeability,
  molarVolumeOfWater,
  osmoticPressure,
  waterInflow,
} from '../../language/physics/osmotic.js';
import { evaluate } from '../../language/model/evaluate.js';
import { build, Compilations } from './diagnose.js';

async function modelOf(text: string): Promise<Model> {
  const { model, complete, issues } = Compilations.compilation(await build(text));
  assert.ok(model !== undefined && complete, JSON.stringify(issues));
  return model;
}

const example = (name: string): string => readFileSync(`media/examples/${name}.memb`, 'utf8');

function summaryOf(model: Model, sliders: Readonly<Record<string, number>> = {}): Summary {
  const symbols = parameterValues(model, sliders);
  assert.ok(symbols.ok);
  return summarize(model, symbols.value);
}

function near(actual: number | undefined, expected: number, tolerance: number): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

/** Every state at the end of the first experiment. */
function endOf(model: Model, sliders: Readonly<Record<string, number>> = {}): Record<string, number> {
  const symbols = parameterValues(model, sliders);
  assert.ok(symbols.ok);
  const run = runToEnd(model, model.experiments[0]!.name, symbols.value);
  assert.ok(run.ok && run.value.failure === undefined);
  const { trajectory } = run.value;
  const y = new Float64Array(trajectory.names.length);
  trajectory.sample(trajectory.end, y);
  return Object.fromEntries(trajectory.names.map((name, i) => [name, y[i]!]));
}

describe('Donnan equilibrium', () => {
  it('is shown, and the cell without a pump comes to it by itself', async () => {
    const model = await modelOf(example('donnan'));
    const { surroundings, fullSteady } = summaryOf(model);
    near(surroundings?.donnan?.potential, -6.614e-3, 5e-7);
    const [K, Cl] = surroundings!.donnan!.inside;
    near(K!.concentration, 128.078, 5e-4);
    near(Cl!.concentration, 78.078, 5e-4);
    near(surroundings!.donnan!.ratio, 1.28078, 5e-6);
    near(surroundings!.donnan!.osmoticDifference, 50 + 128.078 + 78.078 - 200, 1e-3);
    near(surroundings!.inside.charge, 0, 1e-12);
    assert.ok(fullSteady?.ok);
    // The capacitor's own charge is all that is missing from neutrality.
    near(fullSteady.value.potential, surroundings!.donnan!.potential, 1e-5);
    near(endOf(model)['V'], fullSteady.value.potential, 1e-6);
  });

  it('has no place without impermeant charge', async () => {
    const text = example('donnan')
      .replace(/impermeant.*\n/, '')
      .replace('in = 150', 'in = 100');
    assert.equal(summaryOf(await modelOf(text)).surroundings?.donnan, undefined);
  });
});

describe('water', () => {
  it('flows as the formula says, by P_f or by Lp', async () => {
    const text = example('pump-leak-volume');
    const model = await modelOf(text);
    const state = model.states.find(({ name }) => name === 'inside.volume')!;
    const rateOf = (of: Model): number => {
      const symbols = defaultSymbols(of);
      for (const { symbol, start, held } of of.states) if (held) symbols[symbol] = evaluate(of.graph, start!, symbols);
      return evaluate(of.graph, of.states.find(({ name }) => name === state.name)!.rate, symbols);
    };
    const pressure = osmoticPressure(12 + 140 + 7 + 139.4, 298, 310.15);
    const Lp = hydraulicPermeability(1e-5, 310.15);
    const expected = waterInflow(Lp, 700e-12, pressure);
    near(rateOf(model) / expected, 1, 1e-9);
    near(Lp, (1e-5 * molarVolumeOfWater) / (8.31446261815324 * 310.15), 1e-25);
    const byLp = await modelOf(text.replace('1e-3 cm/s', `${Lp} m/s/Pa`));
    near(rateOf(byLp) / expected, 1, 1e-9);
  });

  it('stops where the pump holds the volume; without the pump the cell swells', async () => {
    const model = await modelOf(example('pump-leak-volume'));
    const held = endOf(model);
    const { fullSteady } = summaryOf(model);
    assert.ok(fullSteady?.ok);
    near(held['inside.volume']! / fullSteady.value.volume!, 1, 1e-5);
    near(held['V'], fullSteady.value.potential, 1e-6);
    const swollen = endOf(model, { pumping: 0 });
    assert.ok(swollen['inside.volume']! > 1.5 * held['inside.volume']!);
    const none = summaryOf(model, { pumping: 0 }).fullSteady;
    assert.ok(none !== undefined && !none.ok);
    assert.match(none.failure.message, /still moves/);
  });

  it('that leaves a closed space outside is inside, and every amount is kept over an hour', async () => {
    const text = example('pump-leak-volume')
      .replace('compartment outside { }', 'compartment outside { fraction = 0.5 }')
      .replace(/(out = \d+ mM) }/g, '$1 dynamic }')
      .replace('4 h', '1 h');
    const model = await modelOf(text);
    const end = endOf(model);
    assert.ok(Math.abs(end['inside.volume']! / 2e-15 - 1) > 1e-3);
    for (const [ion, inside, outside] of [
      ['Na', 12, 145],
      ['K', 140, 4],
      ['Cl', 7, 149],
    ] as const) {
      const before = (inside + outside) * 2e-15;
      const after = end[`amount of ${ion}.in`]! + end[`amount of ${ion}.out`]!;
      near(after / before, 1, 1e-9);
    }
  });
});

describe('the steady state of everything', () => {
  it('keeps what is conserved, and a long run ends there', async () => {
    const text = `
membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2, area = 1000 um^2 }
compartment inside { volume = 2 pL }
compartment outside { fraction = 0.2 }
ion K + { in = 140 mM dynamic, out = 4 mM dynamic }
ion Na + { in = 12 mM dynamic, out = 145 mM dynamic }
ion Cl - { in = 7 mM dynamic, out = 120 mM dynamic }
channel K2P conducts K { conductance = 0.10 mS/cm^2 }
channel NALCN conducts Na { conductance = 0.018 mS/cm^2 }
channel ClC conducts Cl { conductance = 0.02 mS/cm^2 }
pump NaK { moves 3 Na out, 2 K in, uses 1 ATP, current = 2 pA }
experiment Day { duration = 24 h, plot V }
`;
    const model = await modelOf(text);
    const { fullSteady, ions } = summaryOf(model);
    assert.ok(fullSteady?.ok);
    const { potential, conserved, ions: moved } = fullSteady.value;
    assert.deepEqual(
      conserved.map(({ ion, amount }) => [ion, amount.toPrecision(10)]),
      [
        [0, (282e-15).toPrecision(10)],
        [1, (96.5e-15).toPrecision(10)],
        [2, (74e-15).toPrecision(10)],
      ],
    );
    for (const { ion, inside, outside } of moved) {
      const amount = conserved.find((entry) => entry.ion === ion)!.amount;
      near((inside! * 2e-15 + outside! * 0.5e-15) / amount, 1, 1e-9);
    }
    near(endOf(model)['V'], potential, 1e-6);
    // Chloride, that nothing pumps, is at its equilibrium there, and was not at rest.
    near(moved[2]!.reversal, potential, 1e-9);
    near(ions[2]!.insideRate! * 60, 0.2064, 5e-4);
  });

  it('an ion that a bath takes and brings is not called conserved', async () => {
    const { fullSteady } = summaryOf(await modelOf(example('extracellular-potassium')));
    assert.ok(fullSteady?.ok);
    assert.deepEqual(fullSteady.value.conserved, []);
  });
});
