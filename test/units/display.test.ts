import assert from 'node:assert/strict';
import { explainUnit, formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { prettyUnit, superscript } from '../../language/units/pretty.js';
import { randomNumbers } from '../random.js';

describe('units: numbers to read', () => {
  const numbers: readonly [number, number, string][] = [
    [0, 4, '0'],
    [-0, 4, '0'],
    [140, 4, '140'],
    [-95.0234, 4, '−95.02'],
    [0.06667, 3, '0.0667'],
    [0.1, 4, '0.1'],
    [1 / 3, 4, '0.3333'],
    [12345.6, 4, '12346'],
    [1e-3, 4, '0.001'],
    [0.00099999, 4, '0.001'],
    [0.0009994, 4, '9.994×10⁻⁴'],
    [1e5, 4, '100000'],
    [99999.9, 3, '100000'],
    [100001, 4, '1×10⁵'],
    [100001, 6, '1.00001×10⁵'],
    [6.2415e6, 3, '6.24×10⁶'],
    [-1e-7, 4, '−1×10⁻⁷'],
    [9.9999e9, 3, '1×10¹⁰'],
    [5e-324, 3, '4.94×10⁻³²⁴'],
    [Infinity, 4, '∞'],
    [-Infinity, 4, '−∞'],
    [NaN, 4, 'undefined'],
  ];
  for (const [x, digits, text] of numbers) {
    it(`${x} to ${digits} digits is ${text}`, () => assert.equal(formatNumber(x, digits), text));
  }

  it('reads back as the number, to the digits asked for', () => {
    const random = randomNumbers(17);
    const plain = (text: string): number =>
      Number(
        text
          .replace('−', '-')
          .replace('×10', 'e')
          .replace(/[⁻⁰¹²³⁴-⁹]/g, (char) => (char === '⁻' ? '-' : String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(char)))),
      );
    for (let i = 0; i < 1000; i++) {
      const x = (random() - 0.5) * 10 ** Math.floor(random() * 30 - 15);
      const digits = 2 + Math.floor(random() * 8);
      assert.ok(
        Math.abs(plain(formatNumber(x, digits)) - x) <= 0.5000001 * 10 ** (1 - digits) * Math.abs(x),
        `${x} ${digits}`,
      );
    }
  });
});

describe('units: quantities to read', () => {
  const quantities: readonly [number, string, number, string][] = [
    [-0.0950234, 'mV', 4, '−95.02 mV'],
    [6.667e-4, 'uA/cm^2', 3, '0.0667 µA/cm²'],
    [6.2415e6, '/s', 3, '6.24×10⁶/s'],
    [310.15, 'degC', 4, '37 °C'],
    [310.15, 'K', 5, '310.15 K'],
    [0.063246, '%', 2, '6.3 %'],
    [0.2, '', 4, '0.2'],
    [140, 'mM', 4, '140 mM'],
    [1e7, 'Mohm', 4, '10 MΩ'],
    [25526, 'kJ/mol', 5, '25.526 kJ/mol'],
    [0.01, 'mM.cm^2/uA/ms', 4, '1×10⁻⁷ mM·cm²/µA/ms'],
  ];
  for (const [si, unit, digits, text] of quantities) {
    it(text, () => assert.equal(formatQuantity(si, unit, digits), text));
  }

  it('potentials keep one decimal, and zero no sign', () => {
    assert.equal(formatPotential(-0.095), '−95.0 mV');
    assert.equal(formatPotential(-0.0716666), '−71.7 mV');
    assert.equal(formatPotential(-0.0716666, 3), '−71.667 mV');
    assert.equal(formatPotential(0.12844), '128.4 mV');
    assert.equal(formatPotential(-0.00004), '0.0 mV');
    assert.equal(formatPotential(NaN), 'undefined mV');
  });
});

describe('units: units to read', () => {
  const pretty: readonly [string, string][] = [
    ['uA/cm^2', 'µA/cm²'],
    ['μM', 'µM'],
    ['/ms', '1/ms'],
    ['mM.cm^2/uA/ms', 'mM·cm²/µA/ms'],
    ['mol.m^-3', 'mol·m⁻³'],
    ['Mohm', 'MΩ'],
    ['degC', '°C'],
    ['angstrom', 'Å'],
    ['m^(1/2)', 'm^(1/2)'],
    ['m^12', 'm¹²'],
    ['', ''],
  ];
  for (const [text, expected] of pretty) {
    it(`${text} is ${expected}`, () => assert.equal(prettyUnit(text), expected));
  }

  it('superscripts', () => assert.equal(superscript(-1203), '⁻¹²⁰³'));

  const explained: readonly [string, string][] = [
    ['mS/cm^2', 'mS/cm² = 10 S/m²; conductance per area'],
    ['mV', 'mV = 0.001 V; voltage'],
    ['V', 'V = 1 kg·m²/s³/A; voltage'],
    ['mM', 'mM = 1 mol/m³; concentration'],
    ['/ms', '1/ms = 1000/s; rate (1/time)'],
    ['Hz', 'Hz = 1/s; rate (1/time)'],
    ['/s', '1/s; rate (1/time)'],
    ['eV', 'eV = 1.602176634×10⁻¹⁹ J; energy'],
    ['Da', 'Da = 1.6605390666×10⁻²⁷ kg; mass'],
    ['degC', '0 °C = 273.15 K; temperature'],
    ['%', '% = 0.01; a pure number'],
    ['m', 'm; length'],
    ['mmol/m/s', 'mmol/m/s = 0.001 mol/m/s'],
  ];
  for (const [text, expected] of explained) {
    it(expected, () => assert.equal(explainUnit(text), expected));
  }
});
