/**
 * What a method's step is written with: loops over the records that hold the vectors, and the model's functions.
 * In all of it a vector of two doubles is either two components of one model, or one component of two models.
 */
import { call, f64x2, forEach, i32, sequence, v128, type Code, type Local } from './instructions.js';
import { integers, RECORD, RECORDS, vectorAddress, VECTOR } from './layout.js';
import type { FunctionBody, FunctionReference } from './module.js';

/** What the integrator calls of a model. */
export interface ModelFunctions {
  readonly rhs: FunctionReference;
  readonly linearise: FunctionReference;
  readonly curve: FunctionReference;
  readonly stiffness: FunctionReference;
  readonly factor: FunctionReference;
  readonly solve: FunctionReference;
  readonly differs: FunctionReference;
  readonly freeze: FunctionReference;
}

/** Writes one step. */
export class StepWriter {
  readonly body: FunctionBody;
  readonly #model: ModelFunctions;
  /** Step and time at its start, for each lane. */
  readonly h: Local;
  readonly t: Local;
  /** The lanes whose results count. */
  readonly mask: Local;
  readonly #record: Local;

  constructor(body: FunctionBody, model: ModelFunctions, h: Local, t: Local, mask: Local) {
    this.body = body;
    this.#model = model;
    this.h = h;
    this.t = t;
    this.mask = mask;
    this.#record = body.local('i32');
  }

  /** Runs statements on each record in turn. */
  forEachRecord(...statements: readonly Code[]): void {
    this.body.write(forEachRecord(this.#record, ...statements));
  }

  /** The vector in `slot` of the record at hand. */
  vector(slot: number): Code {
    return v128.load(this.#record.get, slot * VECTOR);
  }

  store(slot: number, value: Code): Code {
    return v128.store(this.#record.get, slot * VECTOR, value);
  }

  /** Leaves what other lanes have there. */
  storeResult(slot: number, value: Code): Code {
    return this.store(slot, v128.select(value, this.vector(slot), this.mask.get));
  }

  /** Σ coefficient · vector, of those that are not 0; undefined when all are. */
  combination(coefficients: readonly number[], slotOf: (j: number) => number): Code | undefined {
    return coefficients.reduce<Code | undefined>((sum, coefficient, j) => {
      if (coefficient === 0) return sum;
      const vector = this.vector(slotOf(j));
      const term = coefficient === 1 ? vector : f64x2.mul(f64x2.value(coefficient), vector);
      return sum ? f64x2.add(sum, term) : term;
    }, undefined);
  }

  /** f at t + node·h and the vector in slot `y`, into slot `out`. */
  evaluate(node: number, y: number, out: number): void {
    const time = f64x2.add(this.t.get, f64x2.mul(f64x2.value(node), this.h.get));
    this.body.write(call(this.#model.rhs, time, i32.value(vectorAddress(y)), i32.value(vectorAddress(out))));
  }

  /** Factors of d·I − J at the point; the value is a mask of the lanes that have some. */
  factor(d: Code): Code {
    return call(this.#model.factor, d);
  }

  /** Replaces the vector in a slot by the solution. */
  solve(slot: number): void {
    this.body.write(call(this.#model.solve, i32.value(vectorAddress(slot))));
  }
}

export function forEachRecord(record: Local, ...statements: readonly Code[]): Code {
  const end = i32.load(i32.value(0), integers.recordsEnd);
  return forEach(record, i32.value(RECORDS), end, RECORD, sequence(...statements));
}
