/** What nodes depend on. */
import { argumentsOf, type Graph, type Node, type NodeId } from './graph.js';

/** Nodes that `outputs` depend on, in evaluation order. */
export function reachable(nodes: readonly Node[], outputs: readonly NodeId[]): NodeId[] {
  const needed = new Uint8Array(nodes.length);
  let last = -1;
  for (const id of outputs) {
    needed[id] = 1;
    if (id > last) last = id;
  }
  for (let id = Math.min(last, nodes.length - 1); id >= 0; id--) {
    if (needed[id] === 1) for (const argument of argumentsOf(nodes[id]!)) needed[argument] = 1;
  }
  const found: NodeId[] = [];
  for (let id = 0; id < needed.length; id++) if (needed[id] === 1) found.push(id);
  return found;
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
