import assert from 'node:assert/strict';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { findRest } from '../../language/analysis/rest.js';
import { makeStateSettler } from '../../language/analysis/settling.js';
import { startStateOf, steadyStateOf } from '../../language/analysis/steady-state.js';
import { VOLTAGE, type Model } from '../../language/model/model.js';
import { ModelBuilder } from '../model-builder.js';

function settled(model: Model, V: number): number[] {
  const symbols = defaultSymbols(model);
  symbols[VOLTAGE] = V;
  makeStateSettler(model, steadyStateOf(model))(symbols);
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
    makeStateSettler(model, steadyStateOf(model))(symbols);
    assert.equal(symbols[2], 2);
  });

  it('knows what depends on V through a state, and what does not', () => {
    const m = new ModelBuilder();
    const moving = m.state('x', (self) => ({ rate: self, steady: m.V.exp() }));
    const fixed = m.state('y', (self) => ({ rate: self, steady: m.parameter('p', 3) }));
    const nodes = [moving.times(2).id, fixed.times(2).id];
    const { dependsOnVoltage } = steadyStateOf(m.build());
    assert.deepEqual(
      nodes.map((id) => dependsOnVoltage[id]),
      [1, 0],
    );
  });

  it('finds by iteration what has no closed form, to the last digits', () => {
    const m = new ModelBuilder();
    m.state('a', (a) => ({ rate: m.V.minus(a.exp()), start: -5 }));
    m.state('b', (b) => ({ rate: m.symbol(2).minus(b.times(b).times(b)) }));
    const model = m.build();
    for (const V of [0.3, 2, 1e3]) {
      const [a, b] = settled(model, V);
      near(a!, Math.log(V));
      near(b!, Math.cbrt(Math.log(V)));
    }
  });

  it('settles closed forms that need each other', () => {
    const m = new ModelBuilder();
    const b = m.symbol(3);
    const a = m.state('a', (self) => ({ rate: b.times(0.5).plus(m.V).minus(self), steady: b.times(0.5).plus(m.V) }));
    m.state('b', (self) => ({ rate: a.times(a).minus(self), steady: a.times(a) }));
    const model = m.build();
    const [x, y] = settled(model, 0.3);
    near(x!, 1 - Math.sqrt(1 - 0.6));
    near(y!, (1 - Math.sqrt(1 - 0.6)) ** 2);
    assert.equal(steadyStateOf(model).unsolved.flat().length, 1);
  });

  it('goes where the start leads, of two steady states', () => {
    for (const [start, end] of [
      [0.1, 0],
      [0.4, 0],
      [0.6, 1],
      [2, 1],
    ] as const) {
      const m = new ModelBuilder();
      const one = m.term(1);
      m.state('x', (x) => ({ rate: x.times(one.minus(x)).times(x.minus(0.5)), start }));
      assert.ok(Math.abs(settled(m.build(), 0)[0]! - end) < 1e-9, `from ${start}`);
    }
  });

  it('keeps what is held at its start, at rest and at the start of a run', () => {
    const m = new ModelBuilder();
    const held = m.state('c', () => ({ rate: 1, start: 7, held: true }));
    m.state('x', (x) => ({ rate: held.minus(x) }));
    assert.deepEqual(settled(m.build(), 0), [7, 7]);
  });

  it('starts a run where a start is given, and all else steady for that', () => {
    const m = new ModelBuilder();
    const x = m.state('x', (self) => ({ rate: m.V.minus(self), steady: m.V, start: 0.25 }));
    m.state('y', (self) => ({ rate: x.minus(self), steady: x }));
    const model = m.build();
    const symbols = defaultSymbols(model);
    symbols[VOLTAGE] = 1;
    makeStateSettler(model, startStateOf(model))(symbols);
    assert.deepEqual([...symbols.slice(2)], [0.25, 0.25]);
    assert.deepEqual(settled(model, 1), [1, 1]);
  });

  it('tells which state does not settle, and leaves rest to what needs only the others', () => {
    const m = new ModelBuilder();
    const clock = m.state('clock', () => ({ rate: 1, start: 0 }));
    m.state('reader', (x) => ({ rate: clock.minus(x) }));
    m.channel('leak', { reversal: -0.07, conductance: 1 });
    const model = m.build();
    const symbols = defaultSymbols(model);
    symbols[VOLTAGE] = 0;
    assert.match(makeStateSettler(model, steadyStateOf(model))(symbols)?.name ?? '', /clock|reader/);
    assert.ok(symbols.slice(2).every(Number.isNaN));
    assert.ok(findRest(model, defaultSymbols(model)).ok);

    m.channel('gated', { reversal: 0, conductance: clock });
    const rest = findRest(m.build(), defaultSymbols(m.build()));
    assert.ok(!rest.ok);
    assert.equal(rest.failure.code, 'rest.unsettled');
    assert.match(rest.failure.message, /^clock does not settle with V held/);
  });
});

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= 1e-13 * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);
}
