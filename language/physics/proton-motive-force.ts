import { thermalVoltage } from './thermal-voltage.js';

/**
 * Δp = Δψ − ln(10) · RT/F · ΔpH, V [Mitchell 1961, Nature 191:144].
 *
 * Δψ = φ_in − φ_out in V, ΔpH = pH_in − pH_out, T in K. Negative pulls protons in.
 */
export function protonMotiveForce(membranePotential: number, pHDifference: number, temperature: number): number {
  return membranePotential - Math.LN10 * thermalVoltage(temperature) * pHDifference;
}
