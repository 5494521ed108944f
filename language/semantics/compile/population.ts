/** The maximal conductance of a channel: as it is written, or of so many channels with so much each. */
import type { Channel } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import type { Population } from '../../model/model.js';
import { conductance, multiply } from '../../units/dimension.js';
import { formatQuantity } from '../../units/display.js';
import { addProperty, removeProperty } from '../checks/properties.js';
import type { Context } from '../context.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import { numberOf, type Typed } from '../typed.js';
import { basisOf, inBasis } from './membrane.js';

/** In the basis: S, or S/m². */
export function maximalConductance(context: Context, channel: Channel): NodeId | undefined {
  return context.once(channel, 'maximal', `${channel.name}.conductance`, undefined, () => {
    const together = populationConductance(context, channel);
    const total = together && inBasis(context, together, 'This number of channels');
    if (findProperty(channel, 'conductance') === undefined) return total;
    const written = propertyValue(context, channel, 'conductance');
    const given = written && inBasis(context, written, 'This conductance');
    if (isPopulation(channel)) compare(context, channel, given, total);
    return given;
  });
}

function isPopulation(channel: Channel): boolean {
  return ['count', 'unitary'].some((key) => findProperty(channel, key) !== undefined);
}

/** N γ, where both are written. */
function populationConductance(context: Context, channel: Channel): Typed | undefined {
  const count = propertyValue(context, channel, 'count');
  const unitary = propertyValue(context, channel, 'unitary');
  const isAlone = findProperty(channel, 'conductance') === undefined;
  for (const [key, other, example] of [
    ['count', 'unitary', 'unitary = 20 pS'],
    ['unitary', 'count', 'count = 1000'],
  ] as const) {
    const given = findProperty(channel, key);
    if (given === undefined || findProperty(channel, other) !== undefined || !isAlone) continue;
    const message = `\`${key}\` alone makes no conductance: \`${channel.name}\` needs its \`${other}\` too.`;
    context.error('property.missing', spanOfProperty(given, 'key'), message, ...addProperty(channel, example));
  }
  if (count?.type.kind !== 'number' || unitary === undefined) return undefined;
  const node = context.builder.binary('mul', count.node, unitary.node, count.span);
  return { node, type: numberOf(multiply(count.type.dimension, conductance)), span: count.span };
}

/** How far N γ may be from the conductance that is written beside: papers round. */
const ROUNDING = 0.01;

function compare(context: Context, channel: Channel, given: NodeId | undefined, total: NodeId | undefined): void {
  const property = findProperty(channel, 'conductance')!;
  const [stated, derived] = [given, total].map((node) =>
    node === undefined ? undefined : context.valueAtDefaults(node),
  );
  if (stated === undefined || derived === undefined) return;
  if (Math.abs(stated - derived) <= ROUNDING * Math.abs(derived)) return;
  const unit = basisOf(context) === 'area' ? 'mS/cm^2' : 'nS';
  context.error(
    'property.conflict',
    spanOfProperty(property, 'key'),
    `\`count\` times \`unitary\` makes ${formatQuantity(derived, unit)}; \`conductance\` is ${formatQuantity(stated, unit)}. Give one of them.`,
    removeProperty(context, property),
    removeProperty(context, (findProperty(channel, 'count') ?? findProperty(channel, 'unitary'))!),
  );
}

/** Where a channel has a permeability, so many conductances are none. */
export function noPopulation(context: Context, channel: Channel): void {
  for (const key of ['count', 'unitary']) {
    const property = findProperty(channel, key);
    if (property === undefined) continue;
    const message = `\`${channel.name}\` has a permeability and no conductance, so \`${key}\` has nothing to count.`;
    context.error('property.conflict', spanOfProperty(property, 'key'), message, removeProperty(context, property));
  }
}

/** Number in the basis and conductance of one; undefined where the file does not give both. */
export function populationOf(context: Context, channel: Channel): Population | undefined {
  const count = propertyValue(context, channel, 'count');
  const unitary = propertyValue(context, channel, 'unitary');
  if (count === undefined || unitary === undefined || maximalConductance(context, channel) === undefined) {
    return undefined;
  }
  const number = inBasis(context, count, 'This number of channels');
  return number === undefined ? undefined : { count: number, unitary: unitary.node };
}
