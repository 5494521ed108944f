/** What a family of runs looks like: its traces over time, one for each run, and its measures against what varies. */
import type { Curve } from '../../language/model/drive.js';
import type { Model } from '../../language/model/model.js';
import { fromSI } from '../../language/units/convert.js';
import { formatQuantity } from '../../language/units/display.js';
import { prettyUnit } from '../../language/units/pretty.js';
import { curveFromSI } from '../convert-curve.js';
import type { FamilyRun } from '../family-store.js';
import type { FamilyMember } from '../worker-messages.js';
import { toneOf } from '../chart/colour-scale.js';
import type { Series } from '../chart/series.js';
import { overlaysOf } from './overlay.js';
import type { PaneContent } from './pane.js';
import type { PlotContent } from './plot.js';

/** Undefined when the experiment plots nothing over time. */
export function familyTraces(model: Model, { experiment, members }: FamilyRun): PlotContent | undefined {
  if (experiment.panes.length === 0) return undefined;
  const drawn = members.flatMap((member) => (member.samples ? [{ member, samples: member.samples }] : []));
  const end = Math.max(1e-12, ...drawn.map(({ samples }) => samples.times.at(-1) ?? 0));
  const unit = end <= 10 ? 'ms' : 's';
  const times = drawn.map(({ samples }) => curveFromSI(samples.times, unit));
  const panes = experiment.panes.flatMap((traces, i) =>
    traces.map((trace, j): PaneContent => ({
      name: `${trace.label} over time, a trace for each run`,
      size: 'middle',
      series: [
        ...drawn.map(({ member, samples }, k) => ({
          label: `${trace.label}, ${nameOf(experiment.axes ?? [], member)}`,
          x: times[k]!,
          y: curveFromSI(samples.panes[i]![j]!, trace.unit),
          ...ordered(k, drawn.length),
        })),
        ...overlaysOf(model, experiment, trace, unit, () => drawn.length),
      ],
      y: { title: trace.label, unit: prettyUnit(trace.unit) },
    })),
  );
  return {
    title: experiment.name,
    description: `Experiment ${experiment.name}: ${drawn.length} runs; ${panes.map(({ name }) => name).join('; ')}.`,
    fileName: `${model.name}-${experiment.name}`,
    x: { title: 'Time', unit: prettyUnit(unit) },
    domain: { min: 0, max: fromSI(end, unit) },
    panes,
  };
}

/** Up to two have a colour each; more have an order, and a colour that shows it. */
function ordered(index: number, count: number): Pick<Series, 'style' | 'tone'> {
  return count > 2 ? { tone: toneOf(index, count) } : { style: index };
}

/** `V = −60 mV`. */
function nameOf(axes: NonNullable<FamilyRun['experiment']['axes']>, { values }: FamilyMember): string {
  return axes.map(({ name, unit }, i) => `${name} = ${formatQuantity(values[i]!, unit)}`).join(', ');
}

/** Undefined when nothing is plotted against what varies; the curves that share the first one's axis. */
export function familyCurves(model: Model, family: FamilyRun): PlotContent | undefined {
  const { experiment, members } = family;
  const { curves = [] } = experiment;
  const [first] = curves;
  if (first === undefined) return undefined;
  const together = curves.map((curve, i) => ({ curve, i })).filter(({ curve }) => sameAxis(curve, first));
  const panes = together.flatMap(({ curve, i }) => panesOf(family, curve, i));
  const xs = members.map(({ curves: found }) => found[0]!.x).filter(Number.isFinite);
  const { label, unit } = first.against;
  const at = (si: number): number => (unit === '' ? si : fromSI(si, unit));
  const [low, high] = xs.length === 0 ? [0, 1] : [at(Math.min(...xs)), at(Math.max(...xs))];
  return {
    title: `${experiment.name} against ${label}`,
    description: `${panes.map(({ name }) => name).join('; ')}; ${members.length} of ${family.count} runs.`,
    fileName: `${model.name}-${experiment.name}-against-${label.replace(/[^\p{L}\p{N}]+/gu, '-')}`,
    x: { title: label, unit: prettyUnit(unit) },
    domain: { min: low, max: high > low ? high : low + 1 },
    panes,
  };
}

function sameAxis(a: Curve, b: Curve): boolean {
  return a.against.node === b.against.node;
}

/** A pane for each unit; with a second axis a curve for each of its values. */
function panesOf({ experiment, members }: FamilyRun, { traces, against }: Curve, i: number): PaneContent[] {
  const axes = experiment.axes ?? [];
  const others = (member: FamilyMember): string =>
    axes
      .map((axis, k) => ({ axis, value: member.values[k]! }))
      .filter(({ axis }) => axis.name !== against.label)
      .map(({ axis, value }) => `${axis.name} = ${formatQuantity(value, axis.unit)}`)
      .join(', ');
  const groups = new Map<string, FamilyMember[]>();
  for (const member of members) groups.set(others(member), [...(groups.get(others(member)) ?? []), member]);
  const units = [...new Set(traces.map(({ unit }) => unit))];
  return units.map((unit) => {
    const series: Series[] = [];
    traces.forEach((trace, j) => {
      if (trace.unit !== unit) return;
      for (const [name, group] of groups) {
        const points = group
          .map(({ curves }) => ({ x: curves[i]!.x, y: curves[i]!.values[j]! }))
          .sort((a, b) => a.x - b.x);
        series.push({
          label: name === '' ? trace.label : `${trace.label}, ${name}`,
          x: curveFromSI(
            Float64Array.from(points, ({ x }) => x),
            against.unit,
          ),
          y: curveFromSI(
            Float64Array.from(points, ({ y }) => y),
            unit,
          ),
          ...(traces.length === 1 ? ordered(series.length, groups.size) : { style: series.length }),
        });
      }
    });
    return {
      name: `${series.map(({ label }) => label).join(', ')} against ${against.label}`,
      size: 'middle',
      series,
      y: { title: '', unit: prettyUnit(unit) },
    };
  });
}
