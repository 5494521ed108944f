/**
 * The model with V imposed and everything else settled: every state replaced, in the graph itself, by the closed form
 * of its steady value, and t by 0. What is left reads V and parameters alone, so "does this depend on V at rest?" is
 * a question of structure, and the steady-state current is one sweep over one tape.
 */
import {
  argumentsOf,
  type BinaryOp,
  type Graph,
  type Node,
  type NodeId,
  type Span,
  type UnaryOp,
} from '../model/graph.js';
import { GraphBuilder } from '../model/graph-builder.js';
import { makeEvaluator, type Evaluator } from '../model/evaluate.js';
import { TIME, VOLTAGE, type Model, type State } from '../model/model.js';
import { failure, success, type Outcome } from '../model/outcome.js';

type Operation = Extract<Node, { readonly args: readonly NodeId[] }>;

export interface SteadyState {
  readonly graph: Graph;
  /** Node of `graph` that a node of the model's graph became. */
  readonly nodes: readonly NodeId[];
  /** By node of the model's graph: 1 where its steady value depends on V. */
  readonly dependsOnVoltage: Uint8Array;
  /** The current of each pathway, in the order of the model. */
  readonly currents: Evaluator;
}

const known = new WeakMap<Model, Outcome<SteadyState>>();

/** Computed once a model. Fails with `steady.cycle` when steady values need each other. */
export function steadyStateOf(model: Model): Outcome<SteadyState> {
  let steady = known.get(model);
  if (!steady) known.set(model, (steady = settle(model)));
  return steady;
}

/** Where states have no steady value: the model as it stands, all that reads a state counted as depending on V. */
export function unsettled(model: Model): SteadyState {
  const { graph, pathways, states } = model;
  return {
    graph,
    nodes: graph.nodes.map((_, id) => id),
    dependsOnVoltage: dependence(graph, [VOLTAGE, ...states.map(({ symbol }) => symbol)]),
    currents: makeEvaluator(
      graph,
      pathways.map(({ current }) => current),
    ),
  };
}

/** Evaluates nodes of the *model's* graph at steady state, reading V and parameters from the symbol vector. */
export function steadyEvaluator(steady: SteadyState, outputs: readonly NodeId[]): Evaluator {
  return makeEvaluator(
    steady.graph,
    outputs.map((id) => steady.nodes[id]!),
  );
}

/** Fills the states' slots of `symbols` with their steady values at the V it holds. */
export function makeStateSettler(model: Model, steady: SteadyState): (symbols: Float64Array) => void {
  const evaluator = steadyEvaluator(
    steady,
    model.states.map((state) => state.steady),
  );
  const values = new Float64Array(model.states.length);
  return (symbols) => {
    evaluator(symbols, values);
    model.states.forEach((state, i) => (symbols[state.symbol] = values[i]!));
  };
}

function settle(model: Model): Outcome<SteadyState> {
  const order = statesByDependency(model);
  if (!order.ok) return order;
  const { nodes } = model.graph;
  const builder = new GraphBuilder();
  const replacement = new Map<number, NodeId>([[TIME, builder.constant(0)]]);
  const moved: NodeId[] = new Array<NodeId>(nodes.length).fill(-1);

  const move = (id: NodeId): void => {
    if (moved[id] !== -1) return;
    const node = nodes[id]!;
    const span = model.graph.spans[id] ?? null;
    if (node.op === 'const') moved[id] = builder.constant(node.value, span);
    else if (node.op === 'symbol') moved[id] = replacement.get(node.symbol) ?? builder.symbol(node.symbol, span);
    else moved[id] = rebuild(builder, node, moved, span);
  };
  for (const state of order.value) {
    ancestors(nodes, state.steady).forEach(move);
    replacement.set(state.symbol, moved[state.steady]!);
  }
  nodes.forEach((_, id) => move(id));

  const graph = builder.graph();
  const reached = dependence(graph, [VOLTAGE]);
  return success({
    graph,
    nodes: moved,
    dependsOnVoltage: Uint8Array.from(moved, (id) => reached[id]!),
    currents: makeEvaluator(
      graph,
      model.pathways.map(({ current }) => moved[current]!),
    ),
  });
}

function rebuild(builder: GraphBuilder, node: Operation, moved: readonly NodeId[], span: Span | null): NodeId {
  const [a, b, c] = node.args.map((argument) => moved[argument]!);
  if (node.op === 'select') return builder.select(a!, b!, c!, span);
  return node.args.length === 1
    ? builder.unary(node.op as UnaryOp, a!, span)
    : builder.binary(node.op as BinaryOp, a!, b!, span);
}

/** States so ordered that each one's steady value reads only states before it. */
function statesByDependency(model: Model): Outcome<State[]> {
  const ordered: State[] = [];
  let waiting = model.states.map((state) => ({ state, reads: statesReadBy(model, state) }));
  while (waiting.length > 0) {
    const unsettled = new Set(waiting.map(({ state }) => state.symbol));
    const ready = new Set(waiting.filter(({ reads }) => !reads.some((symbol) => unsettled.has(symbol))));
    if (ready.size === 0) {
      const names = waiting.map(({ state }) => state.name);
      return failure('steady.cycle', cycleSentence(names), { span: waiting[0]!.state.span });
    }
    for (const { state } of ready) ordered.push(state);
    waiting = waiting.filter((entry) => !ready.has(entry));
  }
  return success(ordered);
}

/** Symbols of the states that a state's steady value reads. */
function statesReadBy({ graph, symbols }: Model, { steady }: State): number[] {
  return ancestors(graph.nodes, steady).flatMap((id) => {
    const node = graph.nodes[id]!;
    return node.op === 'symbol' && symbols[node.symbol]!.kind === 'state' ? [node.symbol] : [];
  });
}

/** A node and all it depends on, arguments first: work by their number, not by the size of the graph. */
function ancestors(nodes: readonly Node[], id: NodeId): NodeId[] {
  const found = new Set([id]);
  for (const each of found) for (const argument of argumentsOf(nodes[each]!)) found.add(argument);
  return [...found].sort((a, b) => a - b);
}

function cycleSentence(names: readonly string[]): string {
  if (names.length === 1)
    return `The steady value of ${names[0]} depends on ${names[0]} itself, so it has no closed form.`;
  return `The steady values of ${names.join(', ')} depend on each other, so none of them has a closed form.`;
}

/** By node: 1 where it depends on one of `symbols`. */
function dependence(graph: Graph, symbols: readonly number[]): Uint8Array {
  const depends = new Uint8Array(graph.nodes.length);
  graph.nodes.forEach((node, id) => {
    const reads =
      node.op === 'symbol' ? symbols.includes(node.symbol) : argumentsOf(node).some((argument) => depends[argument]);
    if (reads) depends[id] = 1;
  });
  return depends;
}
