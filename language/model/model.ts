/**
 * The compiled model: what the text means, as plain JSON data, and all that analysis, solver, page and command
 * line ever see of it. No AST, no functions, no units left to convert.
 *
 * All numbers are coherent SI. `basis` says what "current" and "conductance" mean throughout one model:
 * per membrane area (A/m², S/m², F/m²) when an area is known or only densities are written, else for the whole
 * cell (A, S, F).
 * Sign: V = φ_in − φ_out; outward current is positive whatever the sign of the ion.
 */
import type { Clamp, Curve, Drive, SweepAxis } from './drive.js';
import type { Expectation } from './expectation.js';
import type { Graph, NodeId, Span } from './graph.js';
import type { Measure } from './measure.js';
import type { Recording } from './recording.js';

export type Basis = 'area' | 'cell';

export interface Model {
  readonly name: string;
  readonly doc?: string;
  readonly span: Span;
  readonly basis: Basis;
  readonly graph: Graph;
  readonly symbols: readonly ModelSymbol[];
  /** Absolute temperature, K. */
  readonly temperature: NodeId;
  /** F/m² or F by `basis`; absent when the file gives none (then nothing can be run in time). */
  readonly capacitance?: NodeId;
  /**
   * V is what balances all currents at every moment; the capacitance is then the vanishing one that the condition is
   * solved with, and not that of the membrane.
   */
  readonly electroneutral?: true;
  /** m²; absent when the file gives neither area nor diameter. */
  readonly area?: NodeId;
  readonly parameters: readonly Parameter[];
  readonly values: readonly NamedValue[];
  readonly ions: readonly Ion[];
  readonly solutes: readonly Solute[];
  /** The spaces on both sides, as far as the file says how big they are. */
  readonly spaces?: { readonly inside?: Space; readonly outside?: Space };
  /** All that is dissolved on each side: ions, solutes, and what solutions hold beside them. */
  readonly contents?: { readonly inside: readonly Dissolved[]; readonly outside: readonly Dissolved[] };
  /** Absent where there are none. */
  readonly pools?: readonly Pool[];
  readonly buffers?: readonly Buffer[];
  readonly slabs?: readonly Slab[];
  /** What expectations at rest ask of slabs; each has a symbol of its own, of kind `measure`. */
  readonly slabValues?: readonly SlabValue[];
  /** Absent where there are none. */
  readonly solutions?: readonly Solution[];
  readonly pathways: readonly Pathway[];
  /** Every state but V, in the order of their symbols. */
  readonly states: readonly State[];
  readonly experiments: readonly Experiment[];
  /** Absent where there are none. */
  readonly recordings?: readonly Recording[];
  /** What expectations and curves read of runs; each has a symbol of its own. */
  readonly measures: readonly Measure[];
  readonly expectations: readonly Expectation[];
}

/** Entry `i` is what `{op: 'symbol', symbol: i}` reads. Symbol 0 is V, symbol 1 is t. */
export interface ModelSymbol {
  readonly kind: 'V' | 't' | 'parameter' | 'state' | 'measure' | 'drive';
  readonly name: string;
}
export const VOLTAGE = 0;
export const TIME = 1;

/** A slider: a value a person may change without recompiling. Range in SI, `unit` as the file wrote it. */
export interface Parameter {
  readonly name: string;
  readonly symbol: number;
  readonly value: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly unit: string;
  readonly doc?: string;
  readonly span: Span;
}

/** A `let`. `unit` is the unit to show it in. */
export interface NamedValue {
  readonly name: string;
  readonly node: NodeId;
  readonly unit: string;
  readonly doc?: string;
  readonly span: Span;
}

