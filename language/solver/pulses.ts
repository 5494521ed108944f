/** Injected currents as what they are to an integrator: values that hold between edges. */
import { makeEvaluator, type Evaluator } from '../model/evaluate.js';
import type { Injection, Model } from '../model/model.js';
import { dependsOnState, injectionSymbol } from './model-system.js';

/** On for from ≤ t < to, s; `value` is what its symbol reads then. */
export interface Pulse {
  readonly symbol: number;
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** Amplitudes and times at the parameters in `symbols`; an amplitude that depends on V or t is left to the rates. */
export function pulsesOf(model: Model, injections: readonly Injection[], symbols: ArrayLike<number>): Pulse[] {
  if (injections.length === 0) return [];
  const reader = readerOf(model, injections);
  reader.evaluate(symbols, reader.values);
  return injections.map(({ from, to }, i) => ({
    symbol: injectionSymbol(model, i),
    from: from === undefined ? -Infinity : reader.values[3 * i]!,
    to: to === undefined ? Infinity : reader.values[3 * i + 1]!,
    value: reader.isVariable[i] ? 1 : reader.values[3 * i + 2]!,
  }));
}

/** What reads times and amplitudes, all at once. */
interface PulseReader {
  readonly evaluate: Evaluator;
  readonly values: Float64Array;
  readonly isVariable: readonly boolean[];
}

const readers = new WeakMap<Model, WeakMap<readonly Injection[], PulseReader>>();

function readerOf(model: Model, injections: readonly Injection[]): PulseReader {
  let ofModel = readers.get(model);
  if (!ofModel) readers.set(model, (ofModel = new WeakMap<readonly Injection[], PulseReader>()));
  let reader = ofModel.get(injections);
  if (!reader) {
    const nodes = injections.flatMap(({ amplitude, from, to }) => [from ?? amplitude, to ?? amplitude, amplitude]);
    reader = {
      evaluate: makeEvaluator(model.graph, nodes),
      values: new Float64Array(nodes.length),
      isVariable: injections.map(({ amplitude }) => dependsOnState(model, amplitude)),
    };
    ofModel.set(injections, reader);
  }
  return reader;
}

/** Times at which any pulse goes on or off, rising. */
export function edgesOf(pulses: readonly Pulse[]): number[] {
  const edges = new Set(pulses.flatMap(({ from, to }) => (from < to ? [from, to] : [])));
  return [...edges].filter(Number.isFinite).sort((a, b) => a - b);
}
