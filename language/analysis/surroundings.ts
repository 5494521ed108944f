/** The two solutions as wholes: osmolarity and charge of each, and the Donnan equilibrium that is theirs. SI. */
import type { Model } from '../model/model.js';
import type { DissolvedIon } from '../physics/activity.js';
import { donnan } from '../physics/donnan.js';
import { chargeConcentration } from '../physics/electroneutrality.js';
import { osmoticPressure } from '../physics/osmotic.js';
import type { RestingValues } from './resting-values.js';

export interface Surroundings {
  readonly inside: SolutionSummary;
  readonly outside: SolutionSummary;
  /** Σ c_in − Σ c_out, mol/m³, and the pressure RT times that, Pa: positive draws water in. */
  readonly osmoticDifference: number;
  readonly osmoticPressure: number;
  /** Present with impermeant charge inside. */
  readonly donnan?: DonnanSummary;
}

export interface SolutionSummary {
  /** Σ c, mol/m³. */
  readonly osmolarity: number;
  /** Σ z·c, mol/m³. */
  readonly charge: number;
}

/** Where the permeant ions would be with no pump at work: each at its equilibrium, the inside neutral. */
export interface DonnanSummary {
  /** V. */
  readonly potential: number;
  /** e^(−FV/RT): c_in/c_out of a monovalent cation, and its inverse of an anion. */
  readonly ratio: number;
  /** Concentrations inside, mol/m³, by index in `model.ions`. */
  readonly inside: readonly { readonly ion: number; readonly concentration: number }[];
  /** Σ c_in − Σ c_out there, mol/m³: it is never 0, so a cell at this equilibrium swells. */
  readonly osmoticDifference: number;
}

/** undefined where a side holds nothing. */
export function surroundingsOf(model: Model, temperature: number, valueOf: RestingValues): Surroundings | undefined {
  const [inside, outside] = [solutionOf(model, valueOf, 'inside'), solutionOf(model, valueOf, 'outside')];
  if (inside === undefined || outside === undefined) return undefined;
  const osmoticDifference = inside.osmolarity - outside.osmolarity;
  const equilibrium = donnanOf(model, temperature, valueOf, outside.osmolarity);
  return {
    inside,
    outside,
    osmoticDifference,
    osmoticPressure: osmoticPressure(inside.osmolarity, outside.osmolarity, temperature),
    ...(equilibrium && { donnan: equilibrium }),
  };
}

function solutionOf(
  { ions, solutes }: Model,
  valueOf: RestingValues,
  side: 'inside' | 'outside',
): SolutionSummary | undefined {
  const dissolved = [...ions, ...solutes].flatMap((entry): DissolvedIon[] => {
    const concentration = valueOf(entry[side]);
    return concentration === undefined ? [] : [{ charge: entry.charge, concentration }];
  });
  if (dissolved.length === 0) return undefined;
  const charged = ions.flatMap(({ charge, [side]: node }) => {
    const concentration = valueOf(node);
    return concentration === undefined ? [] : [{ charge, concentration }];
  });
  return {
    osmolarity: dissolved.reduce((sum, { concentration }) => sum + concentration, 0),
    charge: chargeConcentration(charged),
  };
}

function donnanOf(
  { ions }: Model,
  temperature: number,
  valueOf: RestingValues,
  osmolarityOutside: number,
): DonnanSummary | undefined {
  let fixedCharge = 0;
  let fixed = 0;
  const permeant: (DissolvedIon & { readonly ion: number })[] = [];
  ions.forEach(({ impermeant, charge, inside, outside }, ion) => {
    const [within, without] = [valueOf(inside), valueOf(outside)];
    if (impermeant) {
      fixed += within ?? 0;
      fixedCharge += charge * (within ?? 0);
    } else if (without !== undefined) permeant.push({ ion, charge, concentration: without });
  });
  if (fixedCharge === 0 || permeant.length === 0) return undefined;
  const found = donnan(permeant, fixedCharge, temperature);
  if (!Number.isFinite(found.potential)) return undefined;
  const inside = permeant.map(({ ion }, i) => ({ ion, concentration: found.inside[i]! }));
  const [first] = permeant;
  return {
    potential: found.potential,
    ratio: (found.inside[0]! / first!.concentration) ** (1 / first!.charge),
    inside,
    osmoticDifference: fixed + found.inside.reduce((sum, c) => sum + c, 0) - osmolarityOutside,
  };
}
