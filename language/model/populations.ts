/**
 * Channels of which the file says how many there are, as populations of independent channels that jump between states:
 * those of their kinetic scheme, or of their gates, of which a channel whose open probability is m³h has four times two
 * [Conti & Wanke 1975, Q Rev Biophys 8:451].
 */
import { evaluate } from './evaluate.js';
import type { Graph, NodeId } from './graph.js';
import type { Gate, Model, Pathway } from './model.js';

/** What makes a rate, 1/s. */
export type JumpRate =
  | { readonly kind: 'rate'; readonly node: NodeId }
  /** Of a gate without α and β: x∞/τ, or (1 − x∞)/τ. */
  | { readonly kind: 'relaxation'; readonly steady: NodeId; readonly tau: NodeId; readonly opens: boolean };

export interface Jump {
  readonly from: number;
  readonly to: number;
  readonly rate: JumpRate;
  /** How many particles of one channel can take it. */
  readonly ways: number;
}

/** A state of the model, as the average over the channels of what it is worth in each of theirs. */
export interface Readout {
  /** Index in `model.states`. */
  readonly state: number;
  readonly weights: readonly number[];
}

export interface ChannelPopulation {
  /** Index in `model.pathways`. */
  readonly pathway: number;
  readonly states: number;
  readonly jumps: readonly Jump[];
  readonly readouts: readonly Readout[];
  /** Of each state what the open probability is there, where the gates alone do not say what share is open. */
  readonly open?: { readonly node: NodeId; readonly weights: readonly number[] };
  /** Probability of each state, from the values of the model's symbols. */
  readonly probabilities: (symbols: ArrayLike<number>) => number[];
}

/** Why a channel cannot be taken apart into states. */
export interface Indivisible {
  readonly pathway: number;
  readonly reason: string;
}

export interface Populations {
  readonly populations: readonly ChannelPopulation[];
  readonly indivisible: readonly Indivisible[];
}

/** Of all channels that have a number; what is always open does not fluctuate and is left out. */
export function populationsOf(model: Model): Populations {
  const populations: ChannelPopulation[] = [];
  const indivisible: Indivisible[] = [];
  model.pathways.forEach((pathway, index) => {
    const { population, open, gates, schemes = [] } = pathway;
    const dynamic = gates.filter(({ state }) => state !== undefined);
    if (population === undefined || open === undefined || (dynamic.length === 0 && schemes.length === 0)) return;
    const found = schemes.length > 0 ? ofScheme(model, pathway, index) : ofGates(model, open, dynamic, index);
    if (typeof found === 'string') indivisible.push({ pathway: index, reason: found });
    else populations.push(found);
  });
  return { populations, indivisible };
}

function ofGates(model: Model, open: NodeId, gates: readonly Gate[], pathway: number): ChannelPopulation | string {
  const symbols = gates.map(({ state }) => model.states[state!]!.symbol);
  const powers = powersOf(model.graph, open, symbols);
  if (powers === undefined) return 'its `open` is not a product of powers of its gates';
  const used = gates.flatMap((gate, i) => (powers[i]! > 0 ? [{ gate, symbol: symbols[i]!, power: powers[i]! }] : []));
  const sizes = used.map(({ power }) => power + 1);
  const states = sizes.reduce((product, size) => product * size, 1);
  const strides = sizes.map((_, i) => sizes.slice(0, i).reduce((product, size) => product * size, 1));
  const openParticles = (state: number, i: number): number => Math.floor(state / strides[i]!) % sizes[i]!;
  const all = Array.from({ length: states }, (_, state) => state);
  const jumps = used.flatMap(({ gate, power }, i) =>
    all.flatMap((state): Jump[] => {
      const k = openParticles(state, i);
      if (k === power) return [];
      const next = state + strides[i]!;
      return [
        { from: state, to: next, rate: gateRate(gate, true), ways: power - k },
        { from: next, to: state, rate: gateRate(gate, false), ways: k + 1 },
      ];
    }),
  );
  return {
    pathway,
    states,
    jumps,
    readouts: used.map(({ gate, power }, i) => ({
      state: gate.state!,
      weights: all.map((state) => openParticles(state, i) / power),
    })),
    open: { node: open, weights: all.map((state) => (state === states - 1 ? 1 : 0)) },
    probabilities: (values) =>
      all.map((state) =>
        used.reduce((product, { symbol, power }, i) => {
          const [x, k] = [values[symbol]!, openParticles(state, i)];
          return product * binomial(power, k) * x ** k * (1 - x) ** (power - k);
        }, 1),
      ),
  };
}

