/** Units as they are printed. */
import { words } from './catalog.js';

/** Raised 0 to 9. */
export const superscriptDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** An integer as superscript: `⁻³`. */
export function superscript(n: number): string {
  return String(n)
    .replace('-', '⁻')
    .replace(/\d/g, (digit) => superscriptDigits[Number(digit)]!);
}

/** `uA/cm^2` as `µA/cm²`, `/ms` as `1/ms`, `mM.m` as `mM·m`, `degC` as `°C`. What it gives parses to the same unit. */
export function prettyUnit(unitText: string): string {
  return unitText
    .replace(/^\//, '1/')
    .replace(/[\p{L}%°℃]+/gu, (word) => words.get(word)?.pretty ?? word)
    .replace(/\^([-−]?\d+)/g, (_, exponent: string) => superscript(Number(exponent.replace('−', '-'))))
    .replace(/[.⋅]/g, '·');
}
