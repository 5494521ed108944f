/** All partial derivatives of some nodes that are not identically 0, each node differentiated by what it depends on alone. */
import { derivativeOf } from './derivative.js';
import { argumentsOf, type NodeId } from './graph.js';
import type { GraphBuilder } from './graph-builder.js';
import { reachable } from './reachable.js';

export interface PartialDerivative {
  /** Index in `outputs`. */
  readonly row: number;
  /** Index in `symbols`. */
  readonly column: number;
  readonly node: NodeId;
}

/** ∂outputs/∂symbols, built into the same graph; column by column, rows rising. */
export function jacobianOf(
  builder: GraphBuilder,
  outputs: readonly NodeId[],
  symbols: readonly number[],
): PartialDerivative[] {
  const { leaves, users } = dependents(builder, outputs);
  const zero = builder.constant(0);
  const rows = new Map<NodeId, number[]>();
  outputs.forEach((output, row) => {
    const known = rows.get(output);
    if (known) known.push(row);
    else rows.set(output, [row]);
  });
  return symbols.flatMap((symbol, column) => {
    const leaf = leaves.get(symbol);
    if (leaf === undefined) return [];
    const slopes = new Map<NodeId, NodeId>();
    const slopeOf = (node: NodeId): NodeId => slopes.get(node) ?? zero;
    const found: PartialDerivative[] = [];
    for (const id of above(leaf, users)) {
      const node = derivativeOf(builder, id, symbol, slopeOf);
      slopes.set(id, node);
      if (node === zero || builder.constantValue(node) === 0) continue;
      for (const row of rows.get(id) ?? []) found.push({ row, column, node });
    }
    return found.sort((a, b) => a.row - b.row);
  });
}

/** The same with those that are 0: row by row, a column for each symbol. */
export function denseJacobianOf(
  builder: GraphBuilder,
  outputs: readonly NodeId[],
  symbols: readonly number[],
): NodeId[] {
  const dense = new Array<NodeId>(outputs.length * symbols.length).fill(builder.constant(0));
  for (const { row, column, node } of jacobianOf(builder, outputs, symbols))
    dense[row * symbols.length + column] = node;
  return dense;
}

/** The node of each symbol, and who uses each node, as far as `outputs` depend on them. */
function dependents(builder: GraphBuilder, outputs: readonly NodeId[]) {
  const leaves = new Map<number, NodeId>();
  const users = new Map<NodeId, NodeId[]>();
  for (const id of reachable(builder.nodes, outputs)) {
    const node = builder.node(id);
    if (node.op === 'symbol') leaves.set(node.symbol, id);
    users.set(id, []);
    for (const argument of argumentsOf(node)) users.get(argument)!.push(id);
  }
  return { leaves, users };
}

/** A node and all that depend on it, arguments first. */
function above(leaf: NodeId, users: ReadonlyMap<NodeId, readonly NodeId[]>): NodeId[] {
  const found = new Set([leaf]);
  for (const id of found) for (const user of users.get(id)!) found.add(user);
  return [...found].sort((a, b) => a - b);
}
