/** What a chart is given to draw. All numbers in the units the axes name. */
export interface Series {
  /** As in the file: `Nav.I`. Unique in its chart. */
  readonly label: string;
  /** Rising; a value that occurs twice is a jump. */
  readonly x: Float64Array;
  /** Same length; NaN leaves a gap. */
  readonly y: Float64Array;
  /** Step of the colour scale, for what has an order; goes before `style`. */
  readonly tone?: number;
  /** Number of its colour and dash; undefined is the text colour. */
  readonly style?: number;
  readonly bold?: boolean;
  /** Points in the order of a path: x need not rise. */
  readonly path?: boolean;
  /** Points alone, as measured numbers are drawn. */
  readonly points?: boolean;
  /** Filled down to zero, for a stimulus. */
  readonly filled?: boolean;
}

/** A vertical line with a label on top. */
export interface Marker {
  readonly x: number;
  /** `E` and `K` of E_K. */
  readonly base: string;
  readonly below: string;
  /** The value, for the label: `−95.0 mV`. */
  readonly value: string;
  readonly kind: 'reversal' | 'rest' | 'unstable';
  readonly style?: number;
}

export interface Axis {
  /** `Membrane potential`; '' where the legend says it all. */
  readonly title: string;
  /** As printed: `mV`; '' for a pure number. */
  readonly unit: string;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

export function axisText({ title, unit }: Axis): string {
  if (title === '') return unit;
  return unit === '' ? title : `${title} (${unit})`;
}

/** y at x, on the line between its neighbours; undefined outside. The later value where x occurs twice. */
export function valueAt({ x: xs, y: ys, path }: Series, x: number): number | undefined {
  if (path) return undefined;
  const last = xs.length - 1;
  if (last < 0 || !(x >= xs[0]!) || !(x <= xs[last]!)) return undefined;
  const i = lastAtOrBefore(xs, x);
  if (i === last || xs[i] === x) return ys[i];
  const share = (x - xs[i]!) / (xs[i + 1]! - xs[i]!);
  return ys[i]! + share * (ys[i + 1]! - ys[i]!);
}

/** Index of the last element that is not beyond x; 0 when all are. */
export function lastAtOrBefore(xs: Float64Array, x: number): number {
  let low = 0;
  let high = xs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (xs[middle]! <= x) low = middle;
    else high = middle - 1;
  }
  return low;
}
