/** Activity coefficients of ions in water from ionic strength. Concentrations in mol/m³ (= mM), T in K. */
import { avogadro, boltzmannConstant, celsiusZero, elementaryCharge, vacuumPermittivity } from './constants.js';

/** Charge number and concentration of one ion in a solution. */
export interface DissolvedIon {
  readonly charge: number;
  readonly concentration: number;
}

/** I = ½ Σ c z², mol/m³ [Lewis & Randall 1921, J Am Chem Soc 43:1112]. */
export function ionicStrength(ions: readonly DissolvedIon[]): number {
  return ions.reduce((sum, { charge, concentration }) => sum + (concentration * charge ** 2) / 2, 0);
}

/** Relative permittivity of water, 0 … 100 °C [Malmberg & Maryott 1956, J Res Natl Bur Stand 56:1]. */
export function waterPermittivity(temperature: number): number {
  const t = temperature - celsiusZero;
  return 87.74 - 0.40008 * t + 9.398e-4 * t ** 2 - 1.41e-6 * t ** 3;
}

/**
 * A of the limiting law log10 γ = −A z² √I, for I in mol/L: 0.51 at 25 °C, 0.52 at 37 °C
 * [Debye & Hückel 1923, Phys Z 24:185].
 *
 * A = √(2·10³ N_A) e³ / (8π ln(10) (ε_w ε_0 kT)^(3/2)), (L/mol)^½; its temperature dependence is that of ε_w T.
 */
export function debyeHueckelCoefficient(temperature: number): number {
  const permittivity = waterPermittivity(temperature) * vacuumPermittivity;
  const strength = Math.sqrt(2e3 * avogadro) * elementaryCharge ** 3;
  return strength / (8 * Math.PI * Math.LN10 * (permittivity * boltzmannConstant * temperature) ** 1.5);
}

/**
 * γ by log10 γ = −A z² (√I/(1 + √I) − 0.3 I), I in mol/L [Davies 1962, Ion Association, Butterworths].
 *
 * Takes the ionic strength in mol/m³; fair up to 500 mol/m³, and 1 for z = 0.
 */
export function davies(charge: number, ionicStrength: number, temperature: number): number {
  const strength = ionicStrength / 1e3;
  const root = Math.sqrt(strength);
  return 10 ** (-debyeHueckelCoefficient(temperature) * charge ** 2 * (root / (1 + root) - 0.3 * strength));
}
