import { R } from './constants.js';

/**
 * Open probability of a pore coupled to independent sensors [Monod, Wyman & Changeux 1965, J Mol Biol 12:88]:
 * p = L(1 + JD)ⁿ / (L(1 + JD)ⁿ + (1 + J)ⁿ), D = e^(ε/RT).
 *
 * L is the pore's own equilibrium, J one sensor's (voltage or ligand dependent), ε the coupling energy in J/mol,
 * T in K, n the number of sensors.
 */
export function allostericGate(
  intrinsic: number,
  sensor: number,
  coupling: number,
  temperature: number,
  sensors = 4,
): number {
  const factor = Math.exp(coupling / (R * temperature));
  const ratio = ((1 + sensor) / (1 + sensor * factor)) ** sensors;
  return intrinsic / (intrinsic + ratio);
}
