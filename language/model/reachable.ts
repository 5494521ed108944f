/** What nodes depend on. */
import { argumentsOf, type Graph, type Node, type NodeId } from './graph.js';

/** Nodes that `outputs` depend on, in evaluation order. */
export function reachable(nodes: readonly Node[], outputs: readonly NodeId[]): NodeId[] {
  const needed = new Uint8Array(nodes.length);
  for (const id of outputs) needed[id] = 1;
  for (let id = nodes.length - 1; id >= 0; id--) {
    if (needed[id]) for (const argument of argumentsOf(nodes[id]!)) needed[argument] = 1;
  }
  return [...needed.keys()].filter((id) => needed[id]);
}

/** Symbols (by index) that `outputs` depend on. */
export function symbolsOf(graph: Graph, outputs: readonly NodeId[]): Set<number> {
  const found = new Set<number>();
  for (const id of reachable(graph.nodes, outputs)) {
    const node = graph.nodes[id]!;
    if (node.op === 'symbol') found.add(node.symbol);
  }
  return found;
}
