/** Whether a value can change with certain symbols. */
import { symbolsOf } from '../model/evaluate.js';
import type { Graph, NodeId } from '../model/graph.js';

export function dependsOnSymbols(graph: Graph, node: NodeId, symbols: readonly number[]): boolean {
  const read = symbolsOf(graph, [node]);
  return symbols.some((symbol) => read.has(symbol));
}
