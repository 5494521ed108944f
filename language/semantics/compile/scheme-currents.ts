/**
 * What the transitions of schemes carry: the net flux along an arrow times what it moves, summed over all arrows and
 * multiplied by how many channels or pumps there are. The steps that bind, carry and release one ion carry the same at
 * steady state, so each ion is counted where its `moves` is written [Hill 1977, Free Energy Transduction in Biology].
 */
import { isIon, type Channel, type Ion, type Pump, type Solute } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import { avogadro, elementaryCharge } from '../../physics/constants.js';
import type { Context } from '../context.js';
import { propertyValue } from '../property-values.js';
import { inBasis } from './membrane.js';
import { fluxOf, stepsOf } from './schemes.js';
import { cycleOf, transitionAtp, transitionMoves } from './scheme-stoichiometry.js';

export interface SchemeCurrents {
  /** Net outward, in the basis. */
  readonly current: NodeId;
  readonly ions: readonly { readonly ion: Ion; readonly current: NodeId }[];
  /** Outward, mol/s or mol/(m² s). */
  readonly solutes: readonly { readonly solute: Solute; readonly flux: NodeId }[];
  /** ATP/s in the basis; absent where none is used. */
  readonly atp?: NodeId;
}

/** How many there are in the basis. */
export function carriersOf(context: Context, owner: Channel | Pump): NodeId | undefined {
  return context.once(owner, 'carriers', `${owner.name}.count`, undefined, () => {
    const count = propertyValue(context, owner, 'count');
    const what = owner.$type === 'Channel' ? 'This number of channels' : 'This count';
    return count && inBasis(context, count, what);
  });
}

/** undefined where a rate, an ion or the count is wrong or missing. */
export function schemeCurrents(context: Context, owner: Channel | Pump): SchemeCurrents | undefined {
  return context.once(owner, 'scheme currents', `${owner.name}.I`, undefined, () => {
    const { builder } = context;
    const count = carriersOf(context, owner);
    const carried = new Map<Ion | Solute, { readonly charge: number; readonly terms: NodeId[] }>();
    const used: NodeId[] = [];
    for (const scheme of owner.schemes) {
      const steps = stepsOf(context, scheme);
      if (steps === undefined) return undefined;
      for (const step of steps) {
        const flux = fluxOf(context, step);
        const moves = transitionMoves(context, step.transition);
        if (flux === undefined || moves === undefined) return undefined;
        const times = (n: number): NodeId => builder.binary('mul', builder.constant(n), flux);
        for (const { what, charge, count: n } of moves) {
          const entry = carried.get(what) ?? { charge, terms: [] };
          carried.set(what, entry);
          entry.terms.push(times(n));
        }
        const atp = transitionAtp(step.transition);
        if (atp !== 0) used.push(times(atp));
      }
    }
    if (count === undefined) return undefined;
    const total = (terms: readonly NodeId[], factor: number): NodeId =>
      builder.binary('mul', builder.binary('mul', builder.constant(factor), count), builder.sum(terms));
    const ions = [...carried].flatMap(([what, { charge, terms }]) =>
      isIon(what) ? [{ ion: what, current: total(terms, charge * elementaryCharge) }] : [],
    );
    const solutes = [...carried].flatMap(([what, { terms }]) =>
      isIon(what) ? [] : [{ solute: what, flux: total(terms, 1 / avogadro) }],
    );
    return {
      current: builder.sum(ions.map(({ current }) => current)),
      ions,
      solutes,
      ...(used.length > 0 && { atp: total(used, 1) }),
    };
  });
}

/**
 * Turns per second in the basis: ATP used per second where it uses any, else what it carries of the first thing it
 * moves, over how many of these a turn has. undefined where it slips.
 */
export function turnoverOf(context: Context, pump: Pump): NodeId | undefined {
  const currents = schemeCurrents(context, pump);
  const cycle = cycleOf(context, pump);
  if (currents === undefined || cycle === undefined) return undefined;
  const { builder } = context;
  if (currents.atp !== undefined && cycle.atp !== 0)
    return builder.binary('div', currents.atp, builder.constant(cycle.atp));
  const [first] = cycle.moves;
  const ion = currents.ions.find((entry) => entry.ion === first?.what);
  const solute = currents.solutes.find((entry) => entry.solute === first?.what);
  if (ion !== undefined)
    return builder.binary('div', ion.current, builder.constant(first!.charge * first!.count * elementaryCharge));
  return solute && builder.binary('mul', solute.flux, builder.constant(avogadro / first!.count));
}
