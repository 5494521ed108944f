/** Work to move an ion across the membrane: its electrochemical potential difference [Guggenheim 1929, J Phys Chem 33:842]. */
import { F, R } from './constants.js';

/** ΔG_in = RT ln(a_in/a_out) + zFV, J per mol moved inward. Activities > 0 (else NaN), V in V, T in K. Also for z = 0. */
export function freeEnergyInward(
  charge: number,
  inside: number,
  outside: number,
  voltage: number,
  temperature: number,
): number {
  if (!(inside > 0 && outside > 0)) return NaN;
  return R * temperature * Math.log(inside / outside) + charge * F * voltage;
}

/** ΔG_out = −ΔG_in, J per mol moved outward. */
export function freeEnergyOutward(
  charge: number,
  inside: number,
  outside: number,
  voltage: number,
  temperature: number,
): number {
  return -freeEnergyInward(charge, inside, outside, voltage, temperature);
}
