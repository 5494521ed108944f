/** How every gate depends on V: its steady value and its time constant. */
import type { Model } from '../model/model.js';
import { success, type Outcome } from '../model/outcome.js';
import { steadyEvaluator } from './settling.js';
import { steadyStateOf } from './steady-state.js';
import { defaultRange, voltagesIn, type VoltageRange } from './voltage-axis.js';
import { voltageSweep } from './voltage-sweep.js';

export interface GateCurve {
  /** `Nav.m`. */
  readonly label: string;
  /** V, rising. */
  readonly voltages: Float64Array;
  readonly steady: Float64Array;
  /** s; absent for an instantaneous gate. */
  readonly tau?: Float64Array;
}

/**
 * Every gate of every pathway, in the order of the model; what a gate reads beside V is at its steady value.
 * `symbols` holds the parameters (see `parameterValues`) and is left alone.
 */
export function gatingCurves(
  model: Model,
  symbols: Float64Array,
  range: VoltageRange = defaultRange(model, symbols),
): Outcome<readonly GateCurve[]> {
  const settled = steadyStateOf(model);
  const voltages = voltagesIn(range);
  const gates = model.pathways.flatMap((pathway) =>
    pathway.gates.map(({ name, steady, tau }) => ({ label: `${pathway.name}.${name}`, steady, tau })),
  );
  const nodes = gates.flatMap(({ steady, tau }) => (tau === undefined ? [steady] : [steady, tau]));
  const columns = voltageSweep(steadyEvaluator(settled, nodes), nodes.length, symbols).over(voltages);
  let next = 0;
  const curves = gates.map(({ label, tau }) => ({
    label,
    voltages: voltages.slice(),
    steady: columns[next++]!,
    ...(tau !== undefined && { tau: columns[next++]! }),
  }));
  return success(curves);
}
