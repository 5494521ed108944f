/**
 * Every word that is a unit: the field's units and the SI prefixes each takes.
 *
 * A scale is factor × 10^exponent10 with an integer factor, so that a decimal literal keeps its digits exactly.
 * Which prefixes an atom takes is listed with it, since a free choice would make `min`, `cd` or `Pa` mean two things;
 * test/units/catalog.test.ts holds that no word is reached in two ways.
 */
import * as dimensions from './dimension.js';
import { dimensionless, type Dimension } from './dimension.js';

export interface Atom {
  readonly symbol: string;
  /** In full, singular: `volt`. The first is shown; the others are known misspellings, corrected and never accepted. */
  readonly names: readonly string[];
  readonly dimension: Dimension;
  readonly factor: number;
  readonly exponent10: number;
  readonly prefixes: readonly string[];
  /** Accepted beside `symbol`, meaning the same. */
  readonly spellings: readonly string[];
  /** As it is printed for reading. */
  readonly pretty: string;
  /** A scale with its own zero. */
  readonly affine: 'degC' | undefined;
}

/** One spelling of an atom with its prefix. */
export interface UnitWord {
  readonly text: string;
  /** The plain ASCII spelling: `uM` for `µM`. */
  readonly canonical: string;
  readonly pretty: string;
  readonly atom: Atom;
  /** Power of ten of atom and prefix together. */
  readonly exponent10: number;
}

export const prefixes: Readonly<Record<string, { readonly exponent10: number; readonly name: string }>> = {
  z: { exponent10: -21, name: 'zepto' },
  a: { exponent10: -18, name: 'atto' },
  f: { exponent10: -15, name: 'femto' },
  p: { exponent10: -12, name: 'pico' },
  n: { exponent10: -9, name: 'nano' },
  u: { exponent10: -6, name: 'micro' },
  m: { exponent10: -3, name: 'milli' },
  c: { exponent10: -2, name: 'centi' },
  d: { exponent10: -1, name: 'deci' },
  h: { exponent10: 2, name: 'hecto' },
  k: { exponent10: 3, name: 'kilo' },
  M: { exponent10: 6, name: 'mega' },
  G: { exponent10: 9, name: 'giga' },
  T: { exponent10: 12, name: 'tera' },
};

/** Micro sign U+00B5 and Greek mu U+03BC: both are typed, and look alike. */
const MICRO = ['\u00b5', '\u03bc'];

interface AtomOptions {
  readonly factor?: number;
  readonly exponent10?: number;
  readonly prefixes?: string;
  readonly spellings?: readonly string[];
  readonly pretty?: string;
  readonly affine?: 'degC';
}

function atom(symbol: string, names: string, dimension: Dimension, options: AtomOptions = {}): Atom {
  return {
    symbol,
    names: names.split(' '),
    dimension,
    factor: options.factor ?? 1,
    exponent10: options.exponent10 ?? 0,
    prefixes: [...(options.prefixes ?? '')],
    spellings: options.spellings ?? [],
    pretty: options.pretty ?? symbol,
    affine: options.affine,
  };
}

