/**
 * All the numbers a model has at rest, computed once: hover, inlay hint, preview and command line read this and
 * nothing else, so they cannot disagree. SI throughout (V, A/m² or A, S/m² or S, mol/m³, 1/s).
 */
import type { Failure, Outcome } from '../model/outcome.js';
import type { Basis } from '../model/model.js';
import type { Rest } from './rest.js';

export interface Summary {
  readonly basis: Basis;
  /** K. */
  readonly temperature: number;
  /** RT/F, V. */
  readonly thermalVoltage: number;
  readonly area?: number;
  readonly ions: readonly IonSummary[];
  readonly pathways: readonly PathwaySummary[];
  readonly values: readonly ValueSummary[];
  /** Absent when the model has no pathway to be at rest with. */
  readonly rest?: Outcome<Rest>;
  /** V_rest, V: the chosen root; absent when `rest` failed or is absent. */
  readonly restingPotential?: number;
}

export interface IonSummary {
  readonly name: string;
  readonly charge: number;
  readonly impermeant: boolean;
  readonly inside?: number;
  readonly outside?: number;
  readonly activityInside: number;
  readonly activityOutside: number;
  /** Nernst potential, V. */
  readonly reversal?: number;
  /** ∂E/∂c_out and ∂E/∂c_in, V m³/mol (numerically mV/mM × 1e-3). */
  readonly sensitivityOutside?: number;
  readonly sensitivityInside?: number;
  /** V_rest − E, V. */
  readonly drivingForce?: number;
  /** Which way the ion itself moves at rest through an open channel. */
  readonly flow?: 'in' | 'out' | 'none';
  /** Net outward current this ion carries at rest through all pathways. */
  readonly current?: number;
  /** Why there is no reversal. */
  readonly failure?: Failure;
}

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

export interface ValueSummary {
  readonly name: string;
  /** At rest, where it depends on V. SI. */
  readonly value?: number;
  readonly unit: string;
  readonly dependsOnVoltage: boolean;
}
