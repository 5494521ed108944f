/** One solute's numbers: what an uncharged one costs to move, and how much of it moves at rest. SI. */
import type { Model } from '../model/model.js';
import { freeEnergyInward } from '../physics/free-energy.js';
import type { RestingValues } from './resting-values.js';

export interface SoluteSummary {
  readonly name: string;
  readonly kind: 'solute' | 'ligand';
  readonly charge: number;
  readonly inside?: number;
  readonly outside?: number;
  /** RT ln(c_in/c_out) of an uncharged one, J per mol moved inward. */
  readonly freeEnergyInward?: number;
  /** Net outward flux through all pathways at rest, mol/s or mol/(m² s); absent where one of them is not known. */
  readonly flux?: number;
}

export function summarizeSolute(model: Model, index: number, valueOf: RestingValues): SoluteSummary {
  const { name, kind, charge, ...sides } = model.solutes[index]!;
  const temperature = valueOf(model.temperature);
  const inside = valueOf(sides.inside);
  const outside = valueOf(sides.outside);
  const isKnown = charge === 0 && inside !== undefined && outside !== undefined && temperature !== undefined;
  const energy = isKnown ? freeEnergyInward(0, inside, outside, 0, temperature) : NaN;
  const fluxes = model.pathways
    .flatMap(({ soluteFluxes = [] }) => soluteFluxes)
    .filter(({ solute }) => solute === index)
    .map(({ flux }) => valueOf(flux));
  return {
    name,
    kind,
    charge,
    ...(inside !== undefined && { inside }),
    ...(outside !== undefined && { outside }),
    ...(Number.isFinite(energy) && { freeEnergyInward: energy }),
    ...(fluxes.length > 0 && fluxes.every((flux) => flux !== undefined) && { flux: sum(fluxes) }),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
