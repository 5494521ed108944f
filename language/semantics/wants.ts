/** Values that are of the wrong kind whatever their unit: a pure number, a number or a condition was wanted. */
import { isBinary, isConditional, type Expression } from '../generated/ast.js';
import type { Span } from '../model/graph.js';
import { concentration, sameDimension, voltage, type Dimension } from '../units/dimension.js';
import { displayUnit } from '../units/display.js';
import type { Context } from './context.js';
import { describeType, shortened } from './expectation.js';
import type { Fix } from './issues.js';
import { divisionHint } from './names-as-units.js';
import { spanOf } from './spans.js';
import type { Typed } from './typed.js';

export function wantPure(context: Context, argument: Expression, value: Typed, name: string): undefined {
  const hint = divisionHint(context, argument);
  const text = `\`${name}\` wants a pure number; \`${shortened(context.textOf(value.span))}\` is ${describeType(value.type)}.`;
  if (hint !== undefined) return context.error('unit.mismatch', value.span, text + hint.text, ...hint.fixes);
  const divisors = value.type.kind === 'number' ? divisorsFor(value.type.dimension, name) : [];
  const fixes = divisors.map((divisor) => dividedBy(argument, divisor));
  const shown = divisors.map((divisor) => `\`${divisor}\``).join(' or ');
  const advice = shown === '' ? ' Divide it by a quantity of its own kind.' : ` Divide it by ${shown}.`;
  return context.error('unit.mismatch', value.span, text + advice, ...fixes);
}

/** One of the unit it is shown in; RT/F for a potential, and mol/L where pH and its like are meant. */
function divisorsFor(dimension: Dimension, name: string): string[] {
  if (sameDimension(dimension, voltage)) return ['RT_F', '1 mV'];
  if (sameDimension(dimension, concentration)) return name === 'log10' ? ['1 M', '1 mM'] : ['1 mM'];
  const unit = displayUnit(dimension);
  return unit === '' ? [] : [`1 ${unit}`];
}

function dividedBy(argument: Expression, divisor: string): Fix {
  const { start, end, file } = spanOf(argument);
  const place = (at: number): Span => ({ start: at, end: at, ...(file !== undefined && { file }) });
  const isWhole = !isConditional(argument) && !(isBinary(argument) && !'*/'.includes(argument.operator));
  const edits = isWhole
    ? [{ span: place(end), text: ` / ${divisor}` }]
    : [
        { span: place(start), text: '(' },
        { span: place(end), text: `) / ${divisor}` },
      ];
  return { title: `Divide by \`${divisor}\``, edits };
}

export function wantCondition(context: Context, value: Typed, place: string, example = 'V < -40 mV'): undefined {
  return context.error(
    'unit.mismatch',
    value.span,
    `${place} wants a condition, as in \`${example}\`; \`${shortened(context.textOf(value.span))}\` is ${describeType(value.type)}.`,
  );
}

export function wantNumber(context: Context, value: Typed, place: string): undefined {
  return context.error(
    'unit.mismatch',
    value.span,
    `${place} wants a number; \`${shortened(context.textOf(value.span))}\` is a condition. Use \`if … then … else …\`.`,
  );
}
