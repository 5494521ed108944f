/** Random expressions over a few symbols, with every operation there is, for properties that must hold of all. */
import { binaryOps, unaryOps, type NodeId } from '../../language/model/graph.js';
import { GraphBuilder } from '../../language/model/graph-builder.js';

export const SYMBOLS = 4;

export function randomGraph(random: () => number, size: number): { builder: GraphBuilder; nodes: NodeId[] } {
  const builder = new GraphBuilder();
  const nodes: NodeId[] = Array.from({ length: SYMBOLS }, (_, symbol) => builder.symbol(symbol));
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const number = (): number => (random() < 0.3 ? Math.floor(random() * 5) - 1 : 4 * random() - 2);
  while (nodes.length < size) {
    const kind = random();
    const span = { start: nodes.length, end: nodes.length + 1 };
    if (kind < 0.15) nodes.push(builder.constant(number(), span));
    else if (kind < 0.45) nodes.push(builder.unary(pick(unaryOps), pick(nodes), span));
    else if (kind < 0.93) nodes.push(builder.binary(pick(binaryOps), pick(nodes), pick(nodes), span));
    else nodes.push(builder.select(pick(nodes), pick(nodes), pick(nodes), span));
  }
  return { builder, nodes };
}

/** A node that adds a symbol `length` times over: as deep as a graph gets. */
export function deepChain(builder: GraphBuilder, length: number): NodeId {
  let node = builder.symbol(0);
  for (let i = 0; i < length; i++) node = builder.unary('sin', builder.binary('add', node, builder.symbol(i % 2)));
  return node;
}
