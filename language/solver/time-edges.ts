/**
 * Conditions on the time alone, as in `if t < 5 ms then …`: where both sides are linear in t, the time of the change is
 * known beforehand and becomes an edge, however short what it switches on.
 */
import { makeEvaluator, reachable, symbolsOf, type Evaluator } from '../model/evaluate.js';
import type { NodeId } from '../model/graph.js';
import { TIME, type Model } from '../model/model.js';
import type { System } from './model-system.js';

const COMPARISONS: ReadonlySet<string> = new Set(['lt', 'le', 'gt', 'ge']);
/** Relative to the values at its ends, how far a difference may be from a line. */
const ROUNDING = 1e-9;

interface TimeConditions {
  readonly count: number;
  /** Both sides of each, given the value of every symbol. */
  readonly sides: Evaluator;
}

const known = new WeakMap<System, TimeConditions>();

/** Times at which such a condition changes, s, at the parameters in `symbols`, whose time is left at 0. */
export function timeEdges(model: Model, system: System, symbols: Float64Array): number[] {
  let conditions = known.get(system);
  if (!conditions) known.set(system, (conditions = findConditions(model, system)));
  const { count, sides } = conditions;
  if (count === 0) return [];
  const values = new Float64Array(2 * count);
  const differencesAt = (t: number): number[] => {
    symbols[TIME] = t;
    sides(symbols, values);
    return Array.from({ length: count }, (_, i) => values[2 * i]! - values[2 * i + 1]!);
  };
  const [start, middle, end] = [0, 0.5, 1].map(differencesAt) as [number[], number[], number[]];
  symbols[TIME] = 0;
  return start.flatMap((first, i) => {
    const last = end[i]!;
    const bend = Math.abs(middle[i]! - (first + last) / 2);
    const edge = first / (first - last);
    return bend <= ROUNDING * (Math.abs(first) + Math.abs(last)) && Number.isFinite(edge) ? [edge] : [];
  });
}

function findConditions(model: Model, { graph, rates }: System): TimeConditions {
  const isOfTimeAlone = (id: NodeId): boolean => {
    const symbols = symbolsOf(graph, [id]);
    return symbols.has(TIME) && [...symbols].every((s) => s === TIME || model.symbols[s]?.kind === 'parameter');
  };
  const sides = reachable(graph.nodes, rates).flatMap((id) => {
    const node = graph.nodes[id]!;
    return COMPARISONS.has(node.op) && 'args' in node && isOfTimeAlone(id) ? node.args.slice(0, 2) : [];
  });
  return { count: sides.length / 2, sides: makeEvaluator(graph, sides) };
}
