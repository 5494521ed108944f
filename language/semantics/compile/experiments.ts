/** Experiments: how long, what is done to the membrane, what to plot. */
import type { Experiment, Expression } from '../../generated/ast.js';
import type { Curve, Drive, SweepAxis } from '../../model/drive.js';
import {
  VOLTAGE,
  type Experiment as ModelExperiment,
  type Injection as ModelInjection,
  type Orbit,
  type Trace,
} from '../../model/model.js';
import { isDimensionless, voltage } from '../../units/dimension.js';
import { displayUnit } from '../../units/display.js';
import type { Context } from '../context.js';
import { documentation } from '../documentation.js';
import { shortened } from '../expectation.js';
import { lower } from '../expressions.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOf, spanOfKeyword, spanOfProperty } from '../spans.js';
import { compileClamp, type CompiledClamp } from './clamp.js';
import { compileCurves } from './curves.js';
import { compileInjection } from './injections.js';
import { orbitsOf } from './orbits.js';
import { compileSetting } from './settings.js';
import { stochasticOf } from './stochastic.js';
import { compileSweep } from './sweeps.js';

/** undefined when any part of it is wrong. */
export function compileExperiment(context: Context, experiment: Experiment): ModelExperiment | undefined {
  const drives: Drive[] = [];
  context.drives = drives;
  const compiled = compileParts(context, experiment, drives);
  context.drives = undefined;
  context.duration = undefined;
  context.familyVoltage = undefined;
  return compiled;
}

function compileParts(context: Context, experiment: Experiment, drives: Drive[]): ModelExperiment | undefined {
  const written = propertyValue(context, experiment, 'duration')?.node;
  const seconds = written === undefined ? undefined : context.valueAtDefaults(written);
  context.duration = seconds;
  const sweeps = experiment.sweeps.map((sweep) => (sweep.name ? compileSweep(context, sweep) : undefined));
  const clamp = clampOf(context, experiment, seconds);
  const start = propertyValue(context, experiment, 'start');
  const injections = experiment.injections.map((injection) => compileInjection(context, injection, drives, seconds));
  const settings = experiment.settings.map((setting) => compileSetting(context, setting, seconds));
  const stochastic = stochasticOf(context, experiment);
  if (clamp === 'wrong' || stochastic === 'wrong' || sweeps.includes(undefined)) return undefined;
  const axes = [...(sweeps as SweepAxis[]), ...(clamp?.family ? [clamp.family] : [])];
  if (!areDifferent(context, experiment, axes)) return undefined;
  if (clamp?.family) context.familyVoltage = context.builder.symbol(clamp.family.symbol);
  const { orbits, otherwise } = orbitsOf(context, experiment, axes.length > 0, compileTrace);
  if (orbits.includes(undefined)) return undefined;
  const curves = otherwise.map((plot) => compileCurves(context, experiment, plot, axes));
  const panes = panesOf(context, experiment, curves.length > 0);
  const duration = written ?? (findProperty(experiment, 'duration') === undefined ? clamp?.end : undefined);
  if (duration === undefined || panes === undefined) return undefined;
  if (injections.includes(undefined) || settings.includes(undefined) || curves.includes(undefined)) return undefined;
  drives.push(...(clamp?.drives ?? []), ...(settings as Drive[]));
  const doc = documentation(experiment);
  return {
    name: experiment.name,
    duration,
    injections: injections as ModelInjection[],
    panes,
    span: spanOfProperty(experiment, 'name'),
    ...(start !== undefined && { start: start.node }),
    ...(doc !== undefined && { doc }),
    ...(drives.length > 0 && { drives }),
    ...(clamp && { clamp: clamp.clamp, ...(clamp.window && { window: clamp.window }) }),
    ...(axes.length > 0 && { axes }),
    ...(curves.length > 0 && { curves: curves.flat() as Curve[] }),
    ...(orbits.length > 0 && { orbits: orbits as Orbit[] }),
    ...(stochastic && { stochastic }),
  };
}

function clampOf(
  context: Context,
  experiment: Experiment,
  duration: number | undefined,
): CompiledClamp | undefined | 'wrong' {
  const [clamp, second] = experiment.clamps;
  if (clamp === undefined) return undefined;
  if (second !== undefined) {
    const message = 'V is clamped once: put all steps into one `clamp`, each after a `then`.';
    return context.error('experiment.clamp', spanOf(second), message) ?? 'wrong';
  }
  const [injection] = experiment.injections;
  if (injection !== undefined) {
    const message = 'Under a voltage clamp an injected current changes nothing: the clamp takes it up.';
    return context.error('experiment.clamp', spanOfKeyword(injection, 'inject'), message) ?? 'wrong';
  }
  const start = findProperty(experiment, 'start');
  if (start !== undefined) {
    const message = 'A clamped membrane starts at the holding potential; leave out `start`.';
    return context.error('experiment.clamp', spanOfProperty(start, 'key'), message) ?? 'wrong';
  }
  const { hold } = clamp;
  return (hold === undefined ? undefined : compileClamp(context, hold, experiment, duration)) ?? 'wrong';
}

function areDifferent(context: Context, experiment: Experiment, axes: readonly SweepAxis[]): boolean {
  const again = axes.findIndex(({ symbol }, i) => axes.findIndex((other) => other.symbol === symbol) < i);
  const sweep = experiment.sweeps[again];
  if (sweep === undefined) return true;
  context.error('experiment.sweep', spanOfProperty(sweep, 'name'), `\`${sweep.name}\` is swept twice.`);
  return false;
}

/** What is looked at when the experiment does not say: V, or under a clamp the current. */
function panesOf(context: Context, experiment: Experiment, hasCurves: boolean): Trace[][] | undefined {
  const plots = experiment.plots.filter(({ against }) => against === undefined);
  const panes = plots
    .flatMap((plot) => plot.panes)
    .map((pane) => pane.traces.map((trace) => compileTrace(context, trace)));
  if (panes.flat().includes(undefined)) return undefined;
  if (panes.length > 0) return panes as Trace[][];
  if (hasCurves) return [];
  return [[voltageTrace(context)]];
}

function voltageTrace(context: Context): Trace {
  return { label: 'V', node: context.builder.symbol(VOLTAGE), unit: displayUnit(voltage) };
}

function compileTrace(context: Context, expression: Expression): Trace | undefined {
  const value = expression === undefined ? undefined : lower(context, expression);
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
