/** The values a family of runs goes through: `sweep amplitude = 0 .. 20 uA/cm^2 by 0.2 uA/cm^2`. */
import { isParam, type Expression, type Sweep } from '../../generated/ast.js';
import type { SweepAxis } from '../../model/drive.js';
import type { Span } from '../../model/graph.js';
import { toSI } from '../../units/convert.js';
import type { Dimension } from '../../units/dimension.js';
import { parseUnit } from '../../units/unit.js';
import type { Context } from '../context.js';
import { expectDimension, literalOf } from '../expectation.js';
import { lower } from '../expressions.js';
import { constantOnly } from '../property-values.js';
import { join, spanOf, spanOfProperty } from '../spans.js';
import type { Typed } from '../typed.js';
import { parameterValue, unitToShow } from './parameters.js';

/** More runs than this in one experiment are a mistake. */
export const MOST_RUNS = 100_000;

export interface Range {
  readonly first: Typed;
  readonly last: Typed;
  readonly step: Typed;
  readonly unit: string;
}

interface Written {
  readonly first: Expression;
  readonly last: Expression;
  readonly step: Expression;
}

/** `dimensions`: any of these, or whatever the last value has. */
export function compileRange(
  context: Context,
  { first, last, step }: Written,
  place: string,
  dimensions?: readonly Dimension[],
): Range | undefined {
  const upper = lower(context, last);
  if (upper === undefined) return undefined;
  if (upper.type.kind === 'truth')
    return context.error('unit.mismatch', upper.span, `${place} goes through numbers; this is a condition.`);
  const end = dimensions === undefined ? upper : expectDimension(context, last, upper, dimensions, place);
  if (end?.type.kind !== 'number') return undefined;
  const { dimension } = end.type;
  const begin = sameUnit(context, first, last) ?? lower(context, first);
  const start = begin && expectDimension(context, first, begin, [dimension], `The first value of ${lowerFirst(place)}`);
  const width = lower(context, step);
  const by = width && expectDimension(context, step, width, [dimension], '`by`');
  if (start === undefined || by === undefined) return undefined;
  for (const value of [start, end, by]) if (constantOnly(context, value, place) === undefined) return undefined;
  if (!hasRuns(context, { first, last, step }, start, end, by)) return undefined;
  return { first: start, last: end, step: by, unit: unitToShow(last, end) };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** `-60 .. 60 mV`: the unit at the end of a range is that of both ends. */
export function sameUnit(context: Context, first: Expression, last: Expression): Typed | undefined {
  const [low, high] = [literalOf(first), literalOf(last)];
  if (low === undefined || low.unit !== undefined || high?.unit === undefined) return undefined;
  const parsed = parseUnit(high.unit);
  if (!parsed.ok) return undefined;
  const span = spanOf(first);
  const number = Number(context.textOf(span).replace(/[\s()]/g, ''));
  const { dimension, affine } = parsed.unit;
  const type = { kind: 'number', dimension, ...(affine ? { celsius: true } : {}) } as const;
  return Number.isFinite(number)
    ? { node: context.builder.constant(toSI(number, parsed.unit), span), type, span }
    : undefined;
}

function hasRuns(context: Context, written: Written, first: Typed, last: Typed, step: Typed): boolean {
  const [a, b, by] = [first, last, step].map(({ node }) => context.valueAtDefaults(node)) as [number, number, number];
  const wrong = (span: Span, message: string): false => {
    context.error('experiment.sweep', span, message);
    return false;
  };
  if (!Number.isFinite(a + b + by)) return wrong(join(first.span, step.span), 'A family goes through finite values.');
  if (by === 0) return wrong(spanOf(written.step), 'With a step of zero there is no end to it.');
  if ((b - a) / by < 0) {
    const where = b < a ? 'downward, so the step is negative' : 'upward, so the step is positive';
    return wrong(spanOf(written.step), `From the first to the last value it goes ${where}.`);
  }
  if ((b - a) / by >= MOST_RUNS) return wrong(spanOf(written.step), `This makes more than ${MOST_RUNS} runs.`);
  return true;
}

/** What the name of a sweep stands for inside its experiment: the parameter of that name, or a value of its own. */
export function sweepValue(context: Context, sweep: Sweep, from?: Span): Typed | undefined {
  const parameter = context.file.declarations.find((entry) => isParam(entry) && entry.name === sweep.name);
  if (isParam(parameter)) return parameterValue(context, parameter, from);
  return context.once(sweep, 'value', sweep.name, from, () => {
    const range = rangeOf(context, sweep);
    if (range === undefined) return undefined;
    const symbol = context.addSymbol({ kind: 'parameter', name: sweep.name });
    context.defaults.set(symbol, context.valueAtDefaults(range.first.node)!);
    const span = spanOfProperty(sweep, 'name');
    return { node: context.builder.symbol(symbol), type: range.last.type, span };
  });
}

function rangeOf(context: Context, sweep: Sweep): Range | undefined {
  const parameter = context.file.declarations.find((entry) => isParam(entry) && entry.name === sweep.name);
  const value = isParam(parameter) ? parameterValue(context, parameter) : undefined;
  if (isParam(parameter) && value === undefined) return undefined;
  const dimensions = value?.type.kind === 'number' ? [value.type.dimension] : undefined;
  return context.once(sweep, 'range', sweep.name, undefined, () =>
    compileRange(context, sweep, `Sweep \`${sweep.name}\``, dimensions),
  );
}

export function compileSweep(context: Context, sweep: Sweep): SweepAxis | undefined {
  const range = rangeOf(context, sweep);
  const value = range && sweepValue(context, sweep);
  const parameter = context.file.declarations.find((entry) => isParam(entry) && entry.name === sweep.name);
  const node = value && context.builder.node(value.node);
  const own = node?.op === 'symbol' ? node.symbol : undefined;
  const symbol = isParam(parameter) ? context.parameterSymbols.get(parameter) : own;
  if (range === undefined || symbol === undefined) return undefined;
  return axisOf(sweep.name, symbol, range);
}

export function axisOf(name: string, symbol: number, { first, last, step, unit }: Range): SweepAxis {
  return { name, symbol, first: first.node, last: last.node, step: step.node, unit };
}
