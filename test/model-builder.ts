/**
 * Model literals for tests, without the text: all numbers SI, in the basis the options say.
 *
 *   const m = new ModelBuilder({ capacitance: 0.01 });
 *   const K = m.ion('K', 1, { inside: 140, outside: 4 });
 *   m.channel('Kv', { ion: K, conductance: 360, gates: { n: { alpha, beta } }, open: ({ n }) => n.pow(4) });
 *   const model = m.build();
 */
import { GraphBuilder } from '../language/model/graph-builder.js';
import {
  TIME,
  VOLTAGE,
  type Basis,
  type Experiment,
  type Gate,
  type Ion,
  type Model,
  type ModelSymbol,
  type NamedValue,
  type Parameter,
  type Pathway,
  type State,
} from '../language/model/model.js';
import { Term, type Operand } from './term.js';

/** CODATA 2018. Written out again so that a test does not lean on the code it checks. */
export const R = 8.31446261815324;
export const F = 96485.33212;
export const ELEMENTARY_CHARGE = 1.602176634e-19;

const nowhere = { start: 0, end: 0 };

export interface MembraneOptions {
  readonly name?: string;
  readonly basis?: Basis;
  readonly temperature?: Operand;
  readonly capacitance?: Operand;
  readonly area?: Operand;
}

export interface IonHandle {
  readonly index: number;
  readonly charge: number;
  readonly E?: Term;
}

export interface PathwayHandle {
  readonly index: number;
  readonly I: Term;
  readonly g?: Term;
  readonly gates: Readonly<Record<string, Term>>;
}

export type GateKinetics =
  { readonly alpha: Term; readonly beta: Term } | { readonly steady: Term; readonly tau?: Operand };

export interface ChannelOptions {
  readonly ion?: IonHandle;
  readonly reversal?: Operand;
  readonly conductance: Operand;
  readonly gates?: Readonly<Record<string, GateKinetics>>;
  /** Open probability; without it the product of the gates. */
  readonly open?: (gates: Readonly<Record<string, Term>>) => Term;
}

export interface PumpOptions {
  /** [ion, how many outward per cycle]. */
  readonly moves?: readonly (readonly [IonHandle, number])[];
  readonly atp?: number;
  readonly current?: Operand;
  readonly rate?: Operand;
}

export interface ExperimentOptions {
  readonly duration: Operand;
  readonly start?: Operand;
  readonly inject?: readonly { readonly amplitude: Operand; readonly from?: Operand; readonly to?: Operand }[];
  readonly panes?: readonly (readonly { readonly label: string; readonly node: Term; readonly unit: string }[])[];
}