export interface Ion {
  readonly name: string;
  /** Charge number z, never 0. */
  readonly charge: number;
  /** An impermeant ion has no Nernst potential. */
  readonly impermeant: boolean;
  /** Concentrations, mol/m³ (= mM); absent where the file gives none. */
  readonly inside?: NodeId;
  readonly outside?: NodeId;
  /** Activity coefficients γ; absent means 1. */
  readonly activityInside?: NodeId;
  readonly activityOutside?: NodeId;
  /** Nernst potential RT/(zF)·ln(a_out/a_in), V; absent when a side is. */
  readonly reversal?: NodeId;
  /**
   * dc/dt, mol/(m³ s), that everything in the file makes of the concentration inside and outside, where the size of
   * that side is known: whether or not it is free to follow.
   */
  readonly insideRate?: NodeId;
  readonly outsideRate?: NodeId;
  /** What buffers inside hold of it, mol/m³, and d(free + bound)/dt; absent without buffers. */
  readonly bound?: NodeId;
  readonly insideRateOfAll?: NodeId;
  /** Something beyond the membrane takes it and brings it, or clears it: its amount is not conserved. */
  readonly exchanges?: true;
  /** Indices in `model.states`, of sides that move. */
  readonly insideState?: number;
  readonly outsideState?: number;
  readonly doc?: string;
  readonly span: Span;
}

/** Something dissolved that is no ion of the membrane: uncharged and carried, or a ligand that only binds. */
export interface Solute {
  readonly name: string;
  readonly kind: 'solute' | 'ligand';
  /** Charge number z: 0 for a solute. */
  readonly charge: number;
  /** Concentrations, mol/m³; absent where the file gives none. */
  readonly inside?: NodeId;
  readonly outside?: NodeId;
  readonly doc?: string;
  readonly span: Span;
}

/** Something that is dissolved on one side, whether or not it is declared or can cross. */
export interface Dissolved {
  readonly name: string;
  /** Charge number z: 0 for what is uncharged. */
  readonly charge: number;
  /** mol/m³. */
  readonly concentration: NodeId;
  /** What buffers hold of it, mol/m³: no particles of their own, but their charge is there. Absent without buffers. */
  readonly bound?: NodeId;
}

/** What the concentrations of one side are in. */
export interface Space {
  /** Volume per membrane area, m, with basis 'area'; volume, m³, with basis 'cell'. */
  readonly depth: NodeId;
  /** m³; absent where only the depth is known. */
  readonly volume?: NodeId;
  /** The volume at the start, m³, of a space whose volume is a state or follows one. */
  readonly start?: NodeId;
  readonly span: Span;
}

/** The shell in which an ion inside is felt, and what clears it. */
export interface Pool {
  readonly name: string;
  /** Index in `model.ions`. */
  readonly ion: number;
  /** Absent where the file does not say how big it is. */
  readonly space?: Space;
  /** s, and the concentration it leads to, mol/m³; absent where nothing clears it. */
  readonly decay?: NodeId;
  readonly rest?: NodeId;
  readonly doc?: string;
  readonly span: Span;
}

/** A layer between the two solutions, to be solved by Poisson–Nernst–Planck. All nodes depend on parameters alone. */
export interface Slab {
  readonly name: string;
  readonly ions: readonly {
    readonly name: string;
    readonly charge: number;
    /** m²/s. */
    readonly diffusion: NodeId;
    /** Activities, mol/m³. */
    readonly inside: NodeId;
    readonly outside: NodeId;
  }[];
  /** m. */
  readonly thickness: NodeId;
  /** Relative. */
  readonly permittivity: NodeId;
  /** Fixed elementary charges, mol/m³. */
  readonly charge: NodeId;
  readonly doc?: string;
  readonly span: Span;
}

export interface SlabValue {
  readonly symbol: number;
  readonly slab: Slab;
  readonly kind: 'current' | 'field' | 'reversal';
  /** V; absent for the reversal. */
  readonly at?: NodeId;
}

/** What binds an ion inside. Concentrations in mol/m³. */
export interface Buffer {
  readonly name: string;
  /** Index in `model.ions`. */
  readonly ion: number;
  /** By a constant ratio of bound to free, by sites that are at equilibrium, or by sites with rate constants. */
  readonly kind: 'ratio' | 'rapid' | 'slow';
  readonly bound: NodeId;
  /** ∂bound/∂c at equilibrium with the free concentration of the moment. */
  readonly kappa: NodeId;
  readonly total?: NodeId;
  readonly dissociation?: NodeId;
  /** m³/(mol s) and 1/s. */
  readonly kon?: NodeId;
  readonly koff?: NodeId;
  readonly doc?: string;
  readonly span: Span;
}

