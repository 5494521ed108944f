/** What holds of every membrane: signs, swaps of the sides, and one theory as the limit of another. */
import assert from 'node:assert/strict';
import { chordPotential } from '../../language/physics/chord-conductance.js';
import { cycleFreeEnergy, transportReversal } from '../../language/physics/coupled-transport.js';
import { donnan } from '../../language/physics/donnan.js';
import { ionFlow } from '../../language/physics/driving-force.js';
import { chargeConcentration } from '../../language/physics/electroneutrality.js';
import { freeEnergyInward, freeEnergyOutward } from '../../language/physics/free-energy.js';
import { ghkConductance, ghkCurrent, ghkVoltage, type PermeantIon } from '../../language/physics/ghk.js';
import { henderson } from '../../language/physics/henderson.js';
import { nernst, nernstSensitivityInside, nernstSensitivityOutside } from '../../language/physics/nernst.js';
import { thermalVoltage } from '../../language/physics/thermal-voltage.js';
import { randomNumbers } from '../random.js';
import { assertNear } from './assert-near.js';

const TRIALS = 300;
const random = randomNumbers(1949);
const between = (low: number, high: number): number => low + (high - low) * random();
const concentration = (): number => 10 ** between(-5, 3);
const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;

interface Trial extends PermeantIon {
  readonly temperature: number;
  readonly voltage: number;
}

function trial(charges: readonly number[] = [-2, -1, 1, 2, 3]): Trial {
  return {
    charge: pick(charges),
    permeability: 10 ** between(-10, -6),
    inside: concentration(),
    outside: concentration(),
    temperature: between(273, 320),
    voltage: between(-0.15, 0.15),
  };
}

const swapped = (ion: PermeantIon): PermeantIon => ({ ...ion, inside: ion.outside, outside: ion.inside });

function always(claim: string, hold: () => void): void {
  it(claim, () => {
    for (let i = 0; i < TRIALS; i++) hold();
  });
}

describe('physics: one ion', () => {
  always('swapping the sides, or the sign of the ion, flips E', () => {
    const { charge, inside, outside, temperature } = trial();
    const E = nernst(charge, inside, outside, temperature);
    assertNear(nernst(charge, outside, inside, temperature), -E, 1e-15);
    assert.equal(nernst(-charge, inside, outside, temperature), -E);
  });

  always('moving it costs nothing at E, and as much one way as it gains the other', () => {
    const { charge, inside, outside, temperature, voltage } = trial();
    const E = nernst(charge, inside, outside, temperature);
    assertNear(freeEnergyInward(charge, inside, outside, E, temperature), 0, 1e-9);
    const inward = freeEnergyInward(charge, inside, outside, voltage, temperature);
    assert.equal(freeEnergyOutward(charge, inside, outside, voltage, temperature), -inward);
  });

  always('it flows downhill in free energy', () => {
    const { charge, inside, outside, temperature, voltage } = trial();
    const inward = freeEnergyInward(charge, inside, outside, voltage, temperature);
    const E = nernst(charge, inside, outside, temperature);
    assert.equal(ionFlow(charge, voltage, E), inward < 0 ? 'in' : 'out');
  });

  always('its sensitivities are the slopes of E', () => {
    const { charge, inside, outside, temperature } = trial();
    const slope = (f: (c: number) => number, c: number): number => (f(c * 1.0001) - f(c * 0.9999)) / (0.0002 * c);
    const out = nernstSensitivityOutside(charge, outside, temperature);
    const inn = nernstSensitivityInside(charge, inside, temperature);
    assertNear(slope((c) => nernst(charge, inside, c, temperature), outside) / out, 1, 1e-6);
    assertNear(slope((c) => nernst(charge, c, outside, temperature), inside) / inn, 1, 1e-6);
  });

  it('at its E it does not move', () => assert.equal(ionFlow(-1, -0.07, -0.07), 'none'));

  it('an anion above its E enters, and that is outward current', () => {
    const chloride = { charge: -1, permeability: 1e-8, inside: 7, outside: 120 };
    assert.equal(ionFlow(-1, -0.06, -0.0759), 'in');
    assert.ok(ghkCurrent(chloride, -0.06, 310) > 0);
  });

  it('has no E where a concentration is zero, negative or unknown', () => {
    for (const [inside, outside] of [
      [0, 5],
      [5, 0],
      [-1, 5],
      [5, -1],
      [NaN, 5],
      [0, 0],
    ] as const) {
      assert.ok(Number.isNaN(nernst(1, inside, outside, 310)));
      assert.ok(Number.isNaN(freeEnergyInward(1, inside, outside, 0, 310)));
    }
  });
});

