/** What becomes of a small disturbance of a steady state: the eigenvalues of the whole system there. */
import type { Model } from '../model/model.js';
import { VOLTAGE } from '../model/model.js';
import { eigenvalues } from '../solver/linear-algebra/eigenvalues.js';
import { problemOf } from '../solver/model-problem.js';
import { makeStateSettler } from './settling.js';
import type { SteadyState } from './steady-state.js';

export interface Eigenvalue {
  /** 1/s. */
  readonly real: number;
  readonly imaginary: number;
}

export interface Linearisation {
  /** Of V and every state that settles. */
  readonly eigenvalues: readonly Eigenvalue[];
  /** Every real part is negative, by more than rounding. */
  readonly stable: boolean;
}

/** Real parts closer to 0 than this fraction of the largest eigenvalue are 0 as far as rounding can tell. */
const ROUNDING = 1e-11;

/** The work grows with the cube of the number of states: beyond this an editor would wait for seconds. */
const MOST_STATES = 120;

/**
 * The system linearised where V is given (V) and all states are steady, what is held at rest left out; undefined for a model without capacitance, or
 * with too many states.
 */
export function makeLinearisation(
  model: Model,
  steady: SteadyState,
  symbols: Float64Array,
): ((V: number) => Linearisation) | undefined {
  if (model.states.length > MOST_STATES) return undefined;
  const problem = problemOf(model, symbols);
  if (!problem.ok) return undefined;
  const { size } = problem.value;
  const settle = makeStateSettler(model, steady);
  const point = Float64Array.from(symbols);
  const y = new Float64Array(size);
  const J = new Float64Array(size * size);
  const settling = [0, ...model.states.flatMap(({ held }, i) => (held ? [] : [i + 1]))];
  return (V) => {
    point[VOLTAGE] = V;
    settle(point);
    y.set([V, ...model.states.map(({ symbol }) => point[symbol]!)]);
    problem.value.jacobian(0, y, J);
    const part = settling.flatMap((row) => settling.map((column) => J[row * size + column]!));
    const spectrum = eigenvalues(part, settling.length);
    const largest = Math.max(...spectrum.map(({ real, imaginary }) => Math.hypot(real, imaginary)));
    return { eigenvalues: spectrum, stable: spectrum.every(({ real }) => real < -ROUNDING * largest) };
  };
}
