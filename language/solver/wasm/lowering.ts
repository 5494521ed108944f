/**
 * From the model's graph to operations a processor has, for the outputs of one function.
 *
 * What depends on parameters alone becomes a `fixed` value, computed once when they are bound: a slider needs no new
 * code. Divisions by fixed values become products with their reciprocals.
 */
import type { BinaryOp, Node, NodeId, UnaryOp } from '../../model/graph.js';
import type { GraphBuilder } from '../../model/graph-builder.js';
import { HashIndex, hashOf } from '../../model/hash-index.js';
import { primitiveNamed } from '../../model/primitives/primitives.js';
import { reachable } from '../../model/reachable.js';
import type { MathFunction } from './mathematics.js';
import { affine, negative, planShares, type Affine, type Shares } from './shared-exponentials.js';

/** Index of a node among the lowered. */
export type LowId = number;

export type MaskOp = 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne' | 'and' | 'or' | 'not' | 'isTrue';
export type ValueOp =
  'neg' | 'abs' | 'sqrt' | 'floor' | 'ceil' | 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max' | 'truth' | 'select';

export type Operation = ValueOp | MaskOp | MathFunction;

/** `mask` nodes are truth values as the processor has them; `truth` makes numbers of them. */
export type LowNode =
  /** The value that slot holds: a constant, of a parameter-only node, or of a symbol that holds between edges. */
  | { readonly op: 'fixed'; readonly slot: number }
  | { readonly op: 'time' }
  | { readonly op: 'state'; readonly index: number }
  /** A condition as it was when it was last looked at: [as it is now]. */
  | { readonly op: 'mode'; readonly slot: number; readonly args: readonly [LowId] }
  | { readonly op: Operation; readonly args: readonly LowId[] };

export type SymbolRole =
  { readonly is: 'fixed' } | { readonly is: 'time' } | { readonly is: 'state'; readonly index: number };

const MASKS: ReadonlySet<LowNode['op']> = new Set<LowNode['op']>([
  'lt',
  'le',
  'gt',
  'ge',
  'eq',
  'ne',
  'and',
  'or',
  'not',
  'isTrue',
  'mode',
]);

const COMPARISONS: ReadonlySet<Node['op']> = new Set(['lt', 'le', 'gt', 'ge'] as const);

/** 1 and B₂ₙ/(2n)! for n = 1 … 7, with Bernoulli's numbers: to the last place for |x| < ½. */
const LINOID_SERIES = [
  1,
  1 / 12,
  -1 / 720,
  1 / 30240,
  -1 / 1209600,
  1 / 47900160,
  -691 / 1307674368000,
  1 / 74724249600,
];

/** Like GraphBuilder, one level lower: equal nodes are one. Shared by all functions of a module. */
export class Lowering {
  readonly nodes: LowNode[] = [];
  /** Nodes of the graph whose values the slots hold; they depend on fixed symbols alone. */
  readonly fixed: NodeId[] = [];
  readonly #index = new HashIndex();
  readonly #slots = new Map<NodeId, number>();
  readonly #lowered = new Map<NodeId, LowId>();
  readonly #varies: boolean[] = [];
  readonly #graph: GraphBuilder;
  readonly #roleOf: (symbol: number) => SymbolRole;

  readonly #shares: Shares;
  readonly #frozen: ReadonlySet<NodeId>;
  /** The conditions of the main outputs, as they are now: between two looks at them these outputs are smooth. */
  readonly modes: LowId[] = [];

  /** Exponentials are shared as far as `main` has them. */
  constructor(graph: GraphBuilder, main: readonly NodeId[], roleOf: (symbol: number) => SymbolRole) {
    this.#graph = graph;
    this.#roleOf = roleOf;
    this.#shares = planShares(graph, main);
    const { nodes } = graph;
    this.#frozen = new Set(reachable(nodes, main).filter((id) => COMPARISONS.has(nodes[id]!.op)));
  }

