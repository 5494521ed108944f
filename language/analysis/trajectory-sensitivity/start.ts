/** ∂y/∂p where a run starts: V where it is put or at rest, states at their start or steady for that V. */
import { makeEvaluator } from '../../model/evaluate.js';
import { differentiate } from '../../model/derivative.js';
import { GraphBuilder } from '../../model/graph-builder.js';
import { denseJacobianOf } from '../../model/jacobian.js';
import { VOLTAGE, type Experiment, type Model, type Parameter } from '../../model/model.js';
import { failure, success, type Outcome } from '../../model/outcome.js';
import { factorise, solveFactorised } from '../../solver/linear-algebra/lu.js';
import { restSensitivities } from '../sensitivity.js';
import { startStateOf } from '../steady-state.js';

/**
 * Of V and every state that `start` holds. `symbols` holds the parameters and what drives the membrane at t = 0.
 * Fails with `sensitivity.start`, and from V_rest as `restSensitivities` does.
 */
export function startSensitivity(
  model: Model,
  experiment: Experiment,
  symbols: Float64Array,
  start: ArrayLike<number>,
  parameter: Parameter,
): Outcome<Float64Array> {
  const V = voltageSlope(model, experiment, symbols, start[0]!, parameter);
  if (!V.ok) return V;
  const point = Float64Array.from(symbols);
  point[VOLTAGE] = start[0]!;
  model.states.forEach(({ symbol }, i) => (point[symbol] = start[i + 1]!));

  const steady = startStateOf(model);
  const builder = GraphBuilder.from(steady.graph);
  const iterated = steady.unsolved.flat();
  const n = model.states.length;
  const m = iterated.length;
  const read = [VOLTAGE, parameter.symbol, ...iterated.map(({ state }) => state.symbol)];
  const nodes = denseJacobianOf(builder, [...steady.states, ...iterated.map(({ rate }) => rate)], read);
  const values = new Float64Array(nodes.length);
  makeEvaluator(builder.graph(), nodes)(point, values);
  const at = (row: number, column: number): number => values[row * read.length + column]!;
  /** What changes while the iterated states do not. */
  const directly = (row: number): number => at(row, 0) * V.value + at(row, 1);

  // Where a rate vanishes, r(V, p, u) = 0, so du/dp = −(∂r/∂u)⁻¹ (∂r/∂V dV/dp + ∂r/∂p).
  const matrix = Float64Array.from({ length: m * m }, (_, k) => at(n + Math.floor(k / m), 2 + (k % m)));
  const moved = Float64Array.from({ length: m }, (_, row) => -directly(n + row));
  const pivots = new Int32Array(m);
  if (m > 0) {
    if (!factorise(matrix, m, pivots)) return unknown(experiment, parameter);
    solveFactorised(matrix, m, pivots, moved);
  }
  const slopes = Float64Array.from(model.states, (_, row) =>
    moved.reduce((sum, slope, j) => sum + at(row, 2 + j) * slope, directly(row)),
  );
  const all = Float64Array.from([V.value, ...slopes]);
  return all.every(Number.isFinite) ? success(all) : unknown(experiment, parameter);
}

function voltageSlope(
  model: Model,
  { clamp, start }: Experiment,
  symbols: Float64Array,
  V: number,
  parameter: Parameter,
): Outcome<number> {
  const given = clamp?.hold ?? start;
  if (given !== undefined) return success(slopeAt(model, given, parameter, symbols));
  const rest = restSensitivities(model, symbols, V);
  if (!rest.ok) return rest;
  return success(rest.value.find((one) => one.parameter === parameter)!.slope);
}

/** ∂node/∂p of a node that parameters alone decide. */
export function slopeAt(model: Model, node: number, { symbol }: Parameter, symbols: ArrayLike<number>): number {
  const builder = GraphBuilder.from(model.graph);
  const slope = differentiate(builder, node, symbol);
  const value = new Float64Array(1);
  makeEvaluator(builder.graph(), [slope])(symbols, value);
  return value[0]!;
}

function unknown({ name, span }: Experiment, parameter: Parameter): Outcome<never> {
  const message = `How the start of ${name} answers to ${parameter.name} has no finite value, so neither has what follows.`;
  return failure('sensitivity.start', message, { span });
}
