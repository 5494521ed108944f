/**
 * Symbolic derivatives on the expression graph.
 *
 * Forward mode over nodes in evaluation order: each node is differentiated once, whatever shares it, so a Jacobian
 * has a size proportional to the model's and a chain thousands of nodes deep needs no stack.
 * Branches of `select`, `min`, `max` and `abs` are differentiated apart; comparisons, `floor` and `ceil` are flat
 * wherever they have a derivative at all, so theirs is 0.
 */
import { argumentsOf, type BinaryOp, type NodeId, type UnaryOp } from './graph.js';
import type { GraphBuilder } from './graph-builder.js';
import type { NodeMaker } from './primitives/primitive.js';
import { primitiveNamed } from './primitives/primitives.js';

/** ∂node/∂symbol, built into the same graph. Keeps what it has already differentiated. */
export type Differentiator = (node: NodeId) => NodeId;

export function makeDifferentiator(builder: GraphBuilder, symbol: number): Differentiator {
  const known = new Map<NodeId, NodeId>();
  return (node) => {
    const slopeOf = (argument: NodeId): NodeId => known.get(argument)!;
    for (const id of unknownAncestors(builder, node, known)) known.set(id, derivativeOf(builder, id, symbol, slopeOf));
    return known.get(node)!;
  };
}

/** ∂node/∂symbol. For many nodes, or the same one again, make a differentiator. */
export function differentiate(builder: GraphBuilder, node: NodeId, symbol: number): NodeId {
  return makeDifferentiator(builder, symbol)(node);
}

/** `node` and all it depends on that is not `known`, arguments first: ids rise from argument to user. */
function unknownAncestors(builder: GraphBuilder, node: NodeId, known: ReadonlyMap<NodeId, NodeId>): NodeId[] {
  const found = new Set<NodeId>();
  const pending = [node];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (known.has(id) || found.has(id)) continue;
    found.add(id);
    pending.push(...argumentsOf(builder.node(id)));
  }
  return [...found].sort((a, b) => a - b);
}

/** One step of it, given the derivatives of the node's arguments. */
export function derivativeOf(
  b: GraphBuilder,
  id: NodeId,
  symbol: number,
  slopeOf: (argument: NodeId) => NodeId,
): NodeId {
  const node = b.node(id);
  if (node.op === 'const') return b.constant(0);
  if (node.op === 'symbol') return b.constant(node.symbol === symbol ? 1 : 0);
  const slopes = node.args.map(slopeOf);
  if (node.op === 'select') return b.select(node.args[0], slopes[1]!, slopes[2]!);
  if (slopes.every((slope) => b.constantValue(slope) === 0)) return b.constant(0);
  if (node.args.length === 1) {
    const outer = unaryDerivative(b, node.op as UnaryOp, id, node.args[0]);
    return b.binary('mul', outer, slopes[0]!);
  }
  const [p, q] = node.args;
  return binaryDerivative(b, node.op as BinaryOp, id, [p, q], [slopes[0]!, slopes[1]!]);
}

/** What the rules need: a graph builder makes nodes of them; whoever has numbers for nodes gets numbers. */
export type RuleMaker = NodeMaker;

/** d op(x)/dx, where `y` is the node op(x) itself. */
export function unaryDerivative(b: RuleMaker, op: UnaryOp, y: NodeId, x: NodeId): NodeId {
  const one = b.constant(1);
  const reciprocal = (node: NodeId): NodeId => b.binary('div', one, node);
  const square = (node: NodeId): NodeId => b.binary('mul', node, node);
  switch (op) {
    case 'neg':
      return b.constant(-1);
    case 'exp':
      return y;
    case 'log':
      return reciprocal(x);
    case 'log10':
      return b.binary('div', b.constant(Math.LOG10E), x);
    case 'sqrt':
      return b.binary('div', b.constant(0.5), y);
    case 'abs':
      return b.select(b.binary('lt', x, b.constant(0)), b.constant(-1), one);
    case 'sin':
      return b.unary('cos', x);
    case 'cos':
      return b.unary('neg', b.unary('sin', x));
    case 'tan':
      return b.binary('add', one, square(y));
    case 'asin':
      return reciprocal(b.unary('sqrt', b.binary('sub', one, square(x))));
    case 'acos':
      return b.unary('neg', reciprocal(b.unary('sqrt', b.binary('sub', one, square(x)))));
    case 'atan':
      return reciprocal(b.binary('add', one, square(x)));
    case 'sinh':
      return b.unary('cosh', x);
    case 'cosh':
      return b.unary('sinh', x);
    case 'tanh':
      return b.binary('sub', one, square(y));
    case 'exprel':
      return b.unary('dexprel', x);
    case 'linoid':
      return b.unary('dlinoid', x);
    case 'dexprel':
      return exprelSecondDerivative(b, x);
    case 'dlinoid':
      return linoidSecondDerivative(b, x);
    case 'floor':
    case 'ceil':
    case 'not':
      return b.constant(0);
    default:
      return primitiveNamed(op)!.slope(b, x, y);
  }
}

