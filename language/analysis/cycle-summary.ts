/** One pump's or transporter's numbers at rest: turnover, ATP, and what drives its cycle. SI. */
import type { Ion, Model, PumpCycle, Solute } from '../model/model.js';
import { freeEnergyOutward } from '../physics/free-energy.js';
import { atpRate } from '../physics/pump-stoichiometry.js';
import type { RestingValues } from './resting-values.js';

export interface PumpSummary {
  /** Net charge number outward per cycle. */
  readonly charge: number;
  readonly atp: number;
  /** Cycles/s and ATP/s in the basis (per m² with basis 'area'), and for the whole cell where the area is known. */
  readonly rate?: number;
  readonly atpRate?: number;
  readonly cellRate?: number;
  readonly cellAtpRate?: number;
  /** Cycles/s of one, where their number is known. */
  readonly turnover?: number;
  /** ΔG at rest of one mol of cycles in the direction written, by the gradients alone, J/mol. */
  readonly freeEnergy?: number;
  /** What makes it up; empty where a part is not known. */
  readonly terms: readonly EnergyTerm[];
  /** ΔG of one mol of ATP, where the file gives it. */
  readonly atpEnergy?: number;
  /** Gradients and ATP together; absent where ATP is used and its energy not given. */
  readonly cycleEnergy?: number;
  /** V at which the whole cycle stands still. */
  readonly reversal?: number;
}

/** n·ΔG_out of one ion or solute. */
export interface EnergyTerm {
  readonly name: string;
  readonly charge: number;
  /** Positive outward. */
  readonly count: number;
  /** J per mol of cycles. */
  readonly energy: number;
}

/** `perCell` is the factor from the basis to the whole cell, where it is known. */
export function summarizeCycle(
  model: Model,
  cycle: PumpCycle,
  valueOf: RestingValues,
  perCell: number | undefined,
  restingPotential: number | undefined,
): PumpSummary {
  const rate = valueOf(cycle.rate);
  const count = valueOf(cycle.count);
  const atp = rate === undefined ? undefined : atpRate(rate, cycle.atp);
  const freeEnergy = valueOf(cycle.freeEnergy);
  const atpEnergy = valueOf(cycle.atpEnergy);
  const reversal = valueOf(cycle.reversal);
  const fuel = cycle.atp === 0 ? 0 : atpEnergy === undefined ? undefined : cycle.atp * atpEnergy;
  const whole = (value: number | undefined): number | undefined =>
    value === undefined || perCell === undefined ? undefined : value * perCell;
  const [cellRate, cellAtpRate] = [whole(rate), whole(atp)];
  return {
    charge: cycle.charge,
    atp: cycle.atp,
    terms: energyTerms(model, cycle, valueOf, restingPotential),
    ...(rate !== undefined && { rate }),
    ...(atp !== undefined && { atpRate: atp }),
    ...(cellRate !== undefined && { cellRate }),
    ...(cellAtpRate !== undefined && { cellAtpRate }),
    ...(rate !== undefined && count !== undefined && { turnover: rate / count }),
    ...(freeEnergy !== undefined && { freeEnergy }),
    ...(atpEnergy !== undefined && { atpEnergy }),
    ...(freeEnergy !== undefined && fuel !== undefined && { cycleEnergy: freeEnergy + fuel }),
    ...(reversal !== undefined && { reversal }),
  };
}

function energyTerms(
  model: Model,
  { moves, solutes = [] }: PumpCycle,
  valueOf: RestingValues,
  voltage: number | undefined,
): EnergyTerm[] {
  const temperature = valueOf(model.temperature);
  const moved: readonly { what: Ion | Solute; count: number }[] = [
    ...moves.map(({ ion, count }) => ({ what: model.ions[ion]!, count })),
    ...solutes.map(({ solute, count }) => ({ what: model.solutes[solute]!, count })),
  ];
  const terms = moved.map(({ what, count }): EnergyTerm | undefined => {
    const { name, charge } = what;
    const [inside, outside] = [valueOf(what.inside), valueOf(what.outside)];
    const [gammaIn, gammaOut] = 'impermeant' in what ? [what.activityInside, what.activityOutside].map(valueOf) : [];
    const V = charge === 0 ? 0 : voltage;
    if (inside === undefined || outside === undefined || V === undefined || temperature === undefined) return undefined;
    const each = freeEnergyOutward(charge, (gammaIn ?? 1) * inside, (gammaOut ?? 1) * outside, V, temperature);
    return Number.isFinite(each) ? { name, charge, count, energy: count * each } : undefined;
  });
  return terms.includes(undefined) ? [] : terms.filter((term) => term !== undefined);
}
