/** What the stoichiometry of a pump or transporter fixes [Post 1972, J Biol Chem 247:6530; Albers 1967, Annu Rev Biochem 36:727]. */
import { elementaryCharge } from './constants.js';

/** Ions of one kind moved per cycle; `count` is positive outward. */
export interface Move {
  readonly charge: number;
  readonly count: number;
}

/** Net charge number moved outward per cycle, Σ z n: +1 for 3 Na out and 2 K in. */
export function netCharge(moves: readonly Move[]): number {
  return moves.reduce((sum, { charge, count }) => sum + charge * count, 0);
}

/** Cycles/s behind a net outward current in A (per m² behind one in A/m²). NaN for an electroneutral cycle. */
export function cycleRate(current: number, chargePerCycle: number): number {
  return chargePerCycle === 0 ? NaN : current / (chargePerCycle * elementaryCharge);
}

/** ATP/s of a pump that makes `rate` cycles/s. */
export function atpRate(rate: number, atpPerCycle: number): number {
  return rate * atpPerCycle;
}

/** ATP/s to undo a leak of `ions` per second with a pump that moves `ionsPerAtp` of them per ATP. */
export function atpForLeak(ions: number, ionsPerAtp: number): number {
  return Math.abs(ions) / ionsPerAtp;
}
