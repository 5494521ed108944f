/** Numbers for machines: the value at full precision in a named unit. */
import type { Basis } from '../../language/model/model.js';
import { fromSI } from '../../language/units/convert.js';

export interface QuantityJson {
  readonly value: number;
  readonly unit: string;
}

/** undefined stays out of the JSON. */
export function quantity(si: number | undefined, unit: string): QuantityJson | undefined {
  return si === undefined || !Number.isFinite(si) ? undefined : { value: fromSI(si, unit), unit };
}

/** The units of what is counted per area or for the whole cell. */
export function unitsOfBasis(basis: Basis): {
  readonly current: string;
  readonly conductance: string;
  readonly permeability: string;
  readonly cycles: string;
} {
  return basis === 'area'
    ? { current: 'uA/cm^2', conductance: 'mS/cm^2', permeability: 'cm/s', cycles: '1/um^2/s' }
    : { current: 'pA', conductance: 'nS', permeability: 'cm^3/s', cycles: '1/s' };
}
