/** How sentences of this folder write numbers: in the units a physiologist reads, by the model's basis. */
import type { Basis } from '../model/model.js';
import { formatQuantity } from '../units/display.js';

export function formatVoltage(volts: number): string {
  return formatQuantity(volts, 'mV');
}

/** A/m² or A by `basis`. */
export function formatCurrent(current: number, basis: Basis): string {
  return formatQuantity(current, basis === 'area' ? 'uA/cm^2' : 'pA');
}

export function formatTime(seconds: number): string {
  return formatQuantity(seconds, 'ms');
}
