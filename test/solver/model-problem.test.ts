import assert from 'node:assert/strict';
import type { Injection, Model } from '../../language/model/model.js';
import { integrate } from '../../language/solver/driver.js';
import { problemOf } from '../../language/solver/model-problem.js';
import type { Problem } from '../../language/solver/problem.js';
import { luoRudy, luoRudyStart } from '../luo-rudy.js';
import { ModelBuilder } from '../model-builder.js';
import { squidAxon } from '../models.js';
import { randomNumbers } from '../random.js';

function build(model: Model, injections: readonly Injection[] = [], values?: Float64Array): Problem {
  const symbols = values ?? new Float64Array(model.symbols.length);
  if (!values) for (const { symbol, value } of model.parameters) symbols[symbol] = value;
  const problem = problemOf(model, symbols, injections);
  assert.ok(problem.ok);
  return problem.value;
}

function slopeOf(problem: Problem, t: number, y: readonly number[]): number[] {
  const out = new Float64Array(problem.size);
  problem.rhs(t, Float64Array.from(y), out);
  return [...out];
}

/** C = 0.01 F/m², g = 2 S/m², E = −70 mV. */
function passive(configure: (m: ModelBuilder) => void = () => {}): Model {
  const m = new ModelBuilder({ capacitance: 0.01 });
  m.channel('Leak', { conductance: 2, reversal: -0.07 });
  configure(m);
  return m.build();
}

const injectionsOf = (model: Model): readonly Injection[] => model.experiments[0]!.injections;

describe('the problem of a model', () => {
  it('is C dV/dt = −Σ I, V first and then the states by name', () => {
    const axon = build(squidAxon().build());
    assert.deepEqual(axon.names, ['V', 'Nav.m', 'Nav.h', 'Kdr.n']);
    assert.deepEqual([...axon.scales], [0.1, 1, 1, 1]);
    const [dV, dm] = slopeOf(axon, 0, [-0.065, 0.05, 0.6, 0.32]);
    const outward = 1200 * 0.05 ** 3 * 0.6 * -0.115 + 360 * 0.32 ** 4 * 0.012 + 3 * (-0.065 + 0.054387);
    assert.ok(Math.abs(dV! + outward / 0.01) < 1e-12);
    const alpha = (1000 * 2.5) / (Math.exp(2.5) - 1);
    assert.ok(Math.abs(dm! - (alpha * 0.95 - 4000 * 0.05)) < 1e-10);
  });

  it('has the Jacobian that differences show, for two very different models', () => {
    const random = randomNumbers(5);
    for (const [problem, start] of [
      [build(squidAxon().build()), [-0.065, 0.05, 0.6, 0.32]],
      [build(luoRudy('smooth')), luoRudyStart.smooth],
      [build(luoRudy('paper')), luoRudyStart.paper],
    ] as const) {
      for (let trial = 0; trial < 20; trial++) {
        const y = start.map((value, i) => (i === 0 ? -0.1 + 0.15 * random() : value * (0.5 + random())));
        assertJacobian(problem, y);
      }
    }
  });

  it('has ∂f/∂t where a rate or an amplitude depends on t', () => {
    const ramped = passive((m) => {
      m.experiment('Ramp', { duration: 1, inject: [{ amplitude: m.t.times(3) }] });
    });
    const problem = build(ramped, injectionsOf(ramped));
    const out = new Float64Array(1);
    problem.timeDerivative(0.2, Float64Array.of(-0.07), out);
    assert.ok(Math.abs(out[0]! - 300) < 1e-10);
    assert.ok(Math.abs(slopeOf(problem, 0.2, [-0.07])[0]! - 60) < 1e-10);
  });

  it('has the edges of its pulses, and is smooth up to each of them', () => {
    const model = passive((m) => {
      const inject = [
        { amplitude: 0.1, from: 0.005, to: 0.095 },
        { amplitude: 0.2, from: 0.02 },
        { amplitude: 0.4, to: 0.005 },
      ];
      m.experiment('Pulses', { duration: 0.1, inject });
    });
    const problem = build(model, injectionsOf(model));
    assert.deepEqual(problem.edges, [0.005, 0.02, 0.095]);
    const slopeWithin = (start: number, end: number, t: number): number => {
      problem.enterSegment!(start, end);
      return Number(slopeOf(problem, t, [-0.07])[0]!.toFixed(9));
    };
    assert.equal(slopeWithin(0, 0.005, 0.005), 40);
    assert.equal(slopeWithin(0.005, 0.02, 0.005), 10);
    assert.equal(slopeWithin(0.02, 0.095, 0.095), 30);
    assert.equal(slopeWithin(0.095, 0.1, 0.1), 20);
  });

  it('charges the membrane as it must, pulse on and pulse off', () => {
    const model = passive((m) =>
      m.experiment('Step', { duration: 0.1, inject: [{ amplitude: 0.02, from: 0.01, to: 0.03 }] }),
    );
    const result = integrate(build(model, injectionsOf(model)), { start: [-0.07], end: 0.1 });
    const [V] = result.sampleGrid([0.01, 0.02, 0.03, 0.05]);
    const charged = (duration: number): number => -0.07 + 0.01 * (1 - Math.exp(-duration / 0.005));
    const expected = [-0.07, charged(0.01), charged(0.02), -0.07 + (charged(0.02) + 0.07) * Math.exp(-4)];
    expected.forEach((value, i) => assert.ok(Math.abs(V![i]! - value) < 1e-7, `${V![i]} is not ${value}`));
    assert.ok(result.statistics.rhsEvaluations < 500, `${result.statistics.rhsEvaluations}`);
  });

  it('takes amplitude and times from sliders, and an amplitude from V', () => {
    const model = passive((m) => {
      const size = m.parameter('size', 0.1);
      const onset = m.parameter('onset', 0.01);
      const inject = [
        { amplitude: size.times(2), from: onset },
        { amplitude: m.V.times(-1), to: onset },
      ];
      m.experiment('Sliders', { duration: 0.1, inject });
    });
    const values = new Float64Array(model.symbols.length);
    for (const { symbol, name } of model.parameters) values[symbol] = name === 'size' ? 0.3 : 0.04;
    const problem = build(model, injectionsOf(model), values);
    assert.deepEqual(problem.edges, [0.04]);
    problem.enterSegment!(0.04, 0.1);
    assert.ok(Math.abs(slopeOf(problem, 0.05, [-0.07])[0]! - 60) < 1e-10);
    problem.enterSegment!(0, 0.04);
    assert.ok(Math.abs(slopeOf(problem, 0.01, [-0.07])[0]! - 7) < 1e-10);
    assertJacobian(problem, [-0.06]);
  });

  it('does not exist without a capacitance', () => {
    const model = squidAxon({ capacitance: false }).build();
    const problem = problemOf(model, new Float64Array(model.symbols.length));
    assert.ok(!problem.ok);
    assert.equal(problem.failure.code, 'solver.no-capacitance');
  });

  it('wants a value for every symbol', () => {
    assert.throws(() => problemOf(squidAxon().build(), [1, 2]), RangeError);
  });
});

