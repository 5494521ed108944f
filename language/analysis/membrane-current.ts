/** The steady-state current–voltage relation as a function of numbers, pathway by pathway. */
import type { Model, State } from '../model/model.js';
import { formatVoltage } from './field-units.js';
import { steadyCurrents } from './settling.js';
import type { SteadyState } from './steady-state.js';
import { voltageSweep } from './voltage-sweep.js';

export interface MembraneCurrent {
  /** Net outward current through all pathways at V (V), everything else at its steady value: A/m² or A. */
  readonly total: (V: number) => number;
  /** Σ|I|: what rounding in `total` is relative to. */
  readonly magnitude: (V: number) => number;
  /** The total at each of these V. */
  readonly totals: (voltages: Float64Array) => Float64Array;
  /** Each pathway's current at each of these V. */
  readonly sweep: (voltages: Float64Array) => Float64Array[];
  /** Each pathway's current at V, in the order of the model; overwritten by the next call. */
  readonly pathways: (V: number) => Float64Array;
  /** The state for want of whose steady value the last current was not a number. */
  readonly unsettled: () => State | undefined;
}

export function unsettledSentence({ name }: State, V?: number): string {
  const held = V === undefined ? '' : ` at ${formatVoltage(V)}`;
  return `${name} does not settle with V held${held}: its rate of change vanishes at no value that it leads to.`;
}

/** `symbols` gives the parameters and is left alone. */
export function membraneCurrent(model: Model, steady: SteadyState, symbols: Float64Array): MembraneCurrent {
  const currents = new Float64Array(model.pathways.length);
  const evaluator = steadyCurrents(model, steady);
  const { at: evaluate, over: sweep } = voltageSweep(evaluator, currents.length, symbols);
  return {
    sweep,
    totals(voltages) {
      const total = new Float64Array(voltages.length);
      for (const column of sweep(voltages)) for (let row = 0; row < total.length; row++) total[row]! += column[row]!;
      return total;
    },
    unsettled: () => evaluator.unsettled,
    pathways(V) {
      evaluate(V, currents);
      return currents;
    },
    total(V) {
      evaluate(V, currents);
      let sum = 0;
      for (const current of currents) sum += current;
      return sum;
    },
    magnitude(V) {
      evaluate(V, currents);
      let sum = 0;
      for (const current of currents) sum += Math.abs(current);
      return sum;
    },
  };
}
