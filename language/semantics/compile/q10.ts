/** Q10: the factor on rates that were measured at another temperature. */
import type { Block } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import type { Context } from '../context.js';
import { findProperty, nameOf, propertyReference, propertyValue, type Owner } from '../property-values.js';
import { spanOf } from '../spans.js';
import { temperatureOf } from './membrane.js';

/** Q10^((T − T₀)/10 K) of a block that has a `q10`; undefined when a part of it is wrong. */
export function q10Factor(context: Context, owner: Owner): NodeId | undefined {
  return context.once(owner, 'q10', `${nameOf(owner) ?? 'scheme'}.q10`, undefined, () => {
    const property = findProperty(owner, 'q10')!;
    if (property.reference === undefined && property.value !== undefined) {
      return context.error(
        'property.missing',
        spanOf(property),
        'A Q10 needs the temperature the rates were measured at: `q10 = 3 at 6.3 degC`.',
        {
          title: 'Add `at 20 degC`',
          edits: [{ span: { start: spanOf(property).end, end: spanOf(property).end }, text: ' at 20 degC' }],
        },
      );
    }
    const q10 = propertyValue(context, owner, 'q10');
    const reference = propertyReference(context, owner, 'q10');
    const temperature = temperatureOf(context);
    if (q10 === undefined || reference === undefined || temperature === undefined) return undefined;
    const { builder } = context;
    const tens = builder.binary('div', builder.binary('sub', temperature.node, reference.node), builder.constant(10));
    return builder.binary('pow', q10.node, tens, spanOf(property));
  });
}

/**
 * Rates times the factor, time constants divided by it; as they are when no `owner` has a `q10`. The first that has one
 * counts.
 */
export function atTemperature(
  context: Context,
  owners: readonly Exclude<Owner, Block>[],
  node: NodeId | undefined,
  op: 'mul' | 'div' = 'mul',
): NodeId | undefined {
  const owner = owners.find((entry) => findProperty(entry, 'q10') !== undefined);
  if (node === undefined || owner === undefined) return node;
  const factor = q10Factor(context, owner);
  return factor === undefined ? undefined : context.builder.binary(op, node, factor);
}
