import assert from 'node:assert/strict';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { evaluate } from '../../language/model/evaluate.js';
import { VOLTAGE, type Model } from '../../language/model/model.js';
import { allostericGate } from '../../language/physics/allosteric-gate.js';
import { F, R } from '../../language/physics/constants.js';
import { openProbability, openingRate, closingRate, relaxationTime } from '../../language/physics/two-state-gate.js';
import { modelOf } from './values.js';

const T = 310.15;
const channel = (gate: string): string => `membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
channel X { conductance = 1 mS/cm^2, reversal = -80 mV, open = x
gate x { ${gate} } }
channel Leak { conductance = 1 mS/cm^2, reversal = -60 mV }
`;

function gateAt(model: Model, part: 'steady' | 'tau' | 'alpha' | 'beta', V: number): number {
  const symbols = defaultSymbols(model);
  symbols[VOLTAGE] = V;
  return evaluate(model.graph, model.pathways[0]!.gates[0]![part]!, symbols);
}

function near(actual: number, expected: number, error = 1e-13): void {
  assert.ok(Math.abs(actual - expected) <= error * Math.abs(expected), `${actual} ≠ ${expected}`);
}

describe('language: gates of two states with a charge', () => {
  const text = channel('alpha = 0.2/ms, beta = 0.1/ms, charge = 3, delta = 0.3, V0 = -30 mV');
  const gate = { opening: 200, closing: 100, charge: 3, distance: 0.3, reference: -0.03 };

  it('open and close as the two-state formula of physics says', async () => {
    const model = await modelOf(text);
    for (const V of [-0.12, -0.03, 0, 0.05]) {
      near(gateAt(model, 'alpha', V), openingRate(gate, V, T));
      near(gateAt(model, 'beta', V), closingRate(gate, V, T));
      near(gateAt(model, 'steady', V), openProbability(gate, V, T));
      near(gateAt(model, 'tau', V), relaxationTime(gate, V, T));
    }
  });

  it('have the slope zF/(4RT) where they are half open, wherever the barrier stands', async () => {
    for (const delta of [0, 0.3, 1]) {
      const model = await modelOf(text.replace('delta = 0.3', `delta = ${delta}`));
      const half = -0.03 - ((R * T) / (3 * F)) * Math.log(2);
      near(gateAt(model, 'steady', half), 0.5, 1e-12);
      const h = 1e-6;
      const slope = (gateAt(model, 'steady', half + h) - gateAt(model, 'steady', half - h)) / (2 * h);
      near(slope, (3 * F) / (4 * R * T), 1e-7);
    }
  });

  it('cross one half of the field and are as written at 0 mV where nothing else is said', async () => {
    const model = await modelOf(channel('alpha = 0.2/ms, beta = 0.1/ms, charge = 2'));
    near(gateAt(model, 'alpha', 0), 200);
    near(gateAt(model, 'alpha', 0.05) * gateAt(model, 'beta', 0.05), 2e4);
  });
});

describe('language: allosteric gates', () => {
  const text = (coupling: number, rest = ''): string =>
    channel(`half = -20 mV, charge = 1, coupling = ${coupling} kJ/mol, intrinsic = 1e-3${rest}`);

  it('open as Monod, Wyman and Changeux say', async () => {
    const model = await modelOf(text(6));
    for (const V of [-0.1, -0.02, 0.03]) {
      const J = Math.exp((F * (V + 0.02)) / (R * T));
      near(gateAt(model, 'steady', V), allostericGate(1e-3, J, 6000, T), 1e-12);
    }
  });

  it('lose slope and their largest p together as the coupling falls', async () => {
    const curve = async (coupling: number): Promise<{ slope: number; largest: number }> => {
      const model = await modelOf(text(coupling));
      const values = Array.from({ length: 601 }, (_, i) => gateAt(model, 'steady', -0.3 + i * 1e-3));
      return { slope: Math.max(...values.slice(1).map((p, i) => p - values[i]!)), largest: values.at(-1)! };
    };
    const [strong, weak, none] = [await curve(9), await curve(5), await curve(0)];
    assert.ok(strong.largest > 0.999);
    near(weak.largest, 1 / (1 + 1e3 * Math.exp(-20000 / (R * T))), 1e-3);
    assert.ok(weak.slope < strong.slope && weak.largest < strong.largest);
    near(none.largest, 1e-3 / 1.001);
  });

  it('stay finite at any V', async () => {
    const model = await modelOf(text(6));
    const largest = allostericGate(1e-3, 1e60, 6000, T);
    near(gateAt(model, 'steady', 500), largest, 1e-9);
    near(gateAt(model, 'steady', -500), 1e-3 / 1.001);
  });

  it('are opened by ligands with J as concentration over dissociation constant, and relax with tau', async () => {
    const gate = 'J = 5 uM / 10 uM, sensors = 2, coupling = 10 kJ/mol, intrinsic = 1e-2, tau = 3 ms';
    const model = await modelOf(channel(gate));
    near(gateAt(model, 'steady', 0), allostericGate(1e-2, 0.5, 1e4, T, 2), 1e-12);
    near(gateAt(model, 'tau', 0), 3e-3);
    assert.equal(model.states.length, 1);
  });
});
