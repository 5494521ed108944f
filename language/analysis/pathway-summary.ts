/** One pathway's numbers at rest. SI, in the model's basis where nothing else is said. */
import type { Model, Pathway } from '../model/model.js';
import { summarizeBlock, type BlockSummary } from './block-summary.js';
import { summarizeCycle, type PumpSummary } from './cycle-summary.js';
import { chordConductanceAtRest, summarizePermeation, type PermeationSummary } from './permeation-summary.js';
import { summarizePopulation, type PopulationSummary } from './population-summary.js';
import type { RestingValues } from './resting-values.js';
import { summarizeScheme, type SchemeSummary } from './scheme-summary.js';

export interface PathwaySummary {
  readonly name: string;
  readonly kind: Pathway['kind'];
  /** At rest: net outward current in the basis; the same as an absolute current (A) where the area is known. */
  readonly current?: number;
  readonly absoluteCurrent?: number;
  readonly maximalConductance?: number;
  /** Chord conductance at rest; of a channel that permeates I/(V − E), absent where V is E. */
  readonly conductance?: number;
  /** Of a channel that permeates several ions. */
  readonly permeation?: PermeationSummary;
  readonly open?: number;
  /** Fraction of channels that no blocker sits in. */
  readonly unblocked?: number;
  readonly blocks?: readonly BlockSummary[];
  readonly population?: PopulationSummary;
  readonly reversal?: number;
  /** Share of Σ g at rest, 0…1. Channels only. */
  readonly conductanceShare?: number;
  /** |I| as a share of Σ|I| at rest, 0…1. */
  readonly currentShare?: number;
  readonly gates: readonly GateSummary[];
  readonly schemes: readonly SchemeSummary[];
  readonly pump?: PumpSummary;
}

export interface GateSummary {
  readonly name: string;
  readonly steady?: number;
  /** s. */
  readonly tau?: number;
}

/** All of them, as shares of each other need all. `area` in m² and the resting potential in V, where they are known. */
export function summarizePathways(
  model: Model,
  valueOf: RestingValues,
  area: number | undefined,
  restingPotential: number | undefined,
): PathwaySummary[] {
  const perCell = model.basis === 'cell' ? 1 : area;
  const currents = model.pathways.map((pathway) => currentAtRest(pathway, valueOf));
  const conductances = model.pathways.map((pathway) => chordConductanceAtRest(pathway, valueOf, restingPotential));
  const channels = model.pathways.filter(({ kind }) => kind === 'channel').length;
  const totalCurrent = totalMagnitude(currents, model.pathways.length);
  const totalConductance = totalMagnitude(conductances, channels);
  return model.pathways.map((pathway, i) => {
    const current = currents[i];
    const conductance = conductances[i];
    const { name, kind, gates, cycle } = pathway;
    const permeation = summarizePermeation(model, pathway, valueOf);
    return {
      name,
      kind,
      ...defined('current', current),
      ...defined('absoluteCurrent', times(current, perCell)),
      ...defined('maximalConductance', valueOf(pathway.maximalConductance)),
      ...defined('conductance', conductance),
      ...defined('open', valueOf(pathway.open)),
      ...defined('unblocked', valueOf(pathway.unblocked)),
      ...(pathway.blocks && { blocks: pathway.blocks.map((block) => summarizeBlock(block, valueOf)) }),
      ...(pathway.population && { population: summarizePopulation(pathway, valueOf, perCell) }),
      ...defined('reversal', valueOf(pathway.reversal)),
      ...defined('conductanceShare', share(conductance, totalConductance)),
      ...defined('currentShare', share(current, totalCurrent)),
      ...(permeation && { permeation }),
      gates: gates.map((gate) => summarizeGate(gate, valueOf)),
      schemes: (pathway.schemes ?? []).map((scheme) => summarizeScheme(scheme, valueOf)),
      ...(cycle && { pump: summarizeCycle(model, cycle, valueOf, perCell, restingPotential) }),
    };
  });
}

function summarizeGate({ name, steady, tau }: Pathway['gates'][number], valueOf: RestingValues): GateSummary {
  return { name, ...defined('steady', valueOf(steady)), ...defined('tau', valueOf(tau)) };
}

/** Parts that cancel but for so much of their size differ by rounding alone. */
const ROUNDING = 1e-13;
/** V: what g·(V − E) is a difference of. */
const TYPICAL_POTENTIAL = 0.1;

/** 0 where a membrane rests at the reversal of a pathway, and what is left is rounding. */
function currentAtRest({ current, conductance, ionCurrents }: Pathway, valueOf: RestingValues): number | undefined {
  const I = valueOf(current);
  if (I === undefined) return undefined;
  const parts = ionCurrents.length > 1 ? ionCurrents.map((ion) => Math.abs(valueOf(ion.current) ?? 0)) : [];
  const size = parts.reduce((sum, part) => sum + part, 0) + (valueOf(conductance) ?? 0) * TYPICAL_POTENTIAL;
  return Math.abs(I) <= ROUNDING * size ? 0 : I;
}

/** Σ|x|, where as many are known as should be. */
function totalMagnitude(values: readonly (number | undefined)[], expected: number): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === expected ? known.reduce((sum, value) => sum + Math.abs(value), 0) : undefined;
}

function share(value: number | undefined, total: number | undefined): number | undefined {
  return value === undefined || total === undefined || total === 0 ? undefined : Math.abs(value) / total;
}

function times(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a * b;
}

/** A property that is absent rather than undefined. */
function defined<K extends string>(key: K, value: number | undefined): { readonly [k in K]?: number } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [k in K]?: number };
}
