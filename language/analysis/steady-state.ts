/**
 * The model with V imposed and everything else settled: every state replaced, in the graph itself, by the closed form
 * of its steady value, and t by 0. "Does this depend on V at rest?" is then a question of structure, and the
 * steady-state current is one sweep over one tape. States without a closed form stay symbols of that graph: they are
 * `unsolved`, and whoever evaluates finds them by iteration (settling.ts).
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
import { TIME, VOLTAGE, type Model, type State } from '../model/model.js';

type Operation = Extract<Node, { readonly args: readonly NodeId[] }>;

/** A state without a closed form: it is steady where `rate`, a node of the settled graph, is 0. */
export interface Unsolved {
  readonly state: State;
  readonly rate: NodeId;
  /** Where to look first, a node of the settled graph. */
  readonly guess: NodeId;
}

export interface SteadyState {
  readonly graph: Graph;
  /** Node of `graph` that a node of the model's graph became. */
  readonly nodes: readonly NodeId[];
  /** By node of the model's graph: 1 where its steady value depends on V. */
  readonly dependsOnVoltage: Uint8Array;
  /** Node of `graph` with the steady value of each state, in the order of the model; of an unsolved one its symbol. */
  readonly states: readonly NodeId[];
  /** In groups that need each other, each after those it reads. */
  readonly unsolved: readonly (readonly Unsolved[])[];
}

const atRest = new WeakMap<Model, SteadyState>();
const atStart = new WeakMap<Model, SteadyState>();

/** What is held stays at its start, everything else settles. Computed once a model. */
export function steadyStateOf(model: Model): SteadyState {
  return remembered(atRest, model, () => settle(model, ({ held }) => held === true));
}

/** t = 0 of a run: what has a start is at it, everything else is steady for that. Computed once a model. */
export function startStateOf(model: Model): SteadyState {
  return remembered(atStart, model, () => settle(model, ({ start }) => start !== undefined));
}

function remembered(known: WeakMap<Model, SteadyState>, model: Model, make: () => SteadyState): SteadyState {
  let steady = known.get(model);
  if (!steady) known.set(model, (steady = make()));
  return steady;
}

function settle(model: Model, startsAt: (state: State) => boolean): SteadyState {
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
  const ancestors = ancestorsIn(nodes);
  const moveAll = (id: NodeId): NodeId => {
    ancestors(id).forEach(move);
    return moved[id]!;
  };
  const unsolved: State[] = [];
  for (const { state, value } of inOrder(model, startsAt)) {
    if (value === undefined) unsolved.push(state);
    replacement.set(state.symbol, value === undefined ? builder.symbol(state.symbol, state.span) : moveAll(value));
  }
  nodes.forEach((_, id) => move(id));
  const entries = unsolved.map((state) => ({
    state,
    rate: moved[state.rate]!,
    guess: moved[state.start ?? -1] ?? builder.constant(state.scale / 2),
  }));

  const graph = builder.graph();
  const ancestorsHere = ancestorsIn(graph.nodes);
  const reads = entries.map(({ rate }) => symbolsBelow(graph.nodes, ancestorsHere(rate)));
  const groups = groupsOf(entries, reads);
  const moving = new Set([VOLTAGE]);
  for (const group of groups) {
    const symbols = group.map(({ state }) => state.symbol);
    const read = group.flatMap((entry) => [...reads[entries.indexOf(entry)]!]);
    if (read.some((symbol) => moving.has(symbol))) symbols.forEach((symbol) => moving.add(symbol));
  }
  const reached = dependence(graph, moving);
  return {
    graph,
    nodes: moved,
    dependsOnVoltage: Uint8Array.from(moved, (id) => reached[id]!),
    states: model.states.map(({ symbol }) => replacement.get(symbol)!),
    unsolved: groups,
  };
}

function rebuild(builder: GraphBuilder, node: Operation, moved: readonly NodeId[], span: Span | null): NodeId {
  const [a, b, c] = node.args.map((argument) => moved[argument]!);
  if (node.op === 'select') return builder.select(a!, b!, c!, span);
  return node.args.length === 1
    ? builder.unary(node.op as UnaryOp, a!, span)
    : builder.binary(node.op as BinaryOp, a!, b!, span);
}

interface Placed {
  readonly state: State;
  /** The node to put in its place; absent for a state that must be found by iteration. */
  readonly value?: NodeId;
}

/**
 * States so ordered that each value reads only states before it. Where closed forms need each other, the first of the
 * circle is left to iteration.
 */
