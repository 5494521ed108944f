/** In the place of language/analysis/phase-plane.ts. */
import type * as whole from '../../language/analysis/phase-plane.js';
import { notHere } from './rare.js';

export const phasePlane: typeof whole.phasePlane = notHere;