export class ModelBuilder {
  readonly #graph = new GraphBuilder();
  readonly #options: MembraneOptions;
  readonly #symbols: ModelSymbol[] = [
    { kind: 'V', name: 'V' },
    { kind: 't', name: 't' },
  ];
  readonly #ions: Ion[] = [];
  readonly #pathways: Pathway[] = [];
  readonly #states: State[] = [];
  readonly #parameters: Parameter[] = [];
  readonly #values: NamedValue[] = [];
  readonly #experiments: Experiment[] = [];
  readonly V: Term;
  readonly t: Term;
  readonly T: Term;

  constructor(options: MembraneOptions = {}) {
    this.#options = options;
    this.V = new Term(this.#graph, this.#graph.symbol(VOLTAGE));
    this.t = new Term(this.#graph, this.#graph.symbol(TIME));
    this.T = this.term(options.temperature ?? 310.15);
  }

  term(operand: Operand): Term {
    return typeof operand === 'number' ? new Term(this.#graph, { constant: operand }) : operand;
  }

  parameter(name: string, value: number, range: { minimum?: number; maximum?: number } = {}): Term {
    const symbol = this.#symbols.push({ kind: 'parameter', name }) - 1;
    this.#parameters.push({ name, symbol, value, ...range, unit: '', span: nowhere });
    return new Term(this.#graph, this.#graph.symbol(symbol));
  }

  let(name: string, node: Operand, unit = ''): Term {
    const term = this.term(node);
    this.#values.push({ name, node: term.id, unit, span: nowhere });
    return term;
  }

  ion(
    name: string,
    charge: number,
    sides: { inside?: Operand; outside?: Operand; gammaInside?: number } = {},
  ): IonHandle {
    const inside = sides.inside === undefined ? undefined : this.term(sides.inside);
    const outside = sides.outside === undefined ? undefined : this.term(sides.outside);
    const gamma = sides.gammaInside === undefined ? undefined : this.term(sides.gammaInside);
    const E =
      inside && outside
        ? this.T.times(R / F / charge).times(outside.over(gamma ? inside.times(gamma) : inside).log())
        : undefined;
    const index = this.#ions.push({
      name,
      charge,
      impermeant: false,
      ...(inside && { inside: inside.id }),
      ...(outside && { outside: outside.id }),
      ...(gamma && { activityInside: gamma.id }),
      ...(E && { reversal: E.id }),
      span: nowhere,
    });
    return { index: index - 1, charge, ...(E && { E }) };
  }

  impermeant(name: string, charge: number, inside: number): void {
    this.#ions.push({ name, charge, impermeant: true, inside: this.term(inside).id, span: nowhere });
  }

  channel(name: string, options: ChannelOptions): PathwayHandle {
    const reversal = this.term(options.reversal ?? options.ion?.E ?? Number.NaN);
    const maximal = this.term(options.conductance);
    const gates: Record<string, Term> = {};
    const compiled: Gate[] = [];
    for (const [gate, kinetics] of Object.entries(options.gates ?? {})) {
      const [term, entry] = this.#gate(`${name}.${gate}`, gate, kinetics);
      gates[gate] = term;
      compiled.push(entry);
    }
    const gateTerms = Object.values(gates);
    const open = options.open?.(gates) ?? (gateTerms.length > 0 ? gateTerms.reduce((a, b) => a.times(b)) : undefined);
    const g = open ? maximal.times(open) : maximal;
    const I = g.times(this.V.minus(reversal));
    const index = this.#pathways.push({
      name,
      kind: 'channel',
      current: I.id,
      ionCurrents: options.ion ? [{ ion: options.ion.index, current: I.id }] : [],
      maximalConductance: maximal.id,
      conductance: g.id,
      ...(open && { open: open.id }),
      reversal: reversal.id,
      gates: compiled,
      span: nowhere,
    });
    return { index: index - 1, I, g, gates };
  }

  /** A pump; with neither `moves` nor `atp`, simply a current that something outside the model drives. */
  pump(name: string, options: PumpOptions): PathwayHandle {
    const moves = options.moves ?? [];
    const charge = moves.reduce((sum, [ion, count]) => sum + ion.charge * count, 0);
    const rate =
      options.rate !== undefined
        ? this.term(options.rate)
        : charge !== 0 && options.current !== undefined
          ? this.term(options.current).over(charge * ELEMENTARY_CHARGE)
          : undefined;
    const I = this.term(options.current ?? rate?.times(charge * ELEMENTARY_CHARGE) ?? 0);
    const ionCurrents = rate
      ? moves.map(([ion, n]) => ({ ion: ion.index, current: rate.times(n * ion.charge * ELEMENTARY_CHARGE).id }))
      : [];
    const index = this.#pathways.push({
      name,
      kind: 'pump',
      current: I.id,
      ionCurrents,
      gates: [],
      ...(moves.length > 0 && {
        cycle: {
          moves: moves.map(([ion, count]) => ({ ion: ion.index, count })),
          atp: options.atp ?? 0,
          charge,
          ...(rate && { rate: rate.id }),
        },
      }),
      span: nowhere,
    });
    return { index: index - 1, I, gates: {} };
  }

  /** A state of its own, or one half of a pair that refer to each other: `kinetics` sees the state's term. */
  state(
    name: string,
    kinetics: (self: Term) => { rate: Operand; steady?: Operand; start?: Operand; held?: true },
    scale = 1,
    unit = '',
  ): Term {
    const symbol = this.#symbols.push({ kind: 'state', name }) - 1;
    const self = new Term(this.#graph, this.#graph.symbol(symbol));
    const { rate, steady, start, held } = kinetics(self);
    this.#states.push({
      name,
      symbol,
      rate: this.term(rate).id,
      ...(steady !== undefined && { steady: this.term(steady).id }),
      ...(start !== undefined && { start: this.term(start).id }),
      ...(held && { held }),
      scale,
      unit,
      span: nowhere,
    });
    return self;
  }

  /** What symbol `index` reads, for a state that is declared later. */
  symbol(index: number): Term {
    return new Term(this.#graph, this.#graph.symbol(index));
  }

  experiment(name: string, options: ExperimentOptions): void {
    this.#experiments.push({
      name,
      duration: this.term(options.duration).id,
      ...(options.start !== undefined && { start: this.term(options.start).id }),
      injections: (options.inject ?? []).map(({ amplitude, from, to }) => ({
        amplitude: this.term(amplitude).id,
        ...(from !== undefined && { from: this.term(from).id }),
        ...(to !== undefined && { to: this.term(to).id }),
      })),
      panes: (options.panes ?? []).map((pane) => pane.map((trace) => ({ ...trace, node: trace.node.id }))),
      span: nowhere,
    });
  }

  build(): Model {
    const { name = 'Test', basis = 'area', capacitance, area } = this.#options;
    return {
      name,
      span: nowhere,
      basis,
      temperature: this.T.id,
      ...(capacitance !== undefined && { capacitance: this.term(capacitance).id }),
      ...(area !== undefined && { area: this.term(area).id }),
      graph: this.#graph.graph(),
      symbols: this.#symbols,
      parameters: this.#parameters,
      values: this.#values,
      ions: this.#ions,
      solutes: [],
      pathways: this.#pathways,
      states: this.#states,
      experiments: this.#experiments,
      measures: [],
      expectations: [],
    };
  }

  #gate(label: string, name: string, kinetics: GateKinetics): [Term, Gate] {
    if ('alpha' in kinetics) {
      const { alpha, beta } = kinetics;
      const total = alpha.plus(beta);
      const steady = alpha.over(total);
      const x = this.state(label, (self) => ({
        rate: alpha.times(this.term(1).minus(self)).minus(beta.times(self)),
        steady,
      }));
      const gate = { name, steady: steady.id, tau: total.inverse().id, alpha: alpha.id, beta: beta.id };
      return [x, { ...gate, state: this.#states.length - 1, span: nowhere }];
    }
    const { steady } = kinetics;
    if (kinetics.tau === undefined) return [steady, { name, steady: steady.id, span: nowhere }];
    const tau = this.term(kinetics.tau);
    const x = this.state(label, (self) => ({ rate: steady.minus(self).over(tau), steady }));
    return [x, { name, steady: steady.id, tau: tau.id, state: this.#states.length - 1, span: nowhere }];
  }
}
