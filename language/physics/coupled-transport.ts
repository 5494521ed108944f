/** Thermodynamics of a transport cycle that couples several ions [Mullins 1977, J Gen Physiol 70:681]. */
import { F } from './constants.js';
import { freeEnergyOutward } from './free-energy.js';
import { netCharge, type Move } from './pump-stoichiometry.js';

/** Activities on both sides, > 0, in one unit. */
export interface CoupledMove extends Move {
  readonly inside: number;
  readonly outside: number;
}

/** ΔG of one mol of cycles in the direction written, Σ n ΔG_out, J/mol: negative where it runs by itself. */
export function cycleFreeEnergy(moves: readonly CoupledMove[], voltage: number, temperature: number): number {
  return moves.reduce(
    (sum, { charge, count, inside, outside }) =>
      sum + count * freeEnergyOutward(charge, inside, outside, voltage, temperature),
    0,
  );
}

/**
 * V at which the cycle stands still, Σ z n E / Σ z n (with `drive` = 0), V; NaN for an electroneutral cycle, whose
 * free energy no voltage changes.
 *
 * `drive` is what else pays, J per mol of cycles: |ΔG_ATP| times the ATP of a cycle.
 */
export function transportReversal(moves: readonly CoupledMove[], temperature: number, drive = 0): number {
  const charge = netCharge(moves);
  return charge === 0 ? NaN : (cycleFreeEnergy(moves, 0, temperature) - drive) / (charge * F);
}
