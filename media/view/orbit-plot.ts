/** What an orbit looks like: one value over another, with nullclines and fixed points where that is a phase plane. */
import { fixedPointKind, type PhasePlane, type PlaneCurve } from '../../language/analysis/phase-plane.js';
import type { Model, Orbit } from '../../language/model/model.js';
import { formatQuantity } from '../../language/units/display.js';
import { prettyUnit } from '../../language/units/pretty.js';
import { curveFromSI } from '../convert-curve.js';
import { coloursOf } from '../colours-of-model.js';
import { fieldUnits } from '../field-units.js';
import type { Run } from '../run-store.js';
import type { Range, Series } from '../chart/series.js';
import type { PaneContent } from './pane.js';
import type { PlotContent } from './plot.js';

/** Undefined where the experiment has no orbit. Those over one and the same value share the figure. */
export function orbitPlot(model: Model, run: Run): PlotContent | undefined {
  const { experiment } = run;
  const { orbits = [], panes: overTime } = experiment;
  const [first] = orbits;
  if (first === undefined) return undefined;
  const { label, unit } = first.against;
  const together = orbits
    .map((orbit, i) => ({ orbit, i }))
    .filter(({ orbit }) => orbit.against.node === first.against.node);
  const panes = together.flatMap(({ orbit, i }) =>
    panesOf(model, orbit, run.panes[overTime.length + i]!, run.planes[i] ?? []),
  );
  const planes = run.planes.flat().filter((plane) => plane !== undefined);
  return {
    title: `${experiment.name} against ${label}`,
    description: [panes.map(({ name }) => name).join('; '), ...planes.map(inWords)].join('. '),
    fileName: `${model.name}-${experiment.name}-against-${label.replace(/[^\p{L}\p{N}]+/gu, '-')}`,
    x: { title: label, unit: prettyUnit(unit) },
    domain: padded(curveFromSI(run.panes[overTime.length + together[0]!.i]![0]!, unit)),
    panes,
  };
}

function panesOf(
  model: Model,
  { against, traces }: Orbit,
  [x, ...values]: readonly Float64Array[],
  planes: readonly (PhasePlane | undefined)[],
): PaneContent[] {
  const colours = coloursOf(model);
  return traces.map((trace, j): PaneContent => {
    const plane = planes[j];
    const style = colours.trace(trace.label, new Set()) ?? model.pathways.length;
    const orbit: Series = {
      label: trace.label,
      x: curveFromSI(x!, against.unit),
      y: curveFromSI(values[j]!, trace.unit),
      path: true,
    };
    const w = (curves: readonly PlaneCurve[], label: string, colour: number): Series => {
      const joined = joinedCurves(curves);
      const [V, y] = [curveFromSI(joined.V, against.unit), curveFromSI(joined.w, trace.unit)];
      return { label, x: V, y, path: true, style: colour };
    };
    const nullclines = plane
      ? [
          w(plane.voltageNullclines, `dV/dt = 0${injectedText(model, plane)}`, model.pathways.length + 1),
          w(plane.stateNullclines, `d${trace.label}/dt = 0`, style),
          ...fixedPoints(plane, against.unit, trace.unit),
        ]
      : [];
    return {
      name: `${trace.label} against ${against.label}`,
      size: 'tall',
      series: [...nullclines, orbit],
      y: { title: trace.label, unit: prettyUnit(trace.unit) },
    };
  });
}

function injectedText({ basis }: Model, { injected }: PhasePlane): string {
  return injected === 0 ? '' : ` at ${formatQuantity(injected, fieldUnits(basis).current)}`;
}

/** Those of one kind are one trace. */
function fixedPoints({ fixedPoints: all }: PhasePlane, xUnit: string, yUnit: string): Series[] {
  const kinds = [...new Set(all.map(fixedPointKind))];
  return kinds.map((kind) => {
    const points = all.filter((point) => fixedPointKind(point) === kind);
    return {
      label: kind === '' ? 'fixed point' : kind,
      x: curveFromSI(
        Float64Array.from(points, ({ V }) => V),
        xUnit,
      ),
      y: curveFromSI(
        Float64Array.from(points, ({ w }) => w),
        yUnit,
      ),
      path: true,
      points: true,
      bold: true,
      filled: kind.startsWith('stable'),
    };
  });
}

function inWords({ fixedPoints: all, state, reduced }: PhasePlane): string {
  const points = all.map(
    (point) =>
      `${fixedPointKind(point)} at ${formatQuantity(point.V, 'mV')}, ${state.name} = ${formatQuantity(point.w, state.unit)}`,
  );
  const others = reduced.map(({ name }) => name).join(', ');
  const reduction = others === '' ? '' : ` A reduction: ${others} at the steady value for V.`;
  return `Fixed points: ${points.length === 0 ? 'none' : points.join('; ')}.${reduction}`;
}

/** With a gap between one and the next. */
function joinedCurves(curves: readonly PlaneCurve[]): PlaneCurve {
  const join = (part: 'V' | 'w'): Float64Array =>
    Float64Array.from(curves.flatMap((curve) => [...curve[part], Number.NaN]));
  return { V: join('V'), w: join('w') };
}

function padded(values: Float64Array): Range {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (!(min < max)) return Number.isFinite(min) ? { min: min - 1, max: max + 1 } : { min: 0, max: 1 };
  const margin = (max - min) / 12;
  return { min: min - margin, max: max + margin };
}
