import assert from 'node:assert/strict';
import { fromSI, linearFromSI, literalToSI, toSI, unitOf } from '../../language/units/convert.js';
import { quantities } from '../../language/units/quantities.js';
import { randomNumbers } from '../random.js';

describe('units: conversion', () => {
  /** Literal and unit, and the double it must be. */
  const exact: readonly [string, string, number][] = [
    ['-65', 'mV', -0.065],
    ['120', 'mS/cm^2', 1200],
    ['0.3', 'mS/cm^2', 3],
    ['1', 'uF/cm^2', 0.01],
    ['1.5e-8', 'cm/s', 1.5e-10],
    ['1E-6', 'M', 0.001],
    ['0.000001', 'M', 0.001],
    ['1', 'uM', 0.001],
    ['140', 'mM', 140],
    ['3000', 'um^2', 3e-9],
    ['0.07', '/ms', 70],
    ['37', 'degC', 310.15],
    ['6.3', 'degC', 279.45],
    ['-273.15', 'degC', 0],
    ['25', '°C', 298.15],
    ['5', 'min', 300],
    ['30', '/min', 0.5],
    ['1', 'cal', 4.184],
    ['1', 'eV', 1.602176634e-19],
    ['1', 'atm', 101325],
    ['1', 'mmHg', 133.322387415],
    ['50', '%', 0.5],
    ['20', 'pS', 20e-12],
    ['12.5', '', 12.5],
  ];
  for (const [literal, unit, si] of exact) {
    it(`${literal} ${unit} is ${si}`, () => assert.equal(literalToSI(literal, unitOf(unit)), si));
  }

  it('equal quantities are equal numbers, however they are written', () => {
    const random = randomNumbers(11);
    for (let i = 0; i < 500; i++) {
      const n = Math.floor(random() * 1e6);
      const si = literalToSI(String(n), unitOf('uM'));
      assert.equal(literalToSI(`${n}e-6`, unitOf('mol/L')), si);
      assert.equal(literalToSI(`${n}e-3`, unitOf('mol.m^-3')), si);
      assert.equal(literalToSI(`${n}000`, unitOf('nM')), si);
      assert.equal(literalToSI(String(n), unitOf('/min')), literalToSI(`${n * 60}`, unitOf('/h')));
    }
  });

  it('what goes in comes back, to the last digit', () => {
    const random = randomNumbers(5);
    for (const text of quantities.flatMap(({ units, si }) => [...units, si])) {
      const unit = unitOf(text);
      const scaled = unit.factor !== 1 || unit.divisor !== 1;
      for (let i = 0; i < 20; i++) {
        const value = Number((random() * 200 - 100).toFixed(1 + Math.floor(random() * 6)));
        const back = fromSI(toSI(value, unit), unit);
        if (scaled) assert.ok(Math.abs(back - value) <= 4 * Number.EPSILON * Math.abs(value), text);
        else assert.equal(back, value, text);
      }
    }
  });

  it('the straight line for curves agrees', () => {
    for (const text of ['mV', 'uA/cm^2', 'degC', '/min', 'kcal/mol', 'mM', '%', '']) {
      const { slope, offset } = linearFromSI(text);
      assert.ok(Math.abs(0.3 * slope + offset - fromSI(0.3, text)) <= 1e-12 * Math.abs(0.3 * slope), text);
    }
  });

  it('lets what is no finite number through', () => {
    for (const x of [NaN, Infinity, -Infinity]) {
      assert.equal(toSI(x, 'mV'), x);
      assert.equal(fromSI(x, 'degC'), x);
    }
    assert.equal(toSI(1e-320, 'mV'), 1e-323);
    assert.equal(fromSI(1e300, 'pA'), Infinity);
  });

  it('misuse throws', () => assert.throws(() => toSI(1, 'furlong'), RangeError));
});
