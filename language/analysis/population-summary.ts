/** A channel as so many like and independent ones: how many are open at rest, and how much that fluctuates. SI. */
import type { Pathway } from '../model/model.js';
import { populationVariation } from '../physics/population.js';
import type { RestingValues } from './resting-values.js';

export interface PopulationSummary {
  /** Number in the whole cell; absent where only a density is known. */
  readonly count?: number;
  /** Conductance of one, S. */
  readonly unitary?: number;
  /** Probability that one conducts at rest: open, and not blocked. */
  readonly conducting?: number;
  /** Standard deviation over mean of the number that conducts: binomial. Absent where none does. */
  readonly variation?: number;
  /** Standard deviation of the current of the whole cell, A. */
  readonly currentDeviation?: number;
}

/** `perCell` is the factor from the basis to the whole cell, where it is known. */
export function summarizePopulation(
  { population, open, unblocked, current }: Pathway,
  valueOf: RestingValues,
  perCell: number | undefined,
): PopulationSummary {
  const inBasis = valueOf(population?.count);
  const count = inBasis === undefined || perCell === undefined ? undefined : inBasis * perCell;
  const unitary = valueOf(population?.unitary);
  const [p, free] = [open, unblocked].map((node) => (node === undefined ? 1 : valueOf(node)));
  const conducting = p === undefined || free === undefined ? undefined : p * free;
  const isKnown = count !== undefined && conducting !== undefined && conducting > 0 && conducting <= 1;
  const variation = isKnown ? populationVariation(count, conducting) : undefined;
  const mean = valueOf(current);
  const isCurrentKnown = variation !== undefined && mean !== undefined && perCell !== undefined;
  return {
    ...(count !== undefined && { count }),
    ...(unitary !== undefined && { unitary }),
    ...(conducting !== undefined && { conducting }),
    ...(variation !== undefined && { variation }),
    ...(isCurrentKnown && { currentDeviation: Math.abs(mean * perCell) * variation }),
  };
}
