/** The concentrations of an ion, at any moment: as its block or the solution of the side gives them; in a library by itself, there and not known. */
import type { Ion } from '../../generated/ast.js';
import { concentration } from '../../units/dimension.js';
import type { Context } from '../context.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOf } from '../spans.js';
import { numberOf, type Typed } from '../typed.js';
import { presentConcentration } from './moving-concentrations.js';
import { componentOf, dissolvedConcentration } from './solutions.js';

export type Side = 'in' | 'out';

export function isGiven(context: Context, ion: Ion, side: Side): boolean {
  return context.isLibrary || findProperty(ion, side) !== undefined || componentOf(context, ion, side) !== undefined;
}

/**
 * mol/m³, also where it moves; undefined when it is not given or wrong (then an issue says so). Everything that
 * depends on a concentration reads it from here.
 */
export function concentrationOf(context: Context, ion: Ion, side: Side): Typed | undefined {
  if (findProperty(ion, side) !== undefined) {
    const written = propertyValue(context, ion, side);
    const node = presentConcentration(context, ion, side);
    return written && node !== undefined ? { ...written, node } : undefined;
  }
  if (!context.isLibrary) {
    const dissolved = dissolvedConcentration(context, ion, side);
    const node = dissolved && presentConcentration(context, ion, side);
    return node === undefined ? undefined : { ...dissolved!, node };
  }
  const name = `${ion.name}.${side}`;
  return context.once(ion, side, name, undefined, () => ({
    node: context.unknown(name),
    type: numberOf(concentration),
    span: spanOf(ion),
  }));
}
