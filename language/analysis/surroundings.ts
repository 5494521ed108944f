/** The two solutions as wholes: osmolarity and charge of each, and the Donnan equilibrium that is theirs. SI. */
import type { Dissolved, Model } from '../model/model.js';
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
  readonly dissolved: readonly (DissolvedIon & { readonly name: string })[];
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

/** Each side by itself; absent where it holds nothing. */
export interface Contents {
  readonly inside?: SolutionSummary;
  readonly outside?: SolutionSummary;
}

export function contentsOf({ contents }: Model, valueOf: RestingValues): Contents {
  const inside = contents && solutionOf(contents.inside, valueOf);
  const outside = contents && solutionOf(contents.outside, valueOf);
  return { ...(inside && { inside }), ...(outside && { outside }) };
}

/** undefined where a side holds nothing. */
export function surroundingsOf(
  model: Model,
  temperature: number,
  { inside, outside }: Contents,
): Surroundings | undefined {
  if (inside === undefined || outside === undefined) return undefined;
  const osmoticDifference = inside.osmolarity - outside.osmolarity;
  const equilibrium = donnanOf(model, temperature, inside, outside);
  return {
    inside,
    outside,
    osmoticDifference,
    osmoticPressure: osmoticPressure(inside.osmolarity, outside.osmolarity, temperature),
    ...(equilibrium && { donnan: equilibrium }),
  };
}

function solutionOf(entries: readonly Dissolved[], valueOf: RestingValues): SolutionSummary | undefined {
  const held = entries.reduce((sum, { charge, bound }) => sum + charge * (valueOf(bound) ?? 0), 0);
  const dissolved = entries.flatMap(({ name, charge, concentration: node }) => {
    const concentration = valueOf(node);
    return concentration === undefined ? [] : [{ name, charge, concentration }];
  });
  if (dissolved.length === 0) return undefined;
  return {
    dissolved,
    osmolarity: dissolved.reduce((sum, { concentration }) => sum + concentration, 0),
    charge: chargeConcentration(dissolved) + held,
  };
}

/** An ion of the model moves where both sides know it; all else that is inside stays there. */
function donnanOf(
  { ions }: Model,
  temperature: number,
  within: SolutionSummary,
  without: SolutionSummary,
): DonnanSummary | undefined {
  const permeant = ions.flatMap(({ name, charge, impermeant }, ion) => {
    const outside = without.dissolved.find((entry) => entry.name === name);
    return impermeant || outside === undefined ? [] : [{ name, ion, charge, concentration: outside.concentration }];
  });
  const staying = within.dissolved.filter(
    (entry) => !permeant.some(({ name }) => name === entry.name) && !isUnpaired(ions, entry.name),
  );
  const fixedCharge = chargeConcentration(staying);
  const fixed = staying.reduce((sum, { concentration }) => sum + concentration, 0);
  if (fixedCharge === 0 || permeant.length === 0) return undefined;
  const found = donnan(permeant, fixedCharge, temperature);
  if (!Number.isFinite(found.potential)) return undefined;
  const inside = permeant.map(({ ion }, i) => ({ ion, concentration: found.inside[i]! }));
  const [first] = permeant;
  return {
    potential: found.potential,
    ratio: (found.inside[0]! / first!.concentration) ** (1 / first!.charge),
    inside,
    osmoticDifference: fixed + found.inside.reduce((sum, c) => sum + c, 0) - without.osmolarity,
  };
}

/** A permeant ion that only one side knows has no equilibrium. */
function isUnpaired(ions: Model['ions'], name: string): boolean {
  return ions.some((ion) => ion.name === name && !ion.impermeant);
}
