/**
 * Zeros of a rate of change f(x): damped Newton from near by, implicit Euler steps of growing length from afar.
 * The first finds the zero that is near, stable or not; the second goes where the system itself would go, and keeps
 * what f conserves.
 */
import { factorise, solveFactorised } from '../solver/linear-algebra/lu.js';

export interface Rates {
  readonly size: number;
  /** Typical size of each x. */
  readonly scales: Float64Array;
  /** f(x), and J[i·n + j] = ∂f_i/∂x_j. */
  evaluate(x: Float64Array, f: Float64Array, J: Float64Array): void;
}

/** A step below this share of x is the last: what is left after it is of the order of its square. */
const LAST_STEP = 1e-11;
/** Where rounding keeps steps from getting shorter than this, it is the last as well. */
const ROUNDING = 1e-7;
/** What of a typical size counts as present where x itself is smaller. */
const TRACE = 1e-6;
/** Implicit Euler steps that move this little while they grow have arrived. */
const NEARLY_STEADY = 1e-6;
const MOST_ITERATIONS = 60;
const SHORTEST_DAMPING = 2 ** -16;
const MOST_STEPS = 400;

/** Moves x to a zero; false, with x as it was, where it finds none. [Deuflhard 2004, Newton Methods, §3.3] */
export function findZero(rates: Rates, x: Float64Array): boolean {
  return makeZeroFinder(rates.size)(rates, x);
}

/** The same for many searches of one size. */
export function makeZeroFinder(n: number): (rates: Rates, x: Float64Array) => boolean {
  const [f, step, trial, trialStep, here] = [0, 1, 2, 3, 4].map(() => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const J = new Float64Array(n * n);
  const spare = new Float64Array(n * n);
  const pivots = new Int32Array(n);
  return (rates, x) => {
    here.set(x);
    let before = Infinity;
    for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      rates.evaluate(here, f, J);
      if (!factorise(J, n, pivots)) return false;
      for (let i = 0; i < n; i++) step[i] = -f[i]!;
      solveFactorised(J, n, pivots, step);
      const size = sizeOf(rates, step, here);
      if (!Number.isFinite(size)) return false;
      if (size <= LAST_STEP || (size <= ROUNDING && size >= before / 2)) {
        for (let i = 0; i < n; i++) x[i] = here[i]! + step[i]!;
        return true;
      }
      before = size;
      let damping = 1;
      for (; damping >= SHORTEST_DAMPING; damping /= 2) {
        for (let i = 0; i < n; i++) trial[i] = here[i]! + damping * step[i]!;
        rates.evaluate(trial, f, spare);
        for (let i = 0; i < n; i++) trialStep[i] = -f[i]!;
        solveFactorised(J, n, pivots, trialStep);
        if (sizeOf(rates, trialStep, here) <= (1 - damping / 4) * size) break;
      }
      if (damping < SHORTEST_DAMPING) return false;
      here.set(trial);
    }
    return false;
  };
}

/** Follows dx/dt = f(x) in implicit Euler steps that grow as it calms down, to its end; false where it has none. */
export function relax(rates: Rates, x: Float64Array): boolean {
  const n = rates.size;
  const f = new Float64Array(n);
  const step = new Float64Array(n);
  const J = new Float64Array(n * n);
  const pivots = new Int32Array(n);
  rates.evaluate(x, f, J);
  let h = 0.01 / sizeOf(rates, f, x);
  if (!(h > 0)) return false;
  if (h === Infinity) h = 1;
  const next = new Float64Array(n);
  for (let k = 0; k < MOST_STEPS; k++) {
    rates.evaluate(x, f, J);
    for (let i = 0; i < n * n; i++) J[i] = -J[i]!;
    for (let i = 0; i < n; i++) J[i * n + i]! += 1 / h;
    const solvable = factorise(J, n, pivots);
    step.set(f);
    if (solvable) solveFactorised(J, n, pivots, step);
    const size = solvable ? sizeOf(rates, step, x) : NaN;
    for (let i = 0; i < n; i++) next[i] = x[i]! + step[i]!;
    rates.evaluate(next, f, J);
    if (!(size <= 1) || !f.every(Number.isFinite)) {
      h /= 8;
      if (h === 0) return false;
      continue;
    }
    x.set(next);
    if (size < NEARLY_STEADY && (size <= LAST_STEP || findZero(rates, x))) return true;
    if (size < 0.2) h = Math.min(h * 4, Number.MAX_VALUE);
  }
  return false;
}

/** Largest component beside the size of x. */
function sizeOf({ scales }: Rates, step: Float64Array, x: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < step.length; i++) {
    const size = Math.abs(step[i]!) / (Math.abs(x[i]!) + TRACE * scales[i]!);
    if (!(size <= largest)) largest = size;
  }
  return largest;
}
