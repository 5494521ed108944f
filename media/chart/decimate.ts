/**
 * Fewer points for the same picture: of each column of the plot the first, lowest, highest and last point, so that no
 * peak is lost however narrow it is.
 */
import { lastAtOrBefore, type Range, type Series } from './series.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** No trace is drawn with more points than this. */
export const MOST_POINTS = 2000;

/** The points of `series` in `range` and one to either side, at most `most` of them. */
export function decimate({ x, y }: Pick<Series, 'x' | 'y'>, range: Range, most = MOST_POINTS): Point[] {
  if (x.length === 0) return [];
  const first = Math.max(0, lastAtOrBefore(x, range.min));
  const last = Math.min(x.length - 1, lastAtOrBefore(x, range.max) + 1);
  const points: Point[] = [];
  const keep = (i: number): void => void points.push({ x: x[i]!, y: y[i]! });
  if (last - first + 1 <= most) {
    for (let i = first; i <= last; i++) keep(i);
    return points;
  }

  const columns = Math.floor(most / 4);
  const width = (last - first + 1) / columns;
  for (let column = 0; column < columns; column++) {
    const from = first + Math.floor(column * width);
    const to = column === columns - 1 ? last : first + Math.floor((column + 1) * width) - 1;
    let low = from;
    let high = from;
    for (let i = from; i <= to; i++) {
      if (y[i]! < y[low]!) low = i;
      if (y[i]! > y[high]!) high = i;
    }
    let previous = -1;
    for (const i of [from, Math.min(low, high), Math.max(low, high), to]) {
      if (i !== previous) keep(i);
      previous = i;
    }
  }
  return points;
}
