/**
 * Points on the Celsius scale against differences in kelvin. `T − 6.3 degC` is a difference; `37 degC + 6.3 degC`
 * and `2 * 37 degC` mean nothing; `T − 6.3 K` is nearly always a Celsius value with the wrong unit.
 */
import { isReference, type Binary, type Expression } from '../generated/ast.js';
import type { Span } from '../model/graph.js';
import { celsiusZero } from '../physics/constants.js';
import { temperature } from '../units/dimension.js';
import type { Context } from './context.js';
import { literalOf } from './expectation.js';
import { replacement } from './issues.js';
import { spanOf, spanOfProperty } from './spans.js';
import { hasDimension, type Typed } from './typed.js';

/** Below this nothing lives: a kelvin value subtracted from T that is smaller was meant in °C. */
const COLDEST_LIVING = 200;

function isCelsius(value: Typed): boolean {
  return value.type.kind === 'number' && value.type.celsius === true;
}

/** A Celsius point under `*`, `/`, `^` or a sign. As a divisor, a difference was meant: `(T - 6.3 degC) / 10 K`. */
export function celsiusScaled(
  context: Context,
  expression: Expression,
  value: Typed,
  whole: Span,
  isDivisor = false,
): undefined {
  const literal = literalOf(expression);
  const kelvin = context.valueAtDefaults(value.node);
  const message = 'A temperature in °C is a point on a scale: it cannot be multiplied, divided or negated.';
  if (literal === undefined || kelvin === undefined) {
    return context.error('temperature.mixed', whole, `${message} Write it in kelvin.`);
  }
  const point = replacement(spanOf(literal), `${Number(kelvin.toPrecision(12))} K`);
  const difference = replacement(spanOf(literal), `${literal.number} K`);
  const advice = isDivisor ? 'A difference of temperature is written in K.' : 'Write it in kelvin.';
  const fixes = isDivisor ? [difference, point] : [point];
  return context.error('temperature.mixed', value.span, `${message} ${advice}`, ...fixes);
}

/** −5 degC is five degrees below zero, not minus 278.15 K. */
export function negatedCelsius(context: Context, expression: Expression, value: Typed, whole: Span): Typed | undefined {
  const kelvin = context.builder.constantValue(value.node);
  if (literalOf(expression) === undefined || kelvin === undefined)
    return celsiusScaled(context, expression, value, whole);
  return { ...value, node: context.builder.constant(celsiusZero - (kelvin - celsiusZero), whole), span: whole };
}

/** Whether a sum or difference is again a Celsius point; undefined after an error. */
export function celsiusInSum(context: Context, expression: Binary, left: Typed, right: Typed): boolean | undefined {
  if (!isCelsius(right)) return isCelsius(left);
  if (expression.operator === '-') return false;
  const literal = literalOf(expression.right);
  const fixes =
    literal?.unit === undefined ? [] : [replacement(spanOfProperty(literal, 'unit'), 'K', 'Make it a difference: `K`')];
  return context.error(
    'temperature.mixed',
    right.span,
    'A temperature in °C cannot be added to anything; a difference of temperature is written in K.',
    ...fixes,
  );
}

/** `T − 6.3 K`. */
export function kelvinTakenForCelsius(context: Context, expression: Binary, left: Typed, right: Typed): void {
  if (!hasDimension(left.type, temperature) || isCelsius(right)) return;
  if (!isReference(expression.left) || expression.left.target?.$refText !== 'T') return;
  const literal = literalOf(expression.right);
  const value = context.valueAtDefaults(right.node);
  if (literal?.unit === undefined || value === undefined || value >= COLDEST_LIVING) return;
  const span = spanOfProperty(literal, 'unit');
  context.warn(
    'temperature.mixed',
    span,
    `T is absolute (310.15 K at 37 °C), so \`T - ${literal.number} K\` is still a temperature above 200 K. For the difference to ${literal.number} °C write \`T - ${literal.number} degC\`.`,
    replacement(span, 'degC'),
  );
}
