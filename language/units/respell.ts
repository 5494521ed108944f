import { sameDimension, type Dimension } from './dimension.js';
import { canonicalWords } from './suggest.js';
import { parseUnit } from './unit.js';

const MOST = 3;
const WORD = /([\p{L}%°]+)/u;
/** Longer units are not tried in all their readings. */
const MOST_WORDS = 5;

/**
 * What a unit of the wrong dimension was probably meant to be, if letters were typed in the wrong case: `us/cm^2` is
 * `uS/cm^2` where a conductance per area is wanted, `mm` is `mM` where a concentration is, `C` is `degC` where a
 * temperature is. Fewest changes first; empty when nothing of that dimension is spelt alike.
 */
export function respellings(unitText: string, wanted: Dimension): string[] {
  const parts = unitText.split(WORD);
  if (parts.length > 2 * MOST_WORDS) return [];
  let readings = [{ text: '', changes: 0 }];
  parts.forEach((part, i) => {
    const choices = i % 2 === 0 ? [part] : [part, ...spelledAlike(part)];
    readings = readings.flatMap(({ text, changes }) =>
      choices.map((choice) => ({ text: text + choice, changes: changes + (choice === part ? 0 : 1) })),
    );
  });
  return readings
    .filter(({ text, changes }) => changes > 0 && means(text, wanted))
    .sort((a, b) => a.changes - b.changes)
    .slice(0, MOST)
    .map(({ text }) => text);
}

function spelledAlike(word: string): string[] {
  const lower = word.toLowerCase();
  const alike = canonicalWords.filter((known) => known !== word && known.toLowerCase() === lower);
  return lower === 'c' ? [...alike, 'degC'] : alike;
}

function means(unitText: string, wanted: Dimension): boolean {
  const result = parseUnit(unitText);
  return result.ok && sameDimension(result.unit.dimension, wanted);
}
