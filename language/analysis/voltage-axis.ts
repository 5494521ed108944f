/** The voltages a steady-state curve is drawn at. */
import type { Model } from '../model/model.js';
import { findRest } from './rest.js';
import { reversalSpan } from './reversals.js';
import { steadyStateOf } from './steady-state.js';

/** [lowest, highest], V. */
export type VoltageRange = readonly [number, number];

/** Shown in any case, V: from below the rest of a cell to where its channels are open. */
const USUAL: VoltageRange = [-0.1, 0.06];
const MARGIN = 0.015;
const ROUND_TO = 0.01;
const SPACING = 0.0005;
const FEWEST_VOLTAGES = 201;
const MOST_VOLTAGES = 2001;

/** A range that shows every reversal potential and every resting potential with room beside it, in whole 10 mV. */
export function defaultRange(model: Model, symbols: Float64Array): VoltageRange {
  const steady = steadyStateOf(model);
  const rest = findRest(model, symbols);
  const reversals = reversalSpan(model, steady, symbols);
  const shown = [...(reversals ?? []), ...(rest.ok ? rest.value.roots.map(({ V }) => V) : [])];
  const low = Math.min(USUAL[0], ...shown.map((V) => V - MARGIN));
  const high = Math.max(USUAL[1], ...shown.map((V) => V + MARGIN));
  return [Math.floor(low / ROUND_TO) * ROUND_TO, Math.ceil(high / ROUND_TO) * ROUND_TO];
}

/** Evenly spaced, both ends included, half a millivolt apart unless the range is very short or very long. */
export function voltagesIn([low, high]: VoltageRange): Float64Array {
  const wanted = Math.round((high - low) / SPACING) + 1;
  const count = Math.min(MOST_VOLTAGES, Math.max(FEWEST_VOLTAGES, wanted));
  return Float64Array.from({ length: count }, (_, i) => low + (i / (count - 1)) * (high - low));
}
