/** The symbol vector after a run: what its curves read of it is filled in, NaN where there is nothing to measure. */
import { symbolsOf } from '../../model/evaluate.js';
import type { Experiment, Model } from '../../model/model.js';
import { success, type Failure, type Outcome } from '../../model/outcome.js';
import { findRest } from '../rest.js';
import type { RunResult } from '../run.js';
import { measureRun } from './measure.js';

export interface Measured {
  readonly symbols: Float64Array;
  /** Why the first of those that are missing is. */
  readonly failure?: Failure;
}

export function measuredSymbols(
  model: Model,
  { curves = [] }: Experiment,
  run: RunResult,
  parameters: Float64Array,
): Measured {
  const nodes = curves.flatMap(({ traces }) => traces.map(({ node }) => node));
  return measuredFor(model, nodes, run, parameters);
}

/** The same for what these nodes read. */
export function measuredFor(
  model: Model,
  nodes: readonly number[],
  run: RunResult,
  parameters: Float64Array,
): Measured {
  const read = symbolsOf(model.graph, nodes);
  const symbols = Float64Array.from(parameters);
  let failure: Failure | undefined;
  for (const measure of model.measures) {
    if (!read.has(measure.symbol)) continue;
    const value =
      measure.kind === 'V_rest' ? restingPotential(model, parameters) : measureRun(model, measure, run, parameters);
    symbols[measure.symbol] = value.ok ? value.value : NaN;
    if (!value.ok) failure ??= value.failure;
  }
  return { symbols, ...(failure && { failure }) };
}

function restingPotential(model: Model, symbols: Float64Array): Outcome<number> {
  const rest = findRest(model, symbols);
  return rest.ok ? success(rest.value.roots[rest.value.chosen]!.V) : rest;
}
