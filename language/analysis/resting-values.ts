/** Every node of a model at its resting potential, in one sweep. */
import type { NodeId } from '../model/graph.js';
import { VOLTAGE, type Model } from '../model/model.js';
import { fillSlabValues } from './slab.js';
import { steadyValues } from './settling.js';
import type { SteadyState } from './steady-state.js';

/** SI; undefined for no node, for a value that is not finite, and without a resting V for whatever depends on V. */
export type RestingValues = (node: NodeId | undefined) => number | undefined;

export function restingValues(
  model: Model,
  steady: SteadyState,
  symbols: Float64Array,
  restingPotential: number | undefined,
): RestingValues {
  const point = Float64Array.from(symbols);
  fillSlabValues(model, point);
  point[VOLTAGE] = restingPotential ?? Number.NaN;
  const { values } = steadyValues(steady, [...model.graph.nodes.keys()], point);
  return (node) => {
    if (node === undefined || (restingPotential === undefined && steady.dependsOnVoltage[node] === 1)) return undefined;
    return Number.isFinite(values[node]!) ? values[node] : undefined;
  };
}
