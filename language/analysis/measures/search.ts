/** Extrema, crossings and integrals of a function of time that is smooth between neighbouring times. */
import { shrinkBracket } from '../find-root.js';

export interface Place {
  readonly time: number;
  readonly value: number;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Beyond this the value no longer changes: an extremum is flat, so half the digits of a time give all of the value. */
const HALVINGS = 48;

/** Where f is largest on times[0] … times[last]: among the times, then between the neighbours of the best. */
export function maximum(f: (t: number) => number, times: Float64Array): Place {
  let best = 0;
  let value = f(times[0]!);
  for (let i = 1; i < times.length; i++) {
    const candidate = f(times[i]!);
    if (candidate > value) [best, value] = [i, candidate];
  }
  let [a, b] = [times[Math.max(0, best - 1)]!, times[Math.min(times.length - 1, best + 1)]!];
  let left = b - GOLDEN * (b - a);
  let right = a + GOLDEN * (b - a);
  let [fl, fr] = [f(left), f(right)];
  for (let i = 0; i < HALVINGS; i++) {
    if (fl > fr) {
      [b, right, fr] = [right, left, fl];
      left = b - GOLDEN * (b - a);
      fl = f(left);
    } else {
      [a, left, fl] = [left, right, fr];
      right = a + GOLDEN * (b - a);
      fr = f(right);
    }
  }
  const inner = fl > fr ? { time: left, value: fl } : { time: right, value: fr };
  return inner.value > value ? inner : { time: times[best]!, value };
}

/** The first time at or after times[0] where f goes from below `level` to it (rising) or the other way round, or either. */
export function firstCrossing(
  f: (t: number) => number,
  times: Float64Array,
  level: number,
  direction: 'rising' | 'falling' | 'either',
): number | undefined {
  let before = f(times[0]!) - level;
  for (let i = 1; i < times.length; i++) {
    const after = f(times[i]!) - level;
    const crosses = before < 0 !== after < 0 && (direction === 'either' || after < 0 === (direction === 'falling'));
    if (crosses) {
      const start = { a: times[i - 1]!, fa: before, b: times[i]!, fb: after };
      return before === 0 ? start.a : shrinkBracket((t) => f(t) - level, start, 0).a;
    }
    before = after;
  }
  return undefined;
}

/** Gauss–Legendre with three points between each two times: exact for quintics. */
export function integral(f: (t: number) => number, times: Float64Array): number {
  const offset = Math.sqrt(0.6);
  let sum = 0;
  for (let i = 0; i + 1 < times.length; i++) {
    const half = (times[i + 1]! - times[i]!) / 2;
    const middle = times[i]! + half;
    sum += (half / 9) * (5 * f(middle - offset * half) + 8 * f(middle) + 5 * f(middle + offset * half));
  }
  return sum;
}
