/**
 * Channels whose current is a law of its own and no g·(V − E): `channel IK1 { current = … }`, as papers write the
 * rectifying currents that they fitted as a whole. The law stands for everything open: an `open` and blockers scale it.
 */
import type { Channel } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import type { Context } from '../context.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import { inBasis } from './membrane.js';

export function hasCurrentLaw(channel: Channel): boolean {
  return findProperty(channel, 'current') !== undefined && channel.permeations.length === 0;
}

/** Outward current with everything open, in the basis: A, or A/m². */
export function lawfulCurrent(context: Context, channel: Channel): NodeId | undefined {
  return context.once(channel, 'law', `${channel.name}.current`, undefined, () => {
    const written = propertyValue(context, channel, 'current');
    return written && inBasis(context, written, 'This current');
  });
}

/** The ion that the channel conducts may carry it, if it can cross at all. */
export function carriesLaw(context: Context, channel: Channel): boolean {
  const ion = channel.ion?.ref;
  if (channel.ion !== undefined && ion === undefined) return false;
  if (ion?.impermeant !== true) return true;
  context.error(
    'ion.impermeant',
    spanOfProperty(channel, 'ion'),
    `\`${ion.name}\` is impermeant: nothing conducts it, and it has no Nernst potential.`,
  );
  return false;
}
