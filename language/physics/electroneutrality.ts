/** Bulk solutions carry no net charge. Concentrations in mol/m³. */
import type { DissolvedIon } from './activity.js';

/** Σ z c, mol/m³: 0 in a complete solution. */
export function chargeConcentration(ions: readonly DissolvedIon[]): number {
  return ions.reduce((sum, { charge, concentration }) => sum + charge * concentration, 0);
}

/** Mean charge number of an impermeant species of this concentration that makes the solution neutral. */
export function closingCharge(ions: readonly DissolvedIon[], impermeantConcentration: number): number {
  return -chargeConcentration(ions) / impermeantConcentration;
}
