/** In the place of language/analysis/stochastic/stochastic-model.ts. */
import type * as whole from '../../language/analysis/stochastic/stochastic-model.js';
import { notHere } from './rare.js';

export const stochasticModelOf: typeof whole.stochasticModelOf = notHere;
