/**
 * A function of one number that the graph has as an operation of its own. It is one file: the number, the slope, and what
 * generated code does instead. To add one, write the file and name it in `primitives.ts`.
 */
import type { NodeId } from '../graph.js';

/** The part of a GraphBuilder that a primitive needs; `op` is any operation of the graph. */
export interface NodeMaker {
  constant(value: number): NodeId;
  unary(op: string, x: NodeId): NodeId;
  binary(op: string, x: NodeId, y: NodeId): NodeId;
  select(condition: NodeId, then: NodeId, otherwise: NodeId): NodeId;
}

export interface Primitive<Name extends string = string> {
  readonly name: Name;
  /** The definition. */
  readonly value: (x: number) => number;
  /** Its derivative at x, given the node y that is its value. */
  readonly slope: (make: NodeMaker, x: NodeId, y: NodeId) => NodeId;
  /** The same function in other operations, exact to rounding wherever it is used: what generated code computes. */
  readonly spelledOut: (make: NodeMaker, x: NodeId) => NodeId;
}
