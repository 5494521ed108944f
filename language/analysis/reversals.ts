/** Where a model's ions and pathways reverse: what a voltage axis has to show. */
import type { Model } from '../model/model.js';
import { steadyValues } from './settling.js';
import type { SteadyState } from './steady-state.js';

/** The lowest and the highest reversal potential, V, of those that do not depend on V; undefined when there is none. */
export function reversalSpan(
  model: Model,
  steady: SteadyState,
  symbols: Float64Array,
): readonly [number, number] | undefined {
  const nodes = [...model.ions, ...model.pathways].flatMap(({ reversal }) =>
    reversal === undefined || steady.dependsOnVoltage[reversal] === 1 ? [] : [reversal],
  );
  const { values } = steadyValues(steady, nodes, symbols);
  const finite = values.filter(Number.isFinite);
  return finite.length > 0 ? [Math.min(...finite), Math.max(...finite)] : undefined;
}
