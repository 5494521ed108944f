/** One ion's numbers: its equilibrium, what drives it at rest and what it carries then. SI. */
import type { Ion, Model } from '../model/model.js';
import type { Failure } from '../model/outcome.js';
import { drivingForce, ionFlow } from '../physics/driving-force.js';
import { nernstSensitivityInside, nernstSensitivityOutside } from '../physics/nernst.js';
import { ionBudget, type IonBudget } from './budget.js';
import type { RestingValues } from './resting-values.js';

export interface IonSummary {
  readonly name: string;
  readonly charge: number;
  readonly impermeant: boolean;
  readonly inside?: number;
  readonly outside?: number;
  readonly activityInside: number;
  readonly activityOutside: number;
  /** Nernst potential, V. */
  readonly reversal?: number;
  /** ∂E/∂c_out and ∂E/∂c_in, V m³/mol (numerically mV/mM × 1e-3). */
  readonly sensitivityOutside?: number;
  readonly sensitivityInside?: number;
  /** V_rest − E, V. */
  readonly drivingForce?: number;
  /** Which way the ion itself moves at rest through an open channel. */
  readonly flow?: 'in' | 'out' | 'none';
  /** Net outward current this ion carries at rest through all pathways. */
  readonly current?: number;
  /** The same by channels and pumps, as ions and as ATP. */
  readonly budget?: IonBudget;
  /** How far it is from a steady state: dc/dt at rest inside and outside, mol/(m³ s), where the side has a size. */
  readonly insideRate?: number;
  readonly outsideRate?: number;
  /** Why there is no reversal. */
  readonly failure?: Failure;
}

/** A driving force below this, V, is rounding in V_rest. */
const NEGLIGIBLE = 1e-12;

export function summarizeIon(
  model: Model,
  index: number,
  temperature: number,
  valueOf: RestingValues,
  restingPotential: number | undefined,
): IonSummary {
  const ion = model.ions[index]!;
  const { name, charge, impermeant } = ion;
  const inside = valueOf(ion.inside);
  const outside = valueOf(ion.outside);
  const budget = restingPotential === undefined ? undefined : ionBudget(model, index, valueOf);
  const [insideRate, outsideRate] = [valueOf(ion.insideRate), valueOf(ion.outsideRate)];
  const general = {
    name,
    charge,
    impermeant,
    ...(inside !== undefined && { inside }),
    ...(outside !== undefined && { outside }),
    ...(insideRate !== undefined && { insideRate }),
    ...(outsideRate !== undefined && { outsideRate }),
    activityInside: valueOf(ion.activityInside) ?? 1,
    activityOutside: valueOf(ion.activityOutside) ?? 1,
    ...(budget && { current: budget.passiveCurrent + budget.pumpedCurrent, budget }),
  };
  const reversal = impermeant ? undefined : valueOf(ion.reversal);
  if (reversal === undefined) return { ...general, failure: whyNoReversal(ion, inside, outside) };
  return {
    ...general,
    reversal,
    ...(outside !== undefined && { sensitivityOutside: nernstSensitivityOutside(charge, outside, temperature) }),
    ...(inside !== undefined && { sensitivityInside: nernstSensitivityInside(charge, inside, temperature) }),
    ...(restingPotential !== undefined && driveAt(restingPotential, charge, reversal)),
  };
}

function driveAt(V: number, charge: number, reversal: number): Pick<IonSummary, 'drivingForce' | 'flow'> {
  const force = drivingForce(V, reversal);
  return { drivingForce: force, flow: Math.abs(force) < NEGLIGIBLE ? 'none' : ionFlow(charge, V, reversal) };
}

function whyNoReversal(ion: Ion, inside: number | undefined, outside: number | undefined): Failure {
  const { name, span } = ion;
  const because = (code: string, message: string): Failure => ({ code, message, span });
  if (ion.impermeant) {
    return because('ion.impermeant', `${name} does not cross the membrane, so it has no Nernst potential.`);
  }
  if (ion.inside === undefined || ion.outside === undefined) {
    const missing = ion.inside !== undefined ? 'outside' : ion.outside !== undefined ? 'inside' : 'inside or outside';
    return because(
      'ion.no-concentration',
      `${name} has no concentration ${missing}, and a Nernst potential needs both.`,
    );
  }
  const side = inside !== undefined && inside > 0 ? 'outside' : 'inside';
  const value = side === 'inside' ? inside : outside;
  if (value !== undefined && value <= 0) {
    const problem = value === 0 ? 'is zero' : 'is negative';
    return because(
      'ion.concentration-range',
      `The concentration of ${name} ${side} ${problem}, which has no logarithm.`,
    );
  }
  return because('ion.not-finite', `The Nernst potential of ${name} is not a finite number.`);
}
