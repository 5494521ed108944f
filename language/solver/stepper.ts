/**
 * The contract of a one-step method. A stepper writes one step; step size, acceptance, dense output and all else live
 * once in the driver. To add a method, write a function that makes a Stepper and name it in `methods.ts`.
 */

/** A point of a solution with all that is known of f there. */
export interface Point {
  t: number;
  readonly y: Float64Array;
  /** f(t, y). */
  readonly slope: Float64Array;
  /** ∂f/∂y, row-major. */
  readonly jacobian: Float64Array;
  /** ∂f/∂t. */
  readonly timeDerivative: Float64Array;
  /** d²y/dt² = ∂f/∂y·f + ∂f/∂t. */
  readonly curvature: Float64Array;
}

export type Family = 'explicit' | 'implicit';

export interface Stepper {
  readonly name: string;
  readonly family: Family;
  /** Order p of the solution it advances. */
  readonly order: number;
  /** Power of h by which its error estimate falls: the embedded order plus one. */
  readonly errorPower: number;
  /** Local tolerance to run at for a user's tolerance of 1: what makes one tolerance mean one accuracy. */
  readonly calibration: number;
  /** Evaluations of f in a step, beyond the one at its start. */
  readonly evaluations: number;
  /** LU decompositions in a step. */
  readonly decompositions: number;
  /**
   * Fills `y` and `error` (an estimate of the error in y) at `from.t + h`.
   * False when the step cannot be done (a singular matrix); numbers that are not finite are left for the driver to see.
   */
  step(from: Readonly<Point>, h: number, y: Float64Array, error: Float64Array): boolean;
}
