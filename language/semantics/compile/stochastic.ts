/** `stochastic { seed = 1 }`: chance in an experiment. */
import type { Experiment } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import type { Stochastic as ModelStochastic } from '../../model/model.js';
import { addProperty, removeProperty } from '../checks/properties.js';
import type { Context } from '../context.js';
import { formatNumber } from '../../units/display.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOf, spanOfKeyword, spanOfProperty } from '../spans.js';
import { inBasis } from './membrane.js';

/** undefined where there is none. */
export function stochasticOf(context: Context, experiment: Experiment): ModelStochastic | undefined | 'wrong' {
  const [stochastic, second] = experiment.stochastics;
  if (stochastic === undefined) return undefined;
  if (second !== undefined) {
    context.error('property.duplicate', spanOf(second), '`stochastic` is given twice; the first one counts.');
    return 'wrong';
  }
  if (findProperty(stochastic, 'seed') === undefined) {
    const message = '`stochastic` has no `seed`: with one, the run is the same every time.';
    context.error(
      'property.missing',
      spanOfKeyword(stochastic, 'stochastic'),
      message,
      ...addProperty(stochastic, 'seed = 1'),
    );
    return 'wrong';
  }
  const clamped = findProperty(stochastic, 'noise');
  if (clamped !== undefined && experiment.clamps.length > 0) {
    const message = 'Under a voltage clamp a noise current changes nothing: the clamp takes it up.';
    const fix = removeProperty(context, clamped);
    context.error('experiment.stochastic', spanOfProperty(clamped, 'key'), message, fix);
    return 'wrong';
  }
  const values: { -readonly [key in keyof ModelStochastic]?: NodeId } = {};
  for (const key of ['seed', 'exact', 'step', 'noise'] as const) {
    if (findProperty(stochastic, key) === undefined) continue;
    const value = propertyValue(context, stochastic, key);
    const node = key === 'noise' ? value && inBasis(context, value, 'This noise current') : value?.node;
    if (value === undefined || node === undefined) return 'wrong';
    values[key] = node;
    const number = key === 'seed' ? context.valueAtDefaults(node) : undefined;
    if (number === undefined || Number.isSafeInteger(number)) continue;
    const message = `A \`seed\` is a whole number; this is ${formatNumber(number, 4)}.`;
    context.error('value.range', value.span, message);
    return 'wrong';
  }
  const { seed } = values;
  return seed === undefined ? 'wrong' : { ...values, seed };
}
