/** Values at steady state: the closed forms evaluated, the states without one found by iteration. */
import {
  evaluateOnce,
  makeEvaluator,
  makeEvaluators,
  makeStagedEvaluator,
  symbolsOf,
  type Evaluator,
  type StagedEvaluator,
} from '../model/evaluate.js';
import { GraphBuilder } from '../model/graph-builder.js';
import type { NodeId } from '../model/graph.js';
import { denseJacobianOf } from '../model/jacobian.js';
import { VOLTAGE, type Model, type State } from '../model/model.js';
import { makeZeroFinder, relax, type Rates } from './newton.js';
import type { SteadyState, Unsolved } from './steady-state.js';

/** Evaluates nodes at steady state, reading V and parameters from the symbol vector, which it leaves alone. */
export interface SteadyEvaluator {
  (symbols: ArrayLike<number>, out: Float64Array): void;
  /** The first state that had no steady value the last time; what needs it came out as NaN. */
  readonly unsettled: State | undefined;
  /** The same at each V in turn: `out[i][row]` is the value of output i there. */
  sweep(symbols: ArrayLike<number>, voltages: Float64Array, out: readonly Float64Array[]): Swept;
}

export interface Swept {
  /** Makes the next search start from where the one at that row of the sweep ended. */
  resume(row: number): void;
}

/**
 * Of nodes of the *model's* graph. Made for many points: each search for what has no closed form starts from where the
 * one before ended. What it finds may depend on the points before only where there is more than one steady state.
 */
export function steadyEvaluator(steady: SteadyState, outputs: readonly NodeId[]): SteadyEvaluator {
  return evaluatorOf(
    steady,
    outputs.map((id) => steady.nodes[id]!),
  );
}

const currents = new WeakMap<SteadyState, SteadyEvaluator>();

/** The current of each pathway, in the order of the model. */
export function steadyCurrents(model: Model, steady: SteadyState): SteadyEvaluator {
  const made = currents.get(steady);
  if (made) return made;
  const nodes = model.pathways.map(({ current }) => current);
  const evaluator = steadyEvaluator(steady, nodes);
  // One that iterates remembers where it has been: it is not shared, so that results do not depend on who asked before.
  if (steady.unsolved.length === 0) currents.set(steady, evaluator);
  return evaluator;
}

/** Values of nodes of the *model's* graph at one point, and the first state that has no steady value there. */
export function steadyValues(
  steady: SteadyState,
  outputs: readonly NodeId[],
  symbols: ArrayLike<number>,
): { readonly values: Float64Array; readonly unsettled: State | undefined } {
  const nodes = outputs.map((id) => steady.nodes[id]!);
  const { point, unsettled } = settled(symbols, groupsFor(steady, nodes).map(makeGroupSolver));
  return { values: evaluateOnce(steady.graph, nodes, point), unsettled };
}

/** Fills the states' slots of `symbols` with their steady values at the V it holds; NaN where there is none. */
export function makeStateSettler(model: Model, steady: SteadyState): (symbols: Float64Array) => State | undefined {
  const solvers = groupsFor(steady, steady.states).map(makeGroupSolver);
  return (symbols) => {
    const { point, unsettled } = settled(symbols, solvers);
    const values = evaluateOnce(steady.graph, steady.states, point);
    model.states.forEach((state, i) => (symbols[state.symbol] = values[i]!));
    return unsettled;
  };
}

/** The symbols with what is found by iteration filled in. */
function settled(symbols: ArrayLike<number>, solvers: readonly GroupSolver[]) {
  const point = Float64Array.from(symbols);
  let unsettled: State | undefined;
  for (const solver of solvers) unsettled = solver.solve(point) ?? unsettled;
  return { point, unsettled };
}

/** `outputs` are nodes of the settled graph. */
function evaluatorOf(steady: SteadyState, outputs: readonly NodeId[]): SteadyEvaluator {
  const solvers = groupsFor(steady, outputs).map(makeGroupSolver);
  const evaluators = makeEvaluators(steady.graph, outputs);
  const slots = solvers.flatMap((solver) => solver.slots);
  let unsettled: State | undefined;
  let point: Float64Array = new Float64Array(0);
  const load = (symbols: ArrayLike<number>): void => {
    if (point.length !== symbols.length) point = new Float64Array(symbols.length);
    point.set(symbols);
  };
  const solveAll = (): void => {
    unsettled = undefined;
    for (const solver of solvers) unsettled = solver.solve(point) ?? unsettled;
  };
  const evaluate = (symbols: ArrayLike<number>, out: Float64Array): void => {
    if (solvers.length === 0) return evaluators.at(symbols, out);
    load(symbols);
    solveAll();
    evaluators.at(point, out);
  };
  const sweep = (symbols: ArrayLike<number>, voltages: Float64Array, out: readonly Float64Array[]): Swept => {
    const columns = new Map([[VOLTAGE, voltages]]);
    for (const slot of slots) columns.set(slot, new Float64Array(voltages.length));
    load(symbols);
    for (let row = 0; row < voltages.length && solvers.length > 0; row++) {
      point[VOLTAGE] = voltages[row]!;
      solveAll();
      for (const slot of slots) columns.get(slot)![row] = point[slot]!;
    }
    evaluators.columns(point, columns, voltages.length, out);
    return {
      resume(row) {
        for (const solver of solvers) solver.resume(solver.slots.map((slot) => columns.get(slot)![row] ?? NaN));
      },
    };
  };
  return Object.defineProperty(Object.assign(evaluate, { sweep }), 'unsettled', {
    get: () => unsettled,
  }) as SteadyEvaluator;
}

