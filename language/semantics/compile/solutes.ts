/** Solutes without a charge, and ligands: concentrations on both sides. */
import type { Solute } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import type { Solute as ModelSolute } from '../../model/model.js';
import type { Context } from '../context.js';
import { documentation } from '../documentation.js';
import { propertyValue } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import { concentrationOf } from './concentrations.js';

/** Charge number z of a ligand as it is written; 0 for a solute and where nothing is written. */
export function soluteCharge(context: Context, solute: Solute): number {
  const charge = propertyValue(context, solute, 'charge');
  return (charge && context.valueAtDefaults(charge.node)) ?? 0;
}

/** Charge, and concentrations as far as they are given. */
export function compileSolute(context: Context, solute: Solute): ModelSolute {
  const side = (where: 'in' | 'out'): NodeId | undefined => concentrationOf(context, solute, where)?.node;
  const [inside, outside] = (['in', 'out'] as const).map(side);
  const doc = documentation(solute);
  return {
    name: solute.name,
    kind: solute.kind === 'ligand' ? 'ligand' : 'solute',
    charge: soluteCharge(context, solute),
    span: spanOfProperty(solute, 'name'),
    ...(inside !== undefined && { inside }),
    ...(outside !== undefined && { outside }),
    ...(doc !== undefined && { doc }),
  };
}