function gateRate({ alpha, beta, steady, tau }: Gate, opens: boolean): JumpRate {
  const node = opens ? alpha : beta;
  return node === undefined ? { kind: 'relaxation', steady, tau: tau!, opens } : { kind: 'rate', node };
}

function binomial(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i;
  return Math.round(result);
}

/** How often each symbol is a factor of a product of nothing else; undefined where there is something else. */
function powersOf({ nodes }: Graph, root: NodeId, symbols: readonly number[]): number[] | undefined {
  const powers = symbols.map(() => 0);
  const waiting = [{ id: root, times: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const node = nodes[next.id]!;
    if (node.op === 'symbol') {
      const i = symbols.indexOf(node.symbol);
      if (i < 0) return undefined;
      powers[i]! += next.times;
    } else if (node.op === 'mul') {
      for (const id of node.args) waiting.push({ id, times: next.times });
    } else if (node.op === 'pow') {
      const exponent = nodes[node.args[1]]!;
      if (exponent.op !== 'const' || !Number.isInteger(exponent.value) || exponent.value < 1) return undefined;
      waiting.push({ id: node.args[0], times: next.times * exponent.value });
    } else return undefined;
  }
  return powers;
}

function ofScheme(model: Model, { schemes = [], gates, open }: Pathway, pathway: number): ChannelPopulation | string {
  const [scheme, second] = schemes;
  if (scheme === undefined || second !== undefined || gates.some(({ state }) => state !== undefined))
    return 'it has gates beside a scheme, or several schemes';
  const n = scheme.states.length;
  const readouts = scheme.states.flatMap(({ occupancy }, i): Readout[] => {
    const node = model.graph.nodes[occupancy]!;
    const state = node.op === 'symbol' ? model.states.findIndex(({ symbol }) => symbol === node.symbol) : -1;
    return state < 0 ? [] : [{ state, weights: Array.from({ length: n }, (_, j) => (j === i ? 1 : 0)) }];
  });
  if (!isLinear(model, open!, readouts, n)) return 'its `open` is not a sum of shares of the states of its scheme';
  const jumps = scheme.transitions.flatMap(({ from, to, forward, backward }): Jump[] => [
    { from, to, rate: { kind: 'rate', node: forward }, ways: 1 },
    ...(backward === undefined
      ? []
      : [{ from: to, to: from, rate: { kind: 'rate', node: backward } as const, ways: 1 }]),
  ]);
  return {
    pathway,
    states: n,
    jumps,
    readouts,
    probabilities: (symbols) => scheme.states.map(({ occupancy }) => evaluate(model.graph, occupancy, symbols)),
  };
}

/** Whether the open probability of a mixture is the mixture of the open probabilities. */
function isLinear(model: Model, open: NodeId, readouts: readonly Readout[], n: number): boolean {
  const symbols = new Float64Array(model.symbols.length).fill(0.3);
  const at = (shares: readonly number[]): number => {
    for (const { state, weights } of readouts)
      symbols[model.states[state]!.symbol] = weights.reduce((sum, weight, i) => sum + weight * shares[i]!, 0);
    return evaluate(model.graph, open, symbols);
  };
  const pure = Array.from({ length: n }, (_, i) => at(Array.from({ length: n }, (_, j) => (i === j ? 1 : 0))));
  return [0, 1, 2].every((trial) => {
    const parts = Array.from({ length: n }, (_, i) => 1 + ((i * (trial + 2) + trial) % 5));
    const total = parts.reduce((sum, part) => sum + part, 0);
    const shares = parts.map((part) => part / total);
    const mixed = shares.reduce((sum, share, i) => sum + share * pure[i]!, 0);
    return Math.abs(at(shares) - mixed) <= 1e-9;
  });
}
