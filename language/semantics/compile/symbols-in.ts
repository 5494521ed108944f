/** Which symbols a node under construction reads. */
import { argumentsOf, type NodeId } from '../../model/graph.js';
import type { Context } from '../context.js';

export function symbolsIn({ builder }: Context, node: NodeId): number[] {
  const seen = new Set<NodeId>([node]);
  for (const id of seen) for (const argument of argumentsOf(builder.node(id))) seen.add(argument);
  return [...seen].flatMap((id) => {
    const entry = builder.node(id);
    return entry.op === 'symbol' ? [entry.symbol] : [];
  });
}
