import assert from 'node:assert/strict';
import { currentVoltage, type VoltageCurves } from '../../language/analysis/current-voltage.js';
import { gatingCurves, type GateCurve } from '../../language/analysis/gating-curves.js';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { defaultRange, type VoltageRange } from '../../language/analysis/voltage-axis.js';
import type { Model } from '../../language/model/model.js';
import { ModelBuilder } from '../model-builder.js';
import { neuronAtRest, squidAxon } from '../models.js';

function curvesOf(model: Model, range?: VoltageRange): VoltageCurves {
  const curves = currentVoltage(model, defaultSymbols(model), range);
  assert.ok(curves.ok);
  return curves.value;
}

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not within ${tolerance} of ${expected}`);
}

describe('current–voltage curves', () => {
  it('show every reversal and resting potential with room beside it', () => {
    const [low, high] = defaultRange(neuronAtRest(), defaultSymbols(neuronAtRest()));
    near(low, -0.12, 1e-12);
    near(high, 0.09, 1e-12);
    const { voltages } = curvesOf(neuronAtRest());
    assert.deepEqual([voltages[0], voltages.at(-1)], [low, high]);
    near(voltages[1]! - voltages[0]!, 0.0005, 1e-12);
  });

  it('are straight lines through the reversal potentials for ohmic channels, and level for a pump', () => {
    const { voltages, pathways, total } = curvesOf(neuronAtRest(), [-0.1, 0.1]);
    const E_K = ((8.31446261815324 * 310.15) / 96485.33212) * Math.log(4 / 140);
    voltages.forEach((V, i) => {
      near(pathways[0]![i]!, V - E_K, 1e-12);
      near(pathways[3]![i]!, 2e-12 / 3e-9, 1e-15);
      near(
        total[i]!,
        pathways.reduce((sum, pathway) => sum + pathway[i]!, 0),
        1e-15,
      );
    });
  });

  it('change sign where the squid axon rests', () => {
    const { voltages, total } = curvesOf(squidAxon().build());
    const crossing = total.findIndex((I, i) => I < 0 !== total[i + 1]! < 0);
    near(voltages[crossing]!, -0.065, 0.0005);
  });

  it('have a gap only where there is truly no number', () => {
    const m = new ModelBuilder();
    m.channel('Leak', { conductance: 1, reversal: -0.07 });
    const u = m.V.plus(0.04).over(0.01);
    m.channel('Raw', { conductance: u.over(m.term(1).minus(u.times(-1).exp())), reversal: 0.05 });
    m.channel('Pole', { conductance: m.V.plus(0.02).inverse(), reversal: 0.05 });
    const { voltages, pathways } = curvesOf(m.build(), [-0.06, 0.06]);
    const at = (V: number): number => voltages.findIndex((v) => Math.abs(v - V) < 1e-9);
    near(pathways[1]![at(-0.04)]!, -0.09, 1e-9);
    assert.ok(!Number.isFinite(pathways[2]![at(-0.02)]!) || Math.abs(pathways[2]![at(-0.02)]!) > 1e10);
    assert.equal(pathways[1]!.filter((I) => !Number.isFinite(I)).length, 0);
  });
});

describe('gating curves', () => {
  it('of the squid axon are those of its equations', () => {
    const model = squidAxon().build();
    const curves = gatingCurves(model, defaultSymbols(model), [-0.1, 0.06]);
    assert.ok(curves.ok);
    assert.deepEqual(
      curves.value.map(({ label }) => label),
      ['Nav.m', 'Nav.h', 'Kdr.n'],
    );
    const n = curves.value[2]!;
    n.voltages.forEach((volts, i) => {
      const V = volts * 1e3;
      const x = (V + 55) / 10;
      const alpha = Math.abs(x) < 1e-9 ? 0.1 : (0.1 * x) / (1 - Math.exp(-x));
      const beta = 0.125 * Math.exp(-(V + 65) / 80);
      near(n.steady[i]!, alpha / (alpha + beta), 1e-9);
      near(n.tau![i]! * 1e3, 1 / (alpha + beta), 1e-8);
    });
  });

  it('have no gap where a rate is written so that it is 0/0 at a point', () => {
    const m = new ModelBuilder();
    const x = m.V.plus(0.04).over(0.01);
    const alpha = x.over(m.term(1).minus(x.times(-1).exp()));
    m.channel('Raw', { conductance: 1, reversal: 0, gates: { m: { alpha, beta: m.term(3) } } });
    const model = m.build();
    const curves = gatingCurves(model, defaultSymbols(model), [-0.08, 0]);
    assert.ok(curves.ok);
    const [{ voltages, steady, tau }] = curves.value as [GateCurve];
    const middle = (voltages.length - 1) / 2;
    near(voltages[middle]!, -0.04, 0);
    near(steady[middle]!, 0.25, 1e-9);
    near(tau![middle]!, 0.25, 1e-9);
  });

  it('of an instantaneous gate have no time constant', () => {
    const m = new ModelBuilder();
    m.channel('Ca', { conductance: 1, reversal: 0.1, gates: { m: { steady: m.V.over(0.01).boltzmann() } } });
    const model = m.build();
    const curves = gatingCurves(model, defaultSymbols(model));
    assert.ok(curves.ok);
    assert.equal(curves.value[0]!.tau, undefined);
    near(curves.value[0]!.steady[curves.value[0]!.voltages.findIndex((V) => V > -1e-9)]!, 0.5, 1e-6);
  });
});
