/** Textbook numbers, each to the digits printed: potentials in mV, energies in kJ/mol, concentrations in mM. */
import assert from 'node:assert/strict';
import { boltzmannGate } from '../../language/physics/boltzmann-gate.js';
import { chordPotential } from '../../language/physics/chord-conductance.js';
import { transportReversal } from '../../language/physics/coupled-transport.js';
import { donnan } from '../../language/physics/donnan.js';
import { drivingForce, ionFlow } from '../../language/physics/driving-force.js';
import { freeEnergyInward, freeEnergyOutward } from '../../language/physics/free-energy.js';
import { ghkVoltage } from '../../language/physics/ghk.js';
import { henderson } from '../../language/physics/henderson.js';
import { ionsPerSecond } from '../../language/physics/ion-flux.js';
import { nernst, nernstSensitivityOutside } from '../../language/physics/nernst.js';
import { populationConductance, populationVariation } from '../../language/physics/population.js';
import { protonMotiveForce } from '../../language/physics/proton-motive-force.js';
import { atpForLeak, netCharge } from '../../language/physics/pump-stoichiometry.js';
import { pumpLeakLevel, pumpLeakSteady } from '../../language/physics/pump-leak.js';
import { selectivityEnergy } from '../../language/physics/selectivity.js';
import { thermalVoltage } from '../../language/physics/thermal-voltage.js';

const body = 310.15;
const rounded = 310;
const mV = 1e-3;
const kJ = 1e3;

/** What it is; the value; its unit in SI; the number as printed, whose digits are all compared. */
const checks: readonly [string, number, number, string][] = [
  ['RT/F at 37 °C', thermalVoltage(body), mV, '26.7267'],

  ['E_K 4/140', nernst(1, 140, 4, rounded), mV, '-94.977'],
  ['E_K 5/140', nernst(1, 140, 5, rounded), mV, '-89.016'],
  ['E_Ca 1.5/1e-4', nernst(2, 1e-4, 1.5, rounded), mV, '128.437'],
  ['E at equal concentrations', nernst(1, 7, 7, rounded), mV, '0'],
  ['E of an anion, tenfold outside', nernst(-1, 1, 10, rounded), mV, '-61.511'],
  ['E of a cation, tenfold outside', nernst(1, 1, 10, rounded), mV, '61.511'],
  ['E with activities', nernst(1, 15 * 0.73, 150 * 0.8, rounded), mV, '63.957'],
  ['E without activities', nernst(1, 15, 150, rounded), mV, '61.511'],
  ['∂E_K/∂K_out', nernstSensitivityOutside(1, 4, body), mV, '6.6817'],
  [
    'sensitivity to K_out 4 over Na_out 145',
    nernstSensitivityOutside(1, 4, body) / nernstSensitivityOutside(1, 145, body),
    1,
    '36.25',
  ],
  ['driving force on K at −65 mV', drivingForce(-0.065, nernst(1, 140, 5, rounded)), mV, '24.016'],
  ['ΔG of Na inward', freeEnergyInward(1, 15, 145, -0.055, rounded), kJ, '-11.154'],
  ['ΔG of Ca outward', freeEnergyOutward(2, 1e-4, 1e-3, -0.07, rounded), kJ, '19.443'],
  ['ΔG of Ca up 20 000-fold, chemical part', freeEnergyInward(0, 20000, 1, 0, rounded), kJ, '25.526'],
  ['proton-motive force', protonMotiveForce(-0.16, 0.8, body), mV, '-209.23'],

  ['shift by a pump of 2 pA on 30 nS', chordPotential([{ conductance: 30e-9, reversal: 0 }], 2e-12), mV, '-0.06667'],
  [
    'GHK over K, Na and Cl',
    ghkVoltage(
      [
        { charge: 1, permeability: 1, inside: 140, outside: 4 },
        { charge: 1, permeability: 0.04, inside: 12, outside: 145 },
        { charge: -1, permeability: 0.45, inside: 7, outside: 120 },
      ],
      body,
    ),
    mV,
    '-72.409',
  ],
  [
    'GABA_A over Cl and HCO3',
    ghkVoltage(
      [
        { charge: -1, permeability: 1, inside: 7, outside: 120 },
        { charge: -1, permeability: 0.2, inside: 14, outside: 24 },
      ],
      body,
    ),
    mV,
    '-68.001',
  ],
  ['E_Cl beside it', nernst(-1, 7, 120, body), mV, '-75.946'],
  ['E_HCO3 beside it', nernst(-1, 14, 24, body), mV, '-14.406'],
  ['Na⁺ ions/s of 3 pA', ionsPerSecond(3e-12, 1), 1e7, '1.8725'],
  ['ATP/s of 3 pA at 3 Na an ATP', atpForLeak(ionsPerSecond(3e-12, 1), 3), 1e6, '6.2415'],

  ['g of 1000 channels of 20 pS open 0.2', populationConductance(1000, 20e-12, 0.2), 1e-9, '4'],
  ['their variation', populationVariation(1000, 0.2), 1, '0.063246'],
  ['a gate at its half', boltzmannGate(-0.02, -0.02, 4, body), 1, '0.5'],
  ['1000:1 selectivity', -selectivityEnergy(1000, rounded), kJ, '17.80'],

  [
    'HCl 100 | 10 mM junction',
    henderson(
      [
        { charge: 1, mobility: 36.23, concentration1: 100, concentration2: 10 },
        { charge: -1, mobility: 7.91, concentration1: 100, concentration2: 10 },
      ],
      298.15,
    ),
    mV,
    '37.956',
  ],
];

