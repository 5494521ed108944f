/**
 * A model's equations as a WebAssembly module: f, f with its derivatives, linear systems with its Jacobian, and the
 * conditions in f. `differs(t, y)` is a mask of the lanes in which one is not as it was when last looked at; `freeze(t,
 * y, mask)` looks at them.
 */
import type { Graph, NodeId } from '../../model/graph.js';
import type { GraphBuilder } from '../../model/graph-builder.js';
import { inGroups, lanes, scalar, type Arithmetic } from './arithmetic.js';
import { writeExpressions, type Output } from './expressions.js';
import { i32, v128, type Code } from './instructions.js';
import { componentOffset, control, layoutOf, VECTOR, type Layout } from './layout.js';
import { writeFactor, writeSolve } from './linear-solver.js';
import { Lowering, type LowId, type SymbolRole } from './lowering.js';
import { mathematics } from './mathematics.js';
import { ModuleBuilder, type FunctionBody } from './module.js';
import { planElimination, type Elimination, type Entry } from './sparse-lu.js';

/** The equations: rates with their derivatives in one graph. */
export interface Equations {
  readonly builder: GraphBuilder;
  readonly rates: readonly NodeId[];
  /** Entries of the Jacobian that are not identically 0, with their places. */
  readonly jacobian: readonly NodeId[];
  readonly pattern: readonly Entry[];
  readonly timeDerivatives: readonly NodeId[];
  readonly roleOf: (symbol: number) => SymbolRole;
}

export interface ModelCode {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly layout: Layout;
  readonly pattern: readonly Entry[];
  /** What the fixed values are, in order: nodes of `graph` that depend on fixed symbols alone. */
  readonly fixed: readonly NodeId[];
  readonly graph: Graph;
}

/** Beyond these the code would take longer to compile than it saves. */
const MOST_NODES = 60_000;
const MOST_PRODUCTS = 40_000;
/** So many exponentials are written out in f, not called: more of them crowd one another out of registers. */
const MOST_WRITTEN_OUT = 8;

/** Undefined when the model is too large for straight-line code. `width` 16 puts two models side by side. */
export function writeModel(equations: Equations, width: 8 | 16): ModelCode | undefined {
  const { builder, rates, jacobian, pattern, timeDerivatives, roleOf } = equations;
  if (builder.size > MOST_NODES) return undefined;
  const n = rates.length;
  const arithmetic = width === 8 ? scalar : lanes;
  const lowering = new Lowering(builder, rates, roleOf);
  const low = {
    rates: lowering.lower(rates),
    jacobian: lowering.lower(jacobian),
    timeDerivatives: lowering.lower(timeDerivatives),
  };
  const elimination = planElimination(n, pattern);
  if (elimination.work > MOST_PRODUCTS || lowering.nodes.length > MOST_NODES) return undefined;
  const layout = layoutOf({
    size: n,
    width,
    entries: pattern.length,
    factors: elimination.entries.length,
    fixed: lowering.fixed.length,
    modes: lowering.modes.length,
  });
  const bytes = writeModule(arithmetic, layout, lowering, low, pattern, elimination);
  return { bytes, layout, pattern, fixed: lowering.fixed, graph: builder.graph() };
}

interface LowEquations {
  readonly rates: readonly LowId[];
  readonly jacobian: readonly LowId[];
  readonly timeDerivatives: readonly LowId[];
}

