import assert from 'node:assert/strict';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { summarize, type Summary } from '../../language/analysis/summary.js';
import type { Model } from '../../language/model/model.js';
import { ModelBuilder } from '../model-builder.js';
import { neuronAtRest, squidAxon } from '../models.js';

const summaryOf = (model: Model, options = {}): Summary => summarize(model, defaultSymbols(model), options);

function near(actual: number | undefined, expected: number, relative = 1e-9): void {
  const close = actual !== undefined && Math.abs(actual - expected) <= relative * Math.abs(expected);
  assert.ok(close, `${actual} is not within ${relative} of ${expected}`);
}

describe('summary of the neuron at rest', () => {
  const summary = summaryOf(neuronAtRest());
  const [K, Na, Cl] = summary.ions;
  const [K2P, , , NaK] = summary.pathways;

  it('has the Nernst potentials and their sensitivities', () => {
    assert.deepEqual(
      summary.ions.map(({ reversal }) => (reversal! * 1e3).toFixed(3)),
      ['-95.023', '66.598', '-75.946'],
    );
    near(summary.thermalVoltage, 26.7267e-3, 1e-5);
    near(K!.sensitivityOutside, 6.6817e-3, 1e-5);
    near(K!.sensitivityOutside! / Na!.sensitivityOutside!, 36.25);
    near(K!.sensitivityInside, -K!.sensitivityOutside! * (4 / 140));
    near(Cl!.sensitivityOutside, -summary.thermalVoltage / 120);
  });

  it('knows which way each ion moves, whatever its sign', () => {
    assert.equal((summary.restingPotential! * 1e3).toFixed(1), '-71.7');
    assert.deepEqual(
      summary.ions.map(({ flow }) => flow),
      ['out', 'in', 'in'],
    );
    near(Cl!.drivingForce, summary.restingPotential! - Cl!.reversal!);
    assert.ok(Cl!.drivingForce! > 0 && Cl!.current! > 0, 'chloride entering is outward current');
  });

  it('shares out the resting current, which sums to nothing', () => {
    const total = summary.pathways.reduce((sum, { current }) => sum + current!, 0);
    assert.ok(Math.abs(total) < 1e-15);
    near(summary.ions.reduce((sum, { current }) => sum + current!, 0) + 1, 1);
    near(K2P!.conductanceShare, 1 / 1.38);
    near(
      summary.pathways.reduce((sum, { currentShare }) => sum + currentShare!, 0),
      1,
    );
    near(K2P!.absoluteCurrent, K2P!.current! * 3e-9);
    assert.equal(NaK!.conductanceShare, undefined);
  });

  it('counts cycles and ATP of the pump, per area and for the cell', () => {
    near(NaK!.pump!.cellRate, 2e-12 / 1.602176634e-19);
    near(NaK!.pump!.cellAtpRate, NaK!.pump!.cellRate!);
    near(NaK!.pump!.rate, NaK!.pump!.cellRate! / 3e-9);
    assert.deepEqual([NaK!.pump!.charge, NaK!.pump!.atp], [1, 1]);
  });

  it('compares what leaks with what is pumped', () => {
    near(Na!.budget!.pumpedCurrent, (3 * 2e-12) / 3e-9);
    near(Na!.budget!.passiveCurrent, 0.18 * (summary.restingPotential! - Na!.reversal!));
    near(Na!.budget!.netFlux, Na!.current! / 96485.33212);
    assert.equal(Cl!.budget!.balancingAtpRate, undefined);
  });
});

