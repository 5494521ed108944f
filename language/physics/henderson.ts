import { thermalVoltage } from './thermal-voltage.js';

/** An ion on both sides of a liquid junction. Mobility in any one unit for all; concentrations in mol/m³. */
export interface JunctionIon {
  readonly charge: number;
  readonly mobility: number;
  readonly concentration1: number;
  readonly concentration2: number;
}

/** The sums of Henderson's equation, in the unit of mobility times mol/m³: Σ sgn(z) u (c₂ − c₁), Σ |z| u c₁ and Σ |z| u c₂. */
export interface JunctionSums {
  readonly drift: number;
  readonly conducting1: number;
  readonly conducting2: number;
}

export function junctionSums(ions: readonly JunctionIon[]): JunctionSums {
  let drift = 0;
  let conducting1 = 0;
  let conducting2 = 0;
  for (const { charge, mobility, concentration1, concentration2 } of ions) {
    drift += Math.sign(charge) * mobility * (concentration2 - concentration1);
    conducting1 += Math.abs(charge) * mobility * concentration1;
    conducting2 += Math.abs(charge) * mobility * concentration2;
  }
  return { drift, conducting1, conducting2 };
}

/**
 * Liquid junction potential φ₂ − φ₁, V, with linear concentration profiles [Henderson 1907, Z Phys Chem 59:118]:
 * (RT/F) · (Σ sgn(z) u Δc / Σ |z| u Δc) · ln(Σ |z| u c₁ / Σ |z| u c₂), Δc = c₂ − c₁. T in K.
 *
 * Also where both solutions conduct alike and the formula as written is 0/0. NaN when a side has no ions.
 */
export function henderson(ions: readonly JunctionIon[], temperature: number): number {
  const { drift, conducting1, conducting2 } = junctionSums(ions);
  if (!(conducting1 > 0 && conducting2 > 0)) return NaN;
  const change = (conducting2 - conducting1) / conducting1;
  const logarithm = Math.abs(change) < 0.5 ? Math.log1p(change) : Math.log(conducting2 / conducting1);
  const logarithmOverChange = change === 0 ? 1 : logarithm / change;
  return -thermalVoltage(temperature) * (drift / conducting1) * logarithmOverChange;
}
