/** Equilibrium of a gate that moves charge through the field [Hodgkin & Huxley 1952, J Physiol 117:500, eq. 1]. */
import { boltzmann } from './linoid.js';
import { thermalVoltage } from './thermal-voltage.js';

/**
 * Open probability 1/(1 + exp(−z_g F (V − V½)/RT)); V and half in V, gating charge in elementary charges, T in K.
 * A positive gating charge opens on depolarisation, as S4 does.
 */
export function boltzmannGate(voltage: number, half: number, charge: number, temperature: number): number {
  return boltzmann((voltage - half) / slopeOfCharge(charge, temperature));
}

/** Slope factor k = RT/(z_g F), V, of p = 1/(1 + exp(−(V − V½)/k)). */
export function slopeOfCharge(charge: number, temperature: number): number {
  return thermalVoltage(temperature) / charge;
}

/** Gating charge z_g = RT/(kF), in elementary charges, of a slope factor in V. */
export function chargeOfSlope(slope: number, temperature: number): number {
  return thermalVoltage(temperature) / slope;
}