describe('summary', () => {
  it('says what undoing a sodium leak of 3.00 pA costs: 1.8725e7 ions/s, 6.2415e6 ATP/s', () => {
    const m = new ModelBuilder({ basis: 'cell' });
    const Na = m.ion('Na', 1, { inside: 12, outside: 145 });
    const K = m.ion('K', 1, { inside: 140, outside: 4 });
    m.channel('Clamp', { conductance: 1, reversal: -0.07 });
    m.channel('NaLeak', { ion: Na, conductance: m.term(-3e-12).over(Na.E!.times(-1).minus(0.07)) });
    m.pump('NaK', {
      moves: [
        [Na, 3],
        [K, -2],
      ],
      atp: 1,
      current: 0,
    });
    const { budget } = summaryOf(m.build()).ions[0]!;
    near(budget!.passiveIons, -1.8725e7, 1e-4);
    near(budget!.balancingAtpRate, 6.2415e6, 1e-4);
  });

  it('holds gates and open probabilities at rest', () => {
    const summary = summaryOf(squidAxon().build());
    const [Nav, Kdr] = summary.pathways;
    const [m, h] = Nav!.gates;
    near(Nav!.open, m!.steady! ** 3 * h!.steady!);
    near(Kdr!.conductance, 360 * Kdr!.gates[0]!.steady! ** 4);
    assert.ok(h!.tau! > 7e-3 && h!.tau! < 9e-3);
  });

  it('keeps what needs no resting potential when there is none', () => {
    const m = new ModelBuilder({ area: 1e-9 });
    const K = m.ion('K', 1, { inside: 140, outside: 4 });
    m.channel('Kv', { ion: K, conductance: m.parameter('g', 0) });
    m.let('twice', K.E!.times(2), 'mV');
    m.let('drive', m.V.minus(K.E!), 'mV');
    const summary = summaryOf(m.build());
    assert.equal(summary.rest!.ok, false);
    assert.equal(summary.restingPotential, undefined);
    assert.deepEqual([summary.pathways[0]!.conductance, summary.pathways[0]!.current], [0, undefined]);
    near(summary.values[0]!.value, 2 * K_REVERSAL);
    assert.deepEqual(summary.values[1], { name: 'drive', unit: 'mV', dependsOnVoltage: true });
  });

  it('leaves the resting potential out for a model that is not complete, or has nothing to rest with', () => {
    assert.equal(summaryOf(neuronAtRest(), { rest: false }).rest, undefined);
    const m = new ModelBuilder();
    m.ion('K', 1, { inside: 140, outside: 4 });
    const summary = summaryOf(m.build());
    assert.equal(summary.rest, undefined);
    near(summary.ions[0]!.reversal, K_REVERSAL);
    assert.equal(summary.ions[0]!.drivingForce, undefined);
  });

  it('says why an ion has no Nernst potential', () => {
    const m = new ModelBuilder();
    m.impermeant('A', -1.2, 120);
    m.ion('Ca', 2, { inside: 1e-4 });
    m.ion('Na', 1, { inside: 12, outside: 0 });
    const codes = summaryOf(m.build()).ions.map(({ failure }) => failure?.code);
    assert.deepEqual(codes, ['ion.impermeant', 'ion.no-concentration', 'ion.concentration-range']);
  });

  it('counts activity coefficients', () => {
    const m = new ModelBuilder({ temperature: 310 });
    m.ion('Na', 1, { inside: 15, outside: 150, gammaInside: 0.5 });
    const [Na] = summaryOf(m.build()).ions;
    near(Na!.reversal, ((8.31446261815324 * 310) / 96485.33212) * Math.log(20));
    assert.deepEqual([Na!.activityInside, Na!.activityOutside], [0.5, 1]);
  });

  it('still has what does not depend on a state that does not settle', () => {
    const m = new ModelBuilder();
    const K = m.ion('K', 1, { inside: 140, outside: 4 });
    const a = m.state('a', () => ({ rate: 1, start: 0 }));
    m.channel('Kv', { ion: K, conductance: a });
    const { ions, rest } = summaryOf(m.build());
    near(ions[0]!.reversal, K_REVERSAL);
    assert.ok(rest && !rest.ok);
    assert.equal(rest.failure.code, 'rest.unsettled');
  });
});

const K_REVERSAL = ((8.31446261815324 * 310.15) / 96485.33212) * Math.log(4 / 140);
