import assert from 'node:assert/strict';
import { words } from '../../language/units/catalog.js';
import { unitOf } from '../../language/units/convert.js';
import { multiply, power, sameDimension } from '../../language/units/dimension.js';
import { prettyUnit } from '../../language/units/pretty.js';
import { baseUnit, quantities } from '../../language/units/quantities.js';
import { rational } from '../../language/units/rational.js';
import { parseUnit, type Unit, type UnitError } from '../../language/units/unit.js';
import { randomNumbers } from '../random.js';

function errorOf(text: string): UnitError {
  const result = parseUnit(text);
  assert.ok(!result.ok, `\`${text}\` parses`);
  return result.error;
}

function assertSame(a: Unit, b: Unit): void {
  assert.ok(sameDimension(a.dimension, b.dimension), `${a.text} and ${b.text}`);
  assert.deepEqual(
    [a.factor / a.divisor, a.exponent10, a.affine],
    [b.factor / b.divisor, b.exponent10, b.affine],
    `${a.text} and ${b.text}`,
  );
}

describe('units: reading', () => {
  const same: readonly (readonly [string, ...string[]])[] = [
    ['uA/cm^2', 'µA/cm²', 'μA/cm^2', 'uA.cm^-2', 'uA·cm⁻²', 'uA⋅cm^(-2)', 'uA/cm^(2)', 'uA/cm/cm'],
    ['/ms', '1/ms', 'ms^-1', 'ms⁻¹', 'kHz', '/ms^1'],
    ['/s', 'Hz', '1/s'],
    ['M', 'mol/L', 'mol/l', 'mmol/mL', 'mol/dm^3'],
    ['mM', 'mol/m^3', 'mol.m^-3', 'mmol/L', 'umol/mL', 'amol/um^3'],
    ['V/s', 'mV/ms', 'uA/uF', 'pA/pF'],
    ['mS', 'mmho', 'mA/V'],
    ['Mohm', 'MOhm', 'MΩ', 'M\u2126', 'mV/nA'],
    ['degC', '°C', '℃'],
    ['m^(1/2).m^(1/2)', 'm'],
    ['mV^(1/2).mV^(1/2)', 'mV'],
    ['min/h', 's/min'],
    ['J/mol/K', 'J.mol^-1.K^-1', 'V.C/mol/K'],
    ['kg.m/s^2', 'N'],
    ['m^(2/4)', 'm^(1/2)'],
  ];
  for (const [first, ...others] of same) {
    it(`${first} = ${others.join(' = ')}`, () => {
      for (const other of others) assertSame(unitOf(first), unitOf(other));
    });
  }

  it('keeps the text as it was written', () => assert.equal(unitOf('mM.cm²/uA/ms').text, 'mM.cm²/uA/ms'));

  it('a slash divides by the next factor alone', () => {
    assert.equal(baseUnit(unitOf('A/m/s').dimension), 'A/m/s');
  });

  it('the empty unit is the pure number', () => assertSame(unitOf(''), { ...unitOf('V/V'), text: '' }));
});

describe('units: errors', () => {
  /** Text, kind, the part that is wrong, what to put there. */
  const errors: readonly [string, UnitError['kind'], string, readonly string[]][] = [
    ['mv', 'unknown-atom', 'mv', ['mV', 'MV']],
    ['Mv', 'unknown-atom', 'Mv', ['mV', 'MV']],
    ['uS/CM^2', 'unknown-atom', 'CM', ['cm']],
    ['us/cm2', 'unknown-atom', 'cm2', ['cm^2']],
    ['mS.cm-2', 'unknown-atom', 'cm-2', ['cm^-2']],
    ['CM2', 'unknown-atom', 'CM2', ['cm^2']],
    ['uf', 'unknown-atom', 'uf', ['uF']],
    ['degc2', 'unknown-atom', 'degc2', []],
    ['mSiemens', 'unknown-atom', 'mSiemens', ['mS']],
    ['millivolts', 'unknown-atom', 'millivolts', ['mV']],
    ['msec', 'unknown-atom', 'msec', ['ms']],
    ['microns', 'unknown-atom', 'microns', ['um']],
    ['degc', 'unknown-atom', 'degc', ['degC']],
    ['°', 'unknown-atom', '°', ['degC']],
    ['celsius', 'unknown-atom', 'celsius', ['degC']],
    ['pa', 'unknown-atom', 'pa', ['pA', 'Pa']],
    ['amps', 'unknown-atom', 'amps', ['A']],
    ['Mol', 'unknown-atom', 'Mol', ['mol']],
    ['kOHM', 'unknown-atom', 'kOHM', ['kohm']],
    ['furlong', 'unknown-atom', 'furlong', []],
    ['x', 'unknown-atom', 'x', []],
    ['mV//ms', 'syntax', '/', []],
    ['mV/', 'syntax', '/', []],
    ['/', 'syntax', '/', []],
    ['mV.', 'syntax', '.', []],
    ['.mV', 'syntax', '.', []],
    ['m^', 'syntax', '^', []],
    ['m^0', 'syntax', '^0', []],
    ['m^(1/0)', 'syntax', '^(1/0)', []],
    ['m^0.5', 'syntax', '^0.5', ['^(1/2)']],
    ['m^(0.5)', 'syntax', '^(0.5)', ['^(1/2)']],
    ['m^1.5/s', 'syntax', '^1.5', ['^(3/2)']],
    ['m^(1/', 'syntax', '^(1/', []],
    ['m^1000', 'syntax', '^1000', []],
    ['m^2^3', 'syntax', '^', []],
    ['m²³⁴⁵', 'syntax', '²³⁴⁵', []],
    ['mS*cm', 'syntax', '*', ['.']],
    ['J/mol*K', 'syntax', '*', ['/']],
    ['J/mol.K', 'syntax', '.', ['/']],
    ['/ms.mV', 'syntax', '.', ['/']],
    ['mV ms', 'syntax', ' ', []],
    ['degC/s', 'affine-in-compound', 'degC', ['K']],
    ['J/°C', 'affine-in-compound', '°C', ['K']],
    ['/degC', 'affine-in-compound', 'degC', ['K']],
    ['degC^2', 'affine-in-compound', 'degC', ['K']],
  ];
  for (const [text, kind, found, suggestions] of errors) {
    it(`${text}: ${kind} at ${found}`, () => {
      const error = errorOf(text);
      assert.deepEqual(
        { kind: error.kind, found: error.found, suggestions: error.suggestions },
        { kind, found, suggestions },
      );
      assert.equal(text.slice(error.start, error.end), found);
    });
  }

  it('points at the wrong part, not at the same letters elsewhere', () => {
    const { start, end } = errorOf('mM/mm2/M2');
    assert.deepEqual([start, end], [3, 6]);
  });
});

