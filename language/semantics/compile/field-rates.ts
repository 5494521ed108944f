/** Rates of a step that moves charge through the field: transitions of schemes, and two-state gates. */
import type { Gate, Transition } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import { VOLTAGE } from '../../model/model.js';
import type { Context } from '../context.js';
import { findProperty, propertyValue } from '../property-values.js';
import { thermalVoltageOf } from './membrane.js';

/**
 * k e^(zδF(V − V0)/RT) there, k e^(−z(1 − δ)F(V − V0)/RT) back [Stevens 1978, Biophys J 22:295]; as it is without a
 * `charge`. δ is one half and V0 0 mV where they are not written.
 */
export function inTheField(
  context: Context,
  step: Transition | Gate,
  forward: boolean,
  rate: NodeId,
): NodeId | undefined {
  if (findProperty(step, 'charge') === undefined) return rate;
  const { builder } = context;
  const charge = propertyValue(context, step, 'charge')?.node;
  const thermal = thermalVoltageOf(context);
  const delta = findProperty(step, 'delta') ? propertyValue(context, step, 'delta')?.node : builder.constant(0.5);
  const zero = findProperty(step, 'V0') ? propertyValue(context, step, 'V0')?.node : builder.constant(0);
  if (charge === undefined || thermal === undefined || delta === undefined || zero === undefined) return undefined;
  const distance = builder.binary('sub', builder.symbol(VOLTAGE), zero);
  const energy = builder.binary('div', builder.binary('mul', charge, distance), thermal);
  const part = forward ? delta : builder.binary('sub', delta, builder.constant(1));
  return builder.binary('mul', rate, builder.unary('exp', builder.binary('mul', part, energy)));
}
