/** `from 5 ms to 25 ms`: when something begins and ends. */
import type { Expression } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import { time } from '../../units/dimension.js';
import type { Context } from '../context.js';
import { expectDimension } from '../expectation.js';
import { lower } from '../expressions.js';
import { constantOnly } from '../property-values.js';
import { spanOf } from '../spans.js';

export interface Interval {
  readonly from?: NodeId;
  readonly to?: NodeId;
}

interface Written {
  readonly from?: Expression;
  readonly to?: Expression;
}

/** undefined when a time is wrong, or they are the wrong way round. `what`: `injection`, `step`. */
export function compileInterval(
  context: Context,
  { from, to }: Written,
  what: string,
  duration?: number,
): Interval | undefined {
  const begin = compileTime(context, from, '`from`');
  const end = compileTime(context, to, '`to`');
  if (begin === 'wrong' || end === 'wrong') return undefined;
  const start = begin === undefined ? 0 : context.valueAtDefaults(begin);
  const stop = end === undefined ? undefined : context.valueAtDefaults(end);
  if (start !== undefined && stop !== undefined && stop <= start) {
    return context.error('experiment.interval', spanOf(to), `This ${what} ends before it begins.`);
  }
  if (start !== undefined && duration !== undefined && start >= duration && from !== undefined) {
    context.warn('experiment.interval', spanOf(from), `This ${what} begins after the experiment has ended.`);
  }
  return { ...(begin !== undefined && { from: begin }), ...(end !== undefined && { to: end }) };
}

export function compileTime(
  context: Context,
  expression: Expression | undefined,
  place: string,
): NodeId | undefined | 'wrong' {
  if (expression === undefined) return undefined;
  const value = lower(context, expression);
  const typed = value && expectDimension(context, expression, value, [time], place);
  return (typed && constantOnly(context, typed, place)?.node) ?? 'wrong';
}
