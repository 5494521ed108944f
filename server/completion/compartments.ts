/** Compartments: their two names, what only one of them has, and the bath. */
import { CompletionItemKind } from 'vscode-languageserver';
import { isIon } from '../../language/generated/ast.js';
import { EXCHANGE } from '../../language/semantics/builtins.js';
import type { PropertyOwner } from '../../language/semantics/properties.js';
import { keywords, wordsOfBlocks } from '../keywords.js';
import { enclosing, namesOf, type Offer, type Scene } from './offer.js';

/** The sides that have no compartment yet. */
export function sideOffers(scene: Scene): Offer[] {
  const own = scene.text.slice(scene.word.start, scene.word.end);
  const taken = namesOf(scene, 'compartment').filter((name) => name !== own);
  return ['inside', 'outside']
    .filter((side) => !taken.includes(side))
    .map((label) => ({ label, kind: CompletionItemKind.Module, doc: keywords['compartment']! }));
}

const OUTSIDE_ONLY: ReadonlySet<string> = new Set(['fraction', 'tortuosity']);
const INSIDE_ONLY: ReadonlySet<string> = new Set(['water']);

/** Whether a property belongs to the side that is being written. */
export function isOfSide(scene: Scene, owner: PropertyOwner, key: string): boolean {
  if (owner !== 'Compartment') return true;
  return !(enclosing(scene)?.name === 'inside' ? OUTSIDE_ONLY : INSIDE_ONLY).has(key);
}

export function compartmentStatements(scene: Scene, given: ReadonlySet<string>): Offer[] {
  if (enclosing(scene)?.name === 'inside')
    return [{ label: 'osmotic', kind: CompletionItemKind.Keyword, doc: wordsOfBlocks['osmotic']! }];
  if (given.has('bath')) return [];
  const insert = 'bath { ${1:K} = ${2:4 mM}, exchange = ${3:0.5/s} }';
  return [{ label: 'bath', kind: CompletionItemKind.Keyword, insert, doc: wordsOfBlocks['bath']! }];
}

/** Ions that the bath does not hold yet, at the concentration outside, and the rate constant. */
export function bathOffers(scene: Scene, given: ReadonlySet<string>, commaAt?: number): Offer[] {
  const comma = commaAt === undefined ? {} : { commaAt };
  const ions = namesOf(scene, 'ion').filter((name) => !given.has(name));
  const rate: Offer = {
    label: EXCHANGE,
    kind: CompletionItemKind.Property,
    insert: `${EXCHANGE} = \${1:0.5/s}`,
    doc: wordsOfBlocks[EXCHANGE]!,
    ...comma,
  };
  return [
    ...ions.map((label) => {
      const insert = `${label} = \${1:${writtenOutside(scene, label)}}`;
      return { label, kind: CompletionItemKind.Struct, insert, doc: wordsOfBlocks['bath']!, ...comma };
    }),
    ...(given.has(EXCHANGE) ? [] : [rate]),
  ];
}

function writtenOutside({ reading, text }: Scene, name: string): string {
  const ion = reading.file.declarations.find((entry) => isIon(entry) && entry.name === name);
  const value = isIon(ion) ? ion.properties.find(({ key }) => key === 'out')?.value?.$cstNode : undefined;
  return value === undefined ? '4 mM' : text.slice(value.offset, value.end);
}

/** `K.in`, of every concentration that moves. */
export function movingConcentrations({ reading }: Scene): string[] {
  const { ions = [], spaces } = reading.compilation.model ?? {};
  const moving = ions.flatMap(({ name, insideState, outsideState }) => [
    ...(insideState === undefined ? [] : [`${name}.in`]),
    ...(outsideState === undefined ? [] : [`${name}.out`]),
  ]);
  return spaces?.inside?.start === undefined ? moving : [...moving, 'inside.volume'];
}
