/** A kinetic scheme at rest: how its states are filled, and how long it takes to get there. */
import type { Scheme } from '../model/model.js';
import { eigenvalues } from '../solver/linear-algebra/eigenvalues.js';
import type { RestingValues } from './resting-values.js';

export interface SchemeSummary {
  readonly states: readonly { readonly name: string; readonly occupancy?: number }[];
  /** Slowest time constant with V held at rest, s: −1/λ of the eigenvalue nearest to 0. */
  readonly slowest?: number;
}

export function summarizeScheme({ states, transitions }: Scheme, valueOf: RestingValues): SchemeSummary {
  const rates = transitions.map(({ from, to, forward, backward }) => ({
    from,
    to,
    forward: valueOf(forward),
    backward: backward === undefined ? 0 : valueOf(backward),
  }));
  const slowest = slowestOf(states.length, rates);
  return {
    states: states.map(({ name, occupancy }) => {
      const value = valueOf(occupancy);
      return { name, ...(value !== undefined && { occupancy: value }) };
    }),
    ...(slowest !== undefined && { slowest }),
  };
}

interface Rates {
  readonly from: number;
  readonly to: number;
  readonly forward: number | undefined;
  readonly backward: number | undefined;
}

/** One eigenvalue of the matrix of rates is 0: that of the sum, which never changes. */
function slowestOf(n: number, rates: readonly Rates[]): number | undefined {
  const matrix = new Float64Array(n * n);
  for (const { from, to, forward, backward } of rates) {
    if (forward === undefined || backward === undefined) return undefined;
    matrix[to * n + from]! += forward;
    matrix[from * n + from]! -= forward;
    matrix[from * n + to]! += backward;
    matrix[to * n + to]! -= backward;
  }
  const speeds = eigenvalues(matrix, n)
    .map(({ real }) => -real)
    .sort((a, b) => a - b);
  const speed = speeds[1];
  return speed !== undefined && speed > 0 ? 1 / speed : undefined;
}
