/** A current that cannot be: against the stoichiometry of its cycle, or another one than the rate makes. */
import type { Pump } from '../../generated/ast.js';
import type { NodeId, Span } from '../../model/graph.js';
import { elementaryCharge } from '../../physics/constants.js';
import { formatNumber, formatQuantity } from '../../units/display.js';
import { removeProperty } from '../checks/properties.js';
import type { Context } from '../context.js';
import { replacement } from '../issues.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import { basisOf, inBasis } from './membrane.js';
import { netCharge, stoichiometryText } from './moves.js';

/** A pump current of the wrong sign, or one where no net charge is moved. */
export function currentAgainstCharge(
  context: Context,
  pump: Pump,
  span: Span,
  value: number,
  charge: number,
  unit: string,
): undefined {
  const shown = formatQuantity(value, unit);
  const stoichiometry = stoichiometryText(context, pump);
  if (charge === 0) {
    return context.error(
      'pump.current',
      span,
      `\`${stoichiometry}\` moves no net charge, so this ${pump.kind} carries no current; ${shown} contradicts it.`,
      replacement(span, `0 ${unit}`),
    );
  }
  const direction = charge > 0 ? 'outward' : 'inward';
  const text = context.textOf(span);
  const flipped = text.startsWith('-') ? text.slice(1).trimStart() : `-${text}`;
  return context.error(
    'pump.current',
    span,
    `\`${stoichiometry}\` moves ${Math.abs(charge)} net charge ${direction} per cycle, so its current is ${charge > 0 ? 'positive' : 'negative'}; ${shown} is ${value > 0 ? 'outward' : 'inward'}.`,
    replacement(span, flipped),
  );
}

/** How far a current may be from what the rate makes of it: papers round. */
const ROUNDING = 0.01;

/** Where both a rate and a current are written: they must say the same, and only fixed values can be compared. */
export function currentAgainstRate(context: Context, pump: Pump, rate: NodeId | undefined): void {
  const property = findProperty(pump, 'current');
  const charge = netCharge(context, pump);
  if (property === undefined || findProperty(pump, 'rate') === undefined) return;
  const current = propertyValue(context, pump, 'current');
  if (current === undefined || rate === undefined || charge === undefined) return;
  const given = inBasis(context, current, 'This pump current');
  const stated = given === undefined ? undefined : context.valueAtDefaults(given);
  const turns = context.valueAtDefaults(rate);
  const span = spanOfProperty(property, 'key');
  if (stated === undefined || turns === undefined) {
    const message =
      'Both `rate` and `current` are written, and the one follows from the other: only the `rate` is used. Give one.';
    if (given !== undefined) context.error('property.conflict', span, message, removeProperty(context, property));
    return;
  }
  const derived = elementaryCharge * charge * turns;
  if (Math.abs(stated - derived) <= ROUNDING * Math.abs(derived)) return;
  const [unit, rateUnit] = basisOf(context) === 'area' ? ['uA/cm^2', '/um^2/s'] : ['pA', '/s'];
  context.error(
    'property.conflict',
    span,
    `\`rate\` comes to ${formatQuantity(turns, rateUnit)} cycles, which with ${formatNumber(charge)} net charge outward make ${formatQuantity(derived, unit)}; \`current\` is ${formatQuantity(stated, unit)}. Give one of them.`,
    removeProperty(context, property),
    removeProperty(context, findProperty(pump, 'rate')!),
  );
}
