/** What a compartment can be asked for: `inside.volume`, `inside.osmolarity`, `inside.charge`. */
import { isIon, type Compartment } from '../../generated/ast.js';
import type { NodeId, Span } from '../../model/graph.js';
import { concentration, volume } from '../../units/dimension.js';
import type { Context } from '../context.js';
import { numberOf, type Typed } from '../typed.js';
import { presentConcentration } from './moving-concentrations.js';
import { chargeOf } from './ions.js';
import { spaceOf, type Side } from './spaces.js';

export function compartmentPart(context: Context, target: Compartment, part: string, span: Span): Typed | undefined {
  const side = target.name as Side;
  if (part === 'volume') {
    const node = spaceOf(context, side)?.volume;
    if (node !== undefined) return { node, type: numberOf(volume), span };
    const message = `The volume of \`${side}\` is not known: give a \`volume\`, or the membrane an \`area\`.`;
    return context.error('property.missing', span, message);
  }
  const node = dissolvedIn(context, side, part === 'charge');
  return { node, type: numberOf(concentration), span };
}

/** Σ c of a side, or Σ z·c, mol/m³, over all whose concentration there is given. */
export function dissolvedIn(context: Context, side: Side, asCharge: boolean): NodeId {
  const { builder, file } = context;
  const terms = file.declarations.filter(isIon).flatMap((ion): NodeId[] => {
    const node = ion.name ? presentConcentration(context, ion, side === 'inside' ? 'in' : 'out') : undefined;
    const charge = asCharge ? chargeOf(context, ion) : 1;
    return node === undefined || charge === undefined ? [] : [builder.binary('mul', node, builder.constant(charge))];
  });
  return builder.sum(terms);
}
