/** Units do not cry wolf: spellings of one quantity are one number, and nothing is said about them. */
import assert from 'node:assert/strict';
import { MEMBRANE, letsOf, modelOf } from './values.js';

const alike: readonly (readonly string[])[] = [
  ['1e-6', '0.000001', '1.0E-6', '.000001'],
  ['5 Hz', '5/s', '5 s^-1', '5 s⁻¹', '0.005/ms', '0.005 kHz'],
  ['2 uA/uF', '2 V/s', '2 mV/ms', '2 A/F', '2 pA/pF', '2 µA/µF'],
  ['3 M', '3 mol/L', '3000 mM', '3000 mol/m^3', '3000 mol.m^-3', '3000 mol·m⁻³', '3 mol.L^-1'],
  ['4 mS', '4 mmho', '0.004 mho', '0.004 S', '0.004/ohm'],
  ['6 mS/cm^2', '60 S/m^2', '6 mS.cm^-2', '6 mmho/cm^2'],
];

describe('language: units agree', () => {
  for (const spellings of alike)
    it(spellings.join(' = '), async () => {
      const lets = spellings.map(
        (spelling, i) => `let x${i} = ${spelling} - ${spellings[0]!}\nlet y${i} = ${spelling}`,
      );
      const values = letsOf(await modelOf(`${MEMBRANE}${lets.join('\n')}\n`));
      for (const [i, spelling] of spellings.entries()) {
        const difference = Math.abs(values[`x${i}`]!);
        assert.ok(difference <= 4 * Number.EPSILON * Math.abs(values['y0']!), `${spelling}: ${difference}`);
      }
    });
});
