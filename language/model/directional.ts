/** How nodes change while several symbols change at once: Σ ∂node/∂symbol · d symbol, each node differentiated once. */
import { derivativeOf } from './derivative.js';
import type { NodeId } from './graph.js';
import type { GraphBuilder } from './graph-builder.js';
import { reachable } from './reachable.js';

/** No symbol has this number: the symbols that change are in `changes`. */
const NONE = -1;

/** One node for each of `outputs`, built into the same graph. `changes`: by symbol, how it changes; others stand still. */
export function directionalDerivatives(
  builder: GraphBuilder,
  outputs: readonly NodeId[],
  changes: ReadonlyMap<number, NodeId>,
): NodeId[] {
  const slopes = new Map<NodeId, NodeId>();
  const slopeOf = (id: NodeId): NodeId => slopes.get(id)!;
  for (const id of reachable(builder.nodes, outputs)) {
    const node = builder.node(id);
    const change = node.op === 'symbol' ? changes.get(node.symbol) : undefined;
    slopes.set(id, change ?? derivativeOf(builder, id, NONE, slopeOf));
  }
  return outputs.map(slopeOf);
}
