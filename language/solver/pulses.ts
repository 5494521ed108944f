/** Injected currents as what they are to an integrator: values that hold between edges. */
import { evaluate } from '../model/evaluate.js';
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
  return injections.map(({ amplitude, from, to }, i) => ({
    symbol: injectionSymbol(model, i),
    from: from === undefined ? -Infinity : evaluate(model.graph, from, symbols),
    to: to === undefined ? Infinity : evaluate(model.graph, to, symbols),
    value: dependsOnState(model, amplitude) ? 1 : evaluate(model.graph, amplitude, symbols),
  }));
}

/** Times at which any pulse goes on or off, rising. */
export function edgesOf(pulses: readonly Pulse[]): number[] {
  const edges = new Set(pulses.flatMap(({ from, to }) => (from < to ? [from, to] : [])));
  return [...edges].filter(Number.isFinite).sort((a, b) => a - b);
}
