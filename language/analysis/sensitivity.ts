/**
 * How V_rest answers to each parameter: dV/dp at a resting potential, by the implicit function theorem. Where the
 * steady-state current vanishes and every state without a closed form stands still, F(z, p) = 0 with z = (V, these
 * states), so dz/dp = −(∂F/∂z)⁻¹ ∂F/∂p; all derivatives are symbolic.
 */
import { makeEvaluator, type Evaluator } from '../model/evaluate.js';
import { GraphBuilder } from '../model/graph-builder.js';
import { denseJacobianOf } from '../model/jacobian.js';
import { VOLTAGE, type Model, type Parameter } from '../model/model.js';
import { failure, success, type Outcome } from '../model/outcome.js';
import { factorise, solveFactorised } from '../solver/linear-algebra/lu.js';
import { formatVoltage } from './field-units.js';
import { makeStateSettler } from './settling.js';
import { steadyStateOf } from './steady-state.js';

export interface Sensitivity {
  readonly parameter: Parameter;
  /** Present value, SI. */
  readonly value: number;
  /** dV_rest/dp, V per SI unit of the parameter. */
  readonly slope: number;
}

interface Linearised {
  /** Symbols of V and of the states without a closed form. */
  readonly unknowns: readonly number[];
  /** ∂F/∂z row by row, then ∂F/∂p parameter by parameter. */
  readonly evaluate: Evaluator;
}

const known = new WeakMap<Model, Linearised>();

/**
 * Of the resting potential `V` (V), for every parameter in the order of the model. `symbols` holds the parameters (see
 * `parameterValues`) and is left alone. Fails with `sensitivity.singular` at a fold, where two resting potentials meet,
 * and with `sensitivity.not-finite`.
 */
export function restSensitivities(model: Model, symbols: Float64Array, V: number): Outcome<readonly Sensitivity[]> {
  let linearised = known.get(model);
  if (!linearised) known.set(model, (linearised = linearise(model)));
  const { unknowns, evaluate } = linearised;
  const n = unknowns.length;
  const point = Float64Array.from(symbols);
  point[VOLTAGE] = V;
  makeStateSettler(model, steadyStateOf(model))(point);
  const values = new Float64Array(n * (n + model.parameters.length));
  evaluate(point, values);
  if (!values.every(Number.isFinite)) {
    const message = `The slope of the steady-state current is not a finite number at ${formatVoltage(V)}, so sensitivities are not known.`;
    return failure('sensitivity.not-finite', message);
  }
  const matrix = values.slice(0, n * n);
  const pivots = new Int32Array(n);
  if (!factorise(matrix, n, pivots)) {
    const message = `V_rest is a double root at ${formatVoltage(V)}: there it answers to parameters without bound.`;
    return failure('sensitivity.singular', message);
  }
  return success(
    model.parameters.map((parameter, i) => {
      const column = values.slice(n * (n + i), n * (n + i + 1));
      solveFactorised(matrix, n, pivots, column);
      return { parameter, value: symbols[parameter.symbol]!, slope: -column[0]! };
    }),
  );
}

function linearise(model: Model): Linearised {
  const steady = steadyStateOf(model);
  const builder = GraphBuilder.from(steady.graph);
  const iterated = steady.unsolved.flat();
  const residuals = [
    builder.sum(model.pathways.map(({ current }) => steady.nodes[current]!)),
    ...iterated.map(({ rate }) => rate),
  ];
  const unknowns = [VOLTAGE, ...iterated.map(({ state }) => state.symbol)];
  const jacobian = denseJacobianOf(builder, residuals, unknowns);
  const byParameter = model.parameters.flatMap(({ symbol }) => denseJacobianOf(builder, residuals, [symbol]));
  return { unknowns, evaluate: makeEvaluator(builder.graph(), [...jacobian, ...byParameter]) };
}