describe('physics: GHK', () => {
  always('one ion reverses at its Nernst potential', () => {
    const ion = trial();
    const E = nernst(ion.charge, ion.inside, ion.outside, ion.temperature);
    assertNear(ghkVoltage([ion], ion.temperature), E, 1e-14);
    const scale = ghkConductance(ion, E, ion.temperature) * thermalVoltage(ion.temperature);
    assertNear(ghkCurrent(ion, E, ion.temperature) / scale, 0, 1e-12);
  });

  always('several ions reverse where their currents cancel, between their Nernst potentials', () => {
    const ions = [trial(), trial(), trial()];
    const temperature = ions[0]!.temperature;
    const V = ghkVoltage(ions, temperature);
    const current = ions.reduce((sum, ion) => sum + ghkCurrent(ion, V, temperature), 0);
    const conductance = ions.reduce((sum, ion) => sum + ghkConductance(ion, V, temperature), 0);
    assertNear(current / conductance, 0, 1e-14);
    const reversals = ions.map((ion) => nernst(ion.charge, ion.inside, ion.outside, temperature));
    assert.ok(V >= Math.min(...reversals) - 1e-12 && V <= Math.max(...reversals) + 1e-12);
  });

  always('the closed form for monovalent ions is the root of the currents', () => {
    const ions = [trial([1, -1]), trial([1, -1]), trial([1, -1])];
    const nothing = { charge: 2, permeability: 0, inside: 1, outside: 1 };
    const T = ions[0]!.temperature;
    assertNear(ghkVoltage(ions, T), ghkVoltage([...ions, nothing], T), 1e-13);
  });

  always('swapping the sides flips current and reversal', () => {
    const ion = trial();
    const forth = ghkCurrent(ion, ion.voltage, ion.temperature);
    assertNear(ghkCurrent(swapped(ion), -ion.voltage, ion.temperature) / forth, -1, 1e-10);
    assertNear(ghkVoltage([swapped(ion)], ion.temperature), -ghkVoltage([ion], ion.temperature), 1e-14);
  });

  always('the conductance is the slope of the current, and positive', () => {
    const ion = trial();
    const step = 1e-6;
    const rise =
      ghkCurrent(ion, ion.voltage + step, ion.temperature) - ghkCurrent(ion, ion.voltage - step, ion.temperature);
    const slope = ghkConductance(ion, ion.voltage, ion.temperature);
    const rounding = (1e-15 * ion.permeability * 3 * 96485 * 30 * (ion.inside + ion.outside)) / step;
    assert.ok(slope > 0);
    assertNear(rise / (2 * step), slope, 1e-6 * slope + rounding);
  });

  always('the current at V = 0 is Fick’s, and that beside it hardly differs', () => {
    const ion = trial();
    const fick = ion.permeability * ion.charge * 96485.33212331 * (ion.inside - ion.outside);
    assertNear(ghkCurrent(ion, 0, ion.temperature), fick, 1e-14 * Math.abs(fick));
    const size = ion.permeability * 96485 * 3 * (ion.inside + ion.outside);
    assertNear(ghkCurrent(ion, 1e-15, ion.temperature), fick, 1e-12 * size);
  });

  always('far from E the conductance is that of the side the ion comes from', () => {
    const ion = trial();
    const far = 40 * thermalVoltage(ion.temperature) * Math.sign(ion.charge);
    const ratio = ghkConductance(ion, far, ion.temperature) / ghkConductance(ion, -far, ion.temperature);
    assertNear((ratio * ion.outside) / ion.inside, 1, 1e-6);
  });

  it('with an ion on one side alone there is still a reversal, and none when nothing comes back', () => {
    const K = { charge: 1, permeability: 1, inside: 140, outside: 0 };
    const Na = { charge: 1, permeability: 1, inside: 0, outside: 140 };
    const Ca = { charge: 2, permeability: 1, inside: 0, outside: 2 };
    assertNear(ghkVoltage([K, Na], 310), 0, 1e-15);
    assert.ok(ghkVoltage([K, Ca], 310) < 0.1);
    for (const ions of [[K], [Ca], []]) assert.ok(Number.isNaN(ghkVoltage(ions, 310)));
  });
});

describe('physics: parallel conductances', () => {
  always('the chord potential lies between the smallest and the largest E', () => {
    const chords = Array.from({ length: 1 + Math.floor(random() * 5) }, () => ({
      conductance: 10 ** between(-12, -6),
      reversal: between(-0.15, 0.15),
    }));
    const V = chordPotential(chords);
    const reversals = chords.map(({ reversal }) => reversal);
    assert.ok(V >= Math.min(...reversals) - 1e-15 && V <= Math.max(...reversals) + 1e-15);
    const total = chords.reduce((sum, { conductance }) => sum + conductance, 0);
    const pump = total * between(0, 0.01);
    assertNear(chordPotential(chords, pump), V - pump / total, 1e-15, 'an outward pump current hyperpolarises by I/g');
  });

  it('nothing conducting has no potential', () => {
    assert.ok(Number.isNaN(chordPotential([])));
    assert.ok(Number.isNaN(chordPotential([{ conductance: 0, reversal: -0.09 }], 1e-12)));
  });
});

