/** Rapid buffers as a graph: the formulas of physics/buffering.ts, which is their definition and their source. */
import type { GraphBuilder } from '../../model/graph-builder.js';
import type { NodeId } from '../../model/graph.js';

/** Concentrations in mol/m³. */
export interface RapidNodes {
  readonly total: NodeId;
  readonly dissociation: NodeId;
}

/** B·c/(Kd + c). */
export function boundNode(b: GraphBuilder, { total, dissociation }: RapidNodes, free: NodeId): NodeId {
  return b.binary('div', b.binary('mul', total, free), b.binary('add', dissociation, free));
}

/** κ = B·Kd/(Kd + c)². */
export function bindingRatioNode(b: GraphBuilder, { total, dissociation }: RapidNodes, free: NodeId): NodeId {
  const sum = b.binary('add', dissociation, free);
  return b.binary('div', b.binary('mul', total, dissociation), b.binary('mul', sum, sum));
}

/** Newton’s steps rise to the root of a concave sum and double their digits: so many are enough from any start. */
const STEPS = 12;

/** The free concentration of an ion of which `all` is there, free or rapidly bound; `free` is 1 + κ of the constant ratios. */
export function freeNode(b: GraphBuilder, all: NodeId, free: NodeId, buffers: readonly RapidNodes[]): NodeId {
  const [first, second] = buffers;
  if (first === undefined) return b.binary('div', all, free);
  if (second === undefined) return ofOneBuffer(b, all, free, first);
  const ratios = b.sum(buffers.map(({ total, dissociation }) => b.binary('div', total, dissociation)));
  let c = b.binary('div', all, b.binary('add', free, ratios));
  for (let i = 0; i < STEPS; i++) {
    const bound = b.sum(buffers.map((buffer) => boundNode(b, buffer, c)));
    const missing = b.binary('sub', all, b.binary('add', b.binary('mul', free, c), bound));
    const slope = b.binary('add', free, b.sum(buffers.map((buffer) => bindingRatioNode(b, buffer, c))));
    c = b.binary('add', c, b.binary('div', missing, slope));
  }
  return c;
}

/** a·c² + (a·Kd + B − n)·c − n·Kd = 0; of the two ways to write the positive root the one that does not cancel. */
function ofOneBuffer(b: GraphBuilder, all: NodeId, free: NodeId, { total, dissociation }: RapidNodes): NodeId {
  const middle = b.binary('sub', b.binary('add', b.binary('mul', free, dissociation), total), all);
  const last = b.binary('mul', all, dissociation);
  const product = b.binary('mul', b.constant(4), b.binary('mul', free, last));
  const root = b.unary('sqrt', b.binary('add', b.binary('mul', middle, middle), product));
  const rising = b.binary('div', b.binary('mul', b.constant(2), last), b.binary('add', middle, root));
  const falling = b.binary('div', b.binary('sub', root, middle), b.binary('mul', b.constant(2), free));
  return b.select(b.binary('ge', middle, b.constant(0)), rising, falling);
}
