/** A pump that moves net charge carries a current, and nothing but the file can say how much. */
import { isPump } from '../../generated/ast.js';
import { netCharge } from '../compile/pumps.js';
import type { Context } from '../context.js';
import { findProperty } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import { addProperty } from './properties.js';

export function checkPumps(context: Context): void {
  for (const pump of context.file.declarations.filter(isPump)) {
    const charge = netCharge(context, pump);
    if (!pump.name || charge === undefined || charge === 0 || findProperty(pump, 'current') !== undefined) continue;
    const example = charge > 0 ? 'current = 2 pA' : 'current = -2 pA';
    const message = `\`${pump.name}\` moves net charge but has no \`current\`, so neither V_rest nor its turnover can be computed.`;
    context.error('property.missing', spanOfProperty(pump, 'name'), message, ...addProperty(pump, example));
  }
}
