/** Values that are of the wrong kind whatever their unit: a pure number, a number or a condition was wanted. */
import type { Expression } from '../generated/ast.js';
import { describeDimension } from '../units/quantities.js';
import type { Context } from './context.js';
import { describeType, shortened } from './expectation.js';
import { divisionHint } from './names-as-units.js';
import type { Typed } from './typed.js';

export function wantPure(context: Context, argument: Expression, value: Typed, name: string): undefined {
  const hint = divisionHint(context, argument);
  const type = value.type.kind === 'number' ? describeDimension(value.type.dimension) : '';
  const text = `\`${name}\` wants a pure number; \`${shortened(context.textOf(value.span))}\` is ${describeType(value.type)}.`;
  const advice =
    hint?.text ??
    (type === 'voltage' ? ' Divide it by a voltage, as in `V / 10 mV`.' : ' Divide it by a quantity of its own kind.');
  return context.error('unit.mismatch', value.span, text + advice, ...(hint?.fixes ?? []));
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
