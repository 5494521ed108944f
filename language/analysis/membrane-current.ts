/** The steady-state current–voltage relation as a function of numbers, pathway by pathway. */
import { VOLTAGE, type Model } from '../model/model.js';
import { bridgeGaps } from './removable.js';
import type { SteadyState } from './steady-state.js';

export interface MembraneCurrent {
  /** Net outward current through all pathways at V (V), everything else at its steady value: A/m² or A. */
  readonly total: (V: number) => number;
  /** Σ|I|: what rounding in `total` is relative to. */
  readonly magnitude: (V: number) => number;
  /** Each pathway's current at V, in the order of the model; overwritten by the next call. */
  readonly pathways: (V: number) => Float64Array;
}

/** `symbols` gives the parameters and is left alone. */
export function membraneCurrent(model: Model, steady: SteadyState, symbols: Float64Array): MembraneCurrent {
  const point = Float64Array.from(symbols);
  const currents = new Float64Array(model.pathways.length);
  const evaluate = bridgeGaps((V, out) => {
    point[VOLTAGE] = V;
    steady.currents(point, out);
  });
  return {
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
