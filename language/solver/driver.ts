/** Initial-value problems, in one call. */
import { Integration, type IntegrationOptions } from './integration.js';
import type { Problem } from './problem.js';
import type { Trajectory } from './trajectory.js';

/** Steps of one component between two questions whether to go on: a few milliseconds at most, for any system. */
const PORTION = 1000;

export interface DriverOptions extends IntegrationOptions {
  /** Told now and then how far it has come, s. */
  readonly onProgress?: (t: number) => void;
  /** Asked now and then; true ends the integration with what there is. */
  readonly isCancelled?: () => boolean;
}

/**
 * Integrates to `end`. Numeric trouble never throws: the trajectory then holds what was reached, and a `failure` that
 * names the time, the state and the term. To stay responsive in between, advance an `Integration` by hand.
 */
export function integrate(problem: Problem, options: DriverOptions): Trajectory {
  const integration = new Integration(problem, options);
  const portion = Math.ceil(PORTION / problem.size);
  while (!integration.advance(portion)) {
    options.onProgress?.(integration.time);
    if (options.isCancelled?.()) integration.cancel();
  }
  return integration.result();
}
