/**
 * Constant-field theory: current and reversal of ions that share a membrane by permeability
 * [Goldman 1943, J Gen Physiol 27:37; Hodgkin & Katz 1949, J Physiol 108:37].
 *
 * Permeabilities in m/s, concentrations (or activities) in mol/m³, V in V, T in K; outward current positive.
 */
import { F } from './constants.js';
import { linoid, linoidDerivative } from './linoid.js';
import { rootOfRising } from './monotone-root.js';
import { thermalVoltage } from './thermal-voltage.js';

export interface PermeantIon {
  readonly charge: number;
  readonly permeability: number;
  readonly inside: number;
  readonly outside: number;
}

/**
 * I = P z² (V F²/RT) (c_in − c_out e^(−u))/(1 − e^(−u)) with u = zFV/RT, A/m².
 *
 * Written as P z F (c_in · linoid(u) − c_out · linoid(−u)), which is the same and has no hole at V = 0.
 */
export function ghkCurrent(ion: PermeantIon, voltage: number, temperature: number): number {
  const u = (ion.charge * voltage) / thermalVoltage(temperature);
  return ion.permeability * ion.charge * F * (ion.inside * linoid(u) - ion.outside * linoid(-u));
}

/** ∂I/∂V of `ghkCurrent`, S/m²; positive at every V. */
export function ghkConductance(ion: PermeantIon, voltage: number, temperature: number): number {
  const u = (ion.charge * voltage) / thermalVoltage(temperature);
  const slope = ion.inside * linoidDerivative(u) + ion.outside * linoidDerivative(-u);
  return ((ion.permeability * ion.charge ** 2 * F) / thermalVoltage(temperature)) * slope;
}

/**
 * V at which the currents of all ions cancel, V.
 *
 * Monovalent ions have the closed form RT/F · ln((Σ P⁺c_out + Σ P⁻c_in)/(Σ P⁺c_in + Σ P⁻c_out)); with others it is
 * the one root of Σ I(V). NaN when nothing permeates or nothing would come back. Permeabilities may be relative.
 */
export function ghkVoltage(ions: readonly PermeantIon[], temperature: number): number {
  let pullingIn = 0;
  let pullingOut = 0;
  for (const { charge, permeability, inside, outside } of ions) {
    pullingIn += permeability * (charge > 0 ? outside : inside);
    pullingOut += permeability * (charge > 0 ? inside : outside);
  }
  if (!(pullingIn > 0 && pullingOut > 0)) return NaN;
  const monovalent = ions.every(({ charge }) => Math.abs(charge) === 1);
  return monovalent ? thermalVoltage(temperature) * Math.log(pullingIn / pullingOut) : currentRoot(ions, temperature);
}

function currentRoot(ions: readonly PermeantIon[], temperature: number): number {
  const unit = thermalVoltage(temperature);
  const root = rootOfRising((x) => ({
    value: ions.reduce((sum, ion) => sum + ghkCurrent(ion, x * unit, temperature), 0),
    slope: ions.reduce((sum, ion) => sum + ghkConductance(ion, x * unit, temperature), 0) * unit,
  }));
  return root * unit;
}