const potassiumChloride = [
  { charge: 1, concentration: 100 },
  { charge: -1, concentration: 100 },
];

describe('physics: check values', () => {
  for (const [what, si, unit, printed] of checks) {
    it(`${what} is ${printed}`, () => {
      const decimals = printed.split('.')[1]?.length ?? 0;
      assert.equal((si / unit).toFixed(decimals), printed);
    });
  }

  it('Donnan: 50 mM A⁻ in 100 mM KCl', () => {
    const { potential, inside } = donnan(potassiumChloride, -50, body);
    assert.equal((potential / mV).toFixed(3), '-6.614');
    assert.deepEqual(
      inside.map((c) => c.toFixed(3)),
      ['128.078', '78.078'],
    );
  });

  it('K leaves at −65 mV', () => {
    assert.equal(ionFlow(1, -0.065, nernst(1, 140, 5, rounded)), 'out');
  });

  it('two rectifying conductances rest at a fixed point of their chord potential', () => {
    const alpha = 2;
    const rest = -0.0130435;
    const effective = chordPotential([
      { conductance: 1 + alpha * rest, reversal: -0.09 },
      { conductance: 1 - alpha * rest, reversal: 0.06 },
    ]);
    assert.equal((effective / mV).toFixed(4), '-13.0435');
  });

  const charges: readonly [string, readonly { charge: number; count: number }[], number][] = [
    [
      '3 Na out, 2 K in',
      [
        { charge: 1, count: 3 },
        { charge: 1, count: -2 },
      ],
      1,
    ],
    [
      'KCC2: K and Cl out',
      [
        { charge: 1, count: 1 },
        { charge: -1, count: 1 },
      ],
      0,
    ],
    [
      'NKCC1: Na, K, 2 Cl in',
      [
        { charge: 1, count: -1 },
        { charge: 1, count: -1 },
        { charge: -1, count: -2 },
      ],
      0,
    ],
    [
      'NCX: 3 Na in, 1 Ca out',
      [
        { charge: 1, count: -3 },
        { charge: 2, count: 1 },
      ],
      -1,
    ],
  ];
  for (const [cycle, moves, charge] of charges) {
    it(`net charge of ${cycle} is ${charge} outward`, () => assert.equal(netCharge(moves), charge));
  }

  it('NCX reverses at 3 E_Na − 2 E_Ca', () => {
    const exchanger = [
      { charge: 1, count: -3, inside: 12, outside: 145 },
      { charge: 2, count: 1, inside: 1e-4, outside: 1.5 },
    ];
    const expected = 3 * nernst(1, 12, 145, body) - 2 * nernst(2, 1e-4, 1.5, body);
    assert.ok(Math.abs(transportReversal(exchanger, body) - expected) < 1e-14);
  });

  it('pump and leak settle at p/k', () => {
    assert.equal(pumpLeakSteady(6, 2), 3);
    assert.ok(Math.abs(pumpLeakLevel(10, 6, 2, 100) - 3) < 1e-12);
    assert.equal(pumpLeakLevel(10, 6, 0, 2), 22);
  });
});
