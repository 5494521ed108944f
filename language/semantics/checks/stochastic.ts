/** Whether the channels of a stochastic experiment can be taken one by one, and whether anything in it is random. */
import { isExperiment } from '../../generated/ast.js';
import type { Model } from '../../model/model.js';
import { populationsOf } from '../../model/populations.js';
import type { Context } from '../context.js';
import { findProperty } from '../property-values.js';
import { spanOfKeyword } from '../spans.js';

export function checkStochastic(context: Context, model: Model | undefined): void {
  const experiments = context.file.declarations.filter(isExperiment);
  const stochastics = experiments.flatMap((experiment) => experiment.stochastics.slice(0, 1));
  if (model === undefined || stochastics.length === 0) return;
  const { populations, indivisible } = populationsOf(model);
  for (const stochastic of stochastics) {
    const span = spanOfKeyword(stochastic, 'stochastic');
    for (const { pathway, reason } of indivisible) {
      const { name } = model.pathways[pathway]!;
      const message = `\`${name}\` cannot be run channel by channel: ${reason}. Write it as a \`scheme\`, or give its \`conductance\` instead of a \`count\`: then it is the average of many.`;
      context.error('experiment.stochastic', span, message);
    }
    const dense = populations.find(() => model.basis === 'area' && model.area === undefined);
    if (dense !== undefined) {
      const { name } = model.pathways[dense.pathway]!;
      const message = `\`${name}\` has its number of channels per area, and the membrane has no \`area\`: how many there are in all is not known.`;
      context.error('experiment.stochastic', span, message);
    }
    if (populations.length > 0 || indivisible.length > 0 || findProperty(stochastic, 'noise') !== undefined) continue;
    const message =
      'Nothing here is random: no gated channel has a `count` and a `unitary` conductance, and there is no `noise`.';
    context.warn('experiment.stochastic', span, message);
  }
}
