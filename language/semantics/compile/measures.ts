/** `peak(Nav.I from 5 ms to 25 ms)`: a number that a run will give, as a symbol of its own. */
import type { Call, Expression, Reference } from '../../generated/ast.js';
import type { NodeId, Span } from '../../model/graph.js';
import type { Measure } from '../../model/measure.js';
import { VOLTAGE } from '../../model/model.js';
import {
  current,
  currentDensity,
  dimensionless,
  sameDimension,
  time,
  voltage,
  type Dimension,
} from '../../units/dimension.js';
import type { Context } from '../context.js';
import { describeType, expectDimension, shortened } from '../expectation.js';
import { lower } from '../expressions.js';
import { insertion } from '../issues.js';
import { measures, measureSignature, type MeasureRule } from '../measures.js';
import { constantOnly } from '../property-values.js';
import { spanOf } from '../spans.js';
import { numberOf, type Typed } from '../typed.js';

/** `peak(V)`. */
export function measureOfCall(context: Context, call: Call): Typed | undefined {
  const rule = measures.get(call.function.$refText)!;
  const span = spanOf(call);
  if (!isPlaced(context, rule, span)) return undefined;
  const most = rule.second === undefined ? 1 : 2;
  if (call.arguments.length > most) {
    const count = most === 1 ? 'one argument' : 'at most two arguments';
    const message = `\`${measureSignature(rule)}\` takes ${count}; ${call.arguments.length} are given.`;
    return context.error('call.arguments', span, message);
  }
  // The one argument of `APD(90 %)` is the share: what is measured may be left out, and is V then.
  const [first, second] = call.arguments;
  const alone = rule.kind === 'APD' && rule.second !== undefined && second === undefined;
  const of = alone ? undefined : first;
  const given = alone ? first : second;
  const measured = of === undefined ? voltageOf(context, span) : numberIn(context, of, rule);
  if (measured === undefined || measured.type.kind === 'truth') return undefined;
  const { dimension } = measured.type;
  if (rule.ofVoltage && expectDimension(context, of!, measured, [voltage], `\`${rule.name}\``) === undefined)
    return undefined;
  const argument = secondOf(context, rule, given, dimension, span);
  const from = timeOf(context, call.from, '`from`');
  const to = timeOf(context, call.to, '`to`');
  if (argument === 'wrong' || from === 'wrong' || to === 'wrong') return undefined;
  if (!isInterval(context, call, from, to)) return undefined;
  return measure(context, rule, span, measured.node, dimension, {
    ...(argument !== undefined && { argument }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  });
}

/** `frequency`: of V, over the whole window. */
export function measureOfName(context: Context, reference: Reference, span: Span): Typed | undefined {
  const name = reference.target.$refText;
  if (name === 'V_rest') return restingPotential(context, span);
  const rule = measures.get(name);
  if (rule === undefined || !isPlaced(context, rule, span)) return undefined;
  if (rule.second !== undefined) return secondOf(context, rule, undefined, voltage, span) as undefined;
  const argument = rule.share === undefined ? undefined : context.builder.constant(rule.share);
  return measure(context, rule, span, context.builder.symbol(VOLTAGE), voltage, {
    ...(argument !== undefined && { argument }),
  });
}

/** At rest V itself; beside a run a number taken before it. */
function restingPotential(context: Context, span: Span): Typed | undefined {
  const node =
    context.measuring === 'run'
      ? symbolOf(context, { kind: 'V_rest', label: 'V_rest', of: context.builder.symbol(VOLTAGE) }, span)
      : context.builder.symbol(VOLTAGE, span);
  return { node, type: numberOf(voltage), span };
}

function isPlaced(context: Context, { name }: MeasureRule, span: Span): boolean {
  if (context.measuring === 'run') return true;
  if (context.measuring === 'inside') {
    context.error('measure.place', span, `\`${name}\` is one number for a whole run, so it cannot be measured again.`);
    return false;
  }
  const { expectation } = context;
  const [experiment] = context.file.declarations.filter((entry) => entry.$type === 'Experiment' && Boolean(entry.name));
  if (expectation !== undefined) {
    const example = experiment?.name ?? 'Spikes';
    const fixes =
      experiment === undefined
        ? []
        : [insertion(spanOf(expectation.value).end, ` in ${experiment.name}`, `Measure it in \`${experiment.name}\``)];
    const message = `\`${name}\` is measured in a run: say in which experiment, as in \`expect ${name}(V) in ${example} = …\`.`;
    context.error('measure.place', span, message, ...fixes);
  } else {
    const message = `\`${name}\` is a number taken from a whole run, so it can only stand in \`expect … in\` an experiment, or in a \`plot … against\`.`;
    context.error('measure.place', span, message);
  }
  return false;
}

function voltageOf(context: Context, span: Span): Typed {
  return { node: context.builder.symbol(VOLTAGE), type: numberOf(voltage), span };
}

function numberIn(context: Context, expression: Expression, { name }: MeasureRule): Typed | undefined {
  const { measuring } = context;
  context.measuring = 'inside';
  const value = lower(context, expression);
  context.measuring = measuring;
  if (value?.type.kind !== 'truth') return value;
  const message = `\`${name}\` wants a number; \`${shortened(context.textOf(value.span))}\` is ${describeType(value.type)}.`;
  return context.error('unit.mismatch', value.span, message);
}

function secondOf(
  context: Context,
  rule: MeasureRule,
  expression: Expression | undefined,
  measured: Dimension,
  span: Span,
): NodeId | undefined | 'wrong' {
  const { second, share } = rule;
  if (second === undefined) return share === undefined ? undefined : context.builder.constant(share);
  if (expression === undefined) {
    const example = rule.kind === 'APD' ? 'APD(V, 90 %)' : 'time_to(V, 0 mV)';
    const message = `\`${rule.name}\` also wants its ${second.name}, as in \`${example}\`.`;
    return context.error('call.arguments', span, message) ?? 'wrong';
  }
  const value = lower(context, expression);
  const dimension = second.dimension === 'same' ? measured : dimensionless;
  const place = `The ${second.name} of \`${rule.name}\``;
  const typed = value && expectDimension(context, expression, value, [dimension], place);
  const node = typed && constantOnly(context, typed, place)?.node;
  if (node === undefined) return 'wrong';
  const number = context.valueAtDefaults(node);
  if (rule.kind === 'APD' && number !== undefined && !(number > 0 && number < 1)) {
    const message = `The share of repolarisation lies between 0 and 100 %, as in \`APD(V, 90 %)\`.`;
    return context.error('value.range', spanOf(expression), message) ?? 'wrong';
  }
  return node;
}

function timeOf(context: Context, expression: Expression | undefined, place: string): NodeId | undefined | 'wrong' {
  if (expression === undefined) return undefined;
  const value = lower(context, expression);
  const typed = value && expectDimension(context, expression, value, [time], place);
  return (typed && constantOnly(context, typed, place)?.node) ?? 'wrong';
}

function isInterval(context: Context, call: Call, from: NodeId | undefined, to: NodeId | undefined): boolean {
  const end = to === undefined ? Infinity : (context.valueAtDefaults(to) ?? Infinity);
  if (end > (from === undefined ? 0 : (context.valueAtDefaults(from) ?? 0))) return true;
  context.error('experiment.interval', spanOf(call.to), 'This window ends before it begins.');
  return false;
}

function measure(
  context: Context,
  rule: MeasureRule,
  span: Span,
  of: NodeId,
  dimension: Dimension,
  details: Pick<Measure, 'argument' | 'from' | 'to'>,
): Typed {
  const label = shortened(context.textOf(span));
  const isCurrent = sameDimension(dimension, current) || sameDimension(dimension, currentDensity);
  const bySize = isCurrent && (rule.kind === 'peak' || rule.kind === 'time_to_peak');
  const symbol = symbolOf(context, { kind: rule.kind, label, of, ...(bySize && { bySize }), ...details }, span);
  return { node: symbol, type: numberOf(rule.result(dimension)), span };
}

/** The same measure has the same symbol, wherever it is written. */
function symbolOf(context: Context, found: Omit<Measure, 'symbol'>, span: Span): NodeId {
  const { kind, of, argument, from, to, label } = found;
  const known = context.measures.find(
    (other) =>
      other.kind === kind && other.of === of && other.argument === argument && other.from === from && other.to === to,
  );
  if (known !== undefined) return context.builder.symbol(known.symbol, span);
  const symbol = context.addSymbol({ kind: 'measure', name: label });
  context.measures.push({ ...found, symbol });
  return context.builder.symbol(symbol, span);
}
