/**
 * A compiled model as a system of differential equations: y = [V, …model.states],
 * C dV/dt = I_injected − Σ I_pathway, every gate and state by its own rate.
 */
import { makeEvaluator, symbolsOf, type Evaluator } from '../model/evaluate.js';
import { makeDifferentiator } from '../model/derivative.js';
import type { Graph, NodeId } from '../model/graph.js';
import { GraphBuilder } from '../model/graph-builder.js';
import { TIME, VOLTAGE, type Injection, type Model } from '../model/model.js';
import { failure, success, type Outcome } from '../model/outcome.js';
import { makeExplainer } from './explain.js';
import type { Problem } from './problem.js';

/** Typical size of a membrane potential, V: about an action potential. */
const VOLTAGE_SCALE = 0.1;

/**
 * The system of `model` under `injections`. Of `symbolValues`, the symbol vector that `parameterValues` makes, only
 * the parameters count. Fails with `solver.no-capacitance` when the file gives no capacitance.
 */
export function problemOf(
  model: Model,
  symbolValues: ArrayLike<number>,
  injections: readonly Injection[] = NO_INJECTIONS,
): Outcome<Problem> {
  if (symbolValues.length !== model.symbols.length) {
    throw new RangeError(`${symbolValues.length} values for ${model.symbols.length} symbols`);
  }
  if (model.capacitance === undefined) {
    return failure('solver.no-capacitance', `${model.name} has no capacitance, so it cannot be run in time.`, {
      span: model.span,
    });
  }
  return success(bind(model, systemOf(model, model.capacitance, injections), symbolValues, injections));
}

const NO_INJECTIONS: readonly Injection[] = [];
const systems = new WeakMap<Model, WeakMap<readonly Injection[], System>>();

/** Built once for each experiment of a model: a slider needs no new derivatives. */
function systemOf(model: Model, capacitance: NodeId, injections: readonly Injection[]): System {
  let ofModel = systems.get(model);
  if (!ofModel) systems.set(model, (ofModel = new WeakMap()));
  let system = ofModel.get(injections);
  if (!system) ofModel.set(injections, (system = buildSystem(model, capacitance, injections)));
  return system;
}

/** The model's graph, grown by its derivatives. */
interface System {
  readonly graph: Graph;
  readonly rates: readonly NodeId[];
  /** The entries of the Jacobian that are not identically 0, and where they go. */
  readonly jacobian: readonly NodeId[];
  readonly places: readonly number[];
  readonly timeDerivatives: readonly NodeId[];
}

/** Symbols beyond the model's own, one an injection: its value where that is constant, else 1 while it is on. */
function injectionSymbol(model: Model, index: number): number {
  return model.symbols.length + index;
}

function buildSystem(model: Model, capacitance: NodeId, injections: readonly Injection[]): System {
  const b = GraphBuilder.from(model.graph);
  const injected = injections.map(({ amplitude }, i) => {
    const symbol = b.symbol(injectionSymbol(model, i));
    return dependsOnState(model, amplitude) ? b.select(symbol, amplitude, b.constant(0)) : symbol;
  });
  const outward = b.sum(model.pathways.map((pathway) => pathway.current));
  const rates = [
    b.binary('div', b.binary('sub', b.sum(injected), outward), capacitance),
    ...model.states.map((state) => state.rate),
  ];
  const n = rates.length;
  const jacobian: NodeId[] = [];
  const places: number[] = [];
  [VOLTAGE, ...model.states.map((state) => state.symbol)].forEach((symbol, j) => {
    const derivative = makeDifferentiator(b, symbol);
    rates.forEach((rate, i) => {
      const entry = derivative(rate);
      if (b.constantValue(entry) === 0) return;
      jacobian.push(entry);
      places.push(i * n + j);
    });
  });
  const timeDerivatives = rates.map(makeDifferentiator(b, TIME));
  return { graph: b.graph(), rates, jacobian, places, timeDerivatives };
}

/** Whether a node can change while nobody moves a slider. */
function dependsOnState(model: Model, node: NodeId): boolean {
  return [...symbolsOf(model.graph, [node])].some((symbol) => model.symbols[symbol]?.kind !== 'parameter');
}

function bind(
  model: Model,
  system: System,
  symbolValues: ArrayLike<number>,
  injections: readonly Injection[],
): Problem {
  const { graph, places } = system;
  const n = system.rates.length;
  const stateSymbols = Int32Array.from([VOLTAGE, ...model.states.map((state) => state.symbol)]);
  const symbols = new Float64Array(model.symbols.length + injections.length);
  for (const { symbol } of model.parameters) symbols[symbol] = symbolValues[symbol]!;
  const names = ['V', ...model.states.map((state) => state.name)];
  const pulses = injections.map((injection, i) => pulseOf(model, injection, injectionSymbol(model, i), symbols));
  const evaluateRates = makeEvaluator(graph, system.rates);
  const evaluateJacobian = makeEvaluator(graph, system.jacobian);
  const evaluateTimeDerivatives = makeEvaluator(graph, system.timeDerivatives);
  const entries = new Float64Array(places.length);
  const explain = makeExplainer(model, graph, system.rates);

  const load = (t: number, y: Float64Array): void => {
    symbols[TIME] = t;
    for (let i = 0; i < n; i++) symbols[stateSymbols[i]!] = y[i]!;
  };
  const enterSegment = (start: number, end: number): void => {
    const middle = (start + end) / 2;
    for (const { symbol, from, to, value } of pulses) symbols[symbol] = from <= middle && middle < to ? value : 0;
  };
  const at = (evaluate: Evaluator) => (t: number, y: Float64Array, out: Float64Array) => {
    load(t, y);
    evaluate(symbols, out);
  };

  const edges = [...new Set(pulses.flatMap(({ from, to }) => [from, to]))]
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  enterSegment(0, edges.find((edge) => edge > 0) ?? 0);
  return {
    size: n,
    names,
    scales: Float64Array.from([VOLTAGE_SCALE, ...model.states.map((state) => state.scale)]),
    edges,
    enterSegment,
    rhs: at(evaluateRates),
    timeDerivative: at(evaluateTimeDerivatives),
    jacobian(t, y, J) {
      load(t, y);
      evaluateJacobian(symbols, entries);
      J.fill(0);
      for (let i = 0; i < places.length; i++) J[places[i]!] = entries[i]!;
    },
    explain(t, y) {
      load(t, y);
      return explain(symbols);
    },
  };
}

/** On for from ≤ t < to, s; `value` is what its symbol reads then. */
interface Pulse {
  readonly symbol: number;
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

function pulseOf(model: Model, injection: Injection, symbol: number, symbols: Float64Array): Pulse {
  const valueOf = (node: NodeId): number => {
    const out = new Float64Array(1);
    makeEvaluator(model.graph, [node])(symbols, out);
    return out[0]!;
  };
  return {
    symbol,
    from: injection.from === undefined ? -Infinity : valueOf(injection.from),
    to: injection.to === undefined ? Infinity : valueOf(injection.to),
    value: dependsOnState(model, injection.amplitude) ? 1 : valueOf(injection.amplitude),
  };
}
