/**
 * From the model's graph to operations a processor has, for the outputs of one function.
 *
 * What depends on parameters alone becomes a `fixed` value, computed once when they are bound: a slider needs no new
 * code. Divisions by fixed values become products with their reciprocals.
 */
import type { BinaryOp, Node, NodeId, UnaryOp } from '../../model/graph.js';
import type { GraphBuilder } from '../../model/graph-builder.js';
import { reachable } from '../../model/reachable.js';
import type { MathFunction } from './mathematics.js';

/** Index of a node among the lowered. */
export type LowId = number;

export type MaskOp = 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne' | 'and' | 'or' | 'not' | 'isTrue';
export type ValueOp =
  'neg' | 'abs' | 'sqrt' | 'floor' | 'ceil' | 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max' | 'truth' | 'select';

export type Operation = ValueOp | MaskOp | MathFunction;

/** `mask` nodes are truth values as the processor has them; `truth` makes numbers of them. */
export type LowNode =
  | { readonly op: 'const'; readonly value: number }
  /** The value that slot holds: of a parameter-only node, or of a symbol that holds between edges. */
  | { readonly op: 'fixed'; readonly slot: number }
  | { readonly op: 'time' }
  | { readonly op: 'state'; readonly index: number }
  | { readonly op: Operation; readonly args: readonly LowId[] };

export type SymbolRole =
  { readonly is: 'fixed' } | { readonly is: 'time' } | { readonly is: 'state'; readonly index: number };

const MASKS: ReadonlySet<LowNode['op']> = new Set<MaskOp>([
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
]);

/** Like GraphBuilder, one level lower: equal nodes are one. Shared by all functions of a module. */
export class Lowering {
  readonly nodes: LowNode[] = [];
  /** Nodes of the graph whose values the slots hold; they depend on fixed symbols alone. */
  readonly fixed: NodeId[] = [];
  readonly #known = new Map<string, LowId>();
  readonly #slots = new Map<NodeId, number>();
  readonly #lowered = new Map<NodeId, LowId>();
  readonly #varies: boolean[] = [];
  readonly #graph: GraphBuilder;
  readonly #roleOf: (symbol: number) => SymbolRole;

  constructor(graph: GraphBuilder, roleOf: (symbol: number) => SymbolRole) {
    this.#graph = graph;
    this.#roleOf = roleOf;
  }

  /** The outputs, lowered; arguments always have smaller ids than what uses them. */
  lower(outputs: readonly NodeId[]): LowId[] {
    const nodes = this.#graph.graph().nodes;
    for (const id of reachable(nodes, outputs))
      if (this.#depends(id)) this.#lowered.set(id, this.#translate(nodes[id]!));
    return outputs.map((id) => this.#value(id));
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
    const constant = this.#graph.constantValue(id);
    if (constant !== undefined)
      return this.#keep(`c${Object.is(constant, -0) ? '-0' : constant}`, { op: 'const', value: constant });
    let slot = this.#slots.get(id);
    if (slot === undefined) this.#slots.set(id, (slot = this.fixed.push(id) - 1));
    return this.#keep(`f${slot}`, { op: 'fixed', slot });
  }

  #translate(node: Node): LowId {
    if (node.op === 'const') throw new Error('a constant does not vary');
    if (node.op === 'symbol') {
      const role = this.#roleOf(node.symbol);
      if (role.is === 'state') return this.#keep(`s${role.index}`, { op: 'state', index: role.index });
      return this.#keep('t', { op: 'time' });
    }
    const [a, b, c] = node.args as readonly [NodeId, NodeId, NodeId];
    if (node.op === 'select') return this.#add('select', this.#mask(a), this.#value(b), this.#value(c));
    if (node.args.length === 1) return this.#unary(node.op as UnaryOp, a);
    return this.#binary(node.op as BinaryOp, a, b);
  }

  #unary(op: UnaryOp, a: NodeId): LowId {
    if (op === 'not') return this.#add('not', this.#mask(a));
    const x = this.#value(a);
    switch (op) {
      case 'boltzmann': {
        const one = this.#constant(1);
        return this.#add('div', one, this.#add('add', one, this.#add('exp', this.#add('neg', x))));
      }
      case 'dlinoid':
        return this.#add('linoidSlope', x, this.#add('linoid', x));
      default:
        return this.#add(op, x);
    }
  }

  #binary(op: BinaryOp, a: NodeId, b: NodeId): LowId {
    if (op === 'and' || op === 'or') return this.#add(op, this.#mask(a), this.#mask(b));
    if (op === 'div' && !this.#depends(b)) {
      const reciprocal = this.#graph.binary('div', this.#graph.constant(1), b);
      return this.#add('mul', this.#value(a), this.#value(reciprocal));
    }
    return this.#add(op, this.#value(a), this.#value(b));
  }

  #constant(value: number): LowId {
    return this.#keep(`c${value}`, { op: 'const', value });
  }

  #add(op: Operation, ...args: LowId[]): LowId {
    return this.#keep(`${op} ${args.join(' ')}`, { op, args });
  }

  #keep(key: string, node: LowNode): LowId {
    const found = this.#known.get(key);
    if (found !== undefined) return found;
    const id = this.nodes.push(node) - 1;
    this.#known.set(key, id);
    return id;
  }
}
