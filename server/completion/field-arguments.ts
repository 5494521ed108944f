/** Inside calls of the functions of the field: ions by name, a side of one, a potential. */
import { CompletionItemKind } from 'vscode-languageserver';
import { knownMobility } from '../../language/physics/mobilities.js';
import { concentration, mobility, permeability, type Dimension } from '../../language/units/dimension.js';
import { keywords } from '../keywords.js';
import { ionOffers } from './ions.js';
import { namesOf, type Offer, type Scene } from './offer.js';
import { framesOf } from './partial-expression.js';
import type { Place } from './place.js';
import type { Token } from './tokens.js';

/**
 * What the arguments of a function are: `K: 1`, `K out`, `K`, or a solution. Behind the first of some the potential follows;
 * `values` may stand there, too.
 */
interface Arguments {
  readonly of: 'weighted' | 'sided' | 'ion' | 'solution';
  readonly potential?: true;
  readonly values?: true;
}

const calls: Readonly<Record<string, Arguments>> = {
  nernst: { of: 'ion', values: true },
  ghk: { of: 'weighted' },
  henderson: { of: 'weighted' },
  donnan: { of: 'ion', values: true },
  free_energy: { of: 'sided', potential: true },
  pmf: { of: 'ion', potential: true, values: true },
  junction: { of: 'solution' },
};

/** What the values among the arguments are; undefined where nothing says. */
export function dimensionOfArgument(name: string, index: number): Dimension | undefined {
  if (name === 'ghk') return permeability;
  if (name === 'henderson') return mobility;
  return (name === 'nernst' && index > 0) || (name === 'davies' && index === 1) ? concentration : undefined;
}

/** `before`: tokens up to where an operand is due. undefined where no argument of such a call begins. */
export function argumentOffers(
  scene: Scene,
  before: readonly Token[],
): { readonly offers: Offer[]; readonly alone: boolean } | undefined {
  if (!['(', ','].includes(before.at(-1)?.kind ?? '')) return undefined;
  const call = innermostCall(before);
  if (call === undefined) return undefined;
  const rule = calls[call.name];
  if (rule === undefined || (call.name === 'nernst' && call.index > 0)) return undefined;
  if (rule.potential === true && call.index > 0) return { offers: call.index === 1 ? [potential] : [], alone: true };
  const given = new Set(call.given);
  const offers = offersOf(scene, call.name, rule).filter(({ filter, label }) => !given.has(filter ?? label));
  return { offers, alone: rule.values !== true };
}

const potential: Offer = {
  label: 'at',
  kind: CompletionItemKind.Keyword,
  insert: 'at ${1:-70 mV}',
  doc: 'The potential it is asked at; V where none is given.',
};

function offersOf(scene: Scene, name: string, { of }: Arguments): Offer[] {
  const ions = ionOffers(scene);
  switch (of) {
    case 'weighted':
      return ions.map((ion) => ({
        ...ion,
        label: `${ion.label}:`,
        filter: ion.label,
        insert: `${ion.label}: \${1:${weight(name, ion.label)}}`,
      }));
    case 'sided':
      return ions.flatMap((ion) =>
        ['out', 'in'].map((side) => ({ ...ion, label: `${ion.label} ${side}`, filter: `${ion.label} ${side}` })),
      );
    case 'ion':
      return name === 'donnan' ? [...ions, ...named(scene, 'impermeant')] : ions;
    case 'solution':
      return named(scene, 'solution');
  }
}

function named(scene: Scene, kind: 'impermeant' | 'solution'): Offer[] {
  return namesOf(scene, kind).map((label) => ({ label, kind: CompletionItemKind.Struct, doc: keywords[kind]! }));
}

/** Relative permeabilities begin at 1; mobilities are given in 10⁻⁸ m²/(V s) where they are known. */
function weight(name: string, ion: string): string {
  const mobility = name === 'henderson' ? knownMobility(ion) : undefined;
  return mobility === undefined ? '1' : String(Number((mobility * 1e8).toPrecision(3)));
}

/** Behind a name that begins an argument: a colon, or a side. */
export function behindArgument(before: readonly Token[]): Place[] {
  const [last, opening] = [before.at(-1), before.at(-2)];
  if (last?.kind !== 'ID' || !['(', ','].includes(opening?.kind ?? '')) return [];
  const call = innermostCall(before);
  const rule = call && calls[call.name];
  if (rule?.of === 'weighted') return [{ kind: 'word', words: [':'] }];
  return rule?.of === 'sided' && call?.index === 0 ? [{ kind: 'word', words: ['out', 'in'] }] : [];
}

/** The call whose arguments are being written, and the names its arguments begin with so far. */
function innermostCall(
  before: readonly Token[],
): { readonly name: string; readonly index: number; readonly given: string[] } | undefined {
  const { kind, name, index } = framesOf(before, () => undefined).at(-1)!;
  if (kind !== 'call' || name === undefined) return undefined;
  const begin = before.findLastIndex((token, i) => token.kind === '(' && before[i - 1]?.text === name);
  const given = before.slice(begin).flatMap(({ kind: of }, i, inner) => {
    return (of === '(' || of === ',') && inner[i + 1]?.kind === 'ID' ? [inner[i + 1]!.text] : [];
  });
  return { name, index, given };
}
