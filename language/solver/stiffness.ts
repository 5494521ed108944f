/**
 * When to change between the families. An explicit step is bounded by stability as soon as h·ρ reaches the edge of
 * its stability region, however smooth the solution; ρ is estimated by the largest |∂f_i/∂y_i|, which for membranes
 * (gates relax on their own, V through its conductance) is close to the spectral radius.
 */
import type { Family } from './stepper.js';

/** h·ρ above which an explicit step is taken to be held back by stability, and how many in a row convince. */
const STIFF_PRODUCT = 3;
const STIFF_STEPS = 12;
/** h·ρ below which an implicit step is so short that an explicit one would do. */
const NONSTIFF_PRODUCT = 1;
const NONSTIFF_STEPS = 20;

/** h·ρ beyond which explicit steps are not even tried: the edge of stability would reject them, again and again. */
const STABLE_PRODUCT = 4.7;

/** For the same rules in generated code. */
export const stiffnessConstants = {
  STIFF_PRODUCT,
  STIFF_STEPS,
  NONSTIFF_PRODUCT,
  NONSTIFF_STEPS,
  STABLE_PRODUCT,
} as const;

/** The longest step that is worth trying, s. */
export function longestStep(family: Family, jacobian: Float64Array, size: number): number {
  return family === 'explicit' ? STABLE_PRODUCT / largestDiagonal(jacobian, size) : Infinity;
}

export class StiffnessDetector {
  #streak = 0;

  /** The family to go on with after a step of `h` by `family`; asked once a step. */
  advise(family: Family, h: number, jacobian: Float64Array, size: number): Family {
    const product = h * largestDiagonal(jacobian, size);
    const speaksForChange = family === 'explicit' ? product > STIFF_PRODUCT : product < NONSTIFF_PRODUCT;
    this.#streak = speaksForChange ? this.#streak + 1 : 0;
    if (this.#streak < (family === 'explicit' ? STIFF_STEPS : NONSTIFF_STEPS)) return family;
    this.#streak = 0;
    return family === 'explicit' ? 'implicit' : 'explicit';
  }
}

function largestDiagonal(jacobian: Float64Array, n: number): number {
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(jacobian[i * n + i]!));
  return largest;
}
