/** Where a run starts from, and whether it can. */
import { evaluate } from '../model/evaluate.js';
import { VOLTAGE, type Experiment, type Model } from '../model/model.js';
import { failure, success, type Outcome } from '../model/outcome.js';
import { formatVoltage } from './field-units.js';
import { findRest } from './rest.js';
import { makeStateSettler } from './settling.js';
import { startStateOf } from './steady-state.js';

/**
 * V and every state at t = 0: V where the experiment says, else at a resting potential (that number, or the chosen one);
 * states with a start of their own at that; everything else steady for these.
 */
export function startOfRun(
  model: Model,
  experiment: Experiment,
  symbols: Float64Array,
  root?: number,
): Outcome<Float64Array> {
  const fixed = experiment.clamp?.hold ?? experiment.start;
  const V = fixed !== undefined ? success(evaluate(model.graph, fixed, symbols)) : restOf(model, symbols, root);
  if (!V.ok) return V;
  const point = Float64Array.from(symbols);
  point[VOLTAGE] = V.value;
  const unsettled = makeStateSettler(model, startStateOf(model))(point);
  const lost = unsettled ?? model.states.find(({ symbol }) => !Number.isFinite(point[symbol]!));
  if (!Number.isFinite(V.value) || lost) {
    const what = lost
      ? `${lost.name} has no steady value at ${formatVoltage(V.value)}`
      : 'The starting V is not a finite number';
    return failure('run.start', `${what}, so ${experiment.name} has nowhere to start from.`, {
      span: lost?.span ?? experiment.span,
    });
  }
  return success(Float64Array.from([V.value, ...model.states.map(({ symbol }) => point[symbol]!)]));
}

function restOf(model: Model, symbols: Float64Array, root: number | undefined): Outcome<number> {
  const rest = findRest(model, symbols);
  if (!rest.ok) return rest;
  const { roots, chosen } = rest.value;
  return success((roots[root ?? chosen] ?? roots[chosen]!).V);
}

/** The failure, where nothing can change in time. */
export function whyNoTimeCourse(model: Model, symbols: Float64Array): Outcome<never> | undefined {
  const { name, capacitance, span } = model;
  if (capacitance === undefined) {
    const message = `${name} has no capacitance, so V has no time course. Write capacitance = 1 uF/cm^2, which most membranes have.`;
    return failure('run.no-capacitance', message, { span });
  }
  if (evaluate(model.graph, capacitance, symbols) > 0) return undefined;
  return failure('run.no-capacitance', `The capacitance of ${name} is not above zero, so V has no time course.`, {
    span,
  });
}
