/** Block by a charged particle that enters the pore part way [Woodhull 1973, J Gen Physiol 61:687]. */
import { thermalVoltage } from './thermal-voltage.js';

export interface Blocker {
  readonly charge: number;
  /** Side it comes from. */
  readonly side: 'inside' | 'outside';
  /** Dissociation constant at V = 0, in the unit of the concentration. */
  readonly dissociation: number;
  /** δ: part of the field between its own side and its site, 0 … 1. */
  readonly distance: number;
}

/** Kd(V) = Kd(0) e^(∓zδFV/RT): − for an inside blocker, which a depolarisation drives in, + for an outside one. */
export function blockDissociation(
  { charge, side, dissociation, distance }: Blocker,
  voltage: number,
  temperature: number,
): number {
  const direction = side === 'inside' ? -1 : 1;
  return dissociation * Math.exp((direction * charge * distance * voltage) / thermalVoltage(temperature));
}

/** Fraction of channels not blocked, 1/(1 + [B]/Kd(V)). */
export function unblockedFraction(
  blocker: Blocker,
  concentration: number,
  voltage: number,
  temperature: number,
): number {
  return 1 / (1 + concentration / blockDissociation(blocker, voltage, temperature));
}