/** The groups that `outputs` need, in the order in which they can be solved. */
function groupsFor({ graph, unsolved }: SteadyState, outputs: readonly NodeId[]): GroupSystem[] {
  if (unsolved.length === 0) return [];
  const needed = symbolsOf(graph, outputs);
  const need = (nodes: readonly NodeId[]): void => {
    for (const symbol of symbolsOf(graph, nodes)) needed.add(symbol);
  };
  const systems = systemsOf(graph, unsolved);
  return systems
    .toReversed()
    .filter(({ group }) => {
      if (!group.some(({ state }) => needed.has(state.symbol))) return false;
      need(group.flatMap(({ rate, guess }) => [rate, guess]));
      return true;
    })
    .toReversed();
}

interface GroupSystem {
  readonly group: readonly Unsolved[];
  /** Rates, then their derivatives row by row; held at all symbols but the group's own. */
  readonly rates: StagedEvaluator;
  /** First guesses. */
  readonly guesses: Evaluator;
}

const known = new WeakMap<SteadyState['unsolved'], GroupSystem[]>();

/** Differentiated once. */
function systemsOf(graph: SteadyState['graph'], unsolved: SteadyState['unsolved']): GroupSystem[] {
  let systems = known.get(unsolved);
  if (systems === undefined) {
    const builder = GraphBuilder.from(graph);
    const nodes = unsolved.map((group) => {
      const rates = group.map(({ rate }) => rate);
      return [...rates, ...denseJacobianOf(builder, rates, symbolsIn(group))];
    });
    const grown = builder.graph();
    systems = unsolved.map((group, i) => {
      const own = new Set(symbolsIn(group));
      return {
        group,
        rates: makeStagedEvaluator(grown, nodes[i]!, (symbol) => !own.has(symbol)),
        guesses: makeEvaluator(
          grown,
          group.map(({ guess }) => guess),
        ),
      };
    });
    known.set(unsolved, systems);
  }
  return systems;
}

function symbolsIn(group: readonly Unsolved[]): number[] {
  return group.map(({ state }) => state.symbol);
}

interface GroupSolver {
  readonly slots: readonly number[];
  /** Puts the group's steady values into the symbols, NaN where there are none; answers the state that did not settle. */
  solve(symbols: Float64Array): State | undefined;
  /** Makes the next search start from these values, or anew where they are no numbers. */
  resume(values: readonly number[]): void;
}

function makeGroupSolver({ group, rates: staged, guesses }: GroupSystem): GroupSolver {
  const n = group.length;
  const slots = symbolsIn(group);
  const values = new Float64Array(n + n * n);
  const last = new Float64Array(n).fill(NaN);
  const x = new Float64Array(n);
  const slopes = new Float64Array(n * n);
  const f = new Float64Array(n);
  let symbols: Float64Array = new Float64Array(0);
  const rates: Rates = {
    size: n,
    scales: Float64Array.from(group, ({ state }) => state.scale),
    evaluate(at, out, J) {
      for (let i = 0; i < n; i++) symbols[slots[i]!] = at[i]!;
      staged.evaluate(symbols, values);
      for (let i = 0; i < n; i++) out[i] = values[i]!;
      for (let i = 0; i < n * n; i++) J[i] = values[n + i]!;
    },
  };
  const findZero = makeZeroFinder(n);
  return {
    slots,
    resume: (from) => last.set(from),
    solve(point) {
      symbols = point;
      staged.hold(symbols);
      x.set(last);
      let settled = Number.isFinite(x[0]) && findZero(rates, x);
      if (!settled) {
        guesses(symbols, x);
        settled = relax(rates, x) || (guesses(symbols, x), findZero(rates, x));
      }
      if (settled) {
        last.set(x);
        for (let i = 0; i < n; i++) symbols[slots[i]!] = x[i]!;
        return undefined;
      }
      rates.evaluate(x, f, slopes);
      for (const slot of slots) symbols[slot] = NaN;
      const drift = Array.from(f, (rate, i) =>
        Number.isFinite(rate) ? Math.abs(rate) / group[i]!.state.scale : Infinity,
      );
      return group[drift.indexOf(Math.max(...drift))]!.state;
    },
  };
}
