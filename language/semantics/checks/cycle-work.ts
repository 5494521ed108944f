/** What drives a cycle of a scheme: what it carries down its gradients, and ATP. */
import { isIon, isPump, type Ion, type Solute } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import { VOLTAGE } from '../../model/model.js';
import { F, R } from '../../physics/constants.js';
import { concentrationOf } from '../compile/concentrations.js';
import { hasBothSides } from '../compile/cycle-energy.js';
import { nernstOf } from '../compile/ions.js';
import { temperatureOf, thermalVoltageOf } from '../compile/membrane.js';
import type { Passed } from '../compile/scheme-cycles.js';
import { transitionAtp, transitionMoves } from '../compile/scheme-stoichiometry.js';
import { ownerOf, type Step } from '../compile/schemes.js';
import type { Context } from '../context.js';
import { propertyValue } from '../property-values.js';

export interface CycleWork {
  /** −ΔG/RT of what it moves once round: ln of what the rates there must be of the rates back, ATP aside. */
  readonly drive: NodeId;
  /** Molecules of ATP used. */
  readonly atp: number;
  /** ΔG of one mol of ATP over RT, where the pump gives it. */
  readonly atpEnergy?: number;
  /** It moves nothing. */
  readonly isPassive: boolean;
  /** RT/F, V. */
  readonly thermal: number;
  /** From units of RT. */
  readonly toKilojoule: (energy: number) => number;
}

/** undefined when a charge or a concentration is not known. */
export function cycleWork(context: Context, cycle: readonly Passed<Step>[]): CycleWork | undefined {
  const typed = temperatureOf(context);
  const temperature = typed && context.valueAtDefaults(typed.node);
  const thermal = thermalVoltageOf(context);
  if (temperature === undefined || thermal === undefined) return undefined;
  const { builder } = context;
  let atp = 0;
  const counts = new Map<Ion | Solute, { readonly charge: number; count: number }>();
  for (const { step, along } of cycle) {
    const sign = along ? 1 : -1;
    atp += sign * transitionAtp(step.transition);
    const moves = transitionMoves(context, step.transition);
    if (moves === undefined) return undefined;
    for (const { what, charge, count } of moves) {
      const entry = counts.get(what) ?? { charge, count: 0 };
      entry.count += sign * count;
      counts.set(what, entry);
    }
  }
  const terms: NodeId[] = [];
  for (const [what, { charge, count }] of counts) {
    if (count === 0) continue;
    const each = outwardDrive(context, what, charge, thermal);
    if (each === undefined) return undefined;
    terms.push(builder.binary('mul', builder.constant(count), each));
  }
  const energy = atpEnergyOf(context, cycle);
  const RT = R * temperature;
  return {
    drive: builder.sum(terms),
    atp,
    ...(energy !== undefined && { atpEnergy: energy / RT }),
    thermal: RT / F,
    isPassive: terms.length === 0,
    toKilojoule: (value) => (value * RT) / 1000,
  };
}

/** −ΔG/RT of moving one outward: z(V − E)F/RT, or ln(c_in/c_out) of what carries no charge. */
function outwardDrive(context: Context, what: Ion | Solute, charge: number, thermal: NodeId): NodeId | undefined {
  const { builder } = context;
  if (!hasBothSides(context, what)) return undefined;
  if (isIon(what)) {
    const sides = (['in', 'out'] as const).map((side) => concentrationOf(context, what, side));
    const E = sides.includes(undefined) ? undefined : nernstOf(context, what);
    if (E === undefined) return undefined;
    const distance = builder.binary('sub', builder.symbol(VOLTAGE), E);
    return builder.binary('div', builder.binary('mul', builder.constant(charge), distance), thermal);
  }
  const [inside, outside] = (['in', 'out'] as const).map((side) => propertyValue(context, what, side)?.node);
  if (inside === undefined || outside === undefined) return undefined;
  return builder.unary('log', builder.binary('div', inside, outside));
}

/** J/mol; undefined where it is not given, or not one number. */
function atpEnergyOf(context: Context, [first]: readonly Passed<Step>[]): number | undefined {
  const owner = first && ownerOf(first.step.transition.$container);
  if (!isPump(owner)) return undefined;
  const energy = propertyValue(context, owner, 'atp_energy');
  return energy && context.valueAtDefaults(energy.node);
}
