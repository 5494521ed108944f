/**
 * All the numbers a model has at rest, computed once: hover, inlay hint, preview and command line read this and
 * nothing else, so they cannot disagree. SI throughout (V, A/m² or A, S/m² or S, mol/m³, 1/s).
 */
import { VOLTAGE, type Basis, type Model } from '../model/model.js';
import type { Outcome } from '../model/outcome.js';
import { thermalVoltage } from '../physics/thermal-voltage.js';
import { fullSteadySummary, type FullSteadySummary } from './full-steady-summary.js';
import { summarizeIon, type IonSummary } from './ion-summary.js';
import { summarizeBuffers, summarizePools, type BufferSummary, type PoolSummary } from './pool-summary.js';
import { summarizePathways, type PathwaySummary } from './pathway-summary.js';
import { findRest, type Rest } from './rest.js';
import { restingValues } from './resting-values.js';
import { contentsOf, surroundingsOf, type Contents, type Surroundings } from './surroundings.js';
import { makeStateSettler } from './settling.js';
import { summarizeSolute, type SoluteSummary } from './solute-summary.js';
import { steadyStateOf, type SteadyState } from './steady-state.js';

export type { IonBudget } from './budget.js';
export type { SchemeSummary } from './scheme-summary.js';
export type { IonSummary } from './ion-summary.js';
export type { EnergyTerm, PumpSummary } from './cycle-summary.js';
export type { BlockSummary } from './block-summary.js';
export type { PopulationSummary } from './population-summary.js';
export type { SoluteSummary } from './solute-summary.js';
export type { FullSteadySummary } from './full-steady-summary.js';
export type { SolutionSummary, Surroundings } from './surroundings.js';
export type { BufferSummary, PoolSummary } from './pool-summary.js';
export type { GateSummary, PathwaySummary } from './pathway-summary.js';

export interface Summary {
  readonly basis: Basis;
  /** K. */
  readonly temperature: number;
  /** RT/F, V. */
  readonly thermalVoltage: number;
  readonly area?: number;
  readonly ions: readonly IonSummary[];
  readonly solutes: readonly SoluteSummary[];
  readonly pools: readonly PoolSummary[];
  readonly buffers: readonly BufferSummary[];
  readonly pathways: readonly PathwaySummary[];
  /** Every state but V, at rest. */
  readonly states: readonly StateSummary[];
  readonly values: readonly ValueSummary[];
  /** Absent when the model has no pathway to be at rest with. */
  readonly rest?: Outcome<Rest>;
  /** V_rest, V: the chosen root; absent when `rest` failed or is absent. */
  readonly restingPotential?: number;
  /** What is dissolved on each side. */
  readonly contents: Contents;
  /** Osmolarity, charge and Donnan equilibrium, where both sides hold something. */
  readonly surroundings?: Surroundings;
  /** Where everything is steady, the concentrations too; absent where nothing moves. */
  readonly fullSteady?: Outcome<FullSteadySummary>;
}

export interface StateSummary {
  readonly name: string;
  /** SI. */
  readonly value?: number;
  readonly unit: string;
}

export interface ValueSummary {
  readonly name: string;
  /** At rest, where it depends on V. SI. */
  readonly value?: number;
  readonly unit: string;
  readonly dependsOnVoltage: boolean;
}

export interface SummaryOptions {
  /** False leaves out V_rest and all that needs it, for a model known to be incomplete. */
  readonly rest?: boolean;
}

/** `symbols` holds the parameters (see `parameterValues`) and is left alone. Never fails as a whole. */
export function summarize(model: Model, symbols: Float64Array, options: SummaryOptions = {}): Summary {
  const steady = steadyStateOf(model);
  const rest = options.rest === false || model.pathways.length === 0 ? undefined : findRest(model, symbols);
  const restingPotential = rest?.ok ? rest.value.roots[rest.value.chosen]!.V : undefined;
  const valueOf = restingValues(model, steady, symbols, restingPotential);
  const temperature = valueOf(model.temperature) ?? Number.NaN;
  const area = valueOf(model.area);
  const contents = contentsOf(model, valueOf);
  const surroundings = surroundingsOf(model, temperature, contents);
  const fullSteady =
    restingPotential === undefined ? undefined : fullSteadySummary(model, symbols, restingPotential, valueOf);
  return {
    basis: model.basis,
    temperature,
    thermalVoltage: thermalVoltage(temperature),
    ...(area !== undefined && { area }),
    solutes: model.solutes.map((_, i) => summarizeSolute(model, i, valueOf)),
    ions: model.ions.map((_, i) => summarizeIon(model, i, temperature, valueOf, restingPotential)),
    pools: summarizePools(model, valueOf),
    buffers: summarizeBuffers(model, valueOf),
    pathways: summarizePathways(model, valueOf, area, restingPotential),
    states: summarizeStates(model, steady, symbols, restingPotential),
    values: model.values.map(({ name, node, unit }) => {
      const value = valueOf(node);
      const dependsOnVoltage = steady.dependsOnVoltage[node] === 1;
      return { name, ...(value !== undefined && { value }), unit, dependsOnVoltage };
    }),
    ...(rest && { rest }),
    ...(restingPotential !== undefined && { restingPotential }),
    contents,
    ...(surroundings && { surroundings }),
    ...(fullSteady && { fullSteady }),
  };
}

function summarizeStates(
  model: Model,
  steady: SteadyState,
  symbols: Float64Array,
  restingPotential: number | undefined,
): StateSummary[] {
  const point = Float64Array.from(symbols);
  point[VOLTAGE] = restingPotential ?? Number.NaN;
  makeStateSettler(model, steady)(point);
  return model.states.map(({ name, symbol, unit }) => {
    const value = point[symbol]!;
    return { name, ...(Number.isFinite(value) && { value }), unit };
  });
}
