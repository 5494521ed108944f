/** Values at steady state: the closed forms evaluated, the states without one found by iteration. */
import { makeEvaluator, type Evaluator } from '../model/evaluate.js';
import { GraphBuilder } from '../model/graph-builder.js';
import { argumentsOf, type NodeId } from '../model/graph.js';
import { denseJacobianOf } from '../model/jacobian.js';
import type { Model, State } from '../model/model.js';
import { findZero, relax, type Rates } from './newton.js';
import type { SteadyState, Unsolved } from './steady-state.js';

/** Evaluates nodes at steady state, reading V and parameters from the symbol vector, which it leaves alone. */
export interface SteadyEvaluator {
  (symbols: ArrayLike<number>, out: Float64Array): void;
  /** The first state that had no steady value the last time; what needs it came out as NaN. */
  readonly unsettled: State | undefined;
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

/** Fills the states' slots of `symbols` with their steady values at the V it holds; NaN where there is none. */
export function makeStateSettler(model: Model, steady: SteadyState): (symbols: Float64Array) => State | undefined {
  const evaluate = evaluatorOf(steady, steady.states);
  const values = new Float64Array(model.states.length);
  return (symbols) => {
    evaluate(symbols, values);
    model.states.forEach((state, i) => (symbols[state.symbol] = values[i]!));
    return evaluate.unsettled;
  };
}

/** `outputs` are nodes of the settled graph. */
function evaluatorOf(steady: SteadyState, outputs: readonly NodeId[]): SteadyEvaluator {
  const groups = groupsFor(steady, outputs);
  const evaluate = makeEvaluator(steady.graph, outputs);
  if (groups.length === 0) return Object.assign(evaluate, { unsettled: undefined });
  const solvers = groups.map((group) => makeGroupSolver(group));
  let unsettled: State | undefined;
  let point: Float64Array | undefined;
  const evaluateAll = (symbols: ArrayLike<number>, out: Float64Array): void => {
    point ??= new Float64Array(symbols.length);
    point.set(symbols);
    unsettled = undefined;
    for (const solve of solvers) unsettled = solve(point) ?? unsettled;
    evaluate(point, out);
  };
  return Object.defineProperty(evaluateAll, 'unsettled', { get: () => unsettled }) as SteadyEvaluator;
}

/** The groups that `outputs` need, in the order in which they can be solved. */
function groupsFor({ graph, unsolved }: SteadyState, outputs: readonly NodeId[]): GroupSystem[] {
  if (unsolved.length === 0) return [];
  const needed = new Set<number>();
  const need = (nodes: readonly NodeId[]): void => {
    const found = new Set(nodes);
    for (const id of found) {
      const node = graph.nodes[id]!;
      if (node.op === 'symbol') needed.add(node.symbol);
      for (const argument of argumentsOf(node)) found.add(argument);
    }
  };
  need(outputs);
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
  readonly graph: SteadyState['graph'];
  /** Rates, then their derivatives row by row, then first guesses. */
  readonly nodes: readonly NodeId[];
}

const known = new WeakMap<SteadyState['unsolved'], GroupSystem[]>();

/** Differentiated once. */
function systemsOf(graph: SteadyState['graph'], unsolved: SteadyState['unsolved']): GroupSystem[] {
  let systems = known.get(unsolved);
  if (systems === undefined) {
    const builder = GraphBuilder.from(graph);
    const nodes = unsolved.map((group) => {
      const rates = group.map(({ rate }) => rate);
      const symbols = group.map(({ state }) => state.symbol);
      return [...rates, ...denseJacobianOf(builder, rates, symbols), ...group.map(({ guess }) => guess)];
    });
    const grown = builder.graph();
    systems = unsolved.map((group, i) => ({ group, graph: grown, nodes: nodes[i]! }));
    known.set(unsolved, systems);
  }
  return systems;
}

/** Puts a group's steady values into the symbols, NaN where there are none; answers the state that did not settle. */
function makeGroupSolver({ group, graph, nodes }: GroupSystem): (symbols: Float64Array) => State | undefined {
  const n = group.length;
  const slots = group.map(({ state }) => state.symbol);
  const evaluate: Evaluator = makeEvaluator(graph, nodes.slice(0, n + n * n));
  const guesses = makeEvaluator(graph, nodes.slice(n + n * n));
  const values = new Float64Array(n + n * n);
  const last = new Float64Array(n).fill(NaN);
  const x = new Float64Array(n);
  const slopes = new Float64Array(n * n);
  const f = new Float64Array(n);
  return (symbols) => {
    const rates: Rates = {
      size: n,
      scales: Float64Array.from(group, ({ state }) => state.scale),
      evaluate(at, out, J) {
        for (let i = 0; i < n; i++) symbols[slots[i]!] = at[i]!;
        evaluate(symbols, values);
        for (let i = 0; i < n; i++) out[i] = values[i]!;
        for (let i = 0; i < n * n; i++) J[i] = values[n + i]!;
      },
    };
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
  };
}
