/** One pathway's numbers at rest. SI, in the model's basis where nothing else is said. */
import type { Model, Pathway, PumpCycle } from '../model/model.js';
import { atpRate } from '../physics/pump-stoichiometry.js';
import type { RestingValues } from './resting-values.js';

export interface PathwaySummary {
  readonly name: string;
  readonly kind: 'channel' | 'pump';
  /** At rest: net outward current in the basis; the same as an absolute current (A) where the area is known. */
  readonly current?: number;
  readonly absoluteCurrent?: number;
  readonly maximalConductance?: number;
  /** Chord conductance at rest. */
  readonly conductance?: number;
  readonly open?: number;
  readonly reversal?: number;
  /** Share of Σ g at rest, 0…1. Channels only. */
  readonly conductanceShare?: number;
  /** |I| as a share of Σ|I| at rest, 0…1. */
  readonly currentShare?: number;
  readonly gates: readonly GateSummary[];
  readonly pump?: PumpSummary;
}

export interface GateSummary {
  readonly name: string;
  readonly steady?: number;
  /** s. */
  readonly tau?: number;
}

export interface PumpSummary {
  /** Net charge number outward per cycle. */
  readonly charge: number;
  readonly atp: number;
  /** Cycles/s and ATP/s in the basis (per m² with basis 'area'), and for the whole cell where the area is known. */
  readonly rate?: number;
  readonly atpRate?: number;
  readonly cellRate?: number;
  readonly cellAtpRate?: number;
}

/** All of them, as shares of each other need all. `area` in m², where it is known. */
export function summarizePathways(model: Model, valueOf: RestingValues, area: number | undefined): PathwaySummary[] {
  const perCell = model.basis === 'cell' ? 1 : area;
  const currents = model.pathways.map(({ current }) => valueOf(current));
  const conductances = model.pathways.map(({ conductance }) => valueOf(conductance));
  const channels = model.pathways.filter(({ kind }) => kind === 'channel').length;
  const totalCurrent = totalMagnitude(currents, model.pathways.length);
  const totalConductance = totalMagnitude(conductances, channels);
  return model.pathways.map((pathway, i) => {
    const current = currents[i];
    const conductance = conductances[i];
    const { name, kind, gates, cycle } = pathway;
    return {
      name,
      kind,
      ...defined('current', current),
      ...defined('absoluteCurrent', times(current, perCell)),
      ...defined('maximalConductance', valueOf(pathway.maximalConductance)),
      ...defined('conductance', conductance),
      ...defined('open', valueOf(pathway.open)),
      ...defined('reversal', valueOf(pathway.reversal)),
      ...defined('conductanceShare', share(conductance, totalConductance)),
      ...defined('currentShare', share(current, totalCurrent)),
      gates: gates.map((gate) => summarizeGate(gate, valueOf)),
      ...(cycle && { pump: summarizePump(cycle, valueOf, perCell) }),
    };
  });
}

function summarizeGate({ name, steady, tau }: Pathway['gates'][number], valueOf: RestingValues): GateSummary {
  return { name, ...defined('steady', valueOf(steady)), ...defined('tau', valueOf(tau)) };
}

function summarizePump(cycle: PumpCycle, valueOf: RestingValues, perCell: number | undefined): PumpSummary {
  const rate = valueOf(cycle.rate);
  const atp = rate === undefined ? undefined : atpRate(rate, cycle.atp);
  return {
    charge: cycle.charge,
    atp: cycle.atp,
    ...defined('rate', rate),
    ...defined('atpRate', atp),
    ...defined('cellRate', times(rate, perCell)),
    ...defined('cellAtpRate', times(atp, perCell)),
  };
}

/** Σ|x|, where as many are known as should be. */
function totalMagnitude(values: readonly (number | undefined)[], expected: number): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === expected ? known.reduce((sum, value) => sum + Math.abs(value), 0) : undefined;
}

function share(value: number | undefined, total: number | undefined): number | undefined {
  return value === undefined || !total ? undefined : Math.abs(value) / total;
}

function times(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a * b;
}

/** A property that is absent rather than undefined. */
function defined<K extends string>(key: K, value: number | undefined): { readonly [k in K]?: number } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [k in K]?: number };
}
