/** Steady-state current–voltage curves: what a slow voltage ramp would measure, pathway by pathway. */
import type { Model } from '../model/model.js';
import { failure, success, type Outcome } from '../model/outcome.js';
import { membraneCurrent, unsettledSentence } from './membrane-current.js';
import { steadyStateOf } from './steady-state.js';
import { defaultRange, voltagesIn, type VoltageRange } from './voltage-axis.js';

export interface VoltageCurves {
  /** V, rising. */
  readonly voltages: Float64Array;
  /** Net outward steady-state current, A/m² or A by the model's basis; NaN where it is not a finite number. */
  readonly total: Float64Array;
  /** In the order of `model.pathways`. */
  readonly pathways: readonly Float64Array[];
}

/** `symbols` holds the parameters (see `parameterValues`) and is left alone. Fails with `rest.unsettled`
 * where a state settles at no V. */
export function currentVoltage(
  model: Model,
  symbols: Float64Array,
  range: VoltageRange = defaultRange(model, symbols),
): Outcome<VoltageCurves> {
  const current = membraneCurrent(model, steadyStateOf(model), symbols);
  const voltages = voltagesIn(range);
  const pathways = current.sweep(voltages);
  const total = new Float64Array(voltages.length);
  for (const column of pathways) for (let row = 0; row < total.length; row++) total[row]! += column[row]!;
  const unsettled = current.unsettled();
  if (unsettled && total.every(Number.isNaN))
    return failure('rest.unsettled', unsettledSentence(unsettled), { span: unsettled.span });
  return success({ voltages, total, pathways });
}