function writeModule(
  arithmetic: Arithmetic,
  layout: Layout,
  lowering: Lowering,
  low: LowEquations,
  pattern: readonly Entry[],
  elimination: Elimination,
): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  const find = mathematics(module);
  const { size } = arithmetic;
  const { and, or, not } = arithmetic.operations;
  const offset = (i: number): number => componentOffset(i, size);
  const write = (body: FunctionBody, t: Code, y: Code, outputs: readonly Output[], isHot = false): void => {
    const time = body.local(arithmetic.valueType);
    body.write(time.set(arithmetic.fromVector(t)));
    const leaves = {
      time: time.get,
      state: (i: number) => arithmetic.load(y, offset(i)),
      fixed: (slot: number) => arithmetic.load(i32.value(0), layout.fixed + size * slot),
      mode(slot: number, now: Code): Code {
        const isLive = arithmetic.maskFromVector(v128.load(i32.value(0), control.isLive));
        const then = arithmetic.maskFromVector(v128.load(i32.value(0), layout.modes + VECTOR * slot));
        return or(and(isLive, now), and(not(isLive), then));
      },
    };
    const isMask = (id: LowId): boolean => lowering.isMask(id);
    writeExpressions({ nodes: lowering.nodes, isMask, arithmetic, body, find, isHot, leaves }, outputs);
  };
  const stored = (ids: readonly LowId[], address: Code, offsetOf: (i: number) => number): Output[] =>
    inGroups(ids, arithmetic).map((group, k) => {
      const place = offsetOf(k * arithmetic.neighbours);
      return { ids: group, store: (...values) => arithmetic.storeNeighbours(address, place, values) };
    });
  const vector = (ids: readonly LowId[], address: Code): Output[] => stored(ids, address, offset);

  const isShort = lowering.nodes.filter(({ op }) => op === 'exp').length <= MOST_WRITTEN_OUT;
  module.define('rhs', ['v128', 'i32', 'i32'], [], (body, t, y, out) =>
    write(body, t.get, y.get, vector(low.rates, out.get), isShort),
  );
  module.define('linearise', ['v128', 'i32', 'i32', 'i32', 'i32'], [], (body, t, y, f, ft, J) => {
    const entries = stored(low.jacobian, J.get, (k) => size * k);
    write(body, t.get, y.get, [...vector(low.rates, f.get), ...entries, ...vector(low.timeDerivatives, ft.get)]);
  });
  const modeAt = (slot: number): Code => v128.load(i32.value(0), layout.modes + VECTOR * slot);
  module.define('differs', ['v128', 'i32'], ['v128'], (body, t, y) => {
    const some = body.local(arithmetic.maskType);
    write(
      body,
      t.get,
      y.get,
      lowering.modes.map((id, slot) => ({
        ids: [id],
        store: (now) => some.set(or(some.get, arithmetic.differ(now, arithmetic.maskFromVector(modeAt(slot))))),
      })),
    );
    body.write(arithmetic.maskToVector(some.get));
  });
  module.define('freeze', ['v128', 'i32', 'v128'], [], (body, t, y, mask) => {
    write(
      body,
      t.get,
      y.get,
      lowering.modes.map((id, slot) => ({
        ids: [id],
        store: (now) => {
          const kept = v128.select(arithmetic.maskToVector(now), modeAt(slot), mask.get);
          return v128.store(i32.value(0), layout.modes + VECTOR * slot, kept);
        },
      })),
    );
  });
  writeCurve(module, arithmetic, layout, pattern);
  writeStiffness(module, arithmetic, pattern);
  writeFactor(module, arithmetic, layout, elimination, pattern);
  writeSolve(module, arithmetic, layout, elimination);
  return module.bytes();
}

/** curve(f, ft, out, J: i32): J f + ∂f/∂t. */
function writeCurve(module: ModuleBuilder, arithmetic: Arithmetic, layout: Layout, pattern: readonly Entry[]): void {
  const { add, mul } = arithmetic.operations;
  const offset = (i: number): number => componentOffset(i, arithmetic.size);
  module.define('curve', ['i32', 'i32', 'i32', 'i32'], [], (body, f, ft, out, J) => {
    const sums = Array.from({ length: layout.size }, (_, row) => arithmetic.load(ft.get, offset(row)));
    pattern.forEach(({ row, column }, k) => {
      const entry = arithmetic.load(J.get, arithmetic.size * k);
      sums[row] = add(sums[row]!, mul(entry, arithmetic.load(f.get, offset(column))));
    });
    inGroups(sums, arithmetic).forEach((group, k) =>
      body.write(arithmetic.storeNeighbours(out.get, offset(k * arithmetic.neighbours), group)),
    );
  });
}

/** stiffness(J: i32) → v128: the largest |J_ii|. */
function writeStiffness(module: ModuleBuilder, arithmetic: Arithmetic, pattern: readonly Entry[]): void {
  const { max, abs } = arithmetic.operations;
  module.define('stiffness', ['i32'], ['v128'], (body, J) => {
    const largest = pattern.reduce<Code>(
      (most, { row, column }, k) =>
        row === column ? max(most, abs(arithmetic.load(J.get, arithmetic.size * k))) : most,
      arithmetic.constant(0),
    );
    body.write(arithmetic.toVector(largest));
  });
}
