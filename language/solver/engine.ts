/**
 * What takes the steps of an integration from one edge to the next. There are two: `ReferenceEngine` in TypeScript, for
 * any problem, and `KernelEngine` in generated code, for compiled models. Edges, budgets, failures and results are
 * the integration's.
 */
import type { Knots, Recorder } from './recorder.js';
import type { Family, Point } from './stepper.js';
import type { Statistics } from './trajectory.js';

/** How it stands: under way, at the end of the segment, or stuck at the present point. */
export type Progress = 'going' | 'reached' | 'not-finite' | 'too-small';

export interface EngineOptions {
  /** y at the start. */
  readonly start: ArrayLike<number>;
  /** s. */
  readonly from: number;
  readonly tolerance: number;
  readonly method: 'auto' | Family;
  readonly recycled?: Knots;
}

export interface Engine {
  /** s: how far it has come. */
  readonly time: number;
  readonly statistics: Statistics;
  /** All that has been computed. */
  readonly recorder: Recorder;
  /** Starts towards `end` at the present point, where f may have jumped; adds a knot. */
  enter(end: number): Progress;
  /** Tries at most so many steps. */
  advance(attempts: number): Progress;
  /** For messages about why it is stuck: the last good point, the last step tried, and the error of that step. */
  stuckAt(): { readonly point: Readonly<Point>; readonly h: number; readonly error: Float64Array };
}

/** Rounding drowns any error estimate below this. */
const SMALLEST_LOCAL_TOLERANCE = 1e-14;

/** What a method aims for when the user's tolerance is `tolerance`. */
export function localTolerance(tolerance: number, calibration: number): number {
  return Math.max(tolerance * calibration, SMALLEST_LOCAL_TOLERANCE);
}
