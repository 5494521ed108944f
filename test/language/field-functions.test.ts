/** The functions of the field: check values of the literature, and agreement with language/physics on random numbers. */
import assert from 'node:assert/strict';
import { davies } from '../../language/physics/activity.js';
import { donnan } from '../../language/physics/donnan.js';
import { freeEnergyOutward } from '../../language/physics/free-energy.js';
import { ghkVoltage } from '../../language/physics/ghk.js';
import { henderson } from '../../language/physics/henderson.js';
import { nernst } from '../../language/physics/nernst.js';
import { protonMotiveForce } from '../../language/physics/proton-motive-force.js';
import { randomNumbers } from '../random.js';
import { letsOf, modelOf } from './values.js';

async function at(temperature: string, declarations: string, expression: string): Promise<number> {
  const text = `membrane Cell { temperature = ${temperature} }\n${declarations}\nlet it = ${expression}\n`;
  return letsOf(await modelOf(text))['it']!;
}

function near(actual: number, expected: number, relative = 1e-12): void {
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected) + 1e-18, `${actual} is not ${expected}`);
}

describe('language: functions of the field', () => {
  const checks: readonly (readonly [string, string, string, number, string])[] = [
    ['310 K', '', 'nernst(1, 4 mM, 140 mM)', 1e3, '-94.977'],
    ['310 K', '', 'nernst(2, 1.5 mM, 1e-4 mM)', 1e3, '128.437'],
    ['310 K', 'ion Cl - { in = 7 mM, out = 70 mM }', 'nernst(Cl)', 1e3, '-61.511'],
    ['310 K', 'ion Na + { in = 15 mM, out = 145 mM }', 'free_energy(Na in, at -55 mV)', 1e-3, '-11.154'],
    ['310 K', 'ion X 2+ { in = 1e-4 mM, out = 1e-3 mM }', 'free_energy(X out, at -70 mV)', 1e-3, '19.443'],
    ['310 K', 'ion X 2+ { in = 1 mM, out = 20000 mM }', 'free_energy(X out, at 0 mV)', 1e-3, '25.526'],
    ['37 degC', '', 'pmf(0.8, at -160 mV)', 1e3, '-209.23'],
    ['37 degC', 'ion K + { out = 100 mM }\nion Cl - { out = 100 mM }', 'donnan(K, Cl, -50 mM)', 1e3, '-6.614'],
    [
      '37 degC',
      'ion K + { out = 100 mM }\nion Cl - { out = 100 mM }\nimpermeant A - { in = 50 mM }',
      'donnan(K, Cl, A)',
      1e3,
      '-6.614',
    ],
    [
      '25 degC',
      'ion P + { in = 100 mM, out = 10 mM }\nion Cl - { in = 100 mM, out = 10 mM }',
      'henderson(P: 36.23, Cl: 7.91)',
      1e3,
      '37.956',
    ],
    [
      '37 degC',
      'ion Cl - { in = 7 mM, out = 120 mM }\nion HCO3 - { in = 14 mM, out = 24 mM }',
      'ghk(Cl: 1, HCO3: 0.2)',
      1e3,
      '-68.001',
    ],
  ];
  for (const [temperature, declarations, expression, scale, expected] of checks)
    it(`${expression} is ${expected}`, async () => {
      const value = (await at(temperature, declarations, expression)) * scale;
      assert.equal(value.toFixed(expected.split('.')[1]!.length), expected);
    });

  it('agree with the formulas on random ions', async () => {
    const next = randomNumbers(11);
    const T = 310.15;
    for (let i = 0; i < 10; i++) {
      const ions = [1, -1, 2, -2].map((charge) => ({
        charge,
        inside: 200 * next() + 0.1,
        outside: 200 * next() + 0.1,
        u: next() + 0.01,
      }));
      const declared = ions.map(
        ({ charge, inside, outside }, n) =>
          `ion X${n} ${Math.abs(charge)}${charge > 0 ? '+' : '-'} { in = ${inside} mM, out = ${outside} mM }`,
      );
      const listed = ions.map(({ u }, n) => `X${n}: ${u}`).join(', ');
      const fixed = 200 * next() - 100;
      const text = [
        `let a = ghk(${listed})`,
        `let b = henderson(${listed})`,
        `let c = donnan(X0, X1, X2, X3, ${fixed} mM)`,
        'let d = free_energy(X3 out, at -20 mV)',
        'let e = nernst(X2)',
        `let f = davies(2, ${ions[0]!.inside} mM)`,
        'let g = pmf(X0, at 12 mV)',
      ];
      const model = await modelOf(`membrane Cell { temperature = 37 degC }\n${[...declared, ...text].join('\n')}\n`);
      const { a, b, c, d, e, f, g } = letsOf(model) as Record<'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g', number>;
      near(
        a,
        ghkVoltage(
          ions.map((ion) => ({ ...ion, permeability: ion.u })),
          T,
        ),
        1e-10,
      );
      near(
        b,
        henderson(
          ions.map(({ charge, inside, outside, u }) => ({
            charge,
            mobility: u,
            concentration1: inside,
            concentration2: outside,
          })),
          T,
        ),
        1e-9,
      );
      near(
        c,
        donnan(
          ions.map(({ charge, outside }) => ({ charge, concentration: outside })),
          fixed,
          T,
        ).potential,
        1e-9,
      );
      near(d, freeEnergyOutward(-2, ions[3]!.inside, ions[3]!.outside, -0.02, T), 1e-9);
      near(e, nernst(2, ions[2]!.inside, ions[2]!.outside, T), 1e-9);
      near(f, davies(2, ions[0]!.inside, T), 1e-11);
      near(g, protonMotiveForce(0.012, Math.log10(ions[0]!.outside / ions[0]!.inside), T), 1e-9);
    }
  });

  it('are whole where two solutions conduct alike', async () => {
    const ions = 'ion A + { in = 100 mM, out = 50 mM }\nion B + { in = 50 mM, out = 100 mM }';
    const value = await at('25 degC', ions, 'henderson(A: 2, B: 2)');
    assert.equal(Math.abs(value), 0);
  });

  it('follow V where no potential is given', async () => {
    const text = `membrane Cell { temperature = 37 degC }\nion K + { in = 140 mM, out = 4 mM }\nlet it = free_energy(K in)\n`;
    const model = await modelOf(text);
    assert.ok(Math.abs(letsOf(model, nernst(1, 140, 4, 310.15))['it']!) < 1e-9);
  });

  it('work inside functions and channels', async () => {
    const text = `membrane Cell { temperature = 37 degC }
ion K + { in = 140 mM, out = 4 mM }
ion Na + { in = 12 mM, out = 145 mM }
let mixed(p) = ghk(K: 1, Na: p)
channel Mixed { conductance = 1 mS/cm^2, reversal = mixed(0.01833) }
let it = Mixed.E - ghk(K: 1, Na: 0.01833)
`;
    assert.equal(letsOf(await modelOf(text))['it'], 0);
  });
});