describe('physics: coupled transport', () => {
  always('costs nothing at its reversal, and the other direction is the same with the sign changed', () => {
    const moves = [trial([1, 2, -1]), trial([1, 2, -1])].map((ion) => ({ ...ion, count: pick([-3, -2, -1, 1, 2, 3]) }));
    const back = moves.map((move) => ({ ...move, count: -move.count }));
    const V = transportReversal(moves, 310);
    const backward = cycleFreeEnergy(back, 0.02, 310);
    assertNear(cycleFreeEnergy(moves, 0.02, 310), -backward, 1e-9);
    if (Number.isNaN(V)) assertNear(cycleFreeEnergy(moves, 0.1, 310), cycleFreeEnergy(moves, -0.1, 310), 1e-9);
    else assertNear(cycleFreeEnergy(moves, V, 310), 0, 1e-8);
  });

  it('an electroneutral K–Cl cotransporter stands still where E_Cl = E_K', () => {
    const outsideChloride = 120;
    const insideChloride = (4 * outsideChloride) / 140;
    const cycle = [
      { charge: 1, count: 1, inside: 140, outside: 4 },
      { charge: -1, count: 1, inside: insideChloride, outside: outsideChloride },
    ];
    assertNear(cycleFreeEnergy(cycle, -0.07, 310), 0, 1e-9);
    assertNear(nernst(1, 140, 4, 310), nernst(-1, insideChloride, outsideChloride, 310), 1e-15);
  });

  it('the Na/K pump with 55 kJ/mol of ATP reverses far below rest', () => {
    const cycle = [
      { charge: 1, count: 3, inside: 12, outside: 145 },
      { charge: 1, count: -2, inside: 140, outside: 4 },
    ];
    const V = transportReversal(cycle, 310.15, 55e3);
    assert.ok(V < -0.1 && V > -0.3);
    assertNear(cycleFreeEnergy(cycle, V, 310.15), 55e3, 1e-6);
  });
});

describe('physics: Donnan', () => {
  always('every permeant ion is at its E, and the inside is neutral', () => {
    const salt = concentration();
    const calcium = concentration();
    const bath = [
      { charge: 1, concentration: salt },
      { charge: 2, concentration: calcium },
      { charge: -1, concentration: salt + 2 * calcium },
    ];
    const fixed = between(-200, 200);
    const { potential, inside } = donnan(bath, fixed, 310);
    const contents = bath.map(({ charge }, i) => ({ charge, concentration: inside[i]! }));
    const size = contents.reduce((sum, { charge, concentration }) => sum + Math.abs(charge) * concentration, 0);
    assertNear(chargeConcentration(contents) + fixed, 0, 1e-13 * size);
    assert.ok(fixed * potential > 0, 'the side with the fixed anions is negative');
    bath.forEach(({ charge, concentration }, i) =>
      assertNear(nernst(charge, inside[i]!, concentration, 310), potential, 1e-13),
    );
  });

  it('no fixed charge, no potential; no counter-ion, no equilibrium', () => {
    const bath = [1, -1].map((charge) => ({ charge, concentration: 100 }));
    assertNear(donnan(bath, 0, 310).potential, 0, 1e-18);
    assert.ok(Number.isNaN(donnan([{ charge: -1, concentration: 100 }], -50, 310).potential));
    assert.ok(
      Number.isNaN(
        donnan(
          [
            { charge: 1, concentration: 0 },
            { charge: -1, concentration: 9 },
          ],
          -50,
          310,
        ).potential,
      ),
    );
  });
});

describe('physics: liquid junction', () => {
  always('swapping the solutions flips it', () => {
    const ions = [1, -1, 2].map((charge) => ({
      charge,
      mobility: between(3, 40),
      concentration1: concentration(),
      concentration2: concentration(),
    }));
    const back = ions.map((ion) => ({
      ...ion,
      concentration1: ion.concentration2,
      concentration2: ion.concentration1,
    }));
    assertNear(henderson(back, 298), -henderson(ions, 298), 1e-13);
  });

  it('has its limit where both solutions conduct alike', () => {
    const at = (concentration2: number): number =>
      henderson(
        [
          { charge: 1, mobility: 2, concentration1: 100, concentration2: 0 },
          { charge: 1, mobility: 1, concentration1: 0, concentration2 },
          { charge: -1, mobility: 1, concentration1: 100, concentration2: 100 },
        ],
        298,
      );
    assertNear(at(200), at(200 + 1e-9), 1e-12);
    assertNear(at(200), 0, 1e-18);
  });
});
