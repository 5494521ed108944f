/**
 * When a component crosses a level, and where it turns, read off the continuous output itself: the polynomial of each
 * step is cut in halves until the signs of its Bernstein coefficients admit exactly one root, so none is missed and
 * none is counted twice, however many a step holds. No sampling.
 */
import { bernstein, DEGREE } from './dense-output.js';
import type { Trajectory } from './trajectory.js';

export type Direction = 'rising' | 'falling' | 'both';

export interface Crossing {
  /** s. */
  readonly time: number;
  readonly direction: 'rising' | 'falling';
}

export interface Extremum {
  /** s. */
  readonly time: number;
  readonly value: number;
  readonly kind: 'maximum' | 'minimum';
}

/** Halvings after which a touch is taken to be none. */
const DEEPEST_CUT = 40;

/**
 * Times at which component `index` of y passes through `level`, in order. A value that only touches the level from
 * below does not cross it; one that reaches it exactly counts as above.
 */
export function crossings(
  trajectory: Trajectory,
  index: number,
  level: number,
  direction: Direction = 'both',
): Crossing[] {
  const found: Crossing[] = [];
  let above: boolean | undefined;
  forEachStep(trajectory, index, (coefficients, t, h) => {
    for (let i = 0; i <= DEGREE; i++) coefficients[i]! -= level;
    above = visitSignChanges(coefficients, above, (s, rising) => {
      found.push({ time: t + s * h, direction: rising ? 'rising' : 'falling' });
    });
  });
  return direction === 'both' ? found : found.filter((crossing) => crossing.direction === direction);
}

/** Local maxima and minima of component `index` inside the trajectory, in order; also those at a jump of the slope. */
export function extrema(trajectory: Trajectory, index: number): Extremum[] {
  const found: Extremum[] = [];
  const slopes = new Float64Array(DEGREE);
  let rising: boolean | undefined;
  forEachStep(trajectory, index, (coefficients, t, h) => {
    rising = visitSignChanges(differences(coefficients, slopes), rising, (s, up) => {
      found.push({ time: t + s * h, value: valueAt(coefficients, s), kind: up ? 'minimum' : 'maximum' });
    });
  });
  return found;
}

/** Bernstein coefficients of every step that takes time, with its start and length. */
function forEachStep(
  { names, times, knots }: Trajectory,
  index: number,
  visit: (coefficients: Float64Array, t: number, h: number) => void,
): void {
  const n = names.length;
  const coefficients = new Float64Array(DEGREE + 1);
  for (let k = 0; k + 1 < times.length; k++) {
    const h = times[k + 1]! - times[k]!;
    if (h === 0) continue;
    bernstein(knots, 3 * n * k, 3 * n * (k + 1), index, n, h, coefficients);
    visit(coefficients, times[k]!, h);
  }
}

/** Coefficients of the derivative, but for a positive factor, into `out`, which is one shorter. */
function differences(coefficients: Float64Array, out = new Float64Array(coefficients.length - 1)): Float64Array {
  for (let i = 0; i < out.length; i++) out[i] = coefficients[i + 1]! - coefficients[i]!;
  return out;
}

/** How often the signs of neighbours differ; 0 counts as positive. */
function signChanges(coefficients: Float64Array): number {
  let changes = 0;
  for (let i = 1; i < coefficients.length; i++) {
    if (coefficients[i]! >= 0 !== coefficients[i - 1]! >= 0) changes++;
  }
  return changes;
}

/**
 * Calls `report` with every s in 0…1 where the polynomial changes between negative and not, in order, and with 0 when
 * its first sign is not `before`, that of the step before. Answers whether it ends at or above 0.
 */
function visitSignChanges(
  coefficients: Float64Array,
  before: boolean | undefined,
  report: (s: number, rising: boolean) => void,
): boolean {
  const first = coefficients[0]! >= 0;
  if (before !== undefined && first !== before) report(0, first);
  visitPart(coefficients, 0, 1, 0, report);
  return coefficients[coefficients.length - 1]! >= 0;
}

function visitPart(
  part: Float64Array,
  from: number,
  to: number,
  depth: number,
  report: (s: number, rising: boolean) => void,
): void {
  const changes = signChanges(part);
  if (changes === 0) return;
  const rises = part[part.length - 1]! >= 0;
  if (changes === 1) report(from + (to - from) * onlyRoot(part, rises), rises);
  else if (depth < DEEPEST_CUT) {
    const middle = (from + to) / 2;
    const [left, right] = halves(part);
    visitPart(left, from, middle, depth + 1, report);
    visitPart(right, middle, to, depth + 1, report);
  } else if (changes % 2 === 1) report(from, rises);
}

/** The root of a polynomial whose coefficients change sign once: Newton's method, held inside a shrinking bracket. */
function onlyRoot(coefficients: Float64Array, rises: boolean): number {
  const slopes = differences(coefficients);
  const degree = slopes.length;
  let low = 0;
  let high = 1;
  let s = 0.5;
  for (let i = 0; i < 100 && high - low > 2 * Number.EPSILON; i++) {
    const value = valueAt(coefficients, s);
    if (value >= 0 === rises) high = s;
    else low = s;
    const newton = s - value / (degree * valueAt(slopes, s));
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - s) <= Number.EPSILON * s) return next;
    s = next;
  }
  return s;
}

const scratch = new Float64Array(DEGREE + 1);

/** De Casteljau's value at s. */
function valueAt(coefficients: Float64Array, s: number): number {
  const { length } = coefficients;
  for (let i = 0; i < length; i++) scratch[i] = coefficients[i]!;
  for (let level = length - 1; level > 0; level--) {
    for (let i = 0; i < level; i++) scratch[i]! += s * (scratch[i + 1]! - scratch[i]!);
  }
  return scratch[0]!;
}

/** The same polynomial's coefficients on 0…½ and on ½…1. */
function halves(coefficients: Float64Array): [Float64Array, Float64Array] {
  const right = Float64Array.from(coefficients);
  const left = new Float64Array(right.length);
  for (let level = right.length - 1; level >= 0; level--) {
    left[right.length - 1 - level] = right[0]!;
    for (let i = 0; i < level; i++) right[i] = (right[i]! + right[i + 1]!) / 2;
  }
  return [left, right];
}