function inOrder(model: Model, startsAt: (state: State) => boolean): Placed[] {
  const valued = model.states.map((state): Placed => {
    const value = startsAt(state) ? state.start : state.steady;
    return { state, ...(value !== undefined && { value }) };
  });
  const ordered = valued.filter(({ value }) => value === undefined);
  const ancestors = ancestorsIn(model.graph.nodes);
  let waiting = valued.flatMap((entry) =>
    entry.value === undefined ? [] : [{ entry, reads: symbolsBelow(model.graph.nodes, ancestors(entry.value)) }],
  );
  while (waiting.length > 0) {
    const missing = new Set(waiting.map(({ entry }) => entry.state.symbol));
    const ready = new Set(waiting.filter(({ reads }) => ![...reads].some((symbol) => missing.has(symbol))));
    if (ready.size === 0) {
      const opened = firstOnCircle(waiting);
      ordered.push({ state: opened.entry.state });
      waiting = waiting.filter((each) => each !== opened);
      continue;
    }
    for (const { entry } of ready) ordered.push(entry);
    waiting = waiting.filter((each) => !ready.has(each));
  }
  return ordered;
}

interface Waiting {
  readonly entry: Placed;
  readonly reads: ReadonlySet<number>;
}

/** The first that reads itself, by whatever way. */
function firstOnCircle(waiting: readonly Waiting[]): Waiting {
  const bySymbol = new Map(waiting.map((each) => [each.entry.state.symbol, each]));
  const reachesItself = ({ entry, reads }: Waiting): boolean => {
    const found = new Set(reads);
    for (const symbol of found) for (const next of bySymbol.get(symbol)?.reads ?? []) found.add(next);
    return found.has(entry.state.symbol);
  };
  return waiting.find(reachesItself) ?? waiting[0]!;
}

/** Strongly connected groups, each after those it reads [Tarjan 1972, SIAM J Comput 1:146, by mutual reach]. */
function groupsOf(entries: readonly Unsolved[], reads: readonly ReadonlySet<number>[]): Unsolved[][] {
  const indexOf = new Map(entries.map(({ state }, i) => [state.symbol, i]));
  const reach = reads.map((symbols) => {
    const found = new Set([...symbols].flatMap((symbol) => indexOf.get(symbol) ?? []));
    for (const i of found) for (const symbol of reads[i]!) if (indexOf.has(symbol)) found.add(indexOf.get(symbol)!);
    return found;
  });
  const groups: Unsolved[][] = [];
  const placed = new Set<number>();
  const isReady = (i: number): boolean => [...reach[i]!].every((j) => placed.has(j) || reach[j]!.has(i));
  while (placed.size < entries.length) {
    const first = entries.findIndex((_, i) => !placed.has(i) && isReady(i));
    const members = [...entries.keys()].filter((j) => j === first || (reach[first]!.has(j) && reach[j]!.has(first)));
    members.forEach((j) => placed.add(j));
    groups.push(members.map((j) => entries[j]!));
  }
  return groups;
}

/** Symbols that a node depends on. */
function symbolsBelow(nodes: readonly Node[], below: Iterable<NodeId>): Set<number> {
  const symbols = new Set<number>();
  for (const id of below) {
    const node = nodes[id]!;
    if (node.op === 'symbol') symbols.add(node.symbol);
  }
  return symbols;
}

/** A node and all it depends on, arguments first: work by their number, not by the size of the graph. */
function ancestorsIn(nodes: readonly Node[]): (id: NodeId) => Int32Array {
  const seen = new Uint32Array(nodes.length);
  let turn = 0;
  return (id) => {
    turn++;
    const found = [id];
    seen[id] = turn;
    // Grows while it is walked.
    for (const each of found) {
      for (const argument of argumentsOf(nodes[each]!)) {
        if (seen[argument] === turn) continue;
        seen[argument] = turn;
        found.push(argument);
      }
    }
    return Int32Array.from(found).sort();
  };
}

/** By node: 1 where it depends on one of `symbols`. */
function dependence(graph: Graph, symbols: ReadonlySet<number>): Uint8Array {
  const depends = new Uint8Array(graph.nodes.length);
  graph.nodes.forEach((node, id) => {
    const reads =
      node.op === 'symbol' ? symbols.has(node.symbol) : argumentsOf(node).some((argument) => depends[argument] === 1);
    if (reads) depends[id] = 1;
  });
  return depends;
}
