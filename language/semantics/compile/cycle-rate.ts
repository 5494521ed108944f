/** How often pumps and transporters turn: a rate law per pump, of all of them, or as a flux; and how many there are. */
import type { Pump } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import { avogadro } from '../../physics/constants.js';
import { amountRate, flux, multiply, rate, rateDensity } from '../../units/dimension.js';
import { removeProperty } from '../checks/properties.js';
import type { Context } from '../context.js';
import { describeType } from '../expectation.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import { hasDimension, numberOf, type Typed } from '../typed.js';
import { inBasis } from './membrane.js';

/** Cycles/s in the basis, from `rate` and `count`; undefined where no `rate` is written or something is wrong. */
export function writtenRate(context: Context, pump: Pump): NodeId | undefined {
  return context.once(pump, 'written rate', `${pump.name}.rate`, undefined, () => {
    const total = totalRate(context, pump);
    return total && inBasis(context, total, 'This rate');
  });
}

/** The rate of all of them together: 1/s, or 1/(m² s) where it is written per area. */
function totalRate(context: Context, pump: Pump): Typed | undefined {
  const { builder } = context;
  const law = propertyValue(context, pump, 'rate');
  const count = propertyValue(context, pump, 'count');
  const counted = findProperty(pump, 'count');
  if (law?.type.kind !== 'number') return undefined;
  if (hasDimension(law.type, rate)) {
    if (counted === undefined) return law;
    if (count?.type.kind !== 'number') return undefined;
    const node = builder.binary('mul', law.node, count.node, law.span);
    return { node, type: numberOf(multiply(law.type.dimension, count.type.dimension)), span: law.span };
  }
  if (counted !== undefined) {
    const message = `\`rate\` is ${describeType(law.type)}, of all pumps together, and \`count\` would multiply it once more. With a \`count\`, \`rate\` is the rate of one pump (/s).`;
    return context.error(
      'property.conflict',
      spanOfProperty(counted, 'key'),
      pump.kind === 'transporter' ? message.replaceAll('pump', 'transporter') : message,
      removeProperty(context, counted),
    );
  }
  const isFlux = hasDimension(law.type, flux);
  if (!isFlux && !hasDimension(law.type, amountRate)) return law;
  const node = builder.binary('mul', builder.constant(avogadro), law.node, law.span);
  return { node, type: numberOf(isFlux ? rateDensity : rate), span: law.span };
}

/** How many there are, in the basis: of the whole cell, or per m². */
export function countOf(context: Context, pump: Pump): NodeId | undefined {
  return context.once(pump, 'count', `${pump.name}.count`, undefined, () => {
    const count = propertyValue(context, pump, 'count');
    if (count === undefined) return undefined;
    // A rate that could not be brought to the basis has said so already.
    if (findProperty(pump, 'rate') !== undefined && writtenRate(context, pump) === undefined) return undefined;
    return inBasis(context, count, 'This count');
  });
}
