/** Measures of a family over two parameters: a heat map for each. */
import type { SweepAxis } from '../../language/model/drive.js';
import type { Model } from '../../language/model/model.js';
import { fromSI } from '../../language/units/convert.js';
import { prettyUnit } from '../../language/units/pretty.js';
import type { HeatAxis } from '../chart/heat-map.js';
import type { FamilyRun } from '../family-store.js';
import type { HeatPlotContent } from './heat-plot.js';

/** None unless just two things vary, each through several values, and a measure is drawn against one of them. */
export function familyMaps(model: Model, { experiment, members }: FamilyRun): HeatPlotContent[] {
  const { axes = [], curves = [] } = experiment;
  if (axes.length !== 2 || members.length === 0) return [];
  return curves.flatMap(({ traces, against }, i) => {
    const across = axes.findIndex(({ name }) => name === against.label);
    if (across < 0) return [];
    const xs = valuesOf(members.map(({ values }) => values[across]!));
    const ys = valuesOf(members.map(({ values }) => values[1 - across]!));
    if (xs.length < 2 || ys.length < 2) return [];
    return traces.map((trace, j): HeatPlotContent => {
      const values = new Float64Array(xs.length * ys.length).fill(Number.NaN);
      for (const member of members) {
        const [column, row] = [xs.indexOf(member.values[across]!), ys.indexOf(member.values[1 - across]!)];
        const value = member.curves[i]!.values[j]!;
        values[row * xs.length + column] = trace.unit === '' ? value : fromSI(value, trace.unit);
      }
      return {
        title: trace.label,
        fileName: `${model.name}-${experiment.name}-${trace.label.replace(/[^\p{L}\p{N}]+/gu, '-')}`,
        x: axisOf(axes[across]!, xs),
        y: axisOf(axes[1 - across]!, ys),
        z: { title: trace.label, unit: prettyUnit(trace.unit) },
        values,
      };
    });
  });
}

function valuesOf(all: readonly number[]): number[] {
  return [...new Set(all)].sort((a, b) => a - b);
}

function axisOf({ name, unit }: SweepAxis, values: readonly number[]): HeatAxis {
  return {
    title: name,
    unit: prettyUnit(unit),
    values: values.map((value) => (unit === '' ? value : fromSI(value, unit))),
  };
}
