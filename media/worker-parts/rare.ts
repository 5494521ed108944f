/**
 * What few models need and takes a fifth of the worker: families of runs, chance, phase planes, slabs. The worker that every
 * preview starts is bundled without it (`esbuild.mjs` puts the modules of this folder in the place of the real ones); a
 * second one has it all, and is fetched when a model first needs it.
 */
import type { Model } from '../../language/model/model.js';

export function needsWholeWorker({ experiments, slabs = [] }: Model): boolean {
  return (
    slabs.length > 0 ||
    experiments.some(
      ({ axes = [], stochastic, orbits = [] }) => axes.length > 0 || stochastic !== undefined || orbits.length > 0,
    )
  );
}

/** Nobody comes here: the page asks the whole worker. */
export function notHere(): never {
  throw new Error('this worker is bundled without what the model needs');
}
