/** What one ion's channels let through at rest and what the pumps carry of it: how far from a steady state it is. */
import type { Model } from '../model/model.js';
import { ionsPerSecond, molarFlux } from '../physics/ion-flux.js';
import { atpForLeak } from '../physics/pump-stoichiometry.js';

/** In the model's basis: per m², or of the whole cell. Outward positive. */
export interface IonBudget {
  /** Net current through channels and through pumps, A/m² or A. */
  readonly passiveCurrent: number;
  readonly pumpedCurrent: number;
  /** Ions/s (per m²) through channels and through pumps. */
  readonly passiveIons: number;
  readonly pumpedIons: number;
  /** What leaves on balance, mol/s or mol/(m² s): 0 where the ion is at a steady state. */
  readonly netFlux: number;
  /** ATP/s (per m²) of a pump that undoes exactly what the channels let through; absent where no pump with ATP can. */
  readonly balancingAtpRate?: number;
}

/** `valueOf` gives the resting value of a node; undefined where there is none, and then so is the budget. */
export function ionBudget(
  model: Model,
  ion: number,
  valueOf: (node: number) => number | undefined,
): IonBudget | undefined {
  let passiveCurrent = 0;
  let pumpedCurrent = 0;
  for (const pathway of model.pathways) {
    for (const carried of pathway.ionCurrents) {
      if (carried.ion !== ion) continue;
      const current = valueOf(carried.current);
      if (current === undefined) return undefined;
      if (pathway.kind === 'channel') passiveCurrent += current;
      else pumpedCurrent += current;
    }
  }
  const { charge } = model.ions[ion]!;
  const passiveIons = ionsPerSecond(passiveCurrent, charge);
  const ionsPerAtp = ionsPerAtpAgainst(model, ion, passiveIons);
  return {
    passiveCurrent,
    pumpedCurrent,
    passiveIons,
    pumpedIons: ionsPerSecond(pumpedCurrent, charge),
    netFlux: molarFlux(passiveCurrent + pumpedCurrent, charge),
    ...(ionsPerAtp !== undefined && { balancingAtpRate: atpForLeak(passiveIons, ionsPerAtp) }),
  };
}

/** Of the first pump that uses ATP to move the ion against the leak. */
function ionsPerAtpAgainst(model: Model, ion: number, passiveIons: number): number | undefined {
  for (const { cycle } of model.pathways) {
    const move = cycle?.moves.find((candidate) => candidate.ion === ion);
    if (cycle && move && cycle.atp > 0 && move.count * passiveIons < 0) return Math.abs(move.count) / cycle.atp;
  }
  return undefined;
}
