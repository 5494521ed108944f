/** What a cycle costs: its free energy by the gradients and by ATP, and the voltage at which it stands still. */
import { isIon, type Ion, type Pump, type Solute } from '../../generated/ast.js';
import type { NodeId, Span } from '../../model/graph.js';
import { VOLTAGE } from '../../model/model.js';
import { F, R } from '../../physics/constants.js';
import type { Context } from '../context.js';
import { propertyValue } from '../property-values.js';
import { concentrationOf, isGiven } from './concentrations.js';
import { nernstOf } from './ions.js';
import { temperatureOf } from './membrane.js';
import { atpOf, movesOf, netCharge } from './moves.js';

/** Whether both concentrations are given, without which there is no gradient. */
export function hasBothSides(context: Context, what: Ion | Solute): boolean {
  return (['in', 'out'] as const).every((side) => isGiven(context, what, side));
}

/** RT ln(a_out/a_in), J/mol: what moving one mol outward costs without a voltage. */
function chemicalEnergy(context: Context, what: Ion | Solute, charge: number): NodeId | undefined {
  const { builder } = context;
  if (!hasBothSides(context, what)) return undefined;
  if (isIon(what)) {
    const reversal = nernstOf(context, what);
    return reversal === undefined ? undefined : builder.binary('mul', builder.constant(charge * F), reversal);
  }
  const temperature = temperatureOf(context);
  const inside = concentrationOf(context, what, 'in');
  const outside = concentrationOf(context, what, 'out');
  if (temperature === undefined || inside === undefined || outside === undefined) return undefined;
  const RT = builder.binary('mul', builder.constant(R), temperature.node);
  return builder.binary('mul', RT, builder.unary('log', builder.binary('div', outside.node, inside.node)));
}

/** Σ n RT ln(a_out/a_in), J per mol of cycles: the part of the free energy that no voltage changes. */
function chemicalEnergyOf(context: Context, pump: Pump): NodeId | undefined {
  return context.once(pump, 'chemical', `${pump.name}.dG`, undefined, () => {
    const { builder } = context;
    const terms = movesOf(context, pump)?.map(({ what, charge, count }) => {
      const energy = chemicalEnergy(context, what, charge);
      return energy === undefined ? undefined : builder.binary('mul', builder.constant(count), energy);
    });
    if (terms === undefined || terms.includes(undefined)) return undefined;
    return builder.sum(terms.filter((term) => term !== undefined));
  });
}

/**
 * ΔG of one mol of cycles in the direction written, by the gradients alone: Σ n (RT ln(a_out/a_in) − zFV), J/mol
 * [Mullins 1977, J Gen Physiol 70:681]. undefined where a concentration is not given.
 */
export function freeEnergyOf(context: Context, pump: Pump): NodeId | undefined {
  return context.once(pump, 'dG', `${pump.name}.dG`, undefined, () => {
    const { builder } = context;
    const chemical = chemicalEnergyOf(context, pump);
    const charge = netCharge(context, pump);
    if (chemical === undefined || charge === undefined) return undefined;
    const electrical = builder.binary('mul', builder.constant(charge * F), builder.symbol(VOLTAGE));
    return builder.binary('sub', chemical, electrical);
  });
}

/** ΔG of the ATP of one cycle, J per mol of cycles; undefined where the cycle uses none, or the file gives no energy. */
function fuelEnergyOf(context: Context, pump: Pump): NodeId | undefined {
  const atp = atpOf(context, pump);
  const energy = propertyValue(context, pump, 'atp_energy');
  if (atp === 0 || energy === undefined) return undefined;
  return context.builder.binary('mul', context.builder.constant(atp), energy.node);
}

/** The whole cycle, ATP included where its energy is given: J/mol. */
export function cycleEnergyOf(context: Context, pump: Pump, from?: Span): NodeId | undefined {
  return context.once(pump, 'dG whole', `${pump.name}.dG`, from, () => {
    const gradients = freeEnergyOf(context, pump);
    const fuel = fuelEnergyOf(context, pump);
    if (gradients === undefined || fuel === undefined) return gradients;
    return context.builder.binary('add', gradients, fuel);
  });
}

/** V at which the whole cycle stands still: ΔG(V = 0)/(zF), V. undefined for an electroneutral one. */
export function cycleReversalOf(context: Context, pump: Pump, from?: Span): NodeId | undefined {
  return context.once(pump, 'E', `${pump.name}.E`, from, () => {
    const { builder } = context;
    const chemical = chemicalEnergyOf(context, pump);
    const charge = netCharge(context, pump);
    if (chemical === undefined || charge === undefined || charge === 0) return undefined;
    const fuel = fuelEnergyOf(context, pump);
    if (fuel === undefined && atpOf(context, pump) > 0) return undefined;
    const total = fuel === undefined ? chemical : builder.binary('add', chemical, fuel);
    return builder.binary('div', total, builder.constant(charge * F));
  });
}
