/** Expressions for tests, written as chains: `V.plus(0.04).over(0.01).linoid()`. A number is a constant in SI. */
import type { GraphBuilder } from '../language/model/graph-builder.js';
import type { BinaryOp, NodeId, UnaryOp } from '../language/model/graph.js';

export type Operand = Term | number;

export class Term {
  readonly #builder: GraphBuilder;
  readonly id: NodeId;

  constructor(builder: GraphBuilder, value: NodeId | { readonly constant: number }) {
    this.#builder = builder;
    this.id = typeof value === 'number' ? value : builder.constant(value.constant);
  }

  plus(other: Operand): Term {
    return this.#binary('add', other);
  }
  minus(other: Operand): Term {
    return this.#binary('sub', other);
  }
  times(other: Operand): Term {
    return this.#binary('mul', other);
  }
  over(other: Operand): Term {
    return this.#binary('div', other);
  }
  pow(other: Operand): Term {
    return this.#binary('pow', other);
  }
  below(other: Operand): Term {
    return this.#binary('lt', other);
  }

  unary(op: UnaryOp): Term {
    return new Term(this.#builder, this.#builder.unary(op, this.id));
  }
  exp(): Term {
    return this.unary('exp');
  }
  log(): Term {
    return this.unary('log');
  }
  sqrt(): Term {
    return this.unary('sqrt');
  }
  linoid(): Term {
    return this.unary('linoid');
  }
  boltzmann(): Term {
    return this.unary('boltzmann');
  }
  tanh(): Term {
    return this.unary('tanh');
  }
  cosh(): Term {
    return this.unary('cosh');
  }
  inverse(): Term {
    return new Term(this.#builder, { constant: 1 }).over(this);
  }

  /** if this then `then` else `otherwise`. */
  select(then: Operand, otherwise: Operand): Term {
    return new Term(this.#builder, this.#builder.select(this.id, this.#id(then), this.#id(otherwise)));
  }

  #binary(op: BinaryOp, other: Operand): Term {
    return new Term(this.#builder, this.#builder.binary(op, this.id, this.#id(other)));
  }

  #id(operand: Operand): NodeId {
    return typeof operand === 'number' ? this.#builder.constant(operand) : operand.id;
  }
}
