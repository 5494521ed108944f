/** Every zero of a function on a range: crossings, zeros it only touches, and the places where it merely jumps over. */
import { findMinimum, shrinkBracket } from './find-root.js';

export interface Zero {
  readonly x: number;
  /** How f goes through it with rising x; a touching zero is a double root. */
  readonly kind: 'rising' | 'falling' | 'touching';
}

export interface Zeros {
  /** In rising x. */
  readonly zeros: readonly Zero[];
  /** Where f changes sign without being zero: a discontinuity or a pole. */
  readonly jumps: readonly number[];
  /** Stretches on which f is exactly zero, [from, to]: no isolated zero there. */
  readonly flat: readonly (readonly [number, number])[];
}

export interface Sampled {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const WIDTH = 1e-14;
const WIDTH_OF_MINIMUM = 1e-10;
/** A sign change whose sides stay this large, beside the samples around it, is a jump. */
const JUMP = 1e-6;
/** A minimum this small beside the samples around it touches zero as well as its place can be found. */
const TOUCH = 1e-12;

/**
 * Between two samples of unlike sign one crossing is found; around a sample that is closer to zero than its neighbours
 * the minimum of |f| is found, which gives a pair of crossings or, where |f| falls below `noise` (f's rounding at x),
 * a touching zero. So pairs closer than the sampling are found too. Samples must be finite.
 */
export function findZeros(f: (x: number) => number, { x, y }: Sampled, noise: (x: number) => number): Zeros {
  const zeros: Zero[] = [];
  const jumps: number[] = [];
  const flat: [number, number][] = [];

  const addCrossing = (a: number, fa: number, b: number, fb: number): void => {
    const end = shrinkBracket(f, { a, fa, b, fb }, WIDTH);
    if (Math.abs(end.fa) > JUMP * (Math.abs(fa) + Math.abs(fb))) jumps.push(end.a);
    else zeros.push({ x: end.a, kind: fb > fa ? 'rising' : 'falling' });
  };
  const addDip = (i: number): void => {
    const side = Math.sign(y[i]!);
    const least = findMinimum((at) => side * f(at), x[i - 1]!, x[i + 1]!, WIDTH_OF_MINIMUM);
    if (least.value < 0) {
      addCrossing(x[i - 1]!, y[i - 1]!, least.x, side * least.value);
      addCrossing(least.x, side * least.value, x[i + 1]!, y[i + 1]!);
    } else if (least.value <= noise(least.x) + TOUCH * Math.abs(y[i - 1]! + y[i + 1]!)) {
      zeros.push({ x: least.x, kind: 'touching' });
    }
  };

  for (let i = 0; i < x.length; i++) {
    if (y[i] === 0) {
      const first = i;
      while (y[i + 1] === 0) i++;
      if (i > first) flat.push([x[first]!, x[i]!]);
      else zeros.push({ x: x[i]!, kind: kindAt(y, i) });
    } else if (y[i]! < 0 !== y[i + 1]! < 0 && i + 1 < x.length && y[i + 1] !== 0) {
      addCrossing(x[i]!, y[i]!, x[i + 1]!, y[i + 1]!);
    }
    if (isDip(y, i)) addDip(i);
  }
  zeros.sort((a, b) => a.x - b.x);
  return { zeros, jumps, flat };
}

/** A zero that is itself a sample. At an end of the range the inner neighbour decides. */
function kindAt(y: Float64Array, i: number): Zero['kind'] {
  const before = i > 0 ? Math.sign(y[i - 1]!) : -Math.sign(y[i + 1]!);
  const after = i + 1 < y.length ? Math.sign(y[i + 1]!) : -before;
  if (before === after) return 'touching';
  return after > 0 ? 'rising' : 'falling';
}

/** Three samples of one sign, the middle one nearest to zero. */
function isDip(y: Float64Array, i: number): boolean {
  if (i === 0 || i + 1 >= y.length) return false;
  const before = y[i - 1]!;
  const here = y[i]!;
  const after = y[i + 1]!;
  if (here > 0) return here <= before && here <= after && (here < before || here < after);
  return here < 0 && here >= before && here >= after && (here > before || here > after);
}
