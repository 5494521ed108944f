/** Steady states of gates in closed form: the exponent of a Boltzmann curve, and a pore that sensors act on. */
import type { Gate } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import { VOLTAGE } from '../../model/model.js';
import { R } from '../../physics/constants.js';
import type { Context } from '../context.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import { temperatureOf, thermalVoltageOf } from './membrane.js';

/** What only an allosteric gate has. */
export const allostericKeys: readonly string[] = ['sensors', 'coupling', 'intrinsic', 'J'];

/** (V − V½)/k, or zF(V − V½)/RT; undefined where a part is missing or wrong. */
export function boltzmannExponent(context: Context, gate: Gate): NodeId | undefined {
  const { builder } = context;
  const half = propertyValue(context, gate, 'half')?.node;
  const slope = propertyValue(context, gate, 'slope')?.node;
  const charge = propertyValue(context, gate, 'charge')?.node;
  if (half === undefined) return undefined;
  const distance = builder.binary('sub', builder.symbol(VOLTAGE), half);
  if (slope !== undefined) return builder.binary('div', distance, slope);
  const thermal = charge === undefined ? undefined : thermalVoltageOf(context);
  if (charge === undefined || thermal === undefined) return undefined;
  return builder.binary('div', builder.binary('mul', charge, distance), thermal);
}

/**
 * p = L(1 + JD)ⁿ / (L(1 + JD)ⁿ + (1 + J)ⁿ), D = e^(ε/RT) [Monod, Wyman & Changeux 1965, J Mol Biol 12:88], as
 * 1/(1 + e^−(ln L + n ln(1 + (D − 1)s))) with the share s = J/(1 + J) of activated sensors, so that no V overflows.
 */
export function allostericShare(context: Context, gate: Gate): NodeId | undefined {
  const { builder } = context;
  const temperature = temperatureOf(context)?.node;
  const coupling = propertyValue(context, gate, 'coupling')?.node;
  const intrinsic = propertyValue(context, gate, 'intrinsic')?.node;
  const sensors = findProperty(gate, 'sensors') ? propertyValue(context, gate, 'sensors')?.node : builder.constant(4);
  const activated = activatedShare(context, gate);
  if (temperature === undefined || coupling === undefined || intrinsic === undefined) return undefined;
  if (sensors === undefined || activated === undefined) return undefined;
  const one = builder.constant(1);
  const energy = builder.binary('div', coupling, builder.binary('mul', builder.constant(R), temperature));
  const factor = builder.binary('sub', builder.unary('exp', energy), one);
  const each = builder.unary('log', builder.binary('add', one, builder.binary('mul', factor, activated)));
  const exponent = builder.binary('add', builder.unary('log', intrinsic), builder.binary('mul', sensors, each));
  return builder.unary('boltzmann', exponent, spanOfProperty(gate, 'name'));
}

function activatedShare(context: Context, gate: Gate): NodeId | undefined {
  const { builder } = context;
  if (findProperty(gate, 'J') === undefined) {
    const exponent = boltzmannExponent(context, gate);
    return exponent === undefined ? undefined : builder.unary('boltzmann', exponent);
  }
  const constant = propertyValue(context, gate, 'J')?.node;
  if (constant === undefined) return undefined;
  return builder.binary('div', constant, builder.binary('add', builder.constant(1), constant));
}
