/** In the place of language/analysis/family.ts. */
import type * as whole from '../../language/analysis/family.js';
import { notHere } from './rare.js';

export const isFamily: typeof whole.isFamily = ({ axes = [] }) => axes.length > 0;
export const startFamily: typeof whole.startFamily = notHere;
