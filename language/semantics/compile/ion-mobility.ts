/** The electrical mobility of an ion in water: as its declaration says, or as it is known. */
import { isIon } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import { knownMobility } from '../../physics/mobilities.js';
import type { Context } from '../context.js';
import { propertyValue } from '../property-values.js';

/** m²/(V s); undefined when nobody says, which is wrong only where it is needed. */
export function ionMobility(context: Context, name: string): NodeId | undefined {
  const ion = context.file.declarations.filter(isIon).find((entry) => entry.name === name);
  const written = ion && propertyValue(context, ion, 'mobility');
  if (written !== undefined) return written.node;
  const known = knownMobility(name);
  return known === undefined ? undefined : context.builder.constant(known);
}
