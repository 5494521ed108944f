/** Experiments: duration, injected current, what to plot. */
import type { Experiment, Expression, Injection } from '../../generated/ast.js';
import {
  VOLTAGE,
  type Experiment as ModelExperiment,
  type Injection as ModelInjection,
  type Trace,
} from '../../model/model.js';
import { current, currentDensity, isDimensionless, time, voltage } from '../../units/dimension.js';
import { displayUnit } from '../../units/display.js';
import type { Context } from '../context.js';
import { documentation } from '../documentation.js';
import { expectDimension, shortened } from '../expectation.js';
import { lower } from '../expressions.js';
import { constantOnly, propertyValue } from '../property-values.js';
import { spanOf, spanOfProperty } from '../spans.js';
import { inBasis } from './membrane.js';

/** undefined when any part of it is wrong. */
export function compileExperiment(context: Context, experiment: Experiment): ModelExperiment | undefined {
  const duration = propertyValue(context, experiment, 'duration');
  const start = propertyValue(context, experiment, 'start');
  const injections = experiment.injections.map((injection) =>
    compileInjection(context, injection, duration && context.valueAtDefaults(duration.node)),
  );
  const panes = experiment.plots
    .flatMap((plot) => plot.panes)
    .map((pane) => pane.traces.map((trace) => compileTrace(context, trace)));
  if (duration === undefined || injections.includes(undefined) || panes.flat().includes(undefined)) return undefined;
  const doc = documentation(experiment);
  return {
    name: experiment.name,
    duration: duration.node,
    injections: injections as ModelInjection[],
    panes: panes.length > 0 ? (panes as Trace[][]) : [[voltageTrace(context)]],
    span: spanOfProperty(experiment, 'name'),
    ...(start !== undefined && { start: start.node }),
    ...(doc !== undefined && { doc }),
  };
}

function compileInjection(
  context: Context,
  injection: Injection,
  duration: number | undefined,
): ModelInjection | undefined {
  const value = injection.amplitude && lower(context, injection.amplitude);
  const typed = value && expectDimension(context, injection.amplitude, value, [currentDensity, current], '`inject`');
  const amplitude = typed && inBasis(context, typed, 'This injected current');
  const from = compileTime(context, injection.from, '`from`');
  const to = compileTime(context, injection.to, '`to`');
  if (amplitude === undefined || from === 'wrong' || to === 'wrong') return undefined;
  checkInterval(context, injection, from && context.valueAtDefaults(from), to && context.valueAtDefaults(to), duration);
  return { amplitude, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function compileTime(
  context: Context,
  expression: Expression | undefined,
  place: string,
): number | undefined | 'wrong' {
  if (expression === undefined) return undefined;
  const value = lower(context, expression);
  const typed = value && expectDimension(context, expression, value, [time], place);
  return (typed && constantOnly(context, typed, place)?.node) ?? 'wrong';
}

function checkInterval(
  context: Context,
  injection: Injection,
  from: number | undefined,
  to: number | undefined,
  duration: number | undefined,
): void {
  const start = from ?? 0;
  if (to !== undefined && to <= start) {
    context.error('experiment.interval', spanOf(injection.to), 'This injection ends before it begins.');
  } else if (duration !== undefined && start >= duration) {
    context.warn(
      'experiment.interval',
      spanOf(injection.from),
      'This injection begins after the experiment has ended.',
    );
  }
}

/** What is looked at when the experiment does not say. */
function voltageTrace(context: Context): Trace {
  return { label: 'V', node: context.builder.symbol(VOLTAGE), unit: displayUnit(voltage) };
}

function compileTrace(context: Context, expression: Expression): Trace | undefined {
  const value = expression && lower(context, expression);
  if (value === undefined) return undefined;
  if (value.type.kind === 'truth')
    return context.error('unit.mismatch', value.span, 'Only numbers can be plotted; this is a condition.');
  const { dimension } = value.type;
  return {
    label: shortened(context.textOf(spanOf(expression))),
    node: value.node,
    unit: isDimensionless(dimension) ? '' : displayUnit(dimension),
  };
}
