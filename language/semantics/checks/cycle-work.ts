/** What drives a cycle of a scheme: the ions it carries down their gradients, and ATP. */
import { isIon, type Transition } from '../../generated/ast.js';
import { F, R } from '../../physics/constants.js';
import { chargeOf, nernstOf } from '../compile/ions.js';
import { temperatureOf } from '../compile/membrane.js';
import type { Context } from '../context.js';

export interface CycleWork {
  /** −ΔG/RT of moving its ions once round at V: ln of what the rates there must be of the rates back. */
  readonly drive: (V: number) => number;
  /** Molecules of ATP used. */
  readonly atp: number;
  /** It moves nothing. */
  readonly isPassive: boolean;
  /** From units of RT. */
  readonly toKilojoule: (energy: number) => number;
}

/** undefined when a charge or a concentration is not known. `sign` −1: the transition is passed backwards. */
export function cycleWork(
  context: Context,
  steps: readonly { readonly transition: Transition; readonly sign: 1 | -1 }[],
): CycleWork | undefined {
  const typed = temperatureOf(context);
  const temperature = typed && context.valueAtDefaults(typed.node);
  if (temperature === undefined) return undefined;
  let atp = 0;
  const moved: { charge: number; E: number; out: number }[] = [];
  for (const { transition, sign } of steps) {
    for (const { count } of transition.uses) atp += sign * Number(count ?? 1);
    for (const transfer of transition.transfers) {
      const carried = transfer.ion?.ref;
      const ion = isIon(carried) ? carried : undefined;
      const charge = ion && chargeOf(context, ion);
      const reversal = ion && nernstOf(context, ion);
      const E = reversal === undefined ? undefined : context.valueAtDefaults(reversal);
      if (charge === undefined || E === undefined) return undefined;
      moved.push({ charge, E, out: sign * Number(transfer.count ?? 1) * (transfer.direction === 'out' ? 1 : -1) });
    }
  }
  const RT = R * temperature;
  return {
    drive: (V) => moved.reduce((sum, { charge, E, out }) => sum + (out * charge * F * (V - E)) / RT, 0),
    atp,
    isPassive: moved.every(({ charge, E }) => sumOf(moved, charge, E) === 0),
    toKilojoule: (energy) => (energy * RT) / 1000,
  };
}

/** Net count of one ion outward. */
function sumOf(moved: readonly { charge: number; E: number; out: number }[], charge: number, E: number): number {
  return moved.reduce((sum, each) => (each.charge === charge && each.E === E ? sum + each.out : sum), 0);
}