describe('units: any text', () => {
  const random = randomNumbers(3);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
  const known = [...words.keys()].filter((word) => words.get(word)!.atom.affine === undefined);
  const exponents = ['', '', '', '^2', '^-2', '²', '⁻¹', '^(1/2)', '^(-3/2)', '^10'];
  const factor = (): string => pick(known) + pick(exponents);

  function randomUnit(): string {
    const above = Array.from({ length: 1 + Math.floor(random() * 3) }, factor).join(pick(['.', '·']));
    const below = Array.from({ length: Math.floor(random() * 3) }, () => `/${factor()}`).join('');
    return random() < 0.2 && below !== '' ? below : above + below;
  }

  it('well formed is read, and printed reads the same', () => {
    for (let i = 0; i < 2000; i++) {
      const text = randomUnit();
      assertSame(unitOf(prettyUnit(text)), unitOf(text));
      assert.equal(prettyUnit(prettyUnit(text)), prettyUnit(text));
    }
  });

  it('the product of two units has the product of their dimensions', () => {
    for (let i = 0; i < 500; i++) {
      const [a, b] = [factor(), factor()];
      assert.ok(sameDimension(unitOf(`${a}.${b}`).dimension, multiply(unitOf(a).dimension, unitOf(b).dimension)));
      assert.ok(sameDimension(unitOf(`/${b}`).dimension, power(unitOf(b).dimension, rational(-1))));
    }
  });

  it('base units of any dimension read as that dimension, with no scale', () => {
    for (let i = 0; i < 500; i++) {
      const { dimension } = unitOf(randomUnit());
      const base = unitOf(baseUnit(dimension));
      assert.ok(sameDimension(base.dimension, dimension), base.text);
      assert.deepEqual([base.factor, base.divisor, base.exponent10], [1, 1, 0]);
    }
  });

  it('garbage gives an error inside the text, and each suggestion mends it', () => {
    const alphabet = [...'mVSAcuµ°sMoOhlK2^-/.()1 ²⁻*é😀'.normalize(), 'cm2', 'mv', 'Siemens', '/', 'degC'];
    for (let i = 0; i < 5000; i++) {
      const text = Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(alphabet)).join('');
      const result = parseUnit(text);
      if (result.ok) continue;
      const { start, end, found, suggestions } = result.error;
      assert.ok(0 <= start && start < end && end <= text.length, text);
      assert.equal(found, text.slice(start, end));
      for (const suggestion of suggestions) {
        const mended = parseUnit(text.slice(0, start) + suggestion + text.slice(end));
        assert.ok(
          mended.ok || mended.error.start !== start || mended.error.kind !== result.error.kind,
          `${text}: ${suggestion}`,
        );
      }
    }
  });

  it('every slip of case in a common unit is mended', () => {
    for (const { units } of quantities) {
      for (const text of units) {
        for (const slip of [text.toLowerCase(), text.toUpperCase()]) {
          const result = parseUnit(slip);
          if (result.ok) continue;
          assert.ok(result.error.suggestions.length > 0, slip);
        }
      }
    }
  });
});
