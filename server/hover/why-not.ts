/** Why a number is not there: never silence, never NaN. */
import type { AstNode } from 'langium';
import { firstError, type Reading } from '../reading.js';
import { escaped } from './markdown.js';

/** One sentence for a value of `node` that could not be computed. `reason` is what the analysis says, if anything. */
export function notComputed(reading: Reading, what: string, node?: AstNode, reason?: string): string {
  const obstacle = (node && firstError(reading, node)) ?? (reason === undefined ? firstError(reading) : undefined);
  const because =
    obstacle === undefined ? (reason ?? '') : `see the error on line ${obstacle.line}. ${obstacle.message}`;
  return because === '' ? `${escaped(what)} is not computed.` : `${escaped(what)} is not computed: ${because}`;
}

/** Why there is no V_rest; undefined when there is one. */
export function whyNoRest(reading: Reading): string | undefined {
  const { summary, compilation } = reading;
  if (summary?.restingPotential !== undefined) return undefined;
  if (summary?.rest !== undefined && !summary.rest.ok) return `V_rest is not computed: ${summary.rest.failure.message}`;
  const obstacle = firstError(reading);
  if (obstacle !== undefined)
    return `V_rest needs all pathways; see the error on line ${obstacle.line}. ${obstacle.message}`;
  if (compilation.model?.pathways.length === 0) return 'V_rest needs a channel: none is declared yet.';
  return 'V_rest is not computed.';
}
