/** The matter that a current of one ion carries. Outward positive, like the current; an anion's flux is against it. */
import { elementaryCharge, F } from './constants.js';

/** Φ = I/(zF): mol/s of a current in A, mol/(m² s) of one in A/m². */
export function molarFlux(current: number, charge: number): number {
  return current / (charge * F);
}

/** Φ = I/(ze): ions/s of a current in A, ions/(m² s) of one in A/m². */
export function ionsPerSecond(current: number, charge: number): number {
  return current / (charge * elementaryCharge);
}