  /** The outputs, lowered; arguments always have smaller ids than what uses them. */
  lower(outputs: readonly NodeId[]): LowId[] {
    const { nodes } = this.#graph;
    for (const id of reachable(nodes, outputs))
      if (this.#depends(id)) this.#lowered.set(id, this.#frozenWhereItMust(id, this.#translate(nodes[id]!)));
    return outputs.map((id) => this.#value(id));
  }

  #frozenWhereItMust(id: NodeId, condition: LowId): LowId {
    if (!this.#frozen.has(id) || this.#lowered.has(id)) return this.#lowered.get(id) ?? condition;
    const slot = this.modes.push(condition) - 1;
    return this.#keep(hashOf(codeOf('mode'), slot, condition, -1), { op: 'mode', slot, args: [condition] });
  }

  isMask(id: LowId): boolean {
    return MASKS.has(this.nodes[id]!.op);
  }

  /** Whether a node of the graph can change while no parameter does; its arguments have been asked about before. */
  #depends(id: NodeId): boolean {
    for (let next = this.#varies.length; next <= id; next++) {
      const node = this.#graph.node(next);
      this.#varies.push(
        node.op === 'symbol'
          ? this.#roleOf(node.symbol).is !== 'fixed'
          : 'args' in node && node.args.some((argument) => this.#varies[argument]!),
      );
    }
    return this.#varies[id]!;
  }

  /** As an operand: a number, whatever the graph makes of it. */
  #value(id: NodeId): LowId {
    const lowered = this.#operand(id);
    return this.isMask(lowered) ? this.#add('truth', lowered) : lowered;
  }

