import assert from 'node:assert/strict';
import { unitOf } from '../../language/units/convert.js';
import * as d from '../../language/units/dimension.js';
import { sameDimension, type Dimension } from '../../language/units/dimension.js';
import { displayUnit } from '../../language/units/display.js';
import { describeDimension, quantities, unitsOf } from '../../language/units/quantities.js';
import { respellings } from '../../language/units/respell.js';

const of = (text: string): Dimension => unitOf(text).dimension;

describe('units: quantities', () => {
  it('no dimension is listed twice', () => {
    quantities.forEach((a, i) => {
      const twin = quantities.slice(i + 1).find((b) => sameDimension(a.dimension, b.dimension));
      assert.equal(twin, undefined, `${a.name} and ${twin?.name}`);
    });
  });

  it('every unit of a quantity has its dimension, and its SI unit no scale', () => {
    for (const { name, dimension, units, display, si } of quantities) {
      for (const text of [...units, display, si]) assert.ok(sameDimension(of(text), dimension), `${name}: ${text}`);
      const { factor, divisor, exponent10 } = unitOf(si);
      assert.deepEqual([factor, divisor, exponent10], [1, 1, 0], si);
      assert.equal(new Set(units).size, units.length, name);
    }
  });

  it('every named dimension has a name', () => {
    for (const [key, value] of Object.entries(d)) {
      if (typeof value !== 'object' || Array.isArray(value)) continue;
      assert.ok(
        quantities.some(({ dimension }) => sameDimension(dimension, value as Dimension)),
        key,
      );
    }
  });

  const names: readonly [string, string, string][] = [
    ['V', 'voltage', 'mV'],
    ['S/m^2', 'conductance per area', 'mS/cm^2'],
    ['A', 'current', 'pA'],
    ['A/m^2', 'current per area', 'uA/cm^2'],
    ['F/m^2', 'capacitance per area', 'uF/cm^2'],
    ['pA/pF', 'voltage per time (current per capacitance)', 'V/s'],
    ['M', 'concentration', 'mM'],
    ['/h', 'rate (1/time)', '/s'],
    ['K', 'temperature', 'degC'],
    ['', 'a pure number', ''],
    ['m/s', 'permeability (length per time)', 'cm/s'],
    ['J/mol', 'energy per amount', 'kJ/mol'],
    ['S/M', 'conductance per concentration', 'A^2.s^3/kg/m^2/mol'],
    ['V/K', 'voltage per temperature', 'kg.m^2/s^3/A/K'],
    ['W.m', 'kg·m³/s³', 'kg.m^3/s^3'],
    ['mM.cm^2/uA/ms', 'mol/m/s/A', 'mol/m/s/A'],
    ['m^(1/2)', 'm^(1/2)', 'm^(1/2)'],
  ];
  for (const [unit, name, display] of names) {
    it(`${unit || 'nothing'} is ${name}, shown in ${display || 'nothing'}`, () => {
      assert.equal(describeDimension(of(unit)), name);
      assert.ok(sameDimension(of(displayUnit(of(unit))), of(unit)));
      if (!display.includes('kg/m')) assert.equal(displayUnit(of(unit)), display);
    });
  }

  it('offers the usual unit first', () => {
    assert.deepEqual(unitsOf(d.voltage), ['mV', 'V', 'uV']);
    assert.equal(unitsOf(d.conductanceDensity)[0], 'mS/cm^2');
    assert.equal(unitsOf(d.temperature)[0], 'degC');
    assert.equal(unitsOf(d.rate)[0], '/ms');
    assert.deepEqual(unitsOf(of('V/K')), [displayUnit(of('V/K'))]);
  });
});

describe('units: spelt alike', () => {
  const cases: readonly [string, Dimension, readonly string[]][] = [
    ['us/cm^2', d.conductanceDensity, ['uS/cm^2']],
    ['ms', d.conductance, ['mS']],
    ['mS', d.time, ['ms']],
    ['mm', d.concentration, ['mM']],
    ['Pa', d.current, ['pA']],
    ['C', d.temperature, ['degC']],
    ['mS/cm^2', d.conductanceDensity, []],
    ['mV', d.concentration, []],
    ['ms/ms', d.conductance, []],
    ['S/ms', d.conductanceDensity, []],
    ['ms/s', d.rate, []],
    ['nm', d.concentration, ['nM']],
  ];
  for (const [text, wanted, expected] of cases) {
    it(`${text} where ${describeDimension(wanted)} is wanted`, () =>
      assert.deepEqual(respellings(text, wanted), expected));
  }

  it('does not try everything on a long unit', () => {
    assert.deepEqual(respellings(Array(40).fill('ms').join('.'), d.time), []);
  });
});
