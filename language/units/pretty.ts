/** Units as they are printed. */
import { words } from './catalog.js';

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹',
};

/** An integer as superscript: `⁻³`. */
export function superscript(n: number): string {
  return [...String(n)].map((char) => SUPERSCRIPTS[char]).join('');
}

/** `uA/cm^2` as `µA/cm²`, `/ms` as `1/ms`, `mM.m` as `mM·m`, `degC` as `°C`. What it gives parses to the same unit. */
export function prettyUnit(unitText: string): string {
  return unitText
    .replace(/^\//, '1/')
    .replace(/[\p{L}%°℃]+/gu, (word) => words.get(word)?.pretty ?? word)
    .replace(/\^([-−]?\d+)/g, (_, exponent: string) => superscript(Number(exponent.replace('−', '-'))))
    .replace(/[.⋅]/g, '·');
}
