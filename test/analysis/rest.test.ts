import assert from 'node:assert/strict';
import { findRest, type Rest } from '../../language/analysis/rest.js';
import { parameterValues } from '../../language/analysis/parameter-values.js';
import type { Model } from '../../language/model/model.js';
import type { Failure } from '../../language/model/outcome.js';
import { ModelBuilder } from '../model-builder.js';
import { MICROAMP_PER_CM2, morrisLecar, neuronAtRest, squidAxon } from '../models.js';
import { randomNumbers } from '../random.js';

function restOf(model: Model, sliders: Record<string, number> = {}): Rest {
  const symbols = parameterValues(model, sliders);
  assert.ok(symbols.ok);
  const rest = findRest(model, symbols.value);
  assert.ok(rest.ok, rest.ok ? '' : rest.failure.message);
  return rest.value;
}

function failureOf(model: Model): Failure {
  const symbols = parameterValues(model);
  assert.ok(symbols.ok);
  const rest = findRest(model, symbols.value);
  assert.ok(!rest.ok);
  return rest.failure;
}

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not within ${tolerance} of ${expected}`);
}

const only = (rest: Rest): Rest['roots'][number] => {
  assert.equal(rest.roots.length, 1);
  return rest.roots[0]!;
};

describe('resting potential in closed form', () => {
  it('is −71.7 mV for the neuron at rest, pump included', () => {
    const RTF = (8.31446261815324 * 310.15) / 96485.33212;
    const [K, Na, Cl] = [RTF * Math.log(4 / 140), RTF * Math.log(145 / 12), -RTF * Math.log(120 / 7)];
    const pump = 2e-12 / 3000e-12;
    const expected = (1 * K + 0.18 * Na + 0.2 * Cl - pump) / 1.38;
    const rest = restOf(neuronAtRest());
    assert.equal(rest.method, 'chord');
    near(only(rest).V, expected, 1e-15);
    assert.equal((only(rest).V * 1e3).toFixed(1), '-71.7');
    assert.ok(only(rest).stable);
    near(only(rest).eigenvalues[0]!.real, -1.38 / 0.01, 1e-9);
  });

  it('moves by −0.06667 mV for a pump of 2 pA on 30 nS', () => {
    const withPump = (current: number): number => {
      const m = new ModelBuilder({ basis: 'cell' });
      m.channel('Leak', { conductance: 30e-9, reversal: -0.07 });
      m.pump('NaK', { current });
      return only(restOf(m.build())).V;
    };
    near(withPump(2e-12) - withPump(0), -0.06667e-3, 5e-9);
  });

  it('lies between the lowest and the highest reversal potential, whatever the conductances', () => {
    const random = randomNumbers(1);
    for (let trial = 0; trial < 300; trial++) {
      const m = new ModelBuilder({ capacitance: 0.01 });
      const reversals = Array.from({ length: 1 + Math.floor(random() * 6) }, () => 0.3 * random() - 0.15);
      reversals.forEach((reversal, i) => m.channel(`C${i}`, { conductance: 10 ** (6 * random() - 4), reversal }));
      const root = only(restOf(m.build()));
      assert.ok(root.V >= Math.min(...reversals) - 1e-15 && root.V <= Math.max(...reversals) + 1e-15);
      assert.ok(root.stable);
    }
  });

  it('follows a slider', () => {
    const m = new ModelBuilder();
    m.channel('A', { conductance: m.parameter('g', 1, { minimum: 0, maximum: 10 }), reversal: -0.09 });
    m.channel('B', { conductance: 1, reversal: 0.05 });
    const model = m.build();
    near(only(restOf(model)).V, -0.02, 1e-15);
    near(only(restOf(model, { g: 3 })).V, -0.055, 1e-15);
  });

  it('says why there is none', () => {
    const empty = new ModelBuilder();
    assert.equal(failureOf(empty.build()).code, 'rest.no-pathway');

    const pumpAlone = new ModelBuilder();
    pumpAlone.pump('NaK', { current: 0.000667 });
    const alone = failureOf(pumpAlone.build());
    assert.equal(alone.code, 'rest.no-channel');
    assert.match(alone.message, /^NaK drives 0\.0667 µA\/cm² at every voltage/);

    const closed = new ModelBuilder();
    closed.channel('Leak', { conductance: 0, reversal: -0.07 });
    assert.equal(failureOf(closed.build()).code, 'rest.no-conductance');

    const noIon = new ModelBuilder();
    noIon.channel('K2P', { conductance: 1, reversal: noIon.term(0).log() });
    const infinite = failureOf(noIon.build());
    assert.equal(infinite.code, 'rest.not-finite');
    assert.match(infinite.message, /reversal potential of K2P is infinite/);
  });
});

describe('resting potential by search', () => {
  it('of rectifying conductances is −13.0435 mV', () => {
    const m = new ModelBuilder({ capacitance: 0.01 });
    m.channel('K', { conductance: m.V.times(2).plus(1), reversal: -0.09 });
    m.channel('Na', { conductance: m.term(1).minus(m.V.times(2)), reversal: 0.06 });
    const rest = restOf(m.build());
    assert.equal(rest.method, 'roots');
    // (1 + αV)(V + 90) + (1 − αV)(V − 60) = 2V + 30 + 150αV: linear, so one root, −30/2.3 mV.
    near(only(rest).V, -0.03 / 2.3, 1e-13);
    assert.ok(only(rest).stable);
  });

  it('of the squid axon is unique, stable and near −65 mV', () => {
    const rest = restOf(squidAxon().build());
    const { V, stable, eigenvalues } = only(rest);
    near(V, -0.065, 1e-4);
    assert.ok(stable);
    assert.equal(eigenvalues.length, 4);
    near(squidSteadyCurrent(V * 1e3), 0, 1e-10);
  });

  it('of the squid axon loses its stability at 9.775438 µA/cm² and regains it at 154.522434', () => {
    const leading = (drive: number): { real: number; imaginary: number } =>
      only(restOf(squidAxon({ drive: drive * MICROAMP_PER_CM2 }).build())).eigenvalues[0]!;
    for (const [hopf, risingWithDrive] of [
      [9.775438, 1],
      [154.522434, -1],
    ] as const) {
      const before = leading(hopf - 1e-6).real * risingWithDrive;
      const after = leading(hopf + 1e-6).real * risingWithDrive;
      assert.ok(before < 0 && after > 0, `${before} … ${after} at ${hopf}`);
      assert.ok(leading(hopf).imaginary > 100);
    }
    assert.equal(only(restOf(squidAxon({ drive: 0.1 }).build())).stable, false);
  });

  it('finds the three resting states of Morris and Lecar and which of them last', () => {
    // Trace and determinant of the 2×2 Jacobian: the upper state's trace changes sign between 36 and 37 µA/cm².
    for (const [drive, lasting] of [
      [36, [true, false, false]],
      [37, [true, false, true]],
      [39, [true, false, true]],
    ] as const) {
      const rest = restOf(morrisLecar('homoclinic', drive * MICROAMP_PER_CM2));
      assert.deepEqual(
        rest.roots.map(({ stable }) => stable),
        lasting,
      );
      assert.equal(rest.chosen, 0);
      for (const { V } of rest.roots) near(morrisLecarSteadyCurrent(V * 1e3, drive), 0, 1e-9);
    }
    const [upper] = restOf(morrisLecar('homoclinic', 36 * MICROAMP_PER_CM2)).roots.slice(-1);
    near(upper!.eigenvalues[0]!.real, 500 * 0.000981072, 1e-5);
  });

  it('finds a pair of roots closer than its sampling, and where they meet', () => {
    // The fold of Morris and Lecar's SNLC set lies at 39.963153 µA/cm².
    const below = restOf(morrisLecar('snlc', 39.963152 * MICROAMP_PER_CM2));
    assert.equal(below.roots.length, 3);
    assert.ok(below.roots[1]!.V - below.roots[0]!.V < 0.0005);
    assert.deepEqual([below.roots[0]!.stable, below.roots[1]!.stable], [true, false]);
    assert.equal(restOf(morrisLecar('snlc', 39.963154 * MICROAMP_PER_CM2)).roots.length, 1);
  });

  it('counts a current that only touches zero as one root, which does not hold V', () => {
    const m = new ModelBuilder({ capacitance: 0.01 });
    // I = (V + 60.2 mV)² (V − 10.1 mV), as a conductance on a reversal.
    m.channel('Odd', { conductance: m.V.plus(0.0602).pow(2).times(100), reversal: 0.0101 });
    const rest = restOf(m.build());
    assert.deepEqual(
      rest.roots.map(({ stable }) => stable),
      [false, true],
    );
    near(rest.roots[0]!.V, -0.0602, 1e-7);
    near(rest.roots[1]!.V, 0.0101, 1e-13);
    assert.equal(rest.chosen, 1);
  });

  it('reads a removable singularity as its limit, even on a sample', () => {
    const m = new ModelBuilder({ capacitance: 0.01 });
    const u = m.V.plus(0.04).over(0.01);
    m.channel('Raw', { conductance: u.over(m.term(1).minus(u.times(-1).exp())), reversal: -0.04 });
    near(only(restOf(m.build())).V, -0.04, 1e-12);
  });

  it('does not take a pole or a jump for a root', () => {
    const pole = new ModelBuilder();
    pole.channel('Pole', { conductance: pole.V.plus(0.05013).inverse(), reversal: -0.09 });
    assert.deepEqual(
      restOf(pole.build()).roots.map(({ V }) => V.toFixed(9)),
      ['-0.090000000'],
    );

    const onSample = new ModelBuilder();
    onSample.channel('Pole', { conductance: onSample.V.plus(0.05).inverse(), reversal: -0.09 });
    assert.equal(failureOf(onSample.build()).code, 'rest.not-finite');

    const jump = new ModelBuilder();
    jump.pump('Switch', { current: jump.V.below(-0.0503).select(-0.01, 0.02) });
    const { code, message } = failureOf(jump.build());
    assert.equal(code, 'rest.no-root');
    assert.match(message, /at −50\.3 mV it jumps from −1 µA\/cm² to 2 µA\/cm²/);
  });

  it('balances the current at every root of random gated models, and finds an odd number of them', () => {
    const random = randomNumbers(7);
    for (let trial = 0; trial < 200; trial++) {
      const m = new ModelBuilder();
      const channels = Array.from({ length: 2 + Math.floor(4 * random()) }, (_, i) => {
        const [g, E] = [10 ** (3 * random() - 1), 0.3 * random() - 0.15];
        const [half, slope] = [0.15 * random() - 0.1, (random() < 0.3 ? -1 : 1) * (0.002 + 0.02 * random())];
        const steady = m.V.minus(half).over(slope).boltzmann();
        m.channel(`C${i}`, { conductance: g, reversal: E, gates: { x: { steady } } });
        return (V: number): number => (g * (V - E)) / (1 + Math.exp(-(V - half) / slope));
      });
      m.channel('Leak', { conductance: 0.5, reversal: -0.06 });
      const total = (V: number): number => channels.reduce((sum, I) => sum + I(V), 0.5 * (V + 0.06));
      const { roots } = restOf(m.build());
      assert.equal(roots.length % 2, 1);
      roots.forEach(({ V, stable }, i) => {
        near(total(V), 0, 1e-10);
        assert.equal(stable, i % 2 === 0);
      });
    }
  });

  it('says why there is none, with the numbers', () => {
    const m = new ModelBuilder({ capacitance: 0.01 });
    m.channel('Kv', { conductance: m.V.over(0.01).boltzmann(), reversal: -0.09 });
    m.pump('Clamp', { current: -10 });
    const none = failureOf(m.build());
    assert.equal(none.code, 'rest.no-root');
    assert.match(none.message, /inward all the way, −1000 µA\/cm² at −200 mV and −971 µA\/cm² at 200 mV/);

    const undefinedCurrent = new ModelBuilder();
    undefinedCurrent.channel('Bad', { conductance: undefinedCurrent.V.plus(0.1).sqrt(), reversal: 0 });
    const bad = failureOf(undefinedCurrent.build());
    assert.equal(bad.code, 'rest.not-finite');
    assert.match(bad.message, /through Bad .* at V = −200 mV/);

    const shut = new ModelBuilder();
    shut.channel('Shut', { conductance: shut.V.below(-0.3).select(1, 0), reversal: 0 });
    assert.equal(failureOf(shut.build()).code, 'rest.undetermined');
  });

  it('judges by the slope of the current where there is no capacitance', () => {
    const { stable, eigenvalues } = only(restOf(squidAxon({ capacitance: false }).build()));
    assert.deepEqual([stable, eigenvalues.length], [true, 0]);
  });
});

/** Steady-state current of the squid axon, µA/cm², from the published equations; V in mV. */
function squidSteadyCurrent(V: number): number {
  const am = (0.1 * (V + 40)) / (1 - Math.exp(-(V + 40) / 10));
  const an = (0.01 * (V + 55)) / (1 - Math.exp(-(V + 55) / 10));
  const ah = 0.07 * Math.exp(-(V + 65) / 20);
  const m = am / (am + 4 * Math.exp(-(V + 65) / 18));
  const h = ah / (ah + 1 / (1 + Math.exp(-(V + 35) / 10)));
  const n = an / (an + 0.125 * Math.exp(-(V + 65) / 80));
  return 120 * m ** 3 * h * (V - 50) + 36 * n ** 4 * (V + 77) + 0.3 * (V + 54.387);
}

/** The same for Morris and Lecar's SNLC and homoclinic sets under a constant current, µA/cm². */
function morrisLecarSteadyCurrent(V: number, drive: number): number {
  const m = (1 + Math.tanh((V + 1.2) / 18)) / 2;
  const w = (1 + Math.tanh((V - 12) / 17.4)) / 2;
  return 4 * m * (V - 120) + 8 * w * (V + 84) + 2 * (V + 60) - drive;
}
