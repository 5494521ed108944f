/**
 * Mobility of ions in water at infinite dilution, 25 °C, from their limiting equivalent conductivities
 * [Robinson & Stokes 1959, Electrolyte Solutions, 2nd ed., appendix 6.2], 10⁻⁴ S·m²/mol of charge.
 */
import { F } from './constants.js';

const equivalentConductivity: Readonly<Record<string, number>> = {
  H: 349.8,
  Li: 38.68,
  Na: 50.1,
  K: 73.5,
  Rb: 77.81,
  Cs: 77.26,
  Ag: 61.9,
  Tl: 74.7,
  NH4: 73.55,
  Mg: 53.05,
  Ca: 59.5,
  Sr: 59.45,
  Ba: 63.63,
  Mn: 53.5,
  Co: 55,
  Zn: 52.8,
  Cd: 54,
  La: 69.7,
  OH: 198.3,
  Cl: 76.35,
  Br: 78.14,
  I: 76.84,
  NO3: 71.46,
  HCO3: 44.5,
  SO4: 80.02,
};

/** m²/(V s), for its electrical force; undefined for what is not in the table. */
export function knownMobility(ion: string): number | undefined {
  const conductivity = Object.hasOwn(equivalentConductivity, ion) ? equivalentConductivity[ion] : undefined;
  return conductivity === undefined ? undefined : (conductivity * 1e-4) / F;
}

/** What is said where one is needed and missing. */
export function unknownMobility(ion: string): string {
  return `The mobility of \`${ion}\` is not known. Give it where the ion is declared: \`ion ${ion} … { mobility = 5e-8 m^2/V/s }\`.`;
}
