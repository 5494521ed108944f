/** `state`: any quantity with a start value and a rate of change; its dimension is that of its start. */
import type { State } from '../../generated/ast.js';
import type { NodeId, Span } from '../../model/graph.js';
import { divide, time } from '../../units/dimension.js';
import { toSI } from '../../units/convert.js';
import { parseUnit } from '../../units/unit.js';
import { addProperty } from '../checks/properties.js';
import type { Context } from '../context.js';
import { expectDimension } from '../expectation.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import type { Typed } from '../typed.js';
import { unitToShow } from './parameters.js';
import { atTemperature } from './q10.js';

/** The state as it stands in an expression: its symbol, of the dimension of its start. */
export function stateValue(context: Context, state: State, from?: Span): Typed | undefined {
  return context.once(state, 'value', state.name, from, () => {
    const start = propertyValue(context, state, 'start');
    if (start === undefined) return undefined;
    const span = spanOfProperty(state, 'name');
    const symbol = context.addSymbol({ kind: 'state', name: state.name });
    const type = start.type.kind === 'number' ? { kind: start.type.kind, dimension: start.type.dimension } : start.type;
    return { node: context.builder.symbol(symbol, span), type, span };
  });
}

/** d/dt, with the Q10 of the state. */
function rateOf(context: Context, state: State, value: Typed): NodeId | undefined {
  const property = findProperty(state, 'rate');
  const rate = propertyValue(context, state, 'rate');
  if (property === undefined) return noRate(context, state);
  if (rate === undefined || value.type.kind === 'truth') return undefined;
  const wanted = divide(value.type.dimension, time);
  const checked = expectDimension(context, property.value, rate, [wanted], `\`rate\` of \`${state.name}\``);
  return atTemperature(context, [state], checked?.node);
}

function noRate(context: Context, state: State): undefined {
  const start = findProperty(state, 'start');
  const typed = propertyValue(context, state, 'start');
  const unit = start && typed && unitToShow(start.value, typed);
  const text = `rate = 0${unit === undefined || unit === '' ? '' : ` ${unit}`}/s`;
  context.error(
    'property.missing',
    spanOfProperty(state, 'name'),
    `State \`${state.name}\` has no \`rate\`, by which it would change: its own unit per time.`,
    ...addProperty(state, text),
  );
}

/** Makes the state known to the model; nothing when a part of it is wrong. */
export function compileState(context: Context, state: State): void {
  const value = stateValue(context, state);
  const start = propertyValue(context, state, 'start');
  const property = findProperty(state, 'start');
  if (value === undefined || start === undefined || property === undefined) return;
  const rate = rateOf(context, state, value);
  const node = context.builder.node(value.node);
  if (rate === undefined || node.op !== 'symbol') return;
  const unit = unitToShow(property.value, start);
  const size = Math.abs(context.valueAtDefaults(start.node) ?? 0);
  context.states.push({
    name: state.name,
    symbol: node.symbol,
    rate,
    start: start.node,
    scale: size > 0 ? size : sizeOf(unit),
    unit,
    span: spanOfProperty(state, 'name'),
  });
}

/** One of the unit, for what starts at zero. */
function sizeOf(unit: string): number {
  const parsed = parseUnit(unit);
  return parsed.ok && !parsed.unit.affine ? toSI(1, parsed.unit) : 1;
}
