/** How every gate depends on V: its steady value and its time constant. */
import type { NodeId } from '../model/graph.js';
import { VOLTAGE, type Model } from '../model/model.js';
import { success, type Outcome } from '../model/outcome.js';
import { bridgeGaps } from './removable.js';
import { steadyEvaluator } from './settling.js';
import { steadyStateOf } from './steady-state.js';
import { defaultRange, voltagesIn, type VoltageRange } from './voltage-axis.js';

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
  const curveOf = (node: NodeId): Float64Array => {
    const point = Float64Array.from(symbols);
    const evaluator = steadyEvaluator(settled, [node]);
    const value = new Float64Array(1);
    const evaluate = bridgeGaps((V, out) => {
      point[VOLTAGE] = V;
      evaluator(point, out);
    });
    return voltages.map((V) => {
      evaluate(V, value);
      return value[0]!;
    });
  };
  const curves = model.pathways.flatMap((pathway) =>
    pathway.gates.map(({ name, steady, tau }) => ({
      label: `${pathway.name}.${name}`,
      voltages: voltages.slice(),
      steady: curveOf(steady),
      ...(tau !== undefined && { tau: curveOf(tau) }),
    })),
  );
  return success(curves);
}
