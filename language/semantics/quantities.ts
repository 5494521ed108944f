/** Numbers with their units: text → one correctly rounded SI value of known dimension. */
import type { Quantity } from '../generated/ast.js';
import { dimensionless } from '../units/dimension.js';
import { literalToSI } from '../units/convert.js';
import { parseUnit, type UnitError } from '../units/unit.js';
import type { Context } from './context.js';
import { replacement } from './issues.js';
import { nameAsUnit } from './names-as-units.js';
import { spanOf, spanOfProperty } from './spans.js';
import type { Typed } from './typed.js';

export function lowerQuantity(context: Context, quantity: Quantity): Typed | undefined {
  const { number, unit: unitText } = quantity;
  const span = spanOf(quantity);
  if (number === undefined) return undefined;
  if (!Number.isFinite(Number(number))) {
    return context.error(
      'number.range',
      spanOfProperty(quantity, 'number'),
      `\`${number}\` is larger than any number that can be calculated with (1.8e308).`,
    );
  }
  if (unitText === undefined) {
    return {
      node: context.builder.constant(Number(number), span),
      type: { kind: 'number', dimension: dimensionless },
      span,
    };
  }
  const parsed = parseUnit(unitText);
  if (!parsed.ok) return reportUnit(context, quantity, parsed.error);
  const { unit } = parsed;
  const node = context.builder.constant(literalToSI(number, unit), span);
  return { node, type: { kind: 'number', dimension: unit.dimension, ...(unit.affine ? { celsius: true } : {}) }, span };
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
  if (name !== undefined) return context.error('unit.is-a-name', span, name.message, ...name.fixes);
  const [nearest] = error.suggestions;
  const question =
    nearest === undefined
      ? 'A unit is written straight after its number, as in `-65 mV` or `120 mS/cm^2`.'
      : `Did you mean \`${nearest}\`?`;
  return context.error(
    'unit.unknown',
    span,
    `\`${error.found}\` is no unit that Memb knows. ${question}`,
    ...error.suggestions.map((suggestion) => replacement(span, suggestion)),
  );
}