/** What one ion's permeability in a channel comes to, as far as it is open: m/s, or m³/s with basis 'cell'. */
export interface IonPermeability {
  /** Index in `model.ions`. */
  readonly ion: number;
  readonly permeability: NodeId;
}

/** A named mixture. Concentrations in mol/m³. */
export interface Solution {
  readonly name: string;
  readonly components: readonly Component[];
  /** Σ c. */
  readonly osmolarity: NodeId;
  /** ½ Σ z²·c. */
  readonly ionicStrength: NodeId;
  /** Σ z·c. */
  readonly netCharge: NodeId;
  readonly doc?: string;
  readonly span: Span;
}

export interface Component extends Dissolved {
  /** Electrical mobility in water, m²/(V s); absent without a charge, and where nobody says. */
  readonly mobility?: NodeId;
}

/** The part of a pathway's current that one ion carries. */
export interface IonCurrent {
  /** Index in `model.ions`. */
  readonly ion: number;
  readonly current: NodeId;
}

/** What a pathway carries of one uncharged solute. */
export interface SoluteFlux {
  /** Index in `model.solutes`. */
  readonly solute: number;
  /** Outward, mol/s or mol/(m² s) by `basis`. */
  readonly flux: NodeId;
}

export interface Pathway {
  readonly name: string;
  readonly kind: 'channel' | 'pump' | 'transporter';
  /** Net outward current. */
  readonly current: NodeId;
  /** By ion, where the file says which; their sum is `current`, also where that is 0 and theirs are not. */
  readonly ionCurrents: readonly IonCurrent[];
  /** Absent where it carries none. */
  readonly soluteFluxes?: readonly SoluteFlux[];
  /** Maximal chord conductance (everything open). Channels only. */
  readonly maximalConductance?: NodeId;
  /** Chord conductance = maximal × open probability × unblocked fraction. Channels only. */
  readonly conductance?: NodeId;
  /** Of channels whose current is the constant-field current of these ions and no g·(V − E): they have no conductance. */
  readonly permeabilities?: readonly IonPermeability[];
  /** That of a share of 1 with everything open, m/s or m³/s. */
  readonly maximalPermeability?: NodeId;
  /** Number of channels in the basis and conductance of one, S, where the file gives both. Channels only. */
  readonly population?: Population;
  /** Fraction of channels that no blocker sits in; absent without blockers. */
  readonly unblocked?: NodeId;
  readonly blocks?: readonly Block[];
  /** Open probability; absent when always open. */
  readonly open?: NodeId;
  /** Reversal potential, V. Channels only. */
  readonly reversal?: NodeId;
  readonly gates: readonly Gate[];
  /** Kinetic diagrams; absent where there are none. */
  readonly schemes?: readonly Scheme[];
  readonly cycle?: PumpCycle;
  readonly doc?: string;
  readonly span: Span;
}

export interface Population {
  readonly count: NodeId;
  readonly unitary: NodeId;
}

/** A blocker of a channel. Concentrations in mol/m³. */
export interface Block {
  readonly name: string;
  readonly side: 'in' | 'out';
  readonly charge: number;
  readonly concentration: NodeId;
  /** Kd(V). */
  readonly dissociation: NodeId;
  /** δ, part of the field from its own side; absent where V has no effect. */
  readonly distance?: NodeId;
}

export interface PumpCycle {
  /** Ions moved per cycle; `count` is positive outward. */
  readonly moves: readonly { readonly ion: number; readonly count: number }[];
  /** Uncharged solutes moved per cycle, likewise; absent where there are none. */
  readonly solutes?: readonly { readonly solute: number; readonly count: number }[];
  /** ATP per cycle; 0 when none. */
  readonly atp: number;
  /** Net charge number moved outward per cycle, Σ z·n. */
  readonly charge: number;
  /** Cycles per second: of the whole cell (1/s) with basis 'cell', per area (1/(m² s)) with basis 'area'. */
  readonly rate?: NodeId;
  /** How many of them: of the whole cell, or per m², by `basis`; absent where the file does not say. */
  readonly count?: NodeId;
  /**
   * ΔG of one mol of cycles in the direction written, by the gradients alone, J/mol: negative where they would drive it
   * by themselves. Absent where a concentration is not given.
   */
  readonly freeEnergy?: NodeId;
  /** ΔG of the hydrolysis of one mol of ATP, J/mol; absent where the file gives none. */
  readonly atpEnergy?: NodeId;
  /** V at which the whole cycle, ATP included, stands still; absent for an electroneutral one. */
  readonly reversal?: NodeId;
}

