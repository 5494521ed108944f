/** Builds a hash-consed Graph, folding constants as it goes. */
import {
  argumentsOf,
  binaryOps,
  unaryOps,
  type BinaryOp,
  type Graph,
  type Node,
  type NodeId,
  type Span,
  type UnaryOp,
} from './graph.js';
import { HashIndex, hashOf, hashOfNumber } from './hash-index.js';
import { applyBinary, applyUnary } from './operations.js';

/** Integer powers up to this become products: exact, and several times faster than Math.pow. */
const LARGEST_UNROLLED_POWER = 8;

export class GraphBuilder {
  readonly #nodes: Node[] = [];
  readonly #spans: (Span | null)[] = [];
  readonly #index = new HashIndex();

  /** Starts from an existing graph, whose node ids stay valid. */
  static from(graph: Graph): GraphBuilder {
    const builder = new GraphBuilder();
    graph.nodes.forEach((node, id) => builder.#take(node, graph.spans[id] ?? null));
    return builder;
  }

  /** As they are now; more are added at the end. */
  get nodes(): readonly Node[] {
    return this.#nodes;
  }

  get size(): number {
    return this.#nodes.length;
  }

  node(id: NodeId): Node {
    const node = this.#nodes[id];
    if (node === undefined) throw new RangeError(`node ${id} is not in a graph of ${this.#nodes.length}`);
    return node;
  }

  graph(): Graph {
    return { nodes: [...this.#nodes], spans: [...this.#spans] };
  }

  constant(value: number, span: Span | null = null): NodeId {
    return this.#number(value, span);
  }

  symbol(symbol: number, span: Span | null = null): NodeId {
    return this.#operation('symbol', symbol, -1, -1, span);
  }

  /** The value of a node that is a constant, else undefined. */
  constantValue(id: NodeId): number | undefined {
    const node = this.node(id);
    return node.op === 'const' ? node.value : undefined;
  }

  unary(op: UnaryOp, a: NodeId, span: Span | null = null): NodeId {
    const x = this.constantValue(a);
    if (x !== undefined) return this.constant(applyUnary(op, x), span);
    const inner = this.node(a);
    if (op === 'neg' && inner.op === 'neg') return inner.args[0];
    return this.#operation(op, a, -1, -1, span);
  }

  binary(op: BinaryOp, a: NodeId, b: NodeId, span: Span | null = null): NodeId {
    const x = this.constantValue(a);
    const y = this.constantValue(b);
    if (x !== undefined && y !== undefined) return this.constant(applyBinary(op, x, y), span);
    switch (op) {
      case 'add':
        if (x === 0) return b;
        if (y === 0) return a;
        break;
      case 'sub':
        if (y === 0) return a;
        if (x === 0) return this.unary('neg', b, span);
        if (a === b) return this.constant(0, span);
        break;
      case 'mul':
        if (x === 1) return b;
        if (y === 1) return a;
        if (x === 0 || y === 0) return this.constant(0, span);
        if (x === -1) return this.unary('neg', b, span);
        if (y === -1) return this.unary('neg', a, span);
        break;
      case 'div':
        if (y === 1) return a;
        if (x === 0) return this.constant(0, span);
        break;
      case 'pow':
        if (y !== undefined && Number.isInteger(y) && y >= 0 && y <= LARGEST_UNROLLED_POWER) {
          return this.#integerPower(a, y, span);
        }
        break;
    }
    return this.#operation(op, a, b, -1, span);
  }

  select(condition: NodeId, then: NodeId, otherwise: NodeId, span: Span | null = null): NodeId {
    const c = this.constantValue(condition);
    if (c !== undefined) return c !== 0 ? then : otherwise;
    if (then === otherwise) return then;
    return this.#operation('select', condition, then, otherwise, span);
  }

  sum(terms: readonly NodeId[]): NodeId {
    return terms.reduce((total, term) => this.binary('add', total, term), this.constant(0));
  }

  /** A node of another graph, whose arguments this one has under the same ids. */
  #take(node: Node, span: Span | null): void {
    if (node.op === 'const') this.#keep(hashOfNumber(node.value), node, span);
    else if (node.op === 'symbol') this.#keep(hashOf(CODES.symbol, node.symbol, -1, -1), node, span);
    else {
      const [a = -1, b = -1, c = -1] = argumentsOf(node);
      this.#keep(hashOf(CODES[node.op], a, b, c), node, span);
    }
  }

  /** By repeated squaring, so m^4 costs two products. */
  #integerPower(a: NodeId, n: number, span: Span | null): NodeId {
    if (n === 0) return this.constant(1, span);
    if (n === 1) return a;
    const half = this.#integerPower(a, Math.floor(n / 2), span);
    const square = this.binary('mul', half, half, span);
    return n % 2 === 0 ? square : this.binary('mul', square, a, span);
  }

  #number(value: number, span: Span | null): NodeId {
    const hash = hashOfNumber(value);
    for (let place = this.#index.first(hash); ; place = this.#index.next(place)) {
      const id = this.#index.at(place);
      if (id < 0) return this.#keep(hash, { op: 'const', value }, span);
      const node = this.#nodes[id]!;
      // −0 and 0 differ: 1/x tells them apart.
      if (node.op === 'const' && Object.is(node.value, value)) return this.#found(id, span);
    }
  }

  /** Arguments that it has not are −1; of a symbol the first is its number. */
  #operation(op: Operation, a: number, b: number, c: number, span: Span | null): NodeId {
    const hash = hashOf(CODES[op], a, b, c);
    for (let place = this.#index.first(hash); ; place = this.#index.next(place)) {
      const id = this.#index.at(place);
      if (id < 0) return this.#keep(hash, makeNode(op, a, b, c), span);
      if (isSame(this.#nodes[id]!, op, a, b, c)) return this.#found(id, span);
    }
  }

  #found(id: NodeId, span: Span | null): NodeId {
    if (span !== null && this.#spans[id] === null) this.#spans[id] = span;
    return id;
  }

  #keep(hash: number, node: Node, span: Span | null): NodeId {
    this.#nodes.push(node);
    this.#spans.push(span);
    return this.#index.add(hash);
  }
}

type Operation = UnaryOp | BinaryOp | 'select' | 'symbol';

const CODES = Object.fromEntries(
  (['symbol', 'select', ...unaryOps, ...binaryOps] as const).map((op, code) => [op, code]),
) as Record<Operation, number>;

function makeNode(op: Operation, a: number, b: number, c: number): Node {
  if (op === 'symbol') return { op, symbol: a };
  return { op, args: b < 0 ? [a] : c < 0 ? [a, b] : [a, b, c] } as Node;
}

function isSame(node: Node, op: Operation, a: number, b: number, c: number): boolean {
  if (node.op !== op) return false;
  if (node.op === 'symbol') return node.symbol === a;
  const { args } = node as { readonly args: readonly NodeId[] };
  return args[0] === a && (b < 0 || args[1] === b) && (c < 0 || args[2] === c);
}
