import { F, R } from './constants.js';

/** RT/F, V, at an absolute temperature in K: 26.7267 mV at 37 °C. */
export function thermalVoltage(temperature: number): number {
  return (R * temperature) / F;
}
