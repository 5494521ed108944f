/**
 * A Jacobian as numbers, at one point, by the same rules as the symbolic one: forward differentiation, each node with
 * the columns it depends on. For a few points it saves building, and then compiling, the graph of the derivatives.
 */
import { binaryDerivative, unaryDerivative, type RuleMaker } from './derivative.js';
import { argumentsOf, type BinaryOp, type Graph, type NodeId, type UnaryOp } from './graph.js';
import { applyBinary, applyUnary } from './operations.js';
import { reachable } from './reachable.js';

/** Of one output: its value, and its derivatives by those symbols that it depends on. */
export interface Gradient {
  readonly value: number;
  /** Indices of the symbols differentiated by, rising. */
  readonly columns: readonly number[];
  readonly slopes: readonly number[];
}

/** The gradients of `outputs` by the symbols `by`, where every symbol has the value in `symbols`. */
export function gradientsAt(
  graph: Graph,
  outputs: readonly NodeId[],
  by: readonly number[],
  symbols: ArrayLike<number>,
): Gradient[] {
  const columnOf = new Map(by.map((symbol, column) => [symbol, column]));
  const gradients = new Map<NodeId, Gradient>();
  for (const id of reachable(graph.nodes, outputs)) {
    const node = graph.nodes[id]!;
    if (node.op === 'const') gradients.set(id, constant(node.value));
    else if (node.op === 'symbol') {
      const column = columnOf.get(node.symbol);
      const value = symbols[node.symbol]!;
      gradients.set(id, column === undefined ? constant(value) : { value, columns: [column], slopes: [1] });
    } else {
      const [a, b, c] = argumentsOf(node).map((argument) => gradients.get(argument)!);
      if (node.op === 'select') gradients.set(id, a!.value !== 0 ? b! : c!);
      else if (b === undefined) gradients.set(id, unary(node.op as UnaryOp, a!));
      else gradients.set(id, binary(node.op as BinaryOp, a!, b));
    }
  }
  return outputs.map((id) => gradients.get(id)!);
}

const NONE: readonly number[] = [];

function constant(value: number): Gradient {
  return { value, columns: NONE, slopes: NONE };
}

function unary(op: UnaryOp, x: Gradient): Gradient {
  const value = applyUnary(op, x.value);
  if (x.columns.length === 0) return constant(value);
  const slope = unaryDerivative(numbers, op, value, x.value);
  return { value, columns: x.columns, slopes: x.slopes.map((inner) => numbers.binary('mul', slope, inner)) };
}

function binary(op: BinaryOp, p: Gradient, q: Gradient): Gradient {
  const value = applyBinary(op, p.value, q.value);
  if (p.columns.length + q.columns.length === 0) return constant(value);
  const columns: number[] = [];
  const slopes: number[] = [];
  for (let i = 0, j = 0; i < p.columns.length || j < q.columns.length;) {
    const column = Math.min(p.columns[i] ?? Infinity, q.columns[j] ?? Infinity);
    const dp = p.columns[i] === column ? p.slopes[i++]! : NOTHING;
    const dq = q.columns[j] === column ? q.slopes[j++]! : NOTHING;
    columns.push(column);
    slopes.push(binaryDerivative(numbers, op, value, [p.value, q.value], [dp, dq]));
  }
  return { value, columns, slopes };
}

/**
 * What is 0 whatever the numbers, as the graph folds it: times infinity it is still 0, which a 0 that was computed is
 * not. −0 stands for it; what is computed is never −0 here.
 */
const NOTHING = -0;

function isNothing(x: number): boolean {
  return Object.is(x, NOTHING);
}

/** The rules of differentiation with numbers in the place of nodes. */
const numbers: RuleMaker = {
  constant: (value) => (value === 0 ? NOTHING : value),
  unary: (op, x) => (op === 'neg' && isNothing(x) ? NOTHING : applyUnary(op as UnaryOp, x) + 0),
  binary(op, x, y) {
    if ((op === 'mul' && (isNothing(x) || isNothing(y))) || (op === 'div' && isNothing(x))) return NOTHING;
    if (op === 'add' && isNothing(x)) return y;
    if ((op === 'add' || op === 'sub') && isNothing(y)) return x;
    return applyBinary(op as BinaryOp, x, y) + 0;
  },
  select: (condition, then, otherwise) => (condition !== 0 ? then : otherwise),
};
