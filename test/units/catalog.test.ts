import assert from 'node:assert/strict';
import { atoms, knownUnit, words, wordsOf } from '../../language/units/catalog.js';
import * as d from '../../language/units/dimension.js';
import { divide, sameDimension, type Dimension } from '../../language/units/dimension.js';

describe('units: catalog', () => {
  it('no word is reached in two ways', () => {
    const all = atoms.flatMap(wordsOf).map((word) => word.text);
    assert.deepEqual(
      all.filter((text, i) => all.indexOf(text) !== i),
      [],
    );
    assert.equal(words.size, all.length);
  });

  it('every word has a plain spelling that means the same', () => {
    for (const word of words.values()) {
      const plain = words.get(word.canonical);
      assert.deepEqual([plain?.atom, plain?.exponent10], [word.atom, word.exponent10], word.text);
      assert.match(word.canonical, /^[a-z%]+$/i);
    }
  });

  /** Words that could be read otherwise: what they are, and the power of ten. */
  const readings: readonly [string, Dimension, number][] = [
    ['m', d.length, 0],
    ['mm', d.length, -3],
    ['mM', d.concentration, 0],
    ['M', d.concentration, 3],
    ['ms', d.time, -3],
    ['mS', d.conductance, -3],
    ['s', d.time, 0],
    ['S', d.conductance, 0],
    ['min', d.time, 0],
    ['h', d.time, 0],
    ['d', d.time, 0],
    ['mho', d.conductance, 0],
    ['mmho', d.conductance, -3],
    ['umho', d.conductance, -6],
    ['mol', d.amount, 0],
    ['mmol', d.amount, -3],
    ['pmol', d.amount, -12],
    ['Pa', d.pressure, 0],
    ['pA', d.current, -12],
    ['MOhm', d.resistance, 6],
    ['Mohm', d.resistance, 6],
    ['MΩ', d.resistance, 6],
    ['mohm', d.resistance, -3],
    ['uM', d.concentration, -3],
    ['µM', d.concentration, -3],
    ['μM', d.concentration, -3],
    ['nM', d.concentration, -6],
    ['pM', d.concentration, -9],
    ['cm', d.length, -2],
    ['dm', d.length, -1],
    ['dL', d.volume, -4],
    ['mL', d.volume, -6],
    ['ul', d.volume, -9],
    ['g', d.mass, -3],
    ['kg', d.mass, 0],
    ['Da', d.mass, -38],
    ['kDa', d.mass, -35],
    ['C', d.charge, 0],
    ['°C', d.temperature, 0],
    ['K', d.temperature, 0],
    ['mK', d.temperature, -3],
    ['F', d.capacitance, 0],
    ['fF', d.capacitance, -15],
    ['hPa', d.pressure, 2],
    ['Å', d.length, -10],
    ['%', d.dimensionless, -2],
    ['mmHg', d.pressure, -9],
  ];
  for (const [text, dimension, exponent10] of readings) {
    it(`${text} means one thing`, () => {
      const word = words.get(text);
      assert.ok(word, 'known');
      assert.ok(sameDimension(word.atom.dimension, dimension));
      assert.equal(word.exponent10, exponent10);
    });
  }

  it('words that look like units and are none', () => {
    for (const text of [
      '',
      'mv',
      'MV2',
      'cd',
      'mmin',
      'mh',
      'ks',
      'kM',
      'MM',
      'Mm',
      'mdegC',
      'ft',
      'x',
      'toString',
      'constructor',
      'm^2',
      'mS/cm',
    ]) {
      assert.equal(knownUnit(text), false, text);
    }
  });

  it('a siemens is an ampere a volt and a farad a coulomb a volt', () => {
    const of = (text: string): Dimension => words.get(text)!.atom.dimension;
    assert.ok(sameDimension(of('S'), divide(of('A'), of('V'))));
    assert.ok(sameDimension(of('F'), divide(of('C'), of('V'))));
    assert.ok(sameDimension(of('W'), divide(of('J'), of('s'))));
    assert.ok(sameDimension(of('J'), divide(of('eV'), d.dimensionless)));
  });
});