export const atoms: readonly Atom[] = [
  atom('V', 'volt', dimensions.voltage, { prefixes: 'pnumkM' }),
  atom('A', 'ampere amp', dimensions.current, { prefixes: 'afpnumk' }),
  atom('S', 'siemens', dimensions.conductance, { prefixes: 'afpnumk' }),
  atom('mho', 'mho', dimensions.conductance, { prefixes: 'pnumk' }),
  atom('ohm', 'ohm', dimensions.resistance, {
    prefixes: 'umkMGT',
    spellings: ['Ohm', '\u03a9', '\u2126'],
    pretty: '\u03a9',
  }),
  atom('F', 'farad', dimensions.capacitance, { prefixes: 'afpnum' }),
  atom('C', 'coulomb', dimensions.charge, { prefixes: 'afpnum' }),
  atom('s', 'second sec', dimensions.time, { prefixes: 'fpnum' }),
  atom('min', 'minute', dimensions.time, { factor: 60 }),
  atom('h', 'hour hr', dimensions.time, { factor: 3600 }),
  atom('d', 'day', dimensions.time, { factor: 86400 }),
  atom('Hz', 'hertz', dimensions.rate, { prefixes: 'mkMG' }),
  atom('m', 'metre meter', dimensions.length, { prefixes: 'fpnumcdk' }),
  atom('angstrom', 'angstrom', dimensions.length, {
    exponent10: -10,
    spellings: ['\u00c5', '\u212b'],
    pretty: '\u00c5',
  }),
  atom('L', 'litre liter', dimensions.volume, { exponent10: -3, prefixes: 'fpnumcd', spellings: ['l'] }),
  atom('mol', 'mole', dimensions.amount, { prefixes: 'zafpnumk' }),
  atom('M', 'molar', dimensions.concentration, { exponent10: 3, prefixes: 'afpnum' }),
  atom('Osm', 'osmole osmol', dimensions.amount, { prefixes: 'um' }),
  atom('g', 'gram gramme', dimensions.mass, { exponent10: -3, prefixes: 'fpnumk' }),
  atom('Da', 'dalton', dimensions.mass, { factor: 166053906660, exponent10: -38, prefixes: 'kM' }),
  atom('K', 'kelvin', dimensions.temperature, { prefixes: 'um' }),
  atom('degC', 'celsius', dimensions.temperature, {
    spellings: ['\u00b0C', '\u2103'],
    pretty: '\u00b0C',
    affine: 'degC',
  }),
  atom('J', 'joule', dimensions.energy, { prefixes: 'zafpnumkM' }),
  atom('cal', 'calorie', dimensions.energy, { factor: 4184, exponent10: -3, prefixes: 'k' }),
  atom('eV', 'electronvolt', dimensions.energy, { factor: 1602176634, exponent10: -28, prefixes: 'umkM' }),
  atom('W', 'watt', dimensions.energyRate, { prefixes: 'fpnumk' }),
  atom('N', 'newton', dimensions.force, { prefixes: 'fpnumk' }),
  atom('dyn', 'dyne', dimensions.force, { exponent10: -5 }),
  atom('Pa', 'pascal', dimensions.pressure, { prefixes: 'umhkMG' }),
  atom('bar', 'bar', dimensions.pressure, { exponent10: 5, prefixes: 'm' }),
  atom('atm', 'atmosphere', dimensions.pressure, { factor: 101325 }),
  atom('mmHg', 'torr', dimensions.pressure, { factor: 133322387415, exponent10: -9 }),
  atom('%', 'percent', dimensionless, { exponent10: -2 }),
];

/** Every accepted spelling. Sources of the factors: SI brochure, 9th edition (2019), tables 4, 7 and 8; Da: CODATA 2018. */
export const words: ReadonlyMap<string, UnitWord> = new Map(atoms.flatMap(wordsOf).map((word) => [word.text, word]));

export function wordsOf(atom: Atom): UnitWord[] {
  return ['', ...atom.prefixes].flatMap((prefix) => {
    const canonical = prefix + atom.symbol;
    const pretty = (prefix === 'u' ? MICRO[0]! : prefix) + atom.pretty;
    const exponent10 = atom.exponent10 + (prefixes[prefix]?.exponent10 ?? 0);
    const spelt = prefix === 'u' ? ['u', ...MICRO] : [prefix];
    return spelt.flatMap((start) =>
      [atom.symbol, ...atom.spellings].map((end) => ({ text: start + end, canonical, pretty, atom, exponent10 })),
    );
  });
}

/** Whether a word, prefix included, is a unit: `mV`, `min`, `Ω`. Not for compounds. */
export function knownUnit(word: string): boolean {
  return words.has(word);
}
