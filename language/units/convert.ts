/**
 * Numbers into SI and out of it. Powers of ten move the decimal point of the written number instead of multiplying,
 * so that 1e-6, 0.000001 and 1 u are the same double, and −65 mV comes back as −65.
 */
import { parseUnit, type Unit } from './unit.js';

/** 0 °C in K, by definition. */
const CELSIUS_ZERO = 273.15;
/** Decimals of a kelvin or degree kept when the zero moves; a double near 300 K resolves 6e-14. */
const TEMPERATURE_DECIMALS = 12;

/** The SI value of a decimal literal, e.g. `120` or `1.5e-8`: correctly rounded unless the unit has a factor. */
export function literalToSI(literal: string, unit: Unit): number {
  const value = (moveDecimalPoint(literal, unit.exponent10) * unit.factor) / unit.divisor;
  return unit.affine ? roundTemperature(value + CELSIUS_ZERO) : value;
}

/** The SI value of a number in a unit. Throws RangeError for a text that is no unit. */
export function toSI(value: number, unit: Unit | string): number {
  return Number.isFinite(value) ? literalToSI(String(value), unitOf(unit)) : value;
}

/** The number in a unit of an SI value: inverse of `toSI`, exactly so for units without a factor. */
export function fromSI(si: number, unit: Unit | string): number {
  if (!Number.isFinite(si)) return si;
  const { affine, factor, divisor, exponent10 } = unitOf(unit);
  if (affine) return roundTemperature(si - CELSIUS_ZERO);
  return moveDecimalPoint(String((si * divisor) / factor), -exponent10);
}

/**
 * The number in a unit is si × slope + offset. For curves of many points: two floating-point operations a point
 * instead of the exact decimal arithmetic of `fromSI`, and right to within rounding.
 */
export function linearFromSI(unit: Unit | string): { readonly slope: number; readonly offset: number } {
  const { affine, factor, divisor, exponent10 } = unitOf(unit);
  return { slope: (divisor / factor) * 10 ** -exponent10, offset: affine ? -CELSIUS_ZERO : 0 };
}

const parsed = new Map<string, Unit>();

/** The unit a text means, remembered. Throws RangeError for a text that is no unit. */
export function unitOf(unit: Unit | string): Unit {
  if (typeof unit !== 'string') return unit;
  const known = parsed.get(unit);
  if (known !== undefined) return known;
  const result = parseUnit(unit);
  if (!result.ok) throw new RangeError(`\`${unit}\` is no unit`);
  parsed.set(unit, result.unit);
  return result.unit;
}

function moveDecimalPoint(literal: string, places: number): number {
  if (places === 0) return Number(literal);
  const e = literal.search(/e/i);
  return e < 0
    ? Number(`${literal}e${places}`)
    : Number(`${literal.slice(0, e)}e${Number(literal.slice(e + 1)) + places}`);
}

function roundTemperature(value: number): number {
  return Number(value.toFixed(TEMPERATURE_DECIMALS));
}
