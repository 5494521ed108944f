/** Whether the values a file expects are those that are computed. */
import { makeEvaluator } from '../model/evaluate.js';
import type { Expectation } from '../model/expectation.js';
import type { Model } from '../model/model.js';
import type { Failure, Outcome } from '../model/outcome.js';
import { measuredFor } from './measures/measured-symbols.js';
import { findRest } from './rest.js';
import { restingValues, type RestingValues } from './resting-values.js';
import { runToEnd, type RunOptions, type RunResult } from './run.js';
import { steadyStateOf } from './steady-state.js';

/** SI. */
export interface Verdict {
  readonly expectation: Expectation;
  readonly passed: boolean;
  /** What it came to; 1 or 0 for a condition; absent where it could not be computed. */
  readonly value?: number;
  readonly wanted?: number;
  /** What the compared quantity of a condition came to. */
  readonly compared?: number;
  /** How far it may be off. */
  readonly tolerance?: number;
  /** Why there is no value. */
  readonly failure?: Failure;
}

/** An expectation about the membrane at rest, by values that are known already. */
export function verdictAtRest(expectation: Expectation, valueOf: RestingValues): Verdict {
  const value = valueOf(expectation.node);
  if (value === undefined) {
    const message = `${expectation.label} has no value at rest.`;
    return { expectation, passed: false, failure: { code: 'expect.no-value', message, span: expectation.span } };
  }
  return judge(expectation, value, valueOf);
}

/** All of them in order, each experiment run once. `symbols` holds the parameters (see `parameterValues`). */
export function checkExpectations(model: Model, symbols: Float64Array, options: RunOptions = {}): Verdict[] {
  const check = makeChecker(model, symbols, options);
  return model.expectations.map(check);
}

/** Checks one at a time and keeps what several have in common: the rest, and the runs. */
export function makeChecker(
  model: Model,
  symbols: Float64Array,
  options: RunOptions = {},
): (expectation: Expectation) => Verdict {
  const runs = new Map<string, Outcome<RunResult>>();
  const runOf = (name: string): Outcome<RunResult> => {
    let run = runs.get(name);
    if (run === undefined) runs.set(name, (run = runToEnd(model, name, symbols, options)));
    return run;
  };
  let atRest: { readonly valueOf: RestingValues; readonly failure?: Failure } | undefined;
  const rest = () => (atRest ??= restOf(model, symbols));
  return (expectation) => {
    if (expectation.experiment === undefined) {
      const { valueOf, failure } = rest();
      const verdict = verdictAtRest(expectation, valueOf);
      return verdict.failure && failure ? { ...verdict, failure } : verdict;
    }
    const run = runOf(expectation.experiment);
    if (!run.ok) return { expectation, passed: false, failure: run.failure };
    const measured = measuredFor(model, nodesOf(expectation), run.value, symbols);
    if (measured.failure) return { expectation, passed: false, failure: measured.failure };
    const node = makeEvaluator(model.graph, nodesOf(expectation));
    const values = new Float64Array(nodesOf(expectation).length);
    node(measured.symbols, values);
    const at = new Map(nodesOf(expectation).map((id, i) => [id, values[i]!]));
    const value = at.get(expectation.node)!;
    if (!Number.isFinite(value)) {
      const message = `${expectation.label} comes out as no finite number.`;
      return { expectation, passed: false, failure: { code: 'expect.no-value', message, span: expectation.span } };
    }
    return judge(expectation, value, (id) => (id === undefined ? undefined : at.get(id)));
  };
}

function nodesOf({ node, wanted, tolerance, compared }: Expectation): number[] {
  return [node, wanted, tolerance?.node, compared?.node].filter((id) => id !== undefined);
}

function judge(expectation: Expectation, value: number, valueOf: RestingValues): Verdict {
  const wanted = valueOf(expectation.wanted);
  if (wanted === undefined) {
    const compared = valueOf(expectation.compared?.node);
    return { expectation, passed: value !== 0, value, ...(compared !== undefined && { compared }) };
  }
  const given = valueOf(expectation.tolerance?.node) ?? 0;
  const tolerance = expectation.tolerance?.relative === true ? given * Math.abs(wanted) : given;
  return { expectation, passed: Math.abs(value - wanted) <= tolerance, value, wanted, tolerance };
}

function restOf(model: Model, symbols: Float64Array): { valueOf: RestingValues; failure?: Failure } {
  const rest = model.pathways.length === 0 ? undefined : findRest(model, symbols);
  const V = rest?.ok ? rest.value.roots[rest.value.chosen]!.V : undefined;
  const valueOf = restingValues(model, steadyStateOf(model), symbols, V);
  return { valueOf, ...(rest?.ok === false && { failure: rest.failure }) };
}
