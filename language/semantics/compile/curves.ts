/** `plot peak(Nav.I), steady(Kdr.I) against V`: one point for each run of a family. */
import type { Experiment, Plot } from '../../generated/ast.js';
import type { Curve, SweepAxis } from '../../model/drive.js';
import { isReference } from '../../generated/ast.js';
import { symbolsIn } from './symbols-in.js';
import { isDimensionless } from '../../units/dimension.js';
import { displayUnit } from '../../units/display.js';
import type { Context } from '../context.js';
import { shortened } from '../expectation.js';
import { lower } from '../expressions.js';
import { constantOnly } from '../property-values.js';
import { spanOf } from '../spans.js';
import { unitToShow } from './parameters.js';

/** One for each pane; undefined when any part is wrong. */
export function compileCurves(
  context: Context,
  experiment: Experiment,
  plot: Plot,
  axes: readonly SweepAxis[],
): readonly Curve[] | undefined {
  const { against } = plot;
  if (against === undefined) return undefined;
  if (axes.length === 0) {
    const example =
      experiment.clamps.length > 0 ? 'then -60 .. 60 mV by 10 mV' : 'sweep amplitude = 0 .. 20 uA/cm^2 by 1 uA/cm^2';
    const message = `There is only one run to plot: a family of runs is made by \`${example}\`.`;
    return context.error('plot.against', spanOf(against), message);
  }
  context.measuring = 'run';
  const x = lower(context, against);
  const fixed = x && constantOnly(context, x, '`against`');
  const panes = plot.panes.map(({ traces }) => traces.map((trace) => compileTrace(context, trace)));
  context.measuring = undefined;
  if (fixed === undefined || panes.flat().includes(undefined)) return undefined;
  if (
    fixed.type.kind === 'truth' ||
    !symbolsIn(context, fixed.node).some((symbol) => axes.some((axis) => axis.symbol === symbol))
  ) {
    const names = axes.map(({ name }) => `\`${name}\``).join(' or ');
    return context.error('plot.against', fixed.span, `This is the same in every run; plot against ${names}.`);
  }
  const axis = isReference(against)
    ? axes.find(({ symbol }) => symbolsIn(context, fixed.node).includes(symbol))
    : undefined;
  const unit = axis?.unit ?? unitToShow(against, fixed);
  const label = shortened(context.textOf(spanOf(against)));
  return panes.map((traces) => ({
    traces: traces as Curve['traces'],
    against: { label, node: fixed.node, unit },
  }));
}

function compileTrace(
  context: Context,
  trace: Plot['panes'][number]['traces'][number],
): Curve['traces'][number] | undefined {
  const value = trace === undefined ? undefined : lower(context, trace);
  if (value === undefined) return undefined;
  if (value.type.kind === 'truth')
    return context.error('unit.mismatch', value.span, 'Only numbers can be plotted; this is a condition.');
  const varying = context.variablesOf(value.node).find(({ kind }) => kind !== 'measure');
  const text = shortened(context.textOf(spanOf(trace)));
  if (varying !== undefined) {
    const message = `\`${text}\` changes in each run: say which value is plotted, as in \`peak(${varying.name})\` or \`steady(${varying.name})\`.`;
    return context.error('expect.varying', value.span, message);
  }
  const { dimension } = value.type;
  return { label: text, node: value.node, unit: isDimensionless(dimension) ? '' : displayUnit(dimension) };
}
