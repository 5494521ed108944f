/** What is offered at each kind of place. */
import { CompletionItemKind } from 'vscode-languageserver';
import type { Dimension } from '../../language/units/dimension.js';
import { keywords } from '../keywords.js';
import { blockOffer, itemOffers, missingGates } from './blocks.js';
import { argumentOffers } from './field-arguments.js';
import { columnOffers, recordedParts } from './recordings.js';
import type { Place, Slot } from './place.js';
import { declarationOffers } from './declarations.js';
import { bathOffers, sideOffers } from './compartments.js';
import {
  blockerOffers,
  chargeOffers,
  directionOffers,
  fuelOffer,
  ionOffers,
  movedOffers,
  newIonOffers,
} from './ions.js';
import { namesOf, type Offer, type Scene } from './offer.js';
import type { Token } from './tokens.js';
import { componentOffers, wordOffers } from './solutions.js';
import { parameterUnitOffers, unitOffers } from './units.js';
import { dimensionsIn, partOffers, traceOffers, valueOffers } from './values.js';
import { dimensionOfTokens } from './partial-expression.js';
import { wantedAfter, type Wanted } from './wanted.js';

/** Best first. `givenLater`: properties of the same block that stand behind the cursor. */
export function offersAt(scene: Scene, place: Place, givenLater: ReadonlySet<string>): Offer[] {
  switch (place.kind) {
    case 'declaration':
      return declarationOffers(scene);
    case 'name':
      return [];
    case 'imported':
      return scene.importable.map(({ kind, name }) => ({
        label: name,
        kind: CompletionItemKind.Reference,
        detail: kind,
        doc: keywords['import']!,
      }));
    case 'component':
      return componentOffers(scene, place.given, place.after);
    case 'new-ion':
      return newIonOffers(scene);
    case 'charge':
      return chargeOffers(place.ion, place.magnitude);
    case 'conducts':
      return [word('conducts'), word('permeates')];
    case 'ion':
      return ionOffers(scene);
    case 'settable':
      return [
        ...namesOf(scene, 'param').map((label) => ({
          label,
          kind: CompletionItemKind.Variable,
          doc: keywords['param']!,
        })),
        ...namesOf(scene, 'ion').flatMap((name) =>
          ['out', 'in'].map((side) => ({
            label: `${name}.${side}`,
            kind: CompletionItemKind.Property,
            doc: keywords[side]!,
          })),
        ),
        {
          label: 'temperature',
          kind: CompletionItemKind.Property,
          doc: 'Temperature of the membrane and both solutions.',
        },
      ];
    case 'experiment':
      return namesOf(scene, 'experiment').map((label) => ({
        label,
        kind: CompletionItemKind.Event,
        doc: keywords['experiment']!,
      }));
    case 'blocker':
      return blockerOffers(scene);
    case 'moved':
      return movedOffers(scene, place.counted);
    case 'direction':
      return directionOffers();
    case 'fuel':
      return [fuelOffer(place.counted)];
    case 'new-gate':
      return missingGates(scene).map((label) => ({ label, kind: CompletionItemKind.Variable, doc: keywords['gate']! }));
    case 'side':
      return sideOffers(scene);
    case 'bath':
      return bathOffers(scene, place.given, place.after);
    case 'parameter-unit':
      return parameterUnitOffers();
    case 'block':
      return [blockOffer(place.owner)];
    case 'item':
      return itemOffers(scene, place.owner, new Set([...place.given, ...givenLater]), place.after);
    case 'part':
      return [...partOffers(scene, place.owner), ...recordedParts(scene, place.owner)];
    case 'columns':
      return columnOffers(scene.headers, place.given);
    case 'word':
      return place.words.map(word);
    case 'value': {
      const words = place.before.length === 0 ? wordOffers(scene, place.slot.rule?.word) : undefined;
      if (words !== undefined) return words;
      if (place.slot.trace === true && place.before.length === 0) return traceOffers(scene);
      const wanted = wantedAt(scene, place.slot, place.before);
      const first = argumentOffers(scene, place.before);
      if (first?.alone === true) return first.offers;
      return withFirst(first?.offers, valueOffers(scene, place.slot, wanted, place.before.length === 0));
    }
    case 'unit': {
      const number = place.before.at(-1)!;
      return unitOffers(scene, number, wantedAt(scene, place.slot, place.before.slice(0, -1)));
    }
  }
}

/** Each label once. */
function withFirst(first: readonly Offer[] = [], others: Offer[]): Offer[] {
  const labels = new Set(first.map(({ label }) => label));
  return [...first, ...others.filter(({ label }) => !labels.has(label))];
}

function wantedAt(scene: Scene, { dimensions, like }: Slot, before: readonly Token[]): Wanted {
  const dimensionOf = dimensionsIn(scene);
  const alike = like && dimensionOfTokens(like, dimensionOf);
  return wantedAfter(before, alike === undefined ? inBasis(scene, dimensions) : [alike], dimensionOf);
}

/** A conductance or current of the whole cell first where the file counts for the whole cell. */
function inBasis({ reading }: Scene, dimensions: readonly Dimension[] | undefined): readonly Dimension[] | undefined {
  return reading.compilation.model?.basis === 'cell' ? dimensions?.toReversed() : dimensions;
}

const signs: Readonly<Record<string, string>> = {
  ':': 'Its permeability or mobility, relative to the others or absolute.',
};

function word(label: string): Offer {
  return { label, kind: CompletionItemKind.Keyword, doc: keywords[label] ?? signs[label] ?? 'From … to.' };
}
