/** What a run looks like: the injected current as a strip, then every pane of its `plot`, over one time axis. */
import { toSI } from '../../language/units/convert.js';
import { formatQuantity } from '../../language/units/display.js';
import { prettyUnit } from '../../language/units/pretty.js';
import type { Basis, Experiment, Model, Trace } from '../../language/model/model.js';
import { coloursOf, type ModelColours } from '../colours-of-model.js';
import { curveFromSI } from '../convert-curve.js';
import { fieldUnits } from '../field-units.js';
import type { Run } from '../run-store.js';
import type { Stimulus } from '../worker-messages.js';
import type { Series } from '../chart/series.js';
import { freeStyles, overlaysOf } from './overlay.js';
import type { PaneContent } from './pane.js';
import type { PlotContent } from './plot.js';

export function experimentPlot(model: Model, run: Run): PlotContent {
  const { experiment, duration } = run;
  const unit = timeUnit(duration);
  const x = curveFromSI(run.times, unit);
  const colours = coloursOf(model);
  const panes = experiment.panes.flatMap((traces, i) =>
    panesOf({ model, experiment, unit }, traces, run.panes[i]!, x, colours),
  );
  if (run.stimulus) panes.push(stimulusPane(run.stimulus, unit, model.basis));
  return {
    title: experiment.name,
    description: `Experiment ${experiment.name}: ${panes.map(({ name }) => name).join('; ')}; ${formatQuantity(duration, unit)}.`,
    fileName: `${model.name}-${experiment.name}`,
    x: { title: 'Time', unit: prettyUnit(unit) },
    domain: { min: 0, max: curveFromSI(Float64Array.of(duration), unit)[0]! },
    panes,
  };
}

/** The unit that makes the whole run a number from about 1 to 10 000. */
function timeUnit(duration: number): string {
  if (duration < toSI(1, 'ms')) return 'us';
  if (duration <= toSI(10, 's')) return 'ms';
  return duration <= toSI(2, 'h') ? 's' : 'h';
}

/** A pane of the file; one for each unit where it mixes them, for they cannot share an axis. */
function panesOf(
  { model, experiment, unit: timeUnit }: { model: Model; experiment: Experiment; unit: string },
  traces: readonly Trace[],
  values: readonly Float64Array[],
  x: Float64Array,
  colours: ModelColours,
): PaneContent[] {
  const units = [...new Set(traces.map(({ unit }) => unit))];
  return units.map((unit) => {
    const taken = new Set<number>();
    const series = traces.flatMap(({ label, unit: own }, i): Series[] => {
      if (own !== unit) return [];
      const style = colours.trace(label, taken);
      if (style !== undefined) taken.add(style);
      return [{ label, x, y: curveFromSI(values[i]!, unit), ...(style !== undefined && { style }) }];
    });
    const free = freeStyles(model, taken);
    const plotted = traces.filter((trace) => trace.unit === unit);
    series.push(...plotted.flatMap((trace) => overlaysOf(model, experiment, trace, timeUnit, free)));
    return {
      name: `${series.map(({ label }) => label).join(', ')} over time`,
      size: 'middle',
      series,
      y: { title: '', unit: prettyUnit(unit) },
      ...(unit === '' && isShare(series) && { yAtLeast: { min: 0, max: 1 } }),
    };
  });
}

function isShare(series: readonly Series[]): boolean {
  return series.every(({ y }) => y.every((value) => value >= 0 && value <= 1));
}

function stimulusPane({ times, current }: Stimulus, unit: string, basis: Basis): PaneContent {
  const { current: currentUnit } = fieldUnits(basis);
  const series: Series = {
    label: 'injected',
    x: curveFromSI(times, unit),
    y: curveFromSI(current, currentUnit),
    filled: true,
  };
  return {
    name: 'injected current',
    size: 'strip',
    series: [series],
    y: { title: '', unit: prettyUnit(currentUnit) },
    yAtLeast: { min: 0, max: 0 },
  };
}
