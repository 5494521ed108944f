/** Builds a hash-consed Graph, folding constants as it goes. */
import type { BinaryOp, Graph, Node, NodeId, Span, UnaryOp } from './graph.js';
import { applyBinary, applyUnary } from './operations.js';

/** Integer powers up to this become products: exact, and several times faster than Math.pow. */
const LARGEST_UNROLLED_POWER = 8;

export class GraphBuilder {
  readonly #nodes: Node[] = [];
  readonly #spans: (Span | null)[] = [];
  readonly #known = new Map<string, NodeId>();

  /** Starts from an existing graph, whose node ids stay valid. */
  static from(graph: Graph): GraphBuilder {
    const builder = new GraphBuilder();
    graph.nodes.forEach((node, id) => builder.#add(node, graph.spans[id] ?? null));
    return builder;
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
    return this.#add({ op: 'const', value }, span);
  }

  symbol(symbol: number, span: Span | null = null): NodeId {
    return this.#add({ op: 'symbol', symbol }, span);
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
    return this.#add({ op, args: [a] }, span);
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
    return this.#add({ op, args: [a, b] }, span);
  }

  select(condition: NodeId, then: NodeId, otherwise: NodeId, span: Span | null = null): NodeId {
    const c = this.constantValue(condition);
    if (c !== undefined) return c !== 0 ? then : otherwise;
    if (then === otherwise) return then;
    return this.#add({ op: 'select', args: [condition, then, otherwise] }, span);
  }

  sum(terms: readonly NodeId[]): NodeId {
    return terms.reduce((total, term) => this.binary('add', total, term), this.constant(0));
  }

  /** By repeated squaring, so m^4 costs two products. */
  #integerPower(a: NodeId, n: number, span: Span | null): NodeId {
    if (n === 0) return this.constant(1, span);
    if (n === 1) return a;
    const half = this.#integerPower(a, Math.floor(n / 2), span);
    const square = this.binary('mul', half, half, span);
    return n % 2 === 0 ? square : this.binary('mul', square, a, span);
  }

  #add(node: Node, span: Span | null): NodeId {
    const key = keyOf(node);
    const found = this.#known.get(key);
    if (found !== undefined) {
      if (this.#spans[found] === null) this.#spans[found] = span;
      return found;
    }
    const id = this.#nodes.push(node) - 1;
    this.#spans.push(span);
    this.#known.set(key, id);
    return id;
  }
}

/** Equal keys, equal nodes. −0 and 0 differ: 1/x tells them apart. */
function keyOf(node: Node): string {
  switch (node.op) {
    case 'const':
      return `c${Object.is(node.value, -0) ? '-0' : node.value}`;
    case 'symbol':
      return `s${node.symbol}`;
    default:
      return `${node.op} ${node.args.join(' ')}`;
  }
}
