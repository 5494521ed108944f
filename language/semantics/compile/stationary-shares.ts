/**
 * The stationary shares of a kinetic scheme in closed form, by removing one state after another: what went through it
 * goes straight. Sums, products and quotients of rates alone, so no digit is lost to a difference, however far apart
 * the rates are [Grassmann, Taksar & Heyman 1985, Oper Res 33:1107].
 */
import type { GraphBuilder } from '../../model/graph-builder.js';
import type { NodeId } from '../../model/graph.js';

interface Arrow<S> {
  readonly from: S;
  readonly to: S;
  readonly forward: NodeId;
  readonly backward?: NodeId;
}

/** Beyond so many states the closed form grows longer than an iteration takes. */
const MOST_STATES = 40;

/** By state, in their order; undefined where they are not the same from every start, or there are too many states. */
export function stationaryShares<S>(
  builder: GraphBuilder,
  states: readonly S[],
  arrows: readonly Arrow<S>[],
): NodeId[] | undefined {
  const ends = lastStates(states, arrows);
  if (states.length > MOST_STATES || ends.length !== 1) return undefined;
  const order = [ends[0]![0]!, ...states.filter((state) => state !== ends[0]![0])];
  const n = order.length;
  const rates = Array.from({ length: n }, () => new Array<NodeId | undefined>(n));
  const add = (i: number, j: number, rate: NodeId): void => {
    const before = rates[i]![j];
    rates[i]![j] = before === undefined ? rate : builder.binary('add', before, rate);
  };
  for (const { from, to, forward, backward } of arrows) {
    if (from === to) continue;
    const [i, j] = [order.indexOf(from), order.indexOf(to)];
    add(i, j, forward);
    if (backward !== undefined) add(j, i, backward);
  }
  const leaving = new Array<NodeId>(n);
  for (let k = n - 1; k > 0; k--) {
    leaving[k] = builder.sum(rates[k]!.slice(0, k).filter((rate) => rate !== undefined));
    for (let i = 0; i < k; i++) {
      const into = rates[i]![k];
      if (into === undefined) continue;
      const share = builder.binary('div', into, leaving[k]!);
      for (let j = 0; j < k; j++) {
        const onward = rates[k]![j];
        if (j !== i && onward !== undefined) add(i, j, builder.binary('mul', share, onward));
      }
    }
  }
  const weights: NodeId[] = [builder.constant(1)];
  for (let k = 1; k < n; k++) {
    const into = weights.flatMap((weight, i) => {
      const rate = rates[i]![k];
      return rate === undefined ? [] : [builder.binary('mul', weight, rate)];
    });
    weights.push(builder.binary('div', builder.sum(into), leaving[k]!));
  }
  const total = builder.sum(weights);
  return states.map((state) => builder.binary('div', weights[order.indexOf(state)]!, total));
}

/** Sets of states that lead to each other and to no other: where everything ends up. */
export function lastStates<S>(states: readonly S[], arrows: readonly Arrow<S>[]): S[][] {
  const reach = new Map(states.map((state) => [state, reachedFrom(state, arrows)]));
  const leads = (from: S, to: S): boolean => reach.get(from)!.has(to);
  const last = states.filter((state) => [...reach.get(state)!].every((other) => leads(other, state)));
  const sets: S[][] = [];
  for (const state of last) {
    const set = sets.find(([first]) => leads(first!, state));
    if (set === undefined) sets.push([state]);
    else set.push(state);
  }
  return sets;
}

/** The state itself and all it can turn into. */
function reachedFrom<S>(state: S, arrows: readonly Arrow<S>[]): Set<S> {
  const found = new Set([state]);
  for (const each of found) {
    for (const { from, to, backward } of arrows) {
      if (from === each) found.add(to);
      if (to === each && backward !== undefined) found.add(from);
    }
  }
  return found;
}
