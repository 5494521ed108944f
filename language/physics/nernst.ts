/** Equilibrium of one ion [Nernst 1889, Z Phys Chem 4:129]. V = φ_in − φ_out. */
import { thermalVoltage } from './thermal-voltage.js';

/**
 * E = RT/(zF) · ln(a_out/a_in), V.
 *
 * `inside` and `outside` are activities (or concentrations, where γ is taken as 1) in the same unit, both > 0;
 * NaN otherwise, for the caller to have said so first. Temperature in K.
 */
export function nernst(charge: number, inside: number, outside: number, temperature: number): number {
  if (!(inside > 0 && outside > 0)) return NaN;
  return (thermalVoltage(temperature) / charge) * Math.log(outside / inside);
}

/** ∂E/∂c_out = RT/(zF)/c_out, V per unit of concentration. */
export function nernstSensitivityOutside(charge: number, outside: number, temperature: number): number {
  return thermalVoltage(temperature) / charge / outside;
}

/** ∂E/∂c_in = −RT/(zF)/c_in, V per unit of concentration. */
export function nernstSensitivityInside(charge: number, inside: number, temperature: number): number {
  return -thermalVoltage(temperature) / charge / inside;
}