/** d op(p, q), given dp and dq, where `y` is op(p, q) itself. */
export function binaryDerivative(
  b: RuleMaker,
  op: BinaryOp,
  y: NodeId,
  [p, q]: readonly [NodeId, NodeId],
  [dp, dq]: readonly [NodeId, NodeId],
): NodeId {
  switch (op) {
    case 'add':
    case 'sub':
      return b.binary(op, dp, dq);
    case 'mul':
      return b.binary('add', b.binary('mul', dp, q), b.binary('mul', p, dq));
    case 'div':
      return b.binary('div', b.binary('sub', dp, b.binary('mul', y, dq)), q);
    case 'pow':
      return b.binary('add', b.binary('mul', powerByBase(b, p, q), dp), b.binary('mul', powerByExponent(b, y, p), dq));
    case 'min':
      return b.select(b.binary('le', p, q), dp, dq);
    case 'max':
      return b.select(b.binary('ge', p, q), dp, dq);
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
    case 'eq':
    case 'ne':
    case 'and':
    case 'or':
      return b.constant(0);
  }
}

/** ∂(p^q)/∂p = q p^(q−1). */
function powerByBase(b: RuleMaker, p: NodeId, q: NodeId): NodeId {
  return b.binary('mul', q, b.binary('pow', p, b.binary('sub', q, b.constant(1))));
}

/** ∂(p^q)/∂q = p^q ln p, and its limit 0 at p = 0. */
function powerByExponent(b: RuleMaker, y: NodeId, p: NodeId): NodeId {
  return b.select(b.binary('eq', p, b.constant(0)), b.constant(0), b.binary('mul', y, b.unary('log', p)));
}

/**
 * exprel″ from x·exprel = e^x − 1 differentiated twice: (e^x − 2 exprel′)/x.
 * Beside 0, where that cancels, Σ (n + 1)(n + 2) xⁿ/(n + 3)!.
 */
function exprelSecondDerivative(b: RuleMaker, x: NodeId): NodeId {
  const terms = 14;
  const coefficients: number[] = [];
  for (let n = 0, factorial = 6; n < terms; factorial *= ++n + 3) coefficients.push(((n + 1) * (n + 2)) / factorial);
  const series = coefficients.reduceRight<NodeId>(
    (sum, coefficient) => b.binary('add', b.constant(coefficient), b.binary('mul', x, sum)),
    b.constant(0),
  );
  const closed = b.binary(
    'div',
    b.binary('sub', b.unary('exp', x), b.binary('mul', b.constant(2), b.unary('dexprel', x))),
    x,
  );
  return b.select(b.binary('lt', b.unary('abs', x), b.constant(0.5)), series, closed);
}

/** linoid″ from linoid(x) = 1/exprel(−x); beyond |x| = 300 it is below 1e-125, and the closed form overflows. */
function linoidSecondDerivative(b: RuleMaker, x: NodeId): NodeId {
  const z = b.unary('neg', x);
  const e = b.unary('exprel', z);
  const slope = b.unary('dexprel', z);
  const twice = b.binary('div', b.binary('mul', b.constant(2), b.binary('mul', slope, slope)), e);
  const closed = b.binary('div', b.binary('sub', twice, exprelSecondDerivative(b, z)), b.binary('mul', e, e));
  return b.select(b.binary('gt', b.unary('abs', x), b.constant(300)), b.constant(0), closed);
}
