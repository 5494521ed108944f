/** Numbers, ions and currents as they are written for people in hovers, hints and the outline. */
import type { Basis } from '../language/model/model.js';
import { formatNumber, formatQuantity } from '../language/units/display.js';
import { superscript } from '../language/units/pretty.js';
import { knownIons } from '../language/semantics/known-ions.js';

/** The units of one basis: everything per area, or for the whole cell. */
export interface BasisUnits {
  readonly current: string;
  readonly conductance: string;
  readonly capacitance: string;
  readonly permeability: string;
  /** Of cycles and ATP. */
  readonly rate: string;
}

const units: Readonly<Record<Basis, BasisUnits>> = {
  area: { current: 'uA/cm^2', conductance: 'mS/cm^2', capacitance: 'uF/cm^2', permeability: 'cm/s', rate: '/um^2/s' },
  cell: { current: 'pA', conductance: 'nS', capacitance: 'pF', permeability: 'cm^3/s', rate: '/s' },
};

export function unitsOfBasis(basis: Basis): BasisUnits {
  return units[basis];
}

/** `Ca²⁺`, `HCO₃⁻`, `A¹·²⁻`. */
export function ionLabel(name: string, charge: number): string {
  const formula = knownIons.has(name) ? name.replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]!) : name;
  const size = Math.abs(charge);
  const magnitude = size === 1 ? '' : String(size).replace(/\d/g, (digit) => superscript(Number(digit)));
  return `${formula}${magnitude.replace('.', '·')}${charge > 0 ? '⁺' : '⁻'}`;
}

/** `+1`, `−2`: a charge number. */
export function signed(x: number, digits?: number): string {
  return x > 0 ? `+${formatNumber(x, digits)}` : formatNumber(x, digits);
}

/** `2.33 µA/cm² outward`. */
export function directed(current: number, unit: string, digits?: number): string {
  const size = formatQuantity(Math.abs(current), unit, digits);
  return current === 0 ? size : `${size} ${current > 0 ? 'outward' : 'inward'}`;
}

/** A concentration in mol/m³, in the unit that needs no power of ten: `100 nM`, `140 mM`. */
export function formatConcentration(concentration: number, digits?: number): string {
  const unit = concentration >= 0.1 || concentration <= 0 ? 'mM' : concentration >= 1e-3 ? 'uM' : 'nM';
  return formatQuantity(concentration, unit, digits);
}

const ABSOLUTE: Readonly<Record<'A' | 'S', readonly (readonly [scale: number, unit: string])[]>> = {
  A: [
    [1e-3, 'mA'],
    [1e-6, 'uA'],
    [1e-9, 'nA'],
    [1e-12, 'pA'],
    [0, 'fA'],
  ],
  S: [
    [1e-3, 'mS'],
    [1e-6, 'uS'],
    [1e-9, 'nS'],
    [0, 'pS'],
  ],
};

/** The unit in which a current (A) or conductance (S) of a whole cell is a number between 1 and 1000. */
export function absoluteUnit(value: number, kind: 'A' | 'S'): string {
  return ABSOLUTE[kind].find(([scale]) => Math.abs(value) >= scale)![1];
}

/** `12.3 %`. */
export function percent(share: number): string {
  return `${formatNumber(share * 100, 3)} %`;
}
