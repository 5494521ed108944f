/** In the place of language/analysis/stochastic/stochastic-run.ts. */
import type * as whole from '../../language/analysis/stochastic/stochastic-run.js';
import { notHere } from './rare.js';

export const prepareStochastic: typeof whole.prepareStochastic = notHere;
