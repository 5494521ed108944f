/** Evaluates nodes of a graph, given the value of every symbol. */
import type { Graph, NodeId } from './graph.js';
import { makeTape, runTape, type Tape } from './tape.js';

export { reachable, symbolsOf } from './reachable.js';

/** Fills `out[i]` with the value of `outputs[i]`, given the value of every symbol. Never throws. */
export type Evaluator = (symbols: ArrayLike<number>, out: Float64Array) => void;

/** Compiles the nodes `outputs` depend on to a tape; constants are placed once, here. */
export function makeEvaluator(graph: Graph, outputs: readonly NodeId[]): Evaluator {
  return evaluatorOf(makeTape(graph, outputs, () => false));
}

/**
 * An evaluator for many points that share the symbols that are fixed: what depends on `symbols` through those alone
 * is computed here, once, and later values of theirs are not looked at.
 */
export function makeEvaluatorAt(
  graph: Graph,
  outputs: readonly NodeId[],
  isFixed: (symbol: number) => boolean,
  symbols: ArrayLike<number>,
): Evaluator {
  const tape = makeTape(graph, outputs, isFixed);
  tape.symbols.forEach((symbol, slot) => (tape.values[slot] = symbols[symbol]!));
  runTape(tape, 0, tape.fixedBatches);
  return evaluatorOf(tape);
}

/** One node, once. For many evaluations make an evaluator. */
export function evaluate(graph: Graph, node: NodeId, symbols: ArrayLike<number>): number {
  const out = new Float64Array(1);
  makeEvaluator(graph, [node])(symbols, out);
  return out[0]!;
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
