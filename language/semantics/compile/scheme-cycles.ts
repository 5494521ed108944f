/** The cycles of a kinetic scheme: as many as there are steps beyond those that join its states. */
import type { KineticState } from '../../generated/ast.js';

/** Two states and what joins them. */
export interface Arc {
  readonly from: KineticState;
  readonly to: KineticState;
}

/** A step as it is passed in a cycle. */
export interface Passed<S extends Arc> {
  readonly step: S;
  readonly along: boolean;
}

/** A cycle for each step that joins what those before it have joined already: all others are made of these. */
export function cyclesOf<S extends Arc>(states: readonly KineticState[], steps: readonly S[]): Passed<S>[][] {
  if (states.length === 0) return [];
  const tree = spanningTree(states, steps);
  const way = new Map<KineticState, Passed<S>[]>([[states[0]!, []]]);
  for (const [state, path] of way) {
    for (const step of tree) {
      const along = step.from === state;
      const next = along ? step.to : step.from;
      if ((along || step.to === state) && !way.has(next)) way.set(next, [...path, { step, along }]);
    }
  }
  return steps
    .filter((step) => !tree.has(step) && step.from !== step.to)
    .map((step) => {
      const out = way.get(step.from) ?? [];
      const back = way.get(step.to) ?? [];
      let shared = 0;
      while (shared < out.length && out[shared]!.step === back[shared]?.step) shared++;
      const home = back.slice(shared).toReversed();
      return [
        { step, along: true },
        ...home.map((passed) => ({ step: passed.step, along: !passed.along })),
        ...out.slice(shared),
      ];
    });
}

/** The first steps in the text that join all states [Kruskal 1956, Proc Am Math Soc 7:48]. */
function spanningTree<S extends Arc>(states: readonly KineticState[], steps: readonly S[]): Set<S> {
  const piece = new Map(states.map((state, i) => [state, i]));
  const tree = new Set<S>();
  for (const step of steps) {
    const [from, to] = [piece.get(step.from)!, piece.get(step.to)!];
    if (from === to) continue;
    tree.add(step);
    for (const [state, i] of piece) if (i === to) piece.set(state, from);
  }
  return tree;
}

/** `A → B → C → A`. */
export function pathOf(cycle: readonly Passed<Arc>[]): string {
  const [first] = cycle;
  const names = cycle.map(({ step, along }) => (along ? step.to : step.from).name);
  return [first!.along ? first!.step.from.name : first!.step.to.name, ...names].join(' → ');
}
