/**
 * Expressions as a hash-consed graph: plain JSON data, arguments always before the node that uses them.
 *
 * Every number in a graph is in coherent SI units (V, A/m² or A, S/m² or S, s, mol/m³, K …); units have been
 * checked and divided out before a graph exists. A sub-expression that occurs twice is stored once, so a rate
 * shared by two gates is computed once and a graph can be evaluated in a single sweep.
 *
 * Invariants, held by test/model/graph.test.ts: args[i] < index of the node; no two nodes are equal;
 * no `const` node is NaN unless the text itself says so (0/0), which the compiler reports.
 */

import { primitives, type PrimitiveName } from './primitives/primitives.js';

/** Index of a node in its graph. */
export type NodeId = number;

/** Half-open character range in the source text. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** Address of the file whose text it is; absent: the file that was compiled. */
  readonly file?: string;
}

const ownUnaryOps = [
  'neg',
  'exp',
  'log',
  'log10',
  'sqrt',
  'abs',
  'floor',
  'ceil',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'sinh',
  'cosh',
  'tanh',
  'exprel',
  'dexprel',
  'linoid',
  'dlinoid',
  'not',
] as const;
export const unaryOps: readonly UnaryOp[] = [...ownUnaryOps, ...primitives.map(({ name }) => name)];
export const binaryOps = [
  'add',
  'sub',
  'mul',
  'div',
  'pow',
  'min',
  'max',
  'lt',
  'le',
  'gt',
  'ge',
  'eq',
  'ne',
  'and',
  'or',
] as const;
export type UnaryOp = (typeof ownUnaryOps)[number] | PrimitiveName;
export type BinaryOp = (typeof binaryOps)[number];

/**
 * One operation. Truth values are 1 and 0. `symbol` reads the model's symbol table (V, t, parameters, states).
 * `select` is if–then–else: [condition, then, else].
 */
export type Node =
  | { readonly op: 'const'; readonly value: number }
  | { readonly op: 'symbol'; readonly symbol: number }
  | { readonly op: UnaryOp; readonly args: readonly [NodeId] }
  | { readonly op: BinaryOp; readonly args: readonly [NodeId, NodeId] }
  | { readonly op: 'select'; readonly args: readonly [NodeId, NodeId, NodeId] };

export interface Graph {
  readonly nodes: readonly Node[];
  /** Where the text first wrote each node; null for what the compiler made. Same length as `nodes`. */
  readonly spans: readonly (Span | null)[];
}

/** The arguments of any node; empty for the two kinds of leaf. */
export function argumentsOf(node: Node): readonly NodeId[] {
  return node.op === 'const' || node.op === 'symbol' ? NONE : node.args;
}

const NONE: readonly NodeId[] = [];
