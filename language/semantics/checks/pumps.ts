/** How fast a pump or transporter turns, nothing but the file can say. */
import { isPump, type Pump } from '../../generated/ast.js';
import { netCharge } from '../compile/moves.js';
import type { Context } from '../context.js';
import type { Fix } from '../issues.js';
import { findProperty } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import { addProperty } from './properties.js';

export function checkPumps(context: Context): void {
  for (const pump of context.file.declarations.filter(isPump)) {
    if (pump.schemes.length > 0) continue;
    const charge = netCharge(context, pump);
    const isGiven = ['rate', 'current'].some((key) => findProperty(pump, key) !== undefined);
    if (!pump.name || charge === undefined || isGiven) continue;
    const span = spanOfProperty(pump, 'name');
    if (charge !== 0) {
      const message = `\`${pump.name}\` moves net charge but has no \`rate\` and no \`current\`, so neither V_rest nor its turnover can be computed.`;
      context.error('property.missing', span, message, ...fixes(pump, charge));
    } else {
      const message = `\`${pump.name}\` has no \`rate\`: it moves no net charge, so no current tells how fast it turns.`;
      context.error('property.missing', span, message, ...fixes(pump, charge));
    }
  }
}

function fixes(pump: Pump, charge: number): Fix[] {
  const current = charge === 0 ? [] : addProperty(pump, charge > 0 ? 'current = 2 pA' : 'current = -2 pA');
  return [...current, ...addProperty(pump, 'rate = 1e-12 mol/cm^2/s')];
}
