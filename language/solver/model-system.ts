/** The differential equations of a compiled model, with their derivatives, as one graph; built once, for any parameters. */
import { symbolsOf } from '../model/evaluate.js';
import type { Graph, NodeId } from '../model/graph.js';
import { GraphBuilder } from '../model/graph-builder.js';
import { jacobianOf } from '../model/jacobian.js';
import { TIME, VOLTAGE, type Injection, type Model } from '../model/model.js';

/** The model's graph, grown by its derivatives; y = [V, …model.states]. */
export interface System {
  readonly graph: Graph;
  /** Holds the graph, and whatever is to be computed beside it. */
  readonly builder: GraphBuilder;
  /** dy/dt. */
  readonly rates: readonly NodeId[];
  /** The entries of the Jacobian that are not identically 0, and where in a row-major matrix they go. */
  readonly jacobian: readonly NodeId[];
  readonly places: readonly number[];
  readonly timeDerivatives: readonly NodeId[];
}

export const NO_INJECTIONS: readonly Injection[] = [];
const systems = new WeakMap<Model, WeakMap<readonly Injection[], System>>();

/** Built once for each experiment of a model: a slider needs no new derivatives. */
export function systemOf(model: Model, capacitance: NodeId, injections: readonly Injection[]): System {
  let ofModel = systems.get(model);
  if (!ofModel) systems.set(model, (ofModel = new WeakMap()));
  let system = ofModel.get(injections);
  if (!system) ofModel.set(injections, (system = buildSystem(model, capacitance, injections)));
  return system;
}

/** Symbols beyond the model's own, one an injection: its value where that is constant, else 1 while it is on. */
export function injectionSymbol(model: Model, index: number): number {
  return model.symbols.length + index;
}

/** Whether a node can change while nobody moves a slider. */
export function dependsOnState(model: Model, node: NodeId): boolean {
  return [...symbolsOf(model.graph, [node])].some((symbol) => model.symbols[symbol]?.kind !== 'parameter');
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
  const byState = jacobianOf(b, rates, [VOLTAGE, ...model.states.map((state) => state.symbol)]);
  const timeDerivatives = new Array<NodeId>(n).fill(b.constant(0));
  for (const { row, node } of jacobianOf(b, rates, [TIME])) timeDerivatives[row] = node;
  return {
    graph: b.graph(),
    builder: b,
    rates,
    jacobian: byState.map(({ node }) => node),
    places: byState.map(({ row, column }) => row * n + column),
    timeDerivatives,
  };
}
