/** The units a physiologist reads, by what "current" means in a model. */
import type { Basis } from '../language/model/model.js';

export interface FieldUnits {
  readonly current: string;
  /** What the axis of a current is called. */
  readonly currentName: string;
  readonly conductance: string;
}

const byBasis: Readonly<Record<Basis, FieldUnits>> = {
  area: { current: 'uA/cm^2', currentName: 'Current density', conductance: 'mS/cm^2' },
  cell: { current: 'pA', currentName: 'Current', conductance: 'nS' },
};

export function fieldUnits(basis: Basis): FieldUnits {
  return byBasis[basis];
}
