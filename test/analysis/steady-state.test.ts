import assert from 'node:assert/strict';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { makeStateSettler, steadyStateOf, type SteadyState } from '../../language/analysis/steady-state.js';
import { VOLTAGE, type Model } from '../../language/model/model.js';
import { ModelBuilder } from '../model-builder.js';

function steadyOf(model: Model): SteadyState {
  const steady = steadyStateOf(model);
  assert.ok(steady.ok);
  return steady.value;
}

function settled(model: Model, V: number): number[] {
  const symbols = defaultSymbols(model);
  symbols[VOLTAGE] = V;
  makeStateSettler(model, steadyOf(model))(symbols);
  return model.states.map(({ symbol }) => symbols[symbol]!);
}

describe('steady state', () => {
  it('settles states that read each other, in whatever order they are declared', () => {
    const m = new ModelBuilder();
    const b = m.symbol(3);
    m.state('a', (a) => ({ rate: b.minus(a), steady: b.plus(1) }));
    m.state('b', (self) => ({ rate: self, steady: m.V.times(2) }));
    assert.deepEqual(settled(m.build(), 0.25), [1.5, 0.5]);
  });

  it('takes time as zero, whatever the symbols say', () => {
    const m = new ModelBuilder();
    m.state('x', (self) => ({ rate: self, steady: m.V.plus(m.t.times(5)).plus(m.t.exp()) }));
    const model = m.build();
    const symbols = defaultSymbols(model);
    symbols.set([1, 7]);
    makeStateSettler(model, steadyOf(model))(symbols);
    assert.equal(symbols[2], 2);
  });

  it('knows what depends on V through a state, and what does not', () => {
    const m = new ModelBuilder();
    const moving = m.state('x', (self) => ({ rate: self, steady: m.V.exp() }));
    const fixed = m.state('y', (self) => ({ rate: self, steady: m.parameter('p', 3) }));
    const nodes = [moving.times(2).id, fixed.times(2).id];
    const { dependsOnVoltage } = steadyOf(m.build());
    assert.deepEqual(
      nodes.map((id) => dependsOnVoltage[id]),
      [1, 0],
    );
  });

  it('fails, naming them, for states that need each other', () => {
    const m = new ModelBuilder();
    m.state('a', (a) => ({ rate: a, steady: a.exp() }));
    const steady = steadyStateOf(m.build());
    assert.ok(!steady.ok);
    assert.equal(steady.failure.message, 'The steady value of a depends on a itself, so it has no closed form.');
  });
});
