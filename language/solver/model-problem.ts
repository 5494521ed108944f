/**
 * A compiled model as a system of differential equations: y = [V, …model.states],
 * C dV/dt = I_injected − Σ I_pathway, every gate and state by its own rate.
 */
import { makeEvaluatorAt } from '../model/evaluate.js';
import type { NodeId } from '../model/graph.js';
import { TIME, VOLTAGE, type Injection, type Model } from '../model/model.js';
import { failure, success, type Outcome } from '../model/outcome.js';
import { makeExplainer } from './explain.js';
import { kernelOf } from './model-kernel.js';
import { NO_INJECTIONS, systemOf, type System } from './model-system.js';
import type { Problem } from './problem.js';
import { pulsesOf } from './pulses.js';
import { pulse, signalAt, signalEdges, type Signal } from './signals.js';
import { timeEdges } from './time-edges.js';

/** Made when first asked for. */
function whenAsked<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Typical size of a membrane potential, V: about an action potential. */
export const VOLTAGE_SCALE = 0.1;

/**
 * The system of `model` under `injections` and whatever else is `driven`. Of `symbolValues`, the symbol vector that `parameterValues` makes, only
 * the parameters count. Fails with `solver.no-capacitance` when the file gives no capacitance.
 */
export function problemOf(
  model: Model,
  symbolValues: ArrayLike<number>,
  injections: readonly Injection[] = NO_INJECTIONS,
  driven: readonly Signal[] = [],
): Outcome<Problem> {
  if (symbolValues.length !== model.symbols.length) {
    throw new RangeError(`${symbolValues.length} values for ${model.symbols.length} symbols`);
  }
  if (model.capacitance === undefined) {
    return failure('solver.no-capacitance', `${model.name} has no capacitance, so it cannot be run in time.`, {
      span: model.span,
    });
  }
  return success(bind(model, systemOf(model, model.capacitance, injections), symbolValues, injections, driven));
}

function bind(
  model: Model,
  system: System,
  symbolValues: ArrayLike<number>,
  injections: readonly Injection[],
  driven: readonly Signal[],
): Problem {
  const { graph, rates, jacobian, places, timeDerivatives } = system;
  const n = rates.length;
  const stateSymbols = Int32Array.from([VOLTAGE, ...model.states.map((state) => state.symbol)]);
  const symbols = new Float64Array(model.symbols.length + injections.length);
  model.symbols.forEach(({ kind }, symbol) => {
    if (kind === 'parameter') symbols[symbol] = symbolValues[symbol]!;
  });
  const injected = pulsesOf(model, injections, symbols).map(({ symbol, from, to, value }) =>
    pulse(symbol, from, to, value),
  );
  const signals = [...injected, ...driven];
  const edges = [...new Set([...signalEdges(signals), ...timeEdges(model, system, symbols)])].sort((a, b) => a - b);
  const isParameter = (symbol: number): boolean => model.symbols[symbol]?.kind === 'parameter';
  const evaluatorOf = (outputs: readonly NodeId[]) => makeEvaluatorAt(graph, outputs, isParameter, symbols);
  const evaluateRates = whenAsked(() => evaluatorOf(rates));
  const evaluateAll = whenAsked(() => evaluatorOf([...rates, ...jacobian, ...timeDerivatives]));
  const all = new Float64Array(n + places.length + n);
  const explain = whenAsked(() => makeExplainer(model, graph, rates));

  const load = (t: number, y: Float64Array): void => {
    symbols[TIME] = t;
    for (let i = 0; i < n; i++) symbols[stateSymbols[i]!] = y[i]!;
  };
  const storeJacobian = (J: Float64Array): void => {
    J.fill(0);
    for (let i = 0; i < places.length; i++) J[places[i]!] = all[n + i]!;
  };
  const storeTimeDerivative = (out: Float64Array): void => {
    for (let i = 0; i < n; i++) out[i] = all[n + places.length + i]!;
  };
  const problem: Problem & Required<Pick<Problem, 'enterSegment'>> = {
    size: n,
    names: ['V', ...model.states.map((state) => state.name)],
    scales: Float64Array.from([VOLTAGE_SCALE, ...model.states.map((state) => state.scale)]),
    edges,
    enterSegment(start, end) {
      const middle = (start + end) / 2;
      for (const signal of signals) symbols[signal.symbol] = signalAt(signal, middle);
    },
    rhs(t, y, dydt) {
      load(t, y);
      evaluateRates()(symbols, dydt);
    },
    jacobian(t, y, J) {
      load(t, y);
      evaluateAll()(symbols, all);
      storeJacobian(J);
    },
    timeDerivative(t, y, out) {
      load(t, y);
      evaluateAll()(symbols, all);
      storeTimeDerivative(out);
    },
    linearise(t, y, dydt, J, timeDerivative) {
      load(t, y);
      evaluateAll()(symbols, all);
      for (let i = 0; i < n; i++) dydt[i] = all[i]!;
      storeJacobian(J);
      storeTimeDerivative(timeDerivative);
    },
    code: {
      kernel: (width) => kernelOf(model, system, width),
      fixedValues(kernel) {
        const values = new Float64Array(kernel.fixedCount);
        return () => {
          kernel.evaluateFixed(symbols, values);
          return values;
        };
      },
    },
    explain(t, y) {
      load(t, y);
      return explain()(symbols);
    },
  };
  problem.enterSegment(0, edges.find((edge) => edge > 0) ?? 0);
  return problem;
}
