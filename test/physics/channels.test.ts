import assert from 'node:assert/strict';
import { allostericGate } from '../../language/physics/allosteric-gate.js';
import { boltzmannGate, chargeOfSlope, slopeOfCharge } from '../../language/physics/boltzmann-gate.js';
import { populationConductance, populationCurrent, populationVariation } from '../../language/physics/population.js';
import { q10Factor } from '../../language/physics/q10.js';
import { permeabilityRatio, selectivityEnergy, transferEnergy } from '../../language/physics/selectivity.js';
import { thermalVoltage } from '../../language/physics/thermal-voltage.js';
import { closingRate, openingRate, openProbability, relaxationTime } from '../../language/physics/two-state-gate.js';
import { blockDissociation, unblockedFraction, type Blocker } from '../../language/physics/woodhull.js';
import { assertNear } from './assert-near.js';

const T = 310.15;

function slopeAt(f: (x: number) => number, x: number): number {
  return (f(x + 1e-6) - f(x - 1e-6)) / 2e-6;
}

describe('physics: gates', () => {
  const gate = { opening: 200, closing: 200, charge: 4, distance: 0.3, reference: -0.03 };

  it('a positive gating charge opens on depolarisation, a negative one closes', () => {
    assert.ok(boltzmannGate(0, -0.02, 4, T) > 0.9);
    assert.ok(boltzmannGate(0, -0.02, -4, T) < 0.1);
  });

  it('slope factor and gating charge are two names of one thing: 4 charges are 6.7 mV', () => {
    assertNear(slopeOfCharge(4, T), 6.68e-3, 1e-5);
    assert.equal(chargeOfSlope(slopeOfCharge(4, T), T), 4);
  });

  it('the slope at half is zF/4RT and shallower when warmer', () => {
    for (const temperature of [280, T]) {
      const slope = slopeAt((V) => boltzmannGate(V, -0.02, 4, temperature), -0.02);
      assertNear(slope / (4 / (4 * thermalVoltage(temperature))), 1, 1e-6);
    }
    assert.ok(slopeOfCharge(4, T) > slopeOfCharge(4, 280));
  });

  it('two states are a Boltzmann gate at equilibrium, wherever in the field the barrier is', () => {
    for (const distance of [0, 0.3, 1]) {
      for (const V of [-0.1, -0.03, 0.02]) {
        assertNear(openProbability({ ...gate, distance }, V, T), boltzmannGate(V, -0.03, 4, T), 1e-14);
      }
    }
  });

  it('a barrier at the start of the field leaves opening untouched by voltage, one at its end closing', () => {
    assert.equal(openingRate({ ...gate, distance: 0 }, 0.05, T), 200);
    assert.equal(closingRate({ ...gate, distance: 1 }, 0.05, T), 200);
    assertNear(relaxationTime(gate, -0.03, T), 1 / 400, 1e-18);
  });

  it('uncoupled sensors do nothing, firmly coupled ones all', () => {
    assertNear(allostericGate(0.1, 3, 0, T), 0.1 / 1.1, 1e-15);
    assertNear(allostericGate(1e-6, 1e3, 1e5, T), 1, 1e-9);
  });

  it('less coupling makes the allosteric gate shallower and its maximum lower', () => {
    const open = (coupling: number, V: number): number =>
      allostericGate(1e-5, Math.exp(V / thermalVoltage(T)), coupling, T);
    const steepest = (coupling: number): number =>
      Math.max(...Array.from({ length: 300 }, (_, i) => slopeAt((V) => open(coupling, V), -0.15 + i * 1e-3)));
    assert.ok(steepest(6e3) < steepest(12e3));
    assert.ok(open(6e3, 0.3) < 0.5 && open(12e3, 0.3) > 0.99);
  });

  it('Q10 is 1 at its reference and itself 10 K above', () => {
    assert.equal(q10Factor(3, 279.45, 279.45), 1);
    assertNear(q10Factor(3, 289.45, 279.45), 3, 1e-12);
  });
});

describe('physics: populations', () => {
  it('conduct by their mean and vary less the more they are', () => {
    assertNear(populationCurrent(1000, 20e-12, 0.2, -0.07, -0.09), 80e-12, 1e-24);
    assert.equal(populationConductance(1000, 20e-12, 0), 0);
    assert.equal(populationVariation(1000, 1), 0);
    assertNear(populationVariation(4000, 0.2) / populationVariation(1000, 0.2), 0.5, 1e-15);
  });
});

describe('physics: block and selectivity', () => {
  const spermine: Blocker = { charge: 4, side: 'inside', dissociation: 5e-3, distance: 0.4 };

  it('half of the channels are blocked at Kd', () => assert.equal(unblockedFraction(spermine, 5e-3, 0, T), 0.5));

  it('depolarisation drives an inside cation in and an outside one off', () => {
    assert.ok(unblockedFraction(spermine, 5e-3, 0.05, T) < 0.1);
    assert.ok(unblockedFraction({ ...spermine, side: 'outside' }, 5e-3, 0.05, T) > 0.9);
    const folded = blockDissociation(spermine, thermalVoltage(T) / (4 * 0.4), T);
    assertNear(folded, 5e-3 / Math.E, 1e-17);
  });

  it('energy and ratio are inverse, and 3 kJ/mol a factor of about 3', () => {
    assertNear(permeabilityRatio(selectivityEnergy(1000, 310), 310), 1000, 1e-9);
    assertNear(permeabilityRatio(transferEnergy(300e3, 303e3), T), 3.2, 0.01);
  });
});
