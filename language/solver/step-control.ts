/**
 * Step size: the one controller, the one error norm, the one choice of a first step.
 *
 * K. Gustafsson, Control-theoretic techniques for stepsize selection in implicit Runge–Kutta methods, ACM Trans.
 * Math. Softw. 20 (1994) 496–517: the next error is predicted from the last two, which spiking makes worth it.
 */
import type { Point } from './stepper.js';
import { exp2Roughly, log2Roughly } from './wasm/rough-power.js';

const SAFETY = 0.9;
const SMALLEST_FACTOR = 0.1;
const LARGEST_FACTOR = 2;
/** An error this far below its bound says nothing about the next one. */
const SMALLEST_ERROR = 1e-10;
/** After an attempt that says nothing of its error. */
const BLIND_FACTOR = 0.25;

/** Steps shorter than this many roundings of t lead nowhere. */
export const SMALLEST_STEP = 16 * Number.EPSILON;

/** For the same controller in generated code. */
export const controlConstants = { SAFETY, SMALLEST_FACTOR, LARGEST_FACTOR, SMALLEST_ERROR, BLIND_FACTOR } as const;

/** Largest component of `error` relative to max(scale, |y|); NaN when anything is. */
export function errorNorm(error: Float64Array, y: Float64Array, yNew: Float64Array, scales: Float64Array): number {
  let norm = 0;
  for (let i = 0; i < error.length; i++) {
    const weight = Math.max(scales[i]!, Math.abs(y[i]!), Math.abs(yNew[i]!));
    const relative = Math.abs(error[i]!) / weight;
    if (relative > norm || Number.isNaN(relative)) norm = relative;
  }
  return norm;
}

export class StepController {
  #lastStep = 0;
  #lastLog = 0;
  #rejected = false;

  /** After a jump of f or a change of method the past predicts nothing. */
  forget(): void {
    this.#lastStep = 0;
    this.#rejected = false;
  }

  /** The next step after one of `h` with `error` ≤ 1 (in units of the local tolerance), which falls as h^power. */
  accept(h: number, error: number, power: number): number {
    const size = Math.max(error, SMALLEST_ERROR);
    const logarithm = log2Roughly(size);
    let factor = SAFETY * exp2Roughly(-logarithm / power);
    if (this.#lastStep > 0) {
      const predicted = factor * (h / this.#lastStep) * exp2Roughly((this.#lastLog - logarithm) / power);
      factor = Math.min(factor, predicted);
    }
    if (this.#rejected) factor = Math.min(factor, 1);
    this.#rejected = false;
    this.#lastStep = h;
    this.#lastLog = logarithm;
    return h * clamp(factor);
  }

  /** The step to try instead of `h`; `error` may be anything above 1, or not finite. */
  reject(h: number, error: number, power: number): number {
    this.#rejected = true;
    if (!Number.isFinite(error)) return h * BLIND_FACTOR;
    return h * Math.min(clamp(SAFETY * exp2Roughly(-log2Roughly(error) / power)), SAFETY);
  }
}

function clamp(factor: number): number {
  return Math.min(LARGEST_FACTOR, Math.max(SMALLEST_FACTOR, factor));
}

/**
 * A first step from the shortest time scale seen at the start: how fast y moves against its typical size, how fast it
 * bends, how fast f answers to y. Free of any unit of time, unlike the textbook's.
 */
export function initialStep(
  point: Readonly<Point>,
  scales: Float64Array,
  tolerance: number,
  errorPower: number,
): number {
  const n = scales.length;
  let rate = 0;
  for (let i = 0; i < n; i++) {
    const weight = Math.max(scales[i]!, Math.abs(point.y[i]!));
    rate = Math.max(
      rate,
      Math.abs(point.slope[i]!) / weight,
      Math.sqrt(Math.abs(point.curvature[i]!) / weight),
      Math.abs(point.jacobian[i * n + i]!),
    );
  }
  return rate > 0 ? tolerance ** (1 / errorPower) / rate : Infinity;
}
