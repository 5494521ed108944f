/**
 * What an integrator needs to know of a system dy/dt = f(t, y). Everything is SI; every method writes into the array
 * it is given and never throws: a number that is not finite in the output is how trouble shows.
 *
 * The arrays are plain and row-major, so that generated code may stand behind the same interface.
 */
import type { Kernel } from './wasm/kernel.js';

export interface Problem {
  /** Length n of y. */
  readonly size: number;
  /** Names of the components of y, as shown. */
  readonly names: readonly string[];
  /** Typical size of each component: what a tolerance is relative to. */
  readonly scales: Float64Array;
  /** f(t, y). */
  rhs(t: number, y: Float64Array, dydt: Float64Array): void;
  /** J[i·n + j] = ∂f_i/∂y_j. */
  jacobian(t: number, y: Float64Array, J: Float64Array): void;
  /** ∂f/∂t at constant y. */
  timeDerivative(t: number, y: Float64Array, out: Float64Array): void;
  /** All three at once, where that costs less than one by one. */
  linearise?(t: number, y: Float64Array, dydt: Float64Array, J: Float64Array, timeDerivative: Float64Array): void;
  /**
   * Times at which f jumps, rising. The driver ends a segment exactly at each and starts afresh after it.
   * A condition on the state belongs elsewhere: it has no time of its own.
   */
  readonly edges?: readonly number[];
  /**
   * Called before the segment between two neighbouring edges is integrated, so that f is smooth up to both ends.
   * It is why a problem serves one integration at a time.
   */
  enterSegment?(start: number, end: number): void;
  /** Where there is more than functions to call: generated code for whole steps. */
  readonly code?: ProblemCode;
  /** Which term is the first that is not finite at (t, y). */
  explain?(t: number, y: Float64Array): Culprit | undefined;
}

export interface ProblemCode {
  /** Compiled when first asked for; 16 puts two problems of the same equations side by side. */
  kernel(width: 8 | 16): Kernel | undefined;
  /** Values of this problem that hold from edge to edge; to be asked for after each `enterSegment`. */
  fixedValues(kernel: Kernel): () => Float64Array;
}

/** The term that went wrong. */
export interface Culprit {
  /** Component of y whose derivative it spoils. */
  readonly state: number;
  /** In words: `exp of 812 in α of Nav.h`. */
  readonly term: string;
  readonly span?: { readonly start: number; readonly end: number };
}