export interface Gate {
  readonly name: string;
  /** Steady-state value x∞(V). */
  readonly steady: NodeId;
  /** Time constant, s; absent for an instantaneous gate, which has no state and equals `steady`. */
  readonly tau?: NodeId;
  /** α and β in 1/s, Q10 included, where the file wrote them. */
  readonly alpha?: NodeId;
  readonly beta?: NodeId;
  /** Index in `model.states`; absent for an instantaneous gate. */
  readonly state?: number;
  readonly span: Span;
}

/** A kinetic diagram. The shares of its states add up to 1. */
export interface Scheme {
  readonly states: readonly { readonly name: string; readonly occupancy: NodeId }[];
  /** `from` and `to` are indices in `states`; rates in 1/s, `backward` absent where there is no way back. */
  readonly transitions: readonly {
    readonly from: number;
    readonly to: number;
    readonly forward: NodeId;
    readonly backward?: NodeId;
  }[];
  /** Something drives it round: detailed balance is not asked of it. */
  readonly driven: boolean;
  readonly span: Span;
}

export interface State {
  /** As shown: `Nav.m`. */
  readonly name: string;
  readonly symbol: number;
  /** d/dt in SI, reading V, t, parameters and states. */
  readonly rate: NodeId;
  /** Value at which `rate` vanishes with V held, when that has a closed form (gates: x∞); else it is found by iteration. */
  readonly steady?: NodeId;
  /** Value at t = 0 of a run, where the file gives one: parameters alone decide it. Else the run starts steady. */
  readonly start?: NodeId;
  /** Concentrations, amounts, volumes: at rest they stay at their `start`, while everything else settles. */
  readonly held?: true;
  /** Size of a typical value, in SI: what a tolerance is relative to (1 for a gate). */
  readonly scale: number;
  /** Unit to show it in; '' for a gate. */
  readonly unit: string;
  readonly span: Span;
}

export interface Experiment {
  readonly name: string;
  readonly doc?: string;
  /** s. */
  readonly duration: NodeId;
  /** V at t = 0, V; absent: the model's rest. Gates start at their steady state for it. */
  readonly start?: NodeId;
  readonly injections: readonly Injection[];
  readonly panes: readonly (readonly Trace[])[];
  /** All that changes with time, or holds for this experiment alone, beside the injections. */
  readonly drives?: readonly Drive[];
  readonly clamp?: Clamp;
  /** With axes it is a family of runs, one for each combination of their values; the last axis varies fastest. */
  readonly axes?: readonly SweepAxis[];
  readonly curves?: readonly Curve[];
  /** What is drawn against another value that changes: an orbit in a plane. Absent where there is none. */
  readonly orbits?: readonly Orbit[];
  /** Where measures look unless they say otherwise, s; absent: the whole run. */
  readonly window?: { readonly from?: NodeId; readonly to?: NodeId };
  /** Channels are single ones, and what else is random. */
  readonly stochastic?: Stochastic;
  readonly span: Span;
}

/** A run with chance in it, the same for one seed. */
export interface Stochastic {
  readonly seed: NodeId;
  /** Fixed step of what is no single channel, s. */
  readonly step?: NodeId;
  /** Populations up to this many are followed channel by channel. */
  readonly exact?: NodeId;
  /** White noise current: root of its one-sided spectral density, A/√Hz or A/m²/√Hz by `basis`. */
  readonly noise?: NodeId;
}

/** Injected current in the model's basis, positive depolarises, on for from ≤ t < to (s). */
export interface Injection {
  readonly amplitude: NodeId;
  readonly from?: NodeId;
  readonly to?: NodeId;
}

/** `plot K.w against V` of a single run. */
export interface Orbit {
  readonly against: Trace;
  readonly traces: readonly Trace[];
}

export interface Trace {
  /** As the file writes it: `Nav.I`. */
  readonly label: string;
  readonly node: NodeId;
  readonly unit: string;
}
