/** The symbol vector along a run: parameters, states, and what drives the membrane at that time. */
import type { Columns } from '../model/columns.js';
import { makeEvaluator } from '../model/evaluate.js';
import { TIME, VOLTAGE, type Experiment, type Model } from '../model/model.js';
import { balancedPotential } from './balanced.js';
import { signalAt, signalBefore, type Signal } from '../solver/signals.js';

/**
 * Fills one vector, which stays its own, from the components of the solution at t. At a jump of what drives the
 * membrane `before` says which side is meant.
 */
export interface RunPoint {
  (t: number, component: (i: number) => number, before: boolean): Float64Array;
  /**
   * Where nothing drives the membrane but injected current, and V is free: all that varies along a run, by symbol, from
   * the components at some times; the vector that it fills has everything else. Arrays are taken over, not copied.
   */
  readonly columns?: (times: Float64Array, components: readonly Float64Array[]) => Columns;
  readonly symbols: Float64Array;
}

export function makeRunPoint(
  model: Model,
  { clamp }: Experiment,
  symbols: Float64Array,
  signals: readonly Signal[],
): RunPoint {
  const point = Float64Array.from(symbols);
  const slots = [VOLTAGE, ...model.states.map(({ symbol }) => symbol)];
  const command = clamp && makeEvaluator(model.graph, [clamp.command]);
  const root = !clamp && model.electroneutral ? balancedPotential(model) : undefined;
  const V = new Float64Array(1);
  const at = (t: number, component: (i: number) => number, before: boolean): Float64Array => {
    point[TIME] = t;
    for (let i = 0; i < slots.length; i++) point[slots[i]!] = component(i);
    for (const signal of signals) point[signal.symbol] = (before ? signalBefore : signalAt)(signal, t);
    if (command) {
      command(point, V);
      point[VOLTAGE] = V[0]!;
    } else if (root) point[VOLTAGE] = root(point);
    return point;
  };
  const columns = (times: Float64Array, components: readonly Float64Array[]): Columns =>
    new Map([[TIME, times], ...slots.map((slot, i) => [slot, components[i]!] as const)]);
  const isFree = !command && !root && signals.length === 0;
  return Object.assign(at, { symbols: point, ...(isFree && { columns }) });
}
