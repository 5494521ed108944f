/** Values at steady state as functions of V, with the limit at single points where a formula is 0/0. */
import { VOLTAGE } from '../model/model.js';
import { bridgeGaps } from './removable.js';
import type { SteadyEvaluator } from './settling.js';

export interface VoltageSweep {
  /** At one V, V. */
  readonly at: (V: number, out: Float64Array) => void;
  /** At each of them in turn: one array for each output. */
  readonly over: (voltages: Float64Array) => Float64Array[];
}

/** Of the `count` outputs of an evaluator; `symbols` gives the parameters and is left alone. */
export function voltageSweep(evaluator: SteadyEvaluator, count: number, symbols: Float64Array): VoltageSweep {
  const point = Float64Array.from(symbols);
  const values = new Float64Array(count);
  const at = bridgeGaps((V, out) => {
    point[VOLTAGE] = V;
    evaluator(point, out);
  });
  return {
    at,
    over(voltages) {
      const columns = Array.from({ length: count }, () => new Float64Array(voltages.length));
      const swept = evaluator.sweep(point, voltages, columns);
      for (let row = 0; row < voltages.length; row++) {
        if (columns.every((column) => Number.isFinite(column[row]))) continue;
        swept.resume(row - 1);
        at(voltages[row]!, values);
        columns.forEach((column, i) => (column[row] = values[i]!));
      }
      return columns;
    },
  };
}