  #mask(id: NodeId): LowId {
    const lowered = this.#operand(id);
    return this.isMask(lowered) ? lowered : this.#add('isTrue', lowered);
  }

  #operand(id: NodeId): LowId {
    const lowered = this.#lowered.get(id);
    if (lowered !== undefined) return lowered;
    if (this.#depends(id)) {
      // Spelled out just now, for a node that is being lowered.
      const late = this.#translate(this.#graph.node(id));
      this.#lowered.set(id, late);
      return late;
    }
    let slot = this.#slots.get(id);
    if (slot === undefined) this.#slots.set(id, (slot = this.fixed.push(id) - 1));
    return this.#leaf('fixed', slot);
  }

  #translate(node: Node): LowId {
    if (node.op === 'const') throw new Error('a constant does not vary');
    if (node.op === 'symbol') {
      const role = this.#roleOf(node.symbol);
      if (role.is === 'state') return this.#leaf('state', role.index);
      return this.#leaf('time', 0);
    }
    const [a, b, c] = node.args as readonly [NodeId, NodeId, NodeId];
    if (node.op === 'select') return this.#add('select', this.#mask(a), this.#value(b), this.#value(c));
    if (node.args.length === 1) return this.#unary(node.op as UnaryOp, a);
    return this.#binary(node.op as BinaryOp, a, b);
  }

  #unary(op: UnaryOp, a: NodeId): LowId {
    if (op === 'not') return this.#add('not', this.#mask(a));
    const argument = affine(this.#graph, a);
    switch (op) {
      case 'exp':
        return this.#shared(argument) ?? this.#add('exp', this.#argument(argument) ?? this.#value(a));
      case 'linoid': {
        const e = this.#shared(negative(argument));
        return e === undefined ? this.#add('linoid', this.#value(a)) : this.#linoid(this.#value(a), e);
      }
      case 'dlinoid':
        return this.#add('linoidSlope', this.#value(a), this.#unary('linoid', a));
    }
    const primitive = primitiveNamed(op);
    if (primitive) return this.#operand(primitive.spelledOut(this.#graph, a));
    return this.#add(op as Operation, this.#value(a));
  }

  /** As one product and one sum at most. */
  #argument(argument: Affine | undefined): LowId | undefined {
    if (!argument) return undefined;
    const { node, scale, offset } = argument;
    const scaled = this.#add('mul', this.#value(node), this.#constant(scale));
    return offset === 0 ? scaled : this.#add('add', scaled, this.#constant(offset));
  }

  /** e^argument from an exponential that others use too. */
  #shared(argument: Affine | undefined): LowId | undefined {
    const share = argument && this.#shares(argument);
    if (!share) return undefined;
    const base = this.#add('exp', this.#add('mul', this.#value(share.node), this.#constant(share.base)));
    const power = this.#power(base, Math.abs(share.power));
    const factor = this.#constant(share.factor);
    if (share.power < 0) return this.#add('div', factor, power);
    return share.factor === 1 ? power : this.#add('mul', factor, power);
  }

  /** From squares of squares, which other powers share. */
  #power(x: LowId, n: number): LowId {
    let [square, product]: [LowId, LowId | undefined] = [x, undefined];
    for (let rest = n; ; square = this.#add('mul', square, square)) {
      if (rest % 2 === 1) product = product === undefined ? square : this.#add('mul', product, square);
      rest = Math.floor(rest / 2);
      if (rest === 0) return product!;
    }
  }

  /** x/(1 − e) with e = e^(−x); beside 0, where that cancels, 1 + x/2 + Σ B₂ₙ x²ⁿ/(2n)!. */
  #linoid(x: LowId, e: LowId): LowId {
    const square = this.#add('mul', x, x);
    const even = LINOID_SERIES.slice(0, -1).reduceRight<LowId>(
      (sum, c) => this.#add('add', this.#constant(c), this.#add('mul', square, sum)),
      this.#constant(LINOID_SERIES.at(-1)!),
    );
    const series = this.#add('add', this.#add('mul', this.#constant(0.5), x), even);
    const closed = this.#add('div', x, this.#add('sub', this.#constant(1), e));
    return this.#add('select', this.#add('lt', this.#add('abs', x), this.#constant(0.5)), series, closed);
  }

  #binary(op: BinaryOp, a: NodeId, b: NodeId): LowId {
    if (op === 'and' || op === 'or') return this.#add(op, this.#mask(a), this.#mask(b));
    if (op === 'div' && !this.#depends(b)) {
      const reciprocal = this.#graph.binary('div', this.#graph.constant(1), b);
      return this.#add('mul', this.#value(a), this.#value(reciprocal));
    }
    return this.#signed(op, this.#value(a), this.#value(b));
  }

  /** a op b, with signs drawn into the operation. */
  #signed(op: BinaryOp, a: LowId, b: LowId): LowId {
    const [left, right] = [this.#negated(a), this.#negated(b)];
    switch (op) {
      case 'add':
        if (right !== undefined) return this.#add('sub', a, right);
        return left === undefined ? this.#add('add', a, b) : this.#add('sub', b, left);
      case 'sub':
        return right === undefined ? this.#add('sub', a, b) : this.#signed('add', a, right);
      case 'mul':
      case 'div': {
        if (left === undefined && right === undefined) return this.#add(op, a, b);
        const product = this.#add(op, left ?? a, right ?? b);
        return left !== undefined && right !== undefined ? product : this.#add('neg', product);
      }
      default:
        return this.#add(op, a, b);
    }
  }

  /** What a node is the negative of. */
  #negated(id: LowId): LowId | undefined {
    const node = this.nodes[id]!;
    return node.op === 'neg' ? node.args[0] : undefined;
  }

  #constant(value: number): LowId {
    return this.#operand(this.#graph.constant(value));
  }

  #add(op: Operation, ...args: LowId[]): LowId {
    const [a = -1, b = -1, c = -1] = args;
    const hash = hashOf(codeOf(op), a, b, c);
    for (let place = this.#index.first(hash); ; place = this.#index.next(place)) {
      const id = this.#index.at(place);
      if (id < 0) return this.#keep(hash, { op, args });
      const node = this.nodes[id]!;
      if (node.op === op && node.args.every((argument, i) => argument === args[i])) return id;
    }
  }

  #leaf(op: 'fixed' | 'state' | 'time', which: number): LowId {
    const hash = hashOf(codeOf(op), which, -1, -1);
    for (let place = this.#index.first(hash); ; place = this.#index.next(place)) {
      const id = this.#index.at(place);
      if (id < 0) return this.#keep(hash, leafNode(op, which));
      const node = this.nodes[id]!;
      if (node.op === op && ('slot' in node ? node.slot : 'index' in node ? node.index : 0) === which) return id;
    }
  }

  #keep(hash: number, node: LowNode): LowId {
    this.nodes.push(node);
    return this.#index.add(hash);
  }
}

function leafNode(op: 'fixed' | 'state' | 'time', which: number): LowNode {
  if (op === 'fixed') return { op, slot: which };
  return op === 'state' ? { op, index: which } : { op };
}

const codes = new Map<LowNode['op'], number>();

/** Any number, the same for the same operation. */
function codeOf(op: LowNode['op']): number {
  let code = codes.get(op);
  if (code === undefined) codes.set(op, (code = codes.size));
  return code;
}
