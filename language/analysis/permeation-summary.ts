/** What a channel that permeates its ions has at rest. SI, in the model's basis. */
import type { Model, Pathway } from '../model/model.js';
import type { RestingValues } from './resting-values.js';

export interface PermeantIonSummary {
  readonly name: string;
  /** As far as the channel is open, m/s or m³/s. */
  readonly permeability?: number;
  /** Outward current that this ion carries. */
  readonly current?: number;
}

export interface PermeationSummary {
  /** Of a share of 1 with everything open, m/s or m³/s. */
  readonly maximalPermeability?: number;
  readonly ions: readonly PermeantIonSummary[];
}

/** Nearer to its reversal than this, V, I/(V − E) is a quotient of rounding errors. */
const TOO_NEAR = 1e-7;

/** The conductance of a channel with one; of one that permeates I/(V − E), where V is not E. */
export function chordConductanceAtRest(
  { conductance, permeabilities, current, reversal }: Pathway,
  valueOf: RestingValues,
  restingPotential: number | undefined,
): number | undefined {
  if (permeabilities === undefined) return valueOf(conductance);
  const [I, E] = [valueOf(current), valueOf(reversal)];
  if (I === undefined || E === undefined || restingPotential === undefined) return undefined;
  if (I === 0) return 0;
  return Math.abs(restingPotential - E) < TOO_NEAR ? undefined : I / (restingPotential - E);
}

export function summarizePermeation(
  model: Model,
  { permeabilities, maximalPermeability, ionCurrents }: Pathway,
  valueOf: RestingValues,
): PermeationSummary | undefined {
  if (permeabilities === undefined) return undefined;
  const maximal = valueOf(maximalPermeability);
  const ions = permeabilities.map(({ ion, permeability }) => {
    const P = valueOf(permeability);
    const I = valueOf(ionCurrents.find((carried) => carried.ion === ion)?.current);
    return {
      name: model.ions[ion]!.name,
      ...(P !== undefined && { permeability: P }),
      ...(I !== undefined && { current: I }),
    };
  });
  return { ions, ...(maximal !== undefined && { maximalPermeability: maximal }) };
}
