/** One blocker of a channel at rest. SI. */
import type { Block } from '../model/model.js';
import type { RestingValues } from './resting-values.js';

export interface BlockSummary {
  readonly name: string;
  readonly side: 'in' | 'out';
  readonly charge: number;
  readonly concentration?: number;
  /** Kd at the resting potential. */
  readonly dissociation?: number;
  readonly distance?: number;
}

export function summarizeBlock({ name, side, charge, ...nodes }: Block, valueOf: RestingValues): BlockSummary {
  const concentration = valueOf(nodes.concentration);
  const dissociation = valueOf(nodes.dissociation);
  const distance = valueOf(nodes.distance);
  return {
    name,
    side,
    charge,
    ...(concentration !== undefined && { concentration }),
    ...(dissociation !== undefined && { dissociation }),
    ...(distance !== undefined && { distance }),
  };
}
