/** Equilibrium of permeant ions with charges that cannot cross [Donnan 1911, Z Elektrochem 17:572]. */
import type { DissolvedIon } from './activity.js';
import { rootOfRising } from './monotone-root.js';
import { thermalVoltage } from './thermal-voltage.js';

export interface DonnanEquilibrium {
  /** φ_in − φ_out, V. */
  readonly potential: number;
  /** Concentration inside of each permeant ion, mol/m³, in the order given. */
  readonly inside: readonly number[];
}

/**
 * Every permeant ion at its Nernst potential, c_in = c_out e^(−zFV/RT), and no net charge inside: Σ z c_in + fixed = 0.
 *
 * `outside` is a large bath, itself neutral; `fixedCharge` the impermeant charge inside, Σ z c in mol/m³ (−50 for
 * 50 mM of A⁻); T in K. The potential is NaN when no permeant ion can balance the fixed charge.
 */
export function donnan(outside: readonly DissolvedIon[], fixedCharge: number, temperature: number): DonnanEquilibrium {
  const x = rootOfRising((x) => ({
    value: outside.reduce(
      (sum, { charge, concentration }) => sum - charge * concentration * Math.exp(-charge * x),
      -fixedCharge,
    ),
    slope: outside.reduce(
      (sum, { charge, concentration }) => sum + charge ** 2 * concentration * Math.exp(-charge * x),
      0,
    ),
  }));
  return {
    potential: thermalVoltage(temperature) * x,
    inside: outside.map(({ charge, concentration }) => concentration * Math.exp(-charge * x)),
  };
}
