/** Selectivity from the energies of ions in water and in the pore [Eisenman 1962, Biophys J 2:259]. Energies in J/mol. */
import { R } from './constants.js';

/** ΔG_transfer = ΔG_dehydration − ΔG_binding, both as positive costs and gains. */
export function transferEnergy(dehydration: number, binding: number): number {
  return dehydration - binding;
}

/** P_A/P_B = e^(−ΔΔG/RT), ΔΔG = ΔG_A − ΔG_B of transfer into the pore. */
export function permeabilityRatio(energyDifference: number, temperature: number): number {
  return Math.exp(-energyDifference / (R * temperature));
}

/** ΔΔG = −RT ln(P_A/P_B): how much cheaper (negative) A must be for that ratio. */
export function selectivityEnergy(ratio: number, temperature: number): number {
  return -R * temperature * Math.log(ratio);
}