describe('a term that gives out', () => {
  it('is named, with the state it spoils and where in the model it stands', () => {
    const model = luoRudy('smooth');
    const result = integrate(build(model), { start: [...luoRudyStart.smooth.slice(0, 7), -1], end: 0.1 });
    assert.ok(result.failure);
    assert.equal(result.failure.code, 'solver.not-finite');
    assert.equal(result.failure.state, 'V');
    assert.equal(result.failure.term, 'log of -0.5556 in current of Ca');
  });

  it('is looked for in the branch taken alone, and in gates by their rates', () => {
    const m = new ModelBuilder({ capacitance: 0.01 });
    const bad = m.term(0).over(m.V.minus(m.V.times(1)));
    const alpha = m.V.below(-1).select(bad, m.V.times(-1e6).exp());
    m.channel('Nav', { conductance: 1, reversal: 0, gates: { h: { alpha, beta: m.term(1) } } });
    const result = integrate(build(m.build()), { start: [-0.09, 0], end: 0.1 });
    assert.equal(result.failure?.state, 'Nav.h');
    assert.equal(result.failure.term, 'exp of 90000 in α of Nav.h');
  });

  it('is found where the run could not go on, not only at its start', () => {
    const m = new ModelBuilder({ capacitance: 0.01 });
    const pool = m.state('pool', () => ({ rate: -1, steady: 0 }));
    m.channel('Pump', { conductance: 1e-3, reversal: pool.log() });
    const result = integrate(build(m.build()), { start: [-0.07, 0.02], end: 0.1 });
    assert.equal(result.failure?.state, 'V');
    assert.match(result.failure.term!, /^log of .* in reversal potential of Pump$/);
    assert.ok(Math.abs(result.failure.time - 0.02) < 1e-4);
  });

  it('carries the place in the text', () => {
    const m = new ModelBuilder({ capacitance: 0.01 });
    m.channel('Leak', { conductance: m.V.log(), reversal: 0 });
    const model = m.build();
    const log = model.graph.nodes.findIndex((node) => node.op === 'log');
    const spans = model.graph.spans.map((span, i) => (i === log ? { start: 10, end: 16 } : span));
    const marked = { ...model, graph: { ...model.graph, spans } };
    const { failure } = integrate(build(marked), { start: [-0.07], end: 1 });
    assert.deepEqual(failure?.span, { start: 10, end: 16 });
    assert.match(failure.message, /V .* at t = 0 ms: log of -0.07 in conductance of Leak/);
  });
});

/** Central differences, each with a step that suits its state. */
function assertJacobian(problem: Problem, y: readonly number[]): void {
  const n = problem.size;
  const J = new Float64Array(n * n);
  problem.jacobian(0, Float64Array.from(y), J);
  const slopes = slopeOf(problem, 0, y);
  for (let j = 0; j < n; j++) {
    const h = 1e-5 * Math.max(Math.abs(y[j]!), 1e-3 * problem.scales[j]!);
    const shifted = (sign: number): number[] =>
      slopeOf(
        problem,
        0,
        y.map((value, k) => (k === j ? value + sign * h : value)),
      );
    const above = shifted(1);
    const below = shifted(-1);
    for (let i = 0; i < n; i++) {
      const difference = (above[i]! - below[i]!) / (2 * h);
      const rounding = 1e-15 * (Math.abs(slopes[i]!) / h) * 50;
      const allowed = 1e-6 * (Math.abs(difference) + Math.abs(J[i * n + j]!)) + rounding;
      assert.ok(Math.abs(J[i * n + j]! - difference) <= allowed, `∂${i}/∂${j}: ${J[i * n + j]} is not ${difference}`);
    }
  }
}
