/** What a compartment can be asked for: `inside.volume`, `inside.osmolarity`, `inside.charge`. */
import type { Compartment } from '../../generated/ast.js';
import type { Span } from '../../model/graph.js';
import { concentration, volume } from '../../units/dimension.js';
import type { Context } from '../context.js';
import { numberOf, type Typed } from '../typed.js';
import { dissolvedIn } from './dissolved.js';
import { spaceOf, type Side } from './spaces.js';

export function compartmentPart(context: Context, target: Compartment, part: string, span: Span): Typed | undefined {
  const side = target.name as Side;
  if (part === 'volume') {
    const node = spaceOf(context, side)?.volume;
    if (node !== undefined) return { node, type: numberOf(volume), span };
    const message = `The volume of \`${side}\` is not known: give a \`volume\`, or the membrane an \`area\`.`;
    return context.error('property.missing', span, message);
  }
  return { node: dissolvedIn(context, side, part === 'charge'), type: numberOf(concentration), span };
}
