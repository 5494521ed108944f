/** Physical dimensions as exact exponents over six SI base quantities. Plain JSON data. */
import * as rationals from './rational.js';
import { rational, zero, type Rational } from './rational.js';

export const bases = ['mass', 'length', 'time', 'current', 'temperature', 'amount'] as const;
export type Base = (typeof bases)[number];

/** Exponent of each base quantity; all 0 for a pure number. */
export type Dimension = { readonly [base in Base]: Rational };

/** The dimension with these integer exponents, 0 where none is given: `dimension({ length: -3, amount: 1 })`. */
export function dimension(exponents: { readonly [base in Base]?: number }): Dimension {
  return build((base) => rational(exponents[base] ?? 0));
}

export function multiply(a: Dimension, b: Dimension): Dimension {
  return build((base) => rationals.plus(a[base], b[base]));
}

export function divide(a: Dimension, b: Dimension): Dimension {
  return build((base) => rationals.plus(a[base], rationals.negate(b[base])));
}

export function power(a: Dimension, exponent: Rational): Dimension {
  return build((base) => rationals.times(a[base], exponent));
}

export function sameDimension(a: Dimension, b: Dimension): boolean {
  return bases.every((base) => rationals.equal(a[base], b[base]));
}

export function isDimensionless(a: Dimension): boolean {
  return bases.every((base) => rationals.equal(a[base], zero));
}

function inverse(a: Dimension): Dimension {
  return divide(dimensionless, a);
}

function build(exponent: (base: Base) => Rational): Dimension {
  const result = {} as { [base in Base]: Rational };
  for (const base of bases) result[base] = exponent(base);
  return result;
}

export const dimensionless = dimension({});
export const length = dimension({ length: 1 });
export const mass = dimension({ mass: 1 });
export const time = dimension({ time: 1 });
export const current = dimension({ current: 1 });
export const temperature = dimension({ temperature: 1 });
export const amount = dimension({ amount: 1 });

export const area = multiply(length, length);
export const volume = multiply(area, length);
export const rate = inverse(time);
export const force = dimension({ mass: 1, length: 1, time: -2 });
export const pressure = divide(force, area);
export const energy = multiply(force, length);
export const energyRate = divide(energy, time);
export const charge = multiply(current, time);
export const voltage = divide(energy, charge);
export const conductance = divide(current, voltage);
export const resistance = inverse(conductance);
export const capacitance = divide(charge, voltage);
export const concentration = divide(amount, volume);

export const currentDensity = divide(current, area);
export const conductanceDensity = divide(conductance, area);
export const capacitanceDensity = divide(capacitance, area);
export const chargeDensity = divide(charge, area);
export const areaResistance = inverse(conductanceDensity);
export const numberDensity = inverse(area);
export const rateDensity = divide(rate, area);

/** Root of a spectral density, A/√Hz. */
export const currentNoise = multiply(current, power(time, rational(1, 2)));
export const currentDensityNoise = divide(currentNoise, area);

export const voltageRate = divide(voltage, time);
export const concentrationRate = divide(concentration, time);
export const inverseVoltage = inverse(voltage);
export const ratePerVoltage = divide(rate, voltage);
export const inverseConcentration = inverse(concentration);
export const ratePerConcentration = divide(rate, concentration);

/** Also a velocity. */
export const permeability = divide(length, time);
export const diffusion = divide(area, time);
export const flux = divide(amount, multiply(area, time));
export const amountRate = divide(amount, time);
export const volumeRate = divide(volume, time);
export const hydraulicPermeability = divide(permeability, pressure);
export const surfaceToVolume = inverse(length);

export const molarEnergy = divide(energy, amount);
export const molarEntropy = divide(molarEnergy, temperature);
export const molarCharge = divide(charge, amount);
export const molarMass = divide(mass, amount);
export const inverseAmount = inverse(amount);
export const entropy = divide(energy, temperature);
export const conductivity = divide(conductance, length);
export const resistivity = multiply(resistance, length);
export const permittivity = divide(capacitance, length);
export const mobility = divide(diffusion, voltage);
export const molarConductivity = divide(conductivity, concentration);
