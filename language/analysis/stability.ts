/** What becomes of a small disturbance of a steady state: the eigenvalues of the whole system there. */
import { gradientsAt, type Gradient } from '../model/jacobian-at.js';
import { TIME, VOLTAGE, type Model } from '../model/model.js';
import { eigenvalues } from '../solver/linear-algebra/eigenvalues.js';
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
  const { graph, capacitance, pathways, states } = model;
  if (capacitance === undefined || states.length > MOST_STATES) return undefined;
  const settle = makeStateSettler(model, steady);
  const point = Float64Array.from(symbols);
  point[TIME] = 0;
  const outputs = [capacitance, ...pathways.map(({ current }) => current), ...states.map(({ rate }) => rate)];
  const by = [VOLTAGE, ...states.map(({ symbol }) => symbol)];
  const settling = [0, ...states.flatMap(({ held }, i) => (held ? [] : [i + 1]))];
  return (V) => {
    point[VOLTAGE] = V;
    settle(point);
    const [farad, ...rest] = gradientsAt(graph, outputs, by, point);
    const rows = [voltageRow(farad!, rest.slice(0, pathways.length)), ...rest.slice(pathways.length)];
    const J = new Float64Array(by.length * by.length);
    rows.forEach(({ columns, slopes }, row) =>
      columns.forEach((column, i) => (J[row * by.length + column]! += slopes[i]!)),
    );
    const whole = settling.flatMap((row) => settling.map((column) => J[row * by.length + column]!));
    // V that balances at once is stable where the current rises with it.
    const settles = !model.electroneutral || whole[0]! < 0;
    const part = model.electroneutral ? withoutFirst(whole, settling.length) : whole;
    const spectrum = eigenvalues(part, Math.sqrt(part.length));
    const largest = Math.max(...spectrum.map(({ real, imaginary }) => Math.hypot(real, imaginary)));
    const isStable = settles && spectrum.every(({ real }) => real < -ROUNDING * largest);
    return { eigenvalues: spectrum, stable: isStable };
  };
}

/** J of n components with the first eliminated, as one that follows the others at once: J_ij − J_i0·J_0j/J_00. */
function withoutFirst(J: readonly number[], n: number): number[] {
  const others = Array.from({ length: n - 1 }, (_, i) => i + 1);
  return others.flatMap((i) => others.map((j) => J[i * n + j]! - (J[i * n]! * J[j]!) / J[0]!));
}

/** Of dV/dt = −Σ I/C; columns may come more than once, and add up. */
function voltageRow(capacitance: Gradient, currents: readonly Gradient[]): Pick<Gradient, 'columns' | 'slopes'> {
  const C = capacitance.value;
  const total = currents.reduce((sum, { value }) => sum + value, 0);
  return {
    columns: [...currents.flatMap(({ columns }) => columns), ...capacitance.columns],
    slopes: [
      ...currents.flatMap(({ slopes }) => slopes.map((slope) => -slope / C)),
      ...capacitance.slopes.map((slope) => (total * slope) / (C * C)),
    ],
  };
}
