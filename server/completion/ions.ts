/** Ions where they are declared, conducted and moved. The well-known is known. */
import { CompletionItemKind } from 'vscode-languageserver';
import { chargeText, knownIons, usualConcentrations, type KnownIon } from '../../language/semantics/known-ions.js';
import { documentation } from '../../language/semantics/documentation.js';
import { isIon } from '../../language/generated/ast.js';
import { ionHint } from '../hints.js';
import { keywords } from '../keywords.js';
import { ionLabel } from '../notation.js';
import { namesOf, type Offer, type Scene } from './offer.js';

/** After `ion`: those of physiology that are not declared yet, with their charge, and with a block where the line ends. */
export function newIonOffers(scene: Scene): Offer[] {
  const { text, word } = scene;
  const declared = new Set(
    namesOf(scene, 'ion', 'impermeant').filter((name) => name !== text.slice(word.start, word.end)),
  );
  const restOfLine = /^[^\r\n]*/.exec(text.slice(word.end))![0];
  const isLast = restOfLine.trim() === '';
  return [...knownIons]
    .filter(([name]) => !declared.has(name))
    .map(([name, known]) => newIonOffer(name, known, isLast));
}

function newIonOffer(name: string, known: KnownIon, withBlock: boolean): Offer {
  const { in: inside, out: outside } = usualConcentrations(name);
  const label = `${name} ${chargeText(known.charge)}`;
  return {
    label,
    kind: CompletionItemKind.Struct,
    insert: withBlock ? `${label} { in = \${1:${inside}}, out = \${2:${outside}} }` : label,
    filter: name,
    detail: known.name,
    doc: `${known.name}, ${ionLabel(name, known.charge)}.`,
  };
}

/** After the name: its charge when it is known, else the usual ones. */
export function chargeOffers(name: string, magnitude: string | undefined): Offer[] {
  const known = knownIons.get(name);
  const charges = known === undefined ? ['+', '-', '2+', '2-', '3+'] : [chargeText(known.charge)];
  const offer = (label: string): Offer => {
    return {
      label,
      kind: CompletionItemKind.Value,
      doc: known === undefined ? 'Charge of one ion.' : `${known.name} has charge ${label}.`,
    };
  };
  if (magnitude === undefined) return charges.map(offer);
  return charges
    .filter((charge) => charge.startsWith(magnitude))
    .map((charge) => offer(charge.slice(magnitude.length)));
}

/** What is carried: ions first, then solutes. */
function carriedOffers(scene: Scene): Offer[] {
  const solutes = namesOf(scene, 'solute').map((label): Offer => {
    return { label, kind: CompletionItemKind.Struct, doc: keywords['solute']! };
  });
  return [...ionOffers(scene), ...solutes];
}

/** What may sit in a pore: ligands first, then ions. */
export function blockerOffers(scene: Scene): Offer[] {
  const ligands = namesOf(scene, 'ligand').map((label): Offer => {
    return { label, kind: CompletionItemKind.Struct, doc: keywords['ligand']! };
  });
  return [...ligands, ...ionOffers(scene)];
}

/** Ions of this file. */
export function ionOffers(scene: Scene): Offer[] {
  const { reading } = scene;
  return namesOf(scene, 'ion').map((name) => {
    const ion = reading.file.declarations.find((entry) => isIon(entry) && entry.name === name);
    const hint = isIon(ion) ? ionHint(reading, ion)?.label : undefined;
    const doc = (ion && documentation(ion)) ?? knownIons.get(name)?.name ?? keywords['ion']!;
    return { label: name, kind: CompletionItemKind.Struct, doc, ...(hint !== undefined && { detail: hint }) };
  });
}

/** What a pump carries: a count, then an ion or a solute. */
export function movedOffers(scene: Scene, hasCount: boolean): Offer[] {
  if (hasCount) return carriedOffers(scene);
  return carriedOffers(scene).map((offer) => ({ ...offer, insert: `\${1:1} ${offer.label} ` }));
}

export function directionOffers(): Offer[] {
  return [
    { label: 'out', kind: CompletionItemKind.Keyword, doc: 'Out of the cell.' },
    { label: 'in', kind: CompletionItemKind.Keyword, doc: 'Into the cell.' },
  ];
}

export function fuelOffer(hasCount: boolean): Offer {
  const label = hasCount ? 'ATP' : '1 ATP';
  return { label, kind: CompletionItemKind.Constant, filter: 'ATP', doc: keywords['ATP']! };
}
