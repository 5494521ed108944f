/**
 * Exponentials that are powers of one another: e^(s₁V + o₁) and e^(s₂V + o₂) need one e^(gV) where s₁ and s₂ are
 * multiples of g. Rate constants are full of them, since the same slopes and their fractions recur.
 */
import { argumentsOf, type Node, type NodeId } from '../../model/graph.js';
import type { GraphBuilder } from '../../model/graph-builder.js';
import { reachable } from '../../model/reachable.js';
import { exponential } from './exponential.js';

/** scale · (value of the node) + offset, both numbers. */
export interface Affine {
  readonly node: NodeId;
  readonly scale: number;
  readonly offset: number;
}

/** e^(scale·node + offset) = e^offset · (e^(base·node))^power. */
export interface Share {
  readonly node: NodeId;
  readonly base: number;
  readonly power: number;
  /** e^offset. */
  readonly factor: number;
}

/** Powers beyond this cost as much as an exponential, and the last digits. */
const LARGEST_POWER = 16;
/** Beyond this e^offset might overflow where the whole does not. */
const LARGEST_OFFSET = 100;
const ROUNDING = 1e-13;

/** The share of an exponential in others, for those that `planShares` found worth it. */
export type Shares = (argument: Affine) => Share | undefined;

/** Looks for exponentials of one node among all that `outputs` depend on. */
export function planShares(graph: GraphBuilder, outputs: readonly NodeId[]): Shares {
  const scales = new Map<NodeId, Map<number, number>>();
  const { nodes } = graph;
  for (const id of reachable(nodes, outputs)) {
    const argument = exponentOf(graph, nodes[id]!);
    if (!argument || Math.abs(argument.offset) > LARGEST_OFFSET) continue;
    const ofNode = scales.get(argument.node) ?? new Map<number, number>();
    ofNode.set(argument.scale, (ofNode.get(argument.scale) ?? 0) + 1);
    scales.set(argument.node, ofNode);
  }
  const bases = new Map([...scales].map(([node, ofNode]) => [node, chooseBases([...ofNode.keys()])]));
  return ({ node, scale, offset }) => {
    const base = bases.get(node)?.get(scale);
    if (base === undefined || Math.abs(offset) > LARGEST_OFFSET) return undefined;
    return { node, base, power: Math.round(scale / base), factor: exponential(offset) };
  };
}

/** The exponent of the exponential in a node, where there is one. */
function exponentOf(graph: GraphBuilder, node: Node): Affine | undefined {
  if (node.op === 'exp') return affine(graph, node.args[0]);
  if (node.op !== 'boltzmann' && node.op !== 'linoid') return undefined;
  return negative(affine(graph, node.args[0]));
}

export function negative(argument: Affine | undefined): Affine | undefined {
  return argument && { ...argument, scale: -argument.scale, offset: -argument.offset };
}

/** A base for each scale, by the smallest of which it is a multiple; those with none to share with have none. */
function chooseBases(scales: readonly number[]): Map<number, number> {
  const waiting = new Set([...scales].sort((a, b) => Math.abs(a) - Math.abs(b)));
  const bases = new Map<number, number>();
  for (const smallest of waiting) {
    waiting.delete(smallest);
    const multiples = [...waiting].filter((scale) => isMultiple(scale, smallest));
    if (multiples.length === 0) continue;
    // A negative power costs a division, so the sign that most have is the base's.
    const negatives = multiples.filter((scale) => scale / smallest < 0).length;
    const base = 2 * negatives > multiples.length + 1 ? -smallest : smallest;
    for (const scale of [smallest, ...multiples]) {
      bases.set(scale, base);
      waiting.delete(scale);
    }
  }
  return bases;
}

function isMultiple(scale: number, base: number): boolean {
  const power = scale / base;
  const whole = Math.round(power);
  return Math.abs(whole) <= LARGEST_POWER && Math.abs(power - whole) <= ROUNDING * Math.abs(whole);
}

/** A node as an affine function, with numbers for coefficients, of the first on the way that is none. */
export function affine(graph: GraphBuilder, id: NodeId): Affine | undefined {
  let [node, scale, offset] = [id, 1, 0];
  for (;;) {
    const entry = graph.node(node);
    const { op } = entry;
    const [a, b] = argumentsOf(entry);
    if (op === 'symbol') return { node, scale, offset };
    if (op === 'neg') [node, scale] = [a!, -scale];
    else if (op === 'add' || op === 'sub' || op === 'mul' || op === 'div') {
      const [left, right] = [graph.constantValue(a!), graph.constantValue(b!)];
      const sign = op === 'sub' ? -1 : 1;
      if (right !== undefined && (op === 'add' || op === 'sub')) [node, offset] = [a!, offset + scale * sign * right];
      else if (left !== undefined && (op === 'add' || op === 'sub')) {
        [node, scale, offset] = [b!, scale * sign, offset + scale * left];
      } else if (right !== undefined) [node, scale] = [a!, op === 'mul' ? scale * right : scale / right];
      else if (left !== undefined && op === 'mul') [node, scale] = [b!, scale * left];
      else return undefined;
    } else return undefined;
    if (!Number.isFinite(scale) || !Number.isFinite(offset)) return undefined;
  }
}
