/** What is dissolved on one side, in sum. */
import { isIon, isSolute } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import type { Context } from '../context.js';
import { presentConcentration } from './moving-concentrations.js';
import { propertyValue } from '../property-values.js';
import { chargeOf } from './ions.js';
import type { Side } from './spaces.js';

/** Σ c of a side, solutes included, or Σ z·c of its ions, mol/m³, over all whose concentration there is given. */
export function dissolvedIn(context: Context, side: Side, asCharge: boolean): NodeId {
  const { builder, file } = context;
  const terms = file.declarations.filter(isIon).flatMap((ion): NodeId[] => {
    const node = ion.name ? presentConcentration(context, ion, side === 'inside' ? 'in' : 'out') : undefined;
    const charge = asCharge ? chargeOf(context, ion) : 1;
    return node === undefined || charge === undefined ? [] : [builder.binary('mul', node, builder.constant(charge))];
  });
  if (asCharge) return builder.sum(terms);
  const solutes = file.declarations
    .filter(isSolute)
    .flatMap((solute) =>
      solute.name ? (propertyValue(context, solute, side === 'inside' ? 'in' : 'out')?.node ?? []) : [],
    );
  return builder.sum([...terms, ...solutes]);
}
