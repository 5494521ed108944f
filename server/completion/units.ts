/** Units after a number: those of the dimension that fits there, the most usual first. */
import { CompletionItemKind } from 'vscode-languageserver';
import { isDimensionless, sameDimension, temperature, type Dimension } from '../../language/units/dimension.js';
import { explainUnit } from '../../language/units/display.js';
import { prettyUnit } from '../../language/units/pretty.js';
import { quantities, unitsOf } from '../../language/units/quantities.js';
import type { Offer, Scene } from './offer.js';
import type { Token } from './tokens.js';
import type { Wanted } from './wanted.js';

export function unitOffers({ word }: Scene, number: Token, { dimensions, scaled }: Wanted): Offer[] {
  const units = dimensions?.flatMap((dimension) => unitsFor(dimension, scaled)) ?? mostUsual();
  return units.map((unit) => {
    // A unit that divides touches its number; any other stands behind a space.
    const insert = unit.startsWith('/') ? unit : ` ${unit}`;
    const isPlaced = word.start > number.end && !unit.startsWith('/');
    const pretty = prettyUnit(unit);
    return {
      label: unit,
      kind: CompletionItemKind.Unit,
      insert: isPlaced ? unit : insert,
      ...(!isPlaced && { from: number.end }),
      ...(pretty !== unit && { detail: pretty }),
      doc: explainUnit(unit),
    };
  });
}

/** One unit of each quantity, for a parameter that is to take that quantity. */
export function parameterUnitOffers(): Offer[] {
  return quantities
    .filter(({ dimension }) => !isDimensionless(dimension))
    .map(({ name, units }) => ({
      label: units[0]!,
      kind: CompletionItemKind.Unit,
      detail: name,
      doc: explainUnit(units[0]!),
    }));
}

function unitsFor(dimension: Dimension, scaled: boolean): readonly string[] {
  if (isDimensionless(dimension)) return [];
  // Degrees Celsius are points on a scale: only kelvins can be multiplied or divided.
  return scaled && sameDimension(dimension, temperature) ? ['K'] : unitsOf(dimension);
}

/** Where anything may stand: one unit of each quantity. */
function mostUsual(): string[] {
  return quantities.filter(({ dimension }) => !isDimensionless(dimension)).map(({ units }) => units[0]!);
}
