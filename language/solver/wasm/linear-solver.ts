/** Writes the two functions of a linear solver: `factor` for d·I − J, and `solve` in place. */
import { inGroups, type Arithmetic } from './arithmetic.js';
import { i32, type Code } from './instructions.js';
import { componentOffset, type Layout } from './layout.js';
import type { ModuleBuilder } from './module.js';
import type { Elimination, Entry } from './sparse-lu.js';

/** A pivot this small against d + |J_ii| has lost its digits. */
const SMALLEST_PIVOT = 1e-8;

/** factor(d: v128) → a mask of the lanes in which it went well. */
export function writeFactor(
  module: ModuleBuilder,
  arithmetic: Arithmetic,
  layout: Layout,
  elimination: Elimination,
  pattern: readonly Entry[],
): void {
  const { operations, constant, valueType, size } = arithmetic;
  const { add, sub, mul, div, neg, abs } = operations;
  module.define('factor', ['v128'], ['v128'], (body, shift) => {
    const base = i32.value(0);
    const at = (row: number, column: number): number => layout.factors + size * elimination.indexOf(row, column);
    const load = (row: number, column: number): Code => arithmetic.load(base, at(row, column));
    const store = (row: number, column: number, value: Code): Code => arithmetic.store(base, at(row, column), value);
    const jacobian = new Map(pattern.map(({ row, column }, k) => [`${row} ${column}`, layout.jacobian + size * k]));
    const [d, factor, reciprocal] = [body.local(valueType), body.local(valueType), body.local(valueType)];
    const good = body.local(arithmetic.maskType);
    body.write(d.set(arithmetic.fromVector(shift.get)));
    for (const { row, column } of elimination.entries) {
      const place = jacobian.get(`${row} ${column}`);
      const entry = place === undefined ? undefined : arithmetic.load(base, place);
      if (row === column) body.write(store(row, column, entry ? sub(d.get, entry) : d.get));
      else body.write(store(row, column, entry ? neg(entry) : constant(0)));
    }
    body.write(good.set(operations.eq(d.get, d.get)));
    for (const { pivot, rows, columns } of elimination.steps) {
      const place = jacobian.get(`${pivot} ${pivot}`);
      const size = place === undefined ? d.get : add(d.get, abs(arithmetic.load(base, place)));
      const isLarge = operations.gt(abs(load(pivot, pivot)), mul(size, constant(SMALLEST_PIVOT)));
      body.write(good.set(operations.and(good.get, isLarge)));
      body.write(reciprocal.set(div(constant(1), load(pivot, pivot))), store(pivot, pivot, reciprocal.get));
      for (const row of rows) {
        body.write(factor.set(mul(load(row, pivot), reciprocal.get)), store(row, pivot, factor.get));
        for (const column of columns) {
          body.write(store(row, column, sub(load(row, column), mul(factor.get, load(pivot, column)))));
        }
      }
    }
    body.write(arithmetic.maskToVector(good.get));
  });
}

/** solve(b: i32): replaces the vector at b by the solution. */
export function writeSolve(
  module: ModuleBuilder,
  arithmetic: Arithmetic,
  layout: Layout,
  elimination: Elimination,
): void {
  const { sub, mul } = arithmetic.operations;
  module.define('solve', ['i32'], [], (body, b) => {
    const values = Array.from({ length: layout.size }, () => body.local(arithmetic.valueType));
    const offset = (i: number): number => componentOffset(i, arithmetic.size);
    const factor = (row: number, column: number): Code =>
      arithmetic.load(i32.value(0), layout.factors + arithmetic.size * elimination.indexOf(row, column));
    values.forEach((value, i) => body.write(value.set(arithmetic.load(b.get, offset(i)))));
    for (const { pivot, rows } of elimination.steps) {
      for (const row of rows) {
        body.write(values[row]!.set(sub(values[row]!.get, mul(factor(row, pivot), values[pivot]!.get))));
      }
    }
    for (const { pivot, columns } of [...elimination.steps].reverse()) {
      const rest = columns.reduce(
        (sum, column) => sub(sum, mul(factor(pivot, column), values[column]!.get)),
        values[pivot]!.get,
      );
      body.write(values[pivot]!.set(mul(rest, factor(pivot, pivot))));
    }
    inGroups(values, arithmetic).forEach((group, k) => {
      const place = offset(k * arithmetic.neighbours);
      body.write(
        arithmetic.storeNeighbours(
          b.get,
          place,
          group.map((value) => value.get),
        ),
      );
    });
  });
}
