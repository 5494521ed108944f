/** Evaluates nodes of a graph, given the value of every symbol. */
import { columnsOf, type ColumnEvaluator } from './columns.js';
import type { BinaryOp, Graph, NodeId, UnaryOp } from './graph.js';
import { applyBinary, applyUnary } from './operations.js';
import { reachable } from './reachable.js';
import { makeTape, runTape, type Tape } from './tape.js';

export { reachable, symbolsOf } from './reachable.js';

/** Fills `out[i]` with the value of `outputs[i]`, given the value of every symbol. Never throws. */
export type Evaluator = (symbols: ArrayLike<number>, out: Float64Array) => void;

/** Compiles the nodes `outputs` depend on to a tape; constants are placed once, here. */
export function makeEvaluator(graph: Graph, outputs: readonly NodeId[]): Evaluator {
  return evaluatorOf(makeTape(graph, outputs, () => false));
}

/** The same for one point, and for many at once. */
export function makeEvaluators(
  graph: Graph,
  outputs: readonly NodeId[],
): { readonly at: Evaluator; readonly columns: ColumnEvaluator } {
  const tape = makeTape(graph, outputs, () => false);
  let columns: ColumnEvaluator | undefined;
  return { at: evaluatorOf(tape), columns: (...points) => (columns ??= columnsOf(tape))(...points) };
}

/** An evaluator for many points that share the symbols that are fixed. */
export interface StagedEvaluator {
  /** Computes what depends on fixed symbols alone; later values of theirs are not looked at. */
  hold(symbols: ArrayLike<number>): void;
  readonly evaluate: Evaluator;
}

export function makeStagedEvaluator(
  graph: Graph,
  outputs: readonly NodeId[],
  isFixed: (symbol: number) => boolean,
): StagedEvaluator {
  const tape = makeTape(graph, outputs, isFixed);
  return {
    hold(symbols) {
      tape.symbols.forEach((symbol, slot) => (tape.values[slot] = symbols[symbol]!));
      runTape(tape, 0, tape.fixedBatches);
    },
    evaluate: evaluatorOf(tape),
  };
}

/** One whose fixed symbols are held at `symbols` for good. */
export function makeEvaluatorAt(
  graph: Graph,
  outputs: readonly NodeId[],
  isFixed: (symbol: number) => boolean,
  symbols: ArrayLike<number>,
): Evaluator {
  const staged = makeStagedEvaluator(graph, outputs, isFixed);
  staged.hold(symbols);
  return staged.evaluate;
}

/** One node, once. For many evaluations make an evaluator. */
export function evaluate(graph: Graph, node: NodeId, symbols: ArrayLike<number>): number {
  return evaluateOnce(graph, [node], symbols)[0]!;
}

/** Nodes at a single point, for which no tape is worth making. */
export function evaluateOnce(graph: Graph, outputs: readonly NodeId[], symbols: ArrayLike<number>): Float64Array {
  const { nodes } = graph;
  for (const id of outputs) if (nodes[id] === undefined) throw new RangeError(`node ${id} is not in the graph`);
  const order = reachable(nodes, outputs);
  const values = new Float64Array((order.at(-1) ?? -1) + 1);
  for (const id of order) {
    const node = nodes[id]!;
    if (node.op === 'const') values[id] = node.value;
    else if (node.op === 'symbol') values[id] = symbols[node.symbol]!;
    else {
      const [a, b, c] = node.args as readonly [NodeId, NodeId, NodeId];
      if (node.op === 'select') values[id] = values[a] !== 0 ? values[b]! : values[c]!;
      else if (node.args.length === 1) values[id] = applyUnary(node.op as UnaryOp, values[a]!);
      else values[id] = applyBinary(node.op as BinaryOp, values[a]!, values[b]!);
    }
  }
  return Float64Array.from(outputs, (id) => values[id]!);
}

/** Runs what is not fixed. */
function evaluatorOf(tape: Tape): Evaluator {
  const { values, symbols: read, outputs, fixedBatches } = tape;
  const end = tape.batches.length / 2;
  return (symbols, out) => {
    for (let i = 0; i < read.length; i++) values[i] = symbols[read[i]!]!;
    runTape(tape, fixedBatches, end);
    for (let i = 0; i < outputs.length; i++) out[i] = values[outputs[i]!]!;
  };
}
