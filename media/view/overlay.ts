/** Recorded numbers as points beside the trace that they are named for. */
import type { Experiment, Model, Trace } from '../../language/model/model.js';
import { curveFromSI } from '../convert-curve.js';
import type { Series } from '../chart/series.js';

/** In the units of trace and time axis; `free` hands out colours that nothing in the pane has. */
export function overlaysOf(
  { recordings = [] }: Model,
  experiment: Experiment,
  { label, unit }: Trace,
  timeUnit: string,
  free: () => number,
): Series[] {
  return recordings
    .filter((recording) => recording.experiment === undefined || recording.experiment === experiment.name)
    .flatMap(({ times, columns }) => {
      const column = columns.find(({ name }) => name === label);
      if (column === undefined) return [];
      const there = column.values.flatMap((value, i) => (value === null ? [] : [i]));
      const x = Float64Array.from(there, (i) => times[i]!);
      const y = Float64Array.from(there, (i) => column.values[i]!);
      return [
        { label: column.label, x: curveFromSI(x, timeUnit), y: curveFromSI(y, unit), points: true, style: free() },
      ];
    });
}

/** Numbers of colours that no pathway and nothing of `taken` has; each is taken from then on. */
export function freeStyles({ pathways }: Model, taken: Set<number>): () => number {
  return () => {
    let style = pathways.length;
    while (taken.has(style)) style++;
    taken.add(style);
    return style;
  };
}
