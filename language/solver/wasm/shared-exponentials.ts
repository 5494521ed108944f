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

/** Powers beyond this cost too many of the last digits. */
const LARGEST_POWER = 400;
/** Into so many parts a scale is divided in the search for a base. */
const LARGEST_DIVISOR = 16;
/** What an exponential costs, in products. */
const EXPONENTIAL = 12;
/** And a square, since each waits for the one before. */
const SQUARE = 3;
const MOST_DIVISIONS = 1;
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

/**
 * A base for each scale that is a multiple of one; those with none to share with have none. Rate constants have few
 * digits, so a base may well be a fraction of the smallest scale: of several the one that saves most is taken.
 */
function chooseBases(scales: readonly number[]): Map<number, number> {
  const waiting = new Set(scales);
  const bases = new Map<number, number>();
  while (waiting.size > 1) {
    const best = bestBase([...waiting]);
    if (!best) break;
    for (const scale of best.members) {
      bases.set(scale, best.signFor(scale) * best.base);
      waiting.delete(scale);
    }
  }
  return bases;
}

interface Base {
  readonly base: number;
  readonly members: readonly number[];
  readonly saved: number;
  /** Whether a scale is reached from e^(base·x) or from e^(−base·x). */
  readonly signFor: (scale: number) => 1 | -1;
}

function bestBase(scales: readonly number[]): Base | undefined {
  let best: Base | undefined;
  const tried = new Set<number>();
  for (const scale of scales) {
    for (let divisor = 1; divisor <= LARGEST_DIVISOR; divisor++) {
      const base = Math.abs(scale) / divisor;
      if (tried.has(base)) continue;
      tried.add(base);
      const candidate = judge(base, scales);
      if (candidate.saved > (best?.saved ?? 0)) best = candidate;
    }
  }
  return best;
}

/** What a base saves, in products: exponentials that are not needed, less the powers that are. */
function judge(base: number, scales: readonly number[]): Base {
  const members = scales.filter((scale) => isMultiple(scale, base));
  const [up, down] = [1, -1].map((sign) => members.filter((scale) => scale * sign > 0)) as [number[], number[]];
  // A power of the reciprocal costs a division; of several, a base of their own is cheaper.
  const both = Math.min(up.length, down.length) > MOST_DIVISIONS;
  const major = up.length >= down.length ? 1 : -1;
  const cost = (powers: readonly number[]): number => {
    const largest = Math.max(1, ...powers);
    return SQUARE * Math.floor(Math.log2(largest)) + powers.reduce((sum, power) => sum + ones(power) - 1, EXPONENTIAL);
  };
  const powersOf = (part: readonly number[]): number[] => part.map((scale) => Math.round(Math.abs(scale / base)));
  const total = both ? cost(powersOf(up)) + cost(powersOf(down)) : cost(powersOf(members));
  return {
    base,
    members,
    saved: members.length * EXPONENTIAL - total,
    signFor: (scale) => (both ? (scale > 0 ? 1 : -1) : major),
  };
}

function ones(power: number): number {
  let count = 0;
  for (let rest = power; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}

function isMultiple(scale: number, base: number): boolean {
  const power = scale / base;
  const whole = Math.round(power);
  return whole !== 0 && Math.abs(whole) <= LARGEST_POWER && Math.abs(power - whole) <= ROUNDING * Math.abs(whole);
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
