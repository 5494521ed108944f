/** Checks that a value is what its place wants, and says in the user's own units what it is instead. */
import { isQuantity, isUnary, isGroup, type Expression, type Quantity } from '../generated/ast.js';
import { isDimensionless, temperature, sameDimension, type Dimension } from '../units/dimension.js';
import { describeDimension, unitsOf } from '../units/quantities.js';
import { respellings } from '../units/respell.js';
import type { Context } from './context.js';
import { conversionHint } from './electrical-kinds.js';
import { insertion, replacement, type Fix } from './issues.js';
import { divisionHint } from './names-as-units.js';
import { spanOf, spanOfProperty } from './spans.js';
import { hasDimension, isPure, type Typed, type ValueType } from './typed.js';

/** `a voltage`, `a pure number`, `a condition`. */
export function describeType(type: ValueType): string {
  if (type.kind === 'truth') return 'a condition (true or false)';
  return withArticle(describeDimension(type.dimension));
}

export function withArticle(noun: string): string {
  if (/^(an? |\d)/.test(noun)) return noun;
  return /^[aeio]/i.test(noun) ? `an ${noun}` : `a ${noun}`;
}

/** `a voltage (mV)`. */
export function describeWanted(dimensions: readonly Dimension[]): string {
  return dimensions
    .map((dimension) => {
      const unit = isDimensionless(dimension) ? undefined : unitsOf(dimension)[0];
      const noun = withArticle(describeDimension(dimension));
      return unit === undefined ? noun : `${noun.replace(/ \(.*\)$/, '')} (${unit})`;
    })
    .join(' or ');
}

/** The literal an expression consists of, through signs and parentheses. */
export function literalOf(expression: Expression | undefined): Quantity | undefined {
  if (isQuantity(expression)) return expression;
  if (isUnary(expression) && expression.operator !== 'not') return literalOf(expression.operand);
  return isGroup(expression) ? literalOf(expression.inner) : undefined;
}

/**
 * The value itself when it has one of the wanted dimensions, else undefined and an issue at the smallest text:
 * `unit.missing` for a bare number, `unit.mismatch` otherwise. `place` names the place, as in "`in`".
 */
export function expectDimension(
  context: Context,
  expression: Expression,
  value: Typed,
  wanted: readonly Dimension[],
  place: string,
): Typed | undefined {
  if (wanted.some((dimension) => hasDimension(value.type, dimension))) return value;
  const literal = literalOf(expression);
  const wantedText = describeWanted(wanted);
  const first = wanted[0]!;
  if (literal !== undefined && literal.unit === undefined && isPure(value.type)) {
    return context.error(
      'unit.missing',
      spanOf(literal),
      `${place} wants ${wantedText}; \`${literal.number}\` has no unit.`,
      ...missingUnitFixes(literal, first),
    );
  }
  const conversion = conversionHint(context, value, wanted);
  const hint = divisionHint(context, expression) ?? conversion;
  const noun = conversion?.noun ?? describeType(value.type);
  const found = `\`${shortened(context.textOf(value.span))}\` is ${noun}`;
  const respelt =
    literal?.unit === undefined ? [] : wanted.flatMap((dimension) => respellings(literal.unit!, dimension));
  const question = respelt[0] === undefined ? '' : ` Did you mean \`${literal!.number} ${respelt[0]}\`?`;
  return context.error(
    'unit.mismatch',
    value.span,
    `${place} wants ${wantedText}; ${found}.${hint?.text ?? question}`,
    ...(hint?.fixes ?? []),
    // A number per farad is another one per area: to change its unit alone would make it wrong.
    ...(conversion === undefined ? otherUnitFixes(literal, first, respelt) : []),
  );
}

export function missingUnitFixes(literal: Quantity, dimension: Dimension): Fix[] {
  const { end } = spanOfProperty(literal, 'number');
  return unitsOf(dimension)
    .slice(0, 3)
    .map((unit) =>
      insertion(
        end,
        unit.startsWith('/') ? unit : ` ${unit}`,
        `Write \`${literal.number}${unit.startsWith('/') ? '' : ' '}${unit}\``,
      ),
    );
}

/** The unit in another spelling first, then the customary one. */
function otherUnitFixes(literal: Quantity | undefined, dimension: Dimension, respelt: readonly string[]): Fix[] {
  if (literal?.unit === undefined) return [];
  const span = spanOfProperty(literal, 'unit');
  if (isDimensionless(dimension))
    return [
      {
        title: 'Remove the unit',
        edits: [{ span: { start: spanOfProperty(literal, 'number').end, end: span.end }, text: '' }],
      },
    ];
  const customary = sameDimension(dimension, temperature) ? 'degC' : unitsOf(dimension)[0];
  const units = new Set([...respelt, ...(customary === undefined ? [] : [customary])]);
  return [...units].map((unit) => replacement(span, unit, `Change the unit to \`${unit}\``));
}

const LONGEST_QUOTE = 40;

/** A piece of the user's text, on one line and short enough to stand in a message. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(/ (?=[,;)])/g, '');
  return line.length <= LONGEST_QUOTE ? line : `${line.slice(0, LONGEST_QUOTE - 1)}…`;
}
