/** Parameters (sliders) and lets. */
import { isQuantity, type Expression, type Let, type Param } from '../../generated/ast.js';
import type { NamedValue, Parameter } from '../../model/model.js';
import type { Span } from '../../model/graph.js';
import { toSI } from '../../units/convert.js';
import { isDimensionless, sameDimension, type Dimension } from '../../units/dimension.js';
import { displayUnit, formatQuantity } from '../../units/display.js';
import { parseUnit } from '../../units/unit.js';
import type { Context } from '../context.js';
import { documentation } from '../documentation.js';
import { expectDimension, literalOf } from '../expectation.js';
import { lower } from '../expressions.js';
import { orSet } from './settings.js';
import { constantOnly, describeNonFinite } from '../property-values.js';
import { spanOf, spanOfProperty } from '../spans.js';
import { nodesIn } from '../tree.js';
import { hasDimension, type Typed } from '../typed.js';

/** A parameter's value as a symbol; its default is known from then on. */
export function parameterValue(context: Context, param: Param, from?: Span): Typed | undefined {
  return context.once(param, 'value', param.name, from, () => {
    const value = lower(context, param.value);
    if (value === undefined || value.type.kind === 'truth')
      return value && context.error('unit.mismatch', value.span, `A parameter is a number; this is a condition.`);
    if (constantOnly(context, value, `Parameter \`${param.name}\``) === undefined) return undefined;
    const start = context.valueAtDefaults(value.node);
    if (start === undefined || !Number.isFinite(start))
      return context.error('value.range', value.span, `Parameter \`${param.name}\` has no finite value.`);
    const symbol = context.addSymbol({ kind: 'parameter', name: param.name });
    context.defaults.set(symbol, start);
    const span = spanOfProperty(param, 'name');
    context.parameterSymbols.set(param, symbol);
    return orSet(context, param.name, { node: context.builder.symbol(symbol, span), type: value.type, span });
  });
}

export function compileParameter(context: Context, param: Param): Parameter | undefined {
  const value = parameterValue(context, param);
  const symbol = value && context.parameterSymbols.get(param);
  if (value === undefined || symbol === undefined || value.type.kind === 'truth') return undefined;
  const { dimension } = value.type;
  const start = context.defaults.get(symbol)!;
  const unit = unitToShow(param.value, value);
  const bound = (expression: Expression | undefined): number | undefined => {
    const bare = expression === param.lower ? bareLowerBound(context, param, dimension) : undefined;
    if (bare !== undefined) return bare;
    const typed = expression && lower(context, expression);
    const checked = typed && expectDimension(context, expression, typed, [dimension], `The range of \`${param.name}\``);
    const fixed = checked && constantOnly(context, checked, 'A range');
    return fixed && context.valueAtDefaults(fixed.node);
  };
  const minimum = bound(param.lower);
  const maximum = bound(param.upper);
  if (minimum !== undefined && maximum !== undefined) checkRange(context, param, start, minimum, maximum, unit);
  const doc = documentation(param);
  return {
    name: param.name,
    symbol,
    value: start,
    unit,
    span: spanOfProperty(param, 'name'),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(doc !== undefined && { doc }),
  };
}

/** `0 .. 5e-6 cm/s`, `-60 .. 60 mV`: the unit at the end of a range is that of both ends. */
function bareLowerBound(context: Context, param: Param, dimension: Dimension): number | undefined {
  const [low, high] = [literalOf(param.lower), literalOf(param.upper)];
  if (low === undefined || low.unit !== undefined || high?.unit === undefined) return undefined;
  const parsed = parseUnit(high.unit);
  if (!parsed.ok || !sameDimension(parsed.unit.dimension, dimension)) return undefined;
  return toSI(Number(context.textOf(spanOf(param.lower)).replace(/[\s()]/g, '')), parsed.unit);
}

function checkRange(
  context: Context,
  param: Param,
  value: number,
  minimum: number,
  maximum: number,
  unit: string,
): void {
  const [low, high] = [formatQuantity(minimum, unit), formatQuantity(maximum, unit)];
  const span = { start: spanOf(param.lower).start, end: spanOf(param.upper).end };
  if (minimum >= maximum)
    context.error('param.range', span, `The range of \`${param.name}\` is empty: ${low} is not below ${high}.`);
  else if (value < minimum || value > maximum)
    context.error(
      'param.range',
      spanOf(param.value),
      `\`${param.name}\` starts at ${formatQuantity(value, unit)}, outside its own range ${low} … ${high}.`,
    );
}

export function letValue(context: Context, declaration: Let, from?: Span): Typed | undefined {
  return context.once(declaration, 'value', declaration.name, from, () => lower(context, declaration.value));
}

/** undefined for a condition, which has nothing to show, and for what could not be computed. */
export function compileLet(context: Context, declaration: Let): NamedValue | undefined {
  const value = letValue(context, declaration);
  if (value === undefined || value.type.kind === 'truth') return undefined;
  const fixed = context.valueAtDefaults(value.node);
  if (fixed !== undefined && !Number.isFinite(fixed)) {
    return context.error(
      'value.range',
      value.span,
      `\`${declaration.name}\` comes out as ${describeNonFinite(fixed)}.`,
    );
  }
  const doc = documentation(declaration);
  const unit = unitToShow(declaration.value, value);
  return {
    name: declaration.name,
    node: value.node,
    unit,
    span: spanOfProperty(declaration, 'name'),
    ...(doc !== undefined && { doc }),
  };
}

/** The user's own unit where the expression has one of the right dimension, else the customary one. */
export function unitToShow(expression: Expression, value: Typed): string {
  if (value.type.kind === 'truth' || isDimensionless(value.type.dimension)) return '';
  for (const node of nodesIn(expression)) {
    if (!isQuantity(node) || node.unit === undefined) continue;
    const parsed = parseUnit(node.unit);
    if (parsed.ok && hasDimension(value.type, parsed.unit.dimension)) return node.unit;
  }
  return displayUnit(value.type.dimension);
}
