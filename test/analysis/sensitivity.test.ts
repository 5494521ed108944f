import assert from 'node:assert/strict';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { findRest } from '../../language/analysis/rest.js';
import { restSensitivities } from '../../language/analysis/sensitivity.js';
import type { Model } from '../../language/model/model.js';
import { ModelBuilder } from '../model-builder.js';
import { morrisLecarBuilder, squidAxon } from '../models.js';

function slopes(model: Model, symbols = defaultSymbols(model)): number[] {
  const rest = findRest(model, symbols);
  assert.ok(rest.ok);
  const found = restSensitivities(model, symbols, rest.value.roots[rest.value.chosen]!.V);
  assert.ok(found.ok);
  return found.value.map(({ slope }) => slope);
}

/** dV_rest/dp by moving the parameter and searching anew. */
function moved(model: Model, index: number, by: number): number {
  const V = [-1, 1].map((side) => {
    const symbols = defaultSymbols(model);
    symbols[model.parameters[index]!.symbol]! += side * by;
    const rest = findRest(model, symbols);
    assert.ok(rest.ok);
    return rest.value.roots[rest.value.chosen]!.V;
  });
  return (V[1]! - V[0]!) / (2 * by);
}

describe('sensitivity of V_rest', () => {
  it('of two leaks is that of the chord equation: ∂V/∂g₁ = (E₁ − V)/Σg, ∂V/∂E₁ = g₁/Σg', () => {
    const m = new ModelBuilder();
    const g = m.parameter('g', 1);
    const E = m.parameter('E', -0.09);
    m.channel('K', { conductance: g, reversal: E });
    m.channel('Na', { conductance: 0.25, reversal: 0.06 });
    const V = (1 * -0.09 + 0.25 * 0.06) / 1.25;
    const [byG, byE] = slopes(m.build());
    assert.ok(Math.abs(byG! - (-0.09 - V) / 1.25) < 1e-15);
    assert.ok(Math.abs(byE! - 1 / 1.25) < 1e-15);
  });

  it('counts what gates do: injected current moves the squid axon’s rest by the slope of its steady I–V curve', () => {
    const m = squidAxon();
    m.pump('Drive', { current: m.parameter('I', 0).times(-1) });
    const model = m.build();
    const [byCurrent] = slopes(model);
    assert.ok(Math.abs(byCurrent! / moved(model, 0, 1e-4) - 1) < 1e-5);
  });

  it('counts what states without a closed form do', () => {
    const m = new ModelBuilder({ capacitance: 0.01 });
    const p = m.parameter('p', 2);
    // x³ + x = p + V/100 mV has one root and no closed form here.
    const x = m.state('x', (self) => {
      const rate = p.plus(m.V.over(0.1)).minus(self).minus(self.pow(3));
      return { rate, steady: Number.NaN };
    });
    m.channel('K', { conductance: x.plus(1), reversal: -0.08 });
    m.channel('Na', { conductance: 0.5, reversal: 0.05 });
    const built = m.build();
    const model = { ...built, states: built.states.map(({ steady: _none, ...state }) => state) };
    const [byP] = slopes(model);
    assert.ok(Math.abs(byP! / moved(model, 0, 1e-4) - 1) < 1e-6, `${byP} ${moved(model, 0, 1e-4)}`);
  });

  it('is without bound at a fold, and says so', () => {
    const m = new ModelBuilder({ capacitance: 0.01 });
    m.pump('Parabola', { current: m.V.times(m.V).minus(m.parameter('p', 0)) });
    const model = m.build();
    const found = restSensitivities(model, defaultSymbols(model), 0);
    assert.equal(!found.ok && found.failure.code, 'sensitivity.singular');
  });

  it('is empty without parameters', () => {
    assert.deepEqual(slopes(morrisLecarBuilder('snlc').build()), []);
  });
});
