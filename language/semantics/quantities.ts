/** Numbers with their units: text → one correctly rounded SI value of known dimension. */
import type { Quantity } from '../generated/ast.js';
import { literalToSI } from '../units/convert.js';
import { parseUnit, type UnitError } from '../units/unit.js';
import type { Context } from './context.js';
import { shortened } from './expectation.js';
import { replacement } from './issues.js';
import { nameAsUnit } from './names-as-units.js';
import { spanOf, spanOfProperty } from './spans.js';
import type { Typed, ValueType } from './typed.js';

export function lowerQuantity(context: Context, quantity: Quantity): Typed | undefined {
  const { number, unit: unitText } = quantity;
  const span = spanOf(quantity);
  if (number === undefined) return undefined;
  const parsed = parseUnit(unitText ?? '');
  if (!parsed.ok) return reportUnit(context, quantity, parsed.error);
  const { unit } = parsed;
  const value = literalToSI(number, unit);
  const isLost = value === 0 && /[1-9]/.test(number.split(/e/i)[0]!);
  if (!Number.isFinite(value) || isLost) {
    const message = `\`${shortened(number)}\` is too ${isLost ? 'small' : 'large'} to calculate with: numbers go from 5e-324 to 1.8e308.`;
    return context.error('number.range', spanOfProperty(quantity, 'number'), message);
  }
  const { dimension, affine } = unit;
  const type: ValueType = { kind: 'number', dimension, ...(affine ? { celsius: true } : {}) };
  return { node: context.builder.constant(value, span), type, span };
}

function reportUnit(context: Context, quantity: Quantity, error: UnitError): undefined {
  const unitSpan = spanOfProperty(quantity, 'unit');
  const span = { start: unitSpan.start + error.start, end: unitSpan.start + error.end };
  if (error.kind === 'affine-in-compound') {
    return context.error(
      'temperature.mixed',
      span,
      '`°C` is a point on a scale and cannot be part of a compound unit; per degree is per kelvin.',
      replacement(span, 'K'),
    );
  }
  const name = nameAsUnit(context, quantity, error.found);
  if (name !== undefined) return context.error('unit.is-a-name', name.span ?? span, name.message, ...name.fixes);
  if (/^_\d+$/.test(error.found)) {
    const whole = quantity.number + error.found.replaceAll('_', '');
    const message = `Digits are written without signs between them: \`${whole}\`.`;
    return context.error('unit.unknown', span, message, replacement(spanOf(quantity), whole));
  }
  const [nearest] = error.suggestions;
  const fixes = error.suggestions.map((suggestion) => replacement(span, suggestion));
  if (error.kind === 'syntax') {
    const question = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
    const message = `\`${shortened(error.found)}\` cannot stand here in the unit \`${shortened(quantity.unit!)}\`.${question}`;
    return context.error('unit.unknown', span, message, ...fixes);
  }
  const question =
    nearest === undefined
      ? 'A unit is written straight after its number, as in `-65 mV` or `120 mS/cm^2`.'
      : `Did you mean \`${nearest}\`?`;
  const message = `\`${shortened(error.found)}\` is no unit that Memb knows. ${question}`;
  return context.error('unit.unknown', span, message, ...fixes);
}
