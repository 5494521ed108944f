/**
 * Neurons of any size whose every channel is a kinetic scheme. Each channel consists of groups of like
 * subunits; a state says how many of each group are in their active position, so k of n moves up at (n − k) α and down
 * at k β. What makes it more than gates is cooperation: the last step of the first group is `cooperation` times as fast
 * both ways, which keeps detailed balance.
 *
 * Rates of Nav and Kdr after Hodgkin & Huxley 1952. SI.
 */
import { evaluate } from '../../../language/model/evaluate.js';
import { VOLTAGE, type Model } from '../../../language/model/model.js';
import { ModelBuilder } from '../../model-builder.js';
import type { Term } from '../../term.js';

interface Subunits {
  readonly count: number;
  /** 1/s. */
  readonly alpha: Term;
  readonly beta: Term;
}

interface SchemeOptions {
  readonly groups: readonly Subunits[];
  readonly cooperation?: number;
  /** S/m² and V. */
  readonly conductance: number;
  readonly reversal: number;
}

interface Transition {
  readonly from: number;
  readonly to: number;
  readonly rate: Term;
}

export interface NeuronOfSchemes {
  readonly model: Model;
  /** −65 mV, then the share of every state in equilibrium there. */
  readonly start: readonly number[];
}

export class SchemeNeuron {
  readonly builder: ModelBuilder;
  /** For each state how many of each group are active, of which group. */
  readonly #states: { readonly active: readonly number[]; readonly groups: readonly Subunits[] }[] = [];

  constructor(name: string) {
    this.builder = new ModelBuilder({ name, temperature: 279.45, capacitance: 0.01 });
  }

  /** α and β of the form factor·exp((V − at)/per), mV and 1/ms. */
  exponential(factor: number, at: number, per: number): Term {
    return this.#scaled(at, per)
      .exp()
      .times(factor * 1000);
  }

  linear(factor: number, at: number, per: number): Term {
    return this.#scaled(at, per)
      .linoid()
      .times(factor * 1000);
  }

  sigmoid(factor: number, at: number, per: number): Term {
    return this.#scaled(at, per)
      .boltzmann()
      .times(factor * 1000);
  }

  #scaled(at: number, per: number): Term {
    return this.builder.V.minus(at * 1e-3).over(per * 1e-3);
  }

  scheme(name: string, { groups, cooperation = 1, conductance, reversal }: SchemeOptions): void {
    const m = this.builder;
    const states = combinations(groups.map(({ count }) => count));
    const firstSymbol = this.#states.length + 2;
    const share = (i: number): Term => m.symbol(firstSymbol + i);
    const transitions = states.flatMap((state, from): Transition[] =>
      groups.flatMap(({ count, alpha, beta }, group): Transition[] => {
        const active = state[group]!;
        if (active === count) return [];
        const to = states.findIndex((other) => other.every((k, g) => k === state[g]! + (g === group ? 1 : 0)));
        const factor = group === 0 && active === count - 1 ? cooperation : 1;
        return [
          { from, to, rate: alpha.times((count - active) * factor) },
          { from: to, to: from, rate: beta.times((active + 1) * factor) },
        ];
      }),
    );
    states.forEach((state, i) => {
      const gain = transitions.filter(({ to }) => to === i).map(({ from, rate }) => rate.times(share(from)));
      const loss = transitions.filter(({ from }) => from === i).map(({ rate }) => rate.times(share(i)));
      const rate = [...gain, ...loss.map((term) => term.times(-1))].reduce((sum, term) => sum.plus(term));
      m.state(`${name}.${state.join('')}`, () => ({ rate, steady: Number.NaN }));
      this.#states.push({ active: state, groups });
    });
    m.pump(name, {
      current: share(states.length - 1)
        .times(conductance)
        .times(m.V.minus(reversal)),
    });
  }

  /** Equilibrium is binomial: cooperation speeds both ways alike. */
  build(): NeuronOfSchemes {
    const model = this.builder.build();
    const symbols = new Float64Array(model.symbols.length);
    symbols[VOLTAGE] = -0.065;
    const shares = this.#states.map(({ active, groups }) =>
      groups.reduce((share, { count, alpha, beta }, group) => {
        const [up, down] = [evaluate(model.graph, alpha.id, symbols), evaluate(model.graph, beta.id, symbols)];
        const k = active[group]!;
        return share * choose(count, k) * (up / (up + down)) ** k * (down / (up + down)) ** (count - k);
      }, 1),
    );
    return { model, start: [symbols[VOLTAGE], ...shares] };
  }
}

/** How many ways there are to choose k of n. */
function choose(n: number, k: number): number {
  return k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;
}

/** Every way to have 0 … count of each group active, all active last. */
function combinations(counts: readonly number[]): number[][] {
  return counts.reduce<number[][]>(
    (all, count) => all.flatMap((head) => Array.from({ length: count + 1 }, (_, k) => [...head, k])),
    [[]],
  );
}

/** The squid's sodium and potassium channels as schemes of 8 and 5 states, and its leak. */
function addSquidChannels(neuron: SchemeNeuron): void {
  const m = { count: 3, alpha: neuron.linear(1, -40, 10), beta: neuron.exponential(4, -65, -18) };
  const h = { count: 1, alpha: neuron.exponential(0.07, -65, -20), beta: neuron.sigmoid(1, -35, 10) };
  const n = { count: 4, alpha: neuron.linear(0.1, -55, 10), beta: neuron.exponential(0.125, -65, -80) };
  neuron.scheme('Nav', { groups: [m, h], conductance: 1200, reversal: 0.05 });
  neuron.scheme('Kdr', { groups: [n], conductance: 360, reversal: -0.077 });
  neuron.builder.pump('Leak', { current: neuron.builder.V.plus(0.054387).times(3) });
}

/** A squid axon with further potassium channels, each a chain of five states: 14 states and 5 for each of `extra`. */
export function growingNeuron(extra: number): NeuronOfSchemes {
  const neuron = new SchemeNeuron(`Growing${extra}`);
  addSquidChannels(neuron);
  for (let i = 0; i < extra; i++) {
    const alpha = neuron.linear(0.05, -50 + i / 4, 10);
    const beta = neuron.exponential(0.1, -60 - i / 4, -60);
    neuron.scheme(`K${i}`, { groups: [{ count: 4, alpha, beta }], conductance: 20 / extra, reversal: -0.077 });
  }
  neuron.builder.experiment('Spiking', { duration: 0.2, inject: [{ amplitude: 0.1 }] });
  return neuron.build();
}
