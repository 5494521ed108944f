/** What was probably meant by a word that is no unit: `mv` mV, `cm2` cm^2, `mSiemens` mS, `sec` s. */
import { atoms, prefixes, words } from './catalog.js';
import { nearest } from './nearest.js';
import { format, fromNumber } from './rational.js';

const MOST = 3;

/** What this field writes most, so what wins among equally near words. */
const COMMON = (
  'mV ms mM uM nM uF mS nS pS pA nA uA pF um cm nm s V M m A S F K C degC min h Hz kHz L mL uL pL fL ' +
  'mol umol nmol pmol kJ J kcal Mohm Gohm ohm pN mN kPa mmHg'
).split(' ');
/** Every word once, in plain ASCII, common ones first. */
export const canonicalWords = [...new Set([...COMMON, ...[...words.values()].map((word) => word.canonical)])];

/** Words people write in full or otherwise than this language does, in lower case. */
const ALIASES = new Map([
  ...atoms.flatMap(({ symbol, names, prefixes: allowed }) =>
    names.flatMap((name) =>
      ['', ...allowed].flatMap((prefix) =>
        [prefix, prefixes[prefix]?.name ?? prefix]
          .flatMap((start) => [start + name, `${start}${name}s`])
          .map((alias): [string, string] => [alias.toLowerCase(), prefix + symbol]),
      ),
    ),
  ),
  ...Object.entries({
    micron: 'um',
    microns: 'um',
    cc: 'mL',
    deg: 'degC',
    degrees: 'degC',
    centigrade: 'degC',
    percent: '%',
  }),
]);

/** Known words near to `word`, best first. Each can stand in its place. */
export function suggestWords(word: string): string[] {
  const glued = /^(\D*[^\d-])(-?[1-9]\d?)$/.exec(word);
  if (glued) {
    const [base, exponent] = [glued[1]!, glued[2]!];
    const bases = words.has(base) ? [base] : suggestWords(base);
    return bases.filter((unit) => unit !== 'degC').map((unit) => `${unit}^${exponent}`);
  }
  const plain = word.replace(/[\u00b5\u03bc]/g, 'u').replace(/[\u00b0\u00ba]/g, 'deg');
  const alias = ALIASES.get(plain.toLowerCase());
  const otherCase = canonicalWords.filter((unit) => unit.toLowerCase() === plain.toLowerCase());
  const found = [...(alias === undefined ? [] : [alias]), ...otherCase];
  // A word of one or two letters is near to too many.
  const candidates = plain.length > 2 ? canonicalWords : plain.length === 2 ? COMMON : [];
  return [...new Set(found.length > 0 ? found : nearest(plain, candidates))].slice(0, MOST);
}

/** The exact fraction for a decimal exponent: `^0.5` is `^(1/2)`. */
export function suggestExponent(written: string): string[] {
  const digits = written.replace(/^\^\(?|\)$/g, '').replace('−', '-');
  const exponent = digits === '' ? undefined : fromNumber(Number(digits));
  if (exponent === undefined || exponent.n === 0 || Math.abs(exponent.n) > 99) return [];
  return [exponent.d === 1 ? `^${exponent.n}` : `^(${format(exponent)})`];
}
