/** Numbers and units for people to read: −95.0 mV, 0.0667 µA/cm², 6.24×10⁶/s, 37 °C. */
import { fromSI, toSI, unitOf } from './convert.js';
import type { Dimension } from './dimension.js';
import { prettyUnit, superscript } from './pretty.js';
import { baseUnit, describeDimension, quantityOf } from './quantities.js';

/** Written without a power of ten from here … */
const SMALLEST_PLAIN = 1e-3;
/** … to here. */
const LARGEST_PLAIN = 1e5;
/** Enough for every factor of the catalog. */
const EXACT_DIGITS = 12;

/** The one unit values of a dimension are shown in, as text that parses: `mV`, `uA/cm^2`, `/s`; '' for a pure number. */
export function displayUnit(dimension: Dimension): string {
  return quantityOf(dimension)?.display ?? baseUnit(dimension);
}

/**
 * At most `digits` significant digits, zeros at the end dropped, digits before the decimal point never;
 * a real minus sign; a power of ten outside 1e-3 … 1e5.
 */
export function formatNumber(x: number, digits = 4): string {
  if (Number.isNaN(x)) return 'undefined';
  if (x < 0) return `−${formatNumber(-x, digits)}`;
  if (x === 0) return '0';
  if (x === Infinity) return '∞';
  const [mantissa, exponent] = x.toExponential(digits - 1).split('e') as [string, string];
  const order = Number(exponent);
  const rounded = Number(`${mantissa}e${order}`);
  if (rounded < SMALLEST_PLAIN || x > LARGEST_PLAIN) return `${trimZeros(mantissa)}×10${superscript(order)}`;
  return trimZeros(x.toFixed(Math.max(0, digits - 1 - order)));
}

/** A value in SI, as number and unit: `formatQuantity(-0.095, 'mV')` is `−95 mV`. */
export function formatQuantity(si: number, unitText: string, digits = 4): string {
  return withUnit(formatNumber(fromSI(si, unitText), digits), unitText);
}

/** The unit in which a concentration (mol/m³) reads best: nM for a trace, mM for a salt. */
export function concentrationUnit(si: number): 'nM' | 'uM' | 'mM' {
  if (si >= 0.1 || si <= 0) return 'mM';
  return si >= 1e-3 ? 'uM' : 'nM';
}

/** A potential in V, in mV with fixed decimals: `−95.0 mV`. Never `−0.0`. */
export function formatPotential(volts: number, decimals = 1): string {
  if (!Number.isFinite(volts)) return withUnit(formatNumber(volts), 'mV');
  const text = Math.abs(volts * 1e3).toFixed(decimals);
  return withUnit(volts < 0 && Number(text) !== 0 ? `−${text}` : text, 'mV');
}

function withUnit(number: string, unitText: string): string {
  if (unitText === '') return number;
  if (unitText.startsWith('/')) return number + prettyUnit(unitText).slice(1);
  return `${number} ${prettyUnit(unitText)}`;
}

/** One line for a hover: `mS/cm² = 10 S/m²; conductance per area`. Throws RangeError for a text that is no unit. */
export function explainUnit(unitText: string): string {
  const { affine, dimension } = unitOf(unitText);
  const pretty = prettyUnit(unitText);
  const name = describeDimension(dimension);
  if (affine) return `0 ${pretty} = 273.15 K; ${name}`;
  const coherent = quantityOf(dimension)?.si ?? baseUnit(dimension);
  const si = prettyUnit(coherent) === pretty ? baseUnit(dimension) : coherent;
  if (prettyUnit(si) === pretty) return `${pretty}; ${name}`;
  const explained = `${pretty} = ${withUnit(formatNumber(toSI(1, unitText), EXACT_DIGITS), si)}`;
  return name === prettyUnit(si) ? explained : `${explained}; ${name}`;
}

function trimZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
