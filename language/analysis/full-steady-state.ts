/**
 * Where a model with moving concentrations ends, left to itself: everything at rest, the concentrations too. V_rest is
 * another thing, it holds them at what is written. What the model conserves makes its Jacobian singular, so Newton's
 * method has no answer; implicit Euler steps of growing length keep every linear invariant and go where the system
 * goes (pseudo-transient continuation) [Kelley & Keyes 1998, SIAM J Numer Anal 35:508].
 */
import { VOLTAGE, type Model } from '../model/model.js';
import { failure, success, type Outcome } from '../model/outcome.js';
import { factorise, solveFactorised } from '../solver/linear-algebra/lu.js';
import { problemOf } from '../solver/model-problem.js';
import type { Problem } from '../solver/problem.js';
import { formatQuantity } from '../units/display.js';
import { makeStateSettler } from './settling.js';
import { startStateOf } from './steady-state.js';

export interface FullSteadyState {
  /** V. */
  readonly potential: number;
  /** Every symbol of the model, there. */
  readonly symbols: Float64Array;
  readonly steps: number;
}

const MOST_STEPS = 600;
/** s: longer steps would let rounding creep into what is conserved. */
const LONGEST_STEP = 1e7;
/** A step that moves everything by less than this share, though it lasts months, has arrived. */
const ARRIVED = 1e-11;
/** What may change in one step, beside its size. */
const LARGEST_CHANGE = 0.5;
const FIRST_STEP = 1e-6;

/**
 * From `restingPotential`, with every concentration at its start. `symbols` gives the parameters and is left alone.
 * Fails with `steady.no-capacitance`, `steady.depleted` or `steady.none`.
 */
export function fullSteadyState(
  model: Model,
  symbols: Float64Array,
  restingPotential: number,
): Outcome<FullSteadyState> {
  const found = problemOf(model, symbols);
  if (!found.ok) return failure('steady.no-capacitance', found.failure.message);
  const problem = found.value;
  const point = Float64Array.from(symbols);
  point[VOLTAGE] = restingPotential;
  makeStateSettler(model, startStateOf(model))(point);
  const slots = [VOLTAGE, ...model.states.map(({ symbol }) => symbol)];
  const y = Float64Array.from(slots, (slot) => point[slot]!);
  const held = model.states.flatMap(({ held: isHeld }, i) => (isHeld ? [i + 1] : []));
  const end = settle(problem, y, held);
  if (end.steps < 0) return notSettled(model, problem, y, end.emptied);
  slots.forEach((slot, i) => (point[slot] = y[i]!));
  return success({ potential: y[0]!, symbols: point, steps: end.steps });
}

/** Moves y to its steady state; `steps` −1 where it has none, with the component that ran out, if one did. */
function settle(problem: Problem, y: Float64Array, held: readonly number[]): { steps: number; emptied?: number } {
  const n = problem.size;
  const [f, next] = [new Float64Array(n), new Float64Array(n)];
  const J = new Float64Array(n * n);
  const pivots = new Int32Array(n);
  let h = FIRST_STEP;
  let emptied: number | undefined;
  for (let steps = 1; steps <= MOST_STEPS; steps++) {
    problem.rhs(0, y, f);
    problem.jacobian(0, y, J);
    // (1/h − J) δ = f
    for (let i = 0; i < n * n; i++) J[i] = -J[i]!;
    for (let i = 0; i < n; i++) J[i * n + i]! += 1 / h;
    const isSolvable = factorise(J, n, pivots);
    if (isSolvable) solveFactorised(J, n, pivots, f);
    let change = 0;
    for (let i = 0; i < n; i++) {
      next[i] = y[i]! + f[i]!;
      const size = Math.abs(f[i]!) / Math.max(problem.scales[i]!, Math.abs(y[i]!));
      if (!(size <= change)) change = size;
    }
    const empty = held.find((i) => !(next[i]! > 0));
    if (!isSolvable || !(change <= LARGEST_CHANGE) || empty !== undefined) {
      emptied = empty ?? emptied;
      h /= 4;
      if (h < 1e-15) break;
      continue;
    }
    y.set(next);
    if (h >= LONGEST_STEP && change <= ARRIVED) return { steps };
    if (change < 0.1) h = Math.min(h * 2.5, LONGEST_STEP);
  }
  return { steps: -1, ...(emptied !== undefined && { emptied }) };
}

function notSettled(model: Model, problem: Problem, y: Float64Array, emptied: number | undefined): Outcome<never> {
  const f = new Float64Array(problem.size);
  problem.rhs(0, y, f);
  if (emptied !== undefined && y[emptied]! < 1e-3 * problem.scales[emptied]!) {
    const { name, span } = model.states[emptied - 1]!;
    return failure('steady.depleted', `There is no steady state: ${name} runs out on the way to it.`, { span });
  }
  const pace = Array.from(f, (rate, i) =>
    i === 0 ? 0 : Math.abs(rate) / Math.max(problem.scales[i]!, Math.abs(y[i]!)),
  );
  const state = model.states[pace.indexOf(Math.max(...pace)) - 1];
  if (state === undefined) return failure('steady.none', 'No steady state of the whole model was found.');
  const i = model.states.indexOf(state) + 1;
  const value = formatQuantity(y[i]!, state.unit);
  return failure(
    'steady.none',
    `No steady state of the whole model was found: ${state.name} has come to ${value} and still moves.`,
    { span: state.span },
  );
}
