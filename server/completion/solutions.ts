/** Solutions: what is dissolved in them, and where one is named. */
import { CompletionItemKind } from 'vscode-languageserver';
import { knownIons, usualConcentrations } from '../../language/semantics/known-ions.js';
import { potentialLaws } from '../../language/semantics/compile/potential.js';
import type { PropertyRule } from '../../language/semantics/properties.js';
import { keywords } from '../keywords.js';
import { namesOf, type Offer, type Scene } from './offer.js';

const POTENTIAL =
  'How V is found: from the charge on the capacitance, or so that the currents balance at every moment.';

/** What a solution is usually made of. */
const COMMON = ['Na', 'K', 'Cl', 'Ca', 'Mg', 'HCO3', 'glucose'];

/** Ions of the file first, then those of most recipes. */
export function componentOffers(scene: Scene, given: ReadonlySet<string>, commaAt?: number): Offer[] {
  const names = new Set([...namesOf(scene, 'ion', 'impermeant', 'solute'), ...COMMON]);
  return [...names]
    .filter((name) => !given.has(name))
    .map((label) => ({
      label,
      kind: CompletionItemKind.Struct,
      insert: `${label} \${1:${knownIons.has(label) ? usualConcentrations(label).out : '10 mM'}}`,
      doc: keywords['solution']!,
      ...(commaAt !== undefined && { commaAt }),
    }));
}

/** The words that a property takes; undefined where it takes a value. */
export function wordOffers(scene: Scene, word: PropertyRule['word']): Offer[] | undefined {
  if (word === undefined) return undefined;
  const words =
    word === 'solution' ? namesOf(scene, 'solution') : word === 'potential' ? potentialLaws : ['davies', 'ideal'];
  return words.map((label) => ({
    label,
    kind: CompletionItemKind.Reference,
    doc: word === 'potential' ? POTENTIAL : keywords['solution']!,
  }));
}
