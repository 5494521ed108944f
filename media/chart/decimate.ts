/**
 * Fewer points for the same picture: of what falls into one column of the plot the first, lowest, highest and last
 * point, so that no peak is lost however narrow it is, and a column with few points keeps them all.
 */
import { lastAtOrBefore, type Range, type Series } from './series.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** No trace is drawn with more points than this. */
export const MOST_POINTS = 2000;
const POINTS_PER_COLUMN = 4;
const MOST_PATH_POINTS = 8000;

/** The points of `series` in `range` and one to either side, for a plot `pixels` wide. */
export function decimate({ x, y }: Pick<Series, 'x' | 'y'>, range: Range, pixels = Infinity): Point[] {
  if (x.length === 0) return [];
  const first = Math.max(0, lastAtOrBefore(x, range.min));
  const last = Math.min(x.length - 1, lastAtOrBefore(x, range.max) + 1);
  const columns = Math.floor(Math.max(1, Math.min(pixels, MOST_POINTS / POINTS_PER_COLUMN - 2)));
  const width = (range.max - range.min) / columns;
  const points: Point[] = [];
  const keep = (i: number): void => {
    points.push({ x: x[i]!, y: y[i]! });
  };

  for (let from = first; from <= last;) {
    const column = Math.floor((x[from]! - range.min) / width);
    let to = from;
    let low = from;
    let high = from;
    while (to < last && Math.floor((x[to + 1]! - range.min) / width) === column) {
      to++;
      if (y[to]! < y[low]!) low = to;
      if (y[to]! > y[high]!) high = to;
    }
    if (to - from < POINTS_PER_COLUMN) {
      for (let i = from; i <= to; i++) keep(i);
    } else {
      const [a, b] = [Math.min(low, high), Math.max(low, high)];
      keep(from);
      if (a > from) keep(a);
      if (b > a && b < to) keep(b);
      keep(to);
    }
    from = to + 1;
  }
  return points;
}

/** Of a path, where x need not rise: every so many points, so that there are no more than a path is drawn with. */
export function thinned({ x, y }: Pick<Series, 'x' | 'y'>): Point[] {
  const step = Math.max(1, Math.ceil(x.length / MOST_PATH_POINTS));
  const points: Point[] = [];
  for (let i = 0; i < x.length; i++) {
    // A gap stays a gap, and the last point the last.
    if (i % step === 0 || Number.isNaN(y[i]) || i === x.length - 1) points.push({ x: x[i]!, y: y[i]! });
  }
  return points;
}
