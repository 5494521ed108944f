/**
 * Where conditions on V, on states or on a parameter's time change along a run. The equations may be continuous across
 * such a change, as at a singularity written out; where they jump, so do sensitivities, at a time of their own.
 */
import { makeEvaluator, reachable, symbolsOf } from '../../model/evaluate.js';
import type { NodeId, Span } from '../../model/graph.js';
import { TIME, VOLTAGE, type Parameter } from '../../model/model.js';
import type { Problem } from '../../solver/problem.js';
import { signalAt, type Signal } from '../../solver/signals.js';
import type { Trajectory } from '../../solver/trajectory.js';
import type { SensitivityEquations } from './equations.js';

/** Equality holds at single points only; `min`, `max` and `abs` are continuous. */
const CONDITIONS: ReadonlySet<string> = new Set(['lt', 'le', 'gt', 'ge', 'floor', 'ceil']);
/** Looks at each step: a condition may hold in the middle alone. */
const LOOKS = 8;
/** Of f at both sides of a change: what rounding may come to. */
const CONTINUOUS = 1e-6;

export interface Jump {
  /** s. */
  readonly time: number;
  readonly span?: Span;
}

/** The first such jump. `symbols` holds the parameters; the trajectory is a solution of `problem`. */
export function firstJump(
  { model, rates }: SensitivityEquations,
  parameter: Parameter,
  problem: Problem,
  trajectory: Trajectory,
  symbols: Float64Array,
  signals: readonly Signal[],
): Jump | undefined {
  const conditions = reachable(model.graph.nodes, rates).filter((id) => CONDITIONS.has(model.graph.nodes[id]!.op));
  const watched = conditions.filter((id) => {
    const read = [...symbolsOf(model.graph, [id])];
    const movesTime = read.includes(TIME) && read.includes(parameter.symbol);
    return movesTime || read.some((symbol) => ['V', 'state'].includes(model.symbols[symbol]!.kind));
  });
  if (watched.length === 0) return undefined;
  const valuesAt = conditionReader(model, watched, trajectory, symbols);
  const f = [new Float64Array(problem.size), new Float64Array(problem.size)] as const;
  const y = new Float64Array(problem.size);
  const jumps = (low: number, high: number): boolean => {
    [low, high].forEach((t, side) => {
      trajectory.sample(t, y);
      problem.rhs(t, y, f[side]!);
    });
    return rates.some((_, i) => {
      const size = Math.max(Math.abs(f[0][i]!), Math.abs(f[1][i]!), problem.scales[i]! / trajectory.end);
      return !(Math.abs(f[0][i]! - f[1][i]!) <= CONTINUOUS * size);
    });
  };
  const { times } = trajectory;
  for (let k = 0; k + 1 < times.length; k++) {
    const [start, end] = [times[k]!, times[k + 1]!];
    if (!(start < end)) continue;
    problem.enterSegment?.(start, end);
    const driven = signals.map((signal) => [signal.symbol, signalAt(signal, (start + end) / 2)] as const);
    // Knots are common to two segments; what holds at a knot itself may belong to the other one.
    const at = Array.from({ length: LOOKS + 1 }, (_, i) => start + ((end - start) * i) / LOOKS);
    const seen = at.map((t) => valuesAt(t, driven));
    for (let i = 0; i < LOOKS; i++) {
      const changed = watched.findIndex((_, c) => seen[i]![c] !== seen[i + 1]![c]);
      if (changed < 0) continue;
      const [low, high] = bisect(at[i]!, at[i + 1]!, (t) => valuesAt(t, driven)[changed] === seen[i]![changed]);
      if (!jumps(low, high)) continue;
      const span = spanOf(model.graph.spans, watched[changed]!);
      return { time: high, ...(span && { span }) };
    }
  }
  return undefined;
}

function spanOf(spans: readonly (Span | null)[], id: NodeId): Span | undefined {
  return spans[id] ?? undefined;
}

function conditionReader(
  model: SensitivityEquations['model'],
  watched: readonly NodeId[],
  trajectory: Trajectory,
  symbols: Float64Array,
) {
  const evaluate = makeEvaluator(model.graph, watched);
  const point = Float64Array.from({ length: model.symbols.length }, (_, i) => symbols[i] ?? 0);
  const y = new Float64Array(trajectory.names.length);
  return (t: number, driven: readonly (readonly [symbol: number, value: number])[]): Float64Array => {
    trajectory.sample(t, y);
    point[TIME] = t;
    for (const [symbol, value] of driven) point[symbol] = value;
    point[VOLTAGE] = y[0]!;
    model.states.forEach(({ symbol }, i) => (point[symbol] = y[i + 1]!));
    const values = new Float64Array(watched.length);
    evaluate(point, values);
    return values;
  };
}

/** Neighbouring numbers between which `isBefore` ceases to hold; it holds at `low` and not at `high`. */
function bisect(low: number, high: number, isBefore: (t: number) => boolean): readonly [number, number] {
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return [low, high];
    if (isBefore(middle)) low = middle;
    else high = middle;
  }
}
