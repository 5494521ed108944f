/**
 * What one turn of a scheme moves: the sum over the transitions of a cycle. Where every cycle that moves anything moves
 * a multiple of the same, transport is coupled and the turn has a stoichiometry; else the scheme slips, and each ion goes
 * its own way [Hill 1977, Free Energy Transduction in Biology].
 */
import {
  isIon,
  type Channel,
  type Ion,
  type Pump,
  type Scheme,
  type Solute,
  type Transition,
} from '../../generated/ast.js';
import type { Context } from '../context.js';
import { chargeOf } from './ions.js';
import { carriesByScheme } from './carriers.js';
import { cyclesOf, type Arc } from './scheme-cycles.js';
import { canonical, statesOf } from './schemes.js';
import { transfersOf, type Move } from './transfers.js';

export interface Stoichiometry {
  readonly moves: Move[];
  readonly atp: number;
}

/** What a transition moves when it is passed along its arrow; undefined when an ion is not known. */
export function transitionMoves(context: Context, transition: Transition): Move[] | undefined {
  return context.once(transition, 'moves', 'moves', undefined, () => transfersOf(context, transition.transfers));
}

/** Molecules of ATP that a transition uses. */
export function transitionAtp({ uses }: Transition): number {
  return uses.reduce((sum, { count }) => sum + Number(count ?? 1), 0);
}

/** What one turn moves and uses; undefined of a pump without such a scheme, and where that is not one thing. */
export function cycleOf(context: Context, pump: Pump): Stoichiometry | undefined {
  if (!carriesByScheme(pump)) return undefined;
  return context.once(pump, 'cycle', pump.name, undefined, () => coupled(context, pump));
}

/** Every cycle of the schemes of a pump or channel that moves or uses anything. */
export function turnsOf(context: Context, owner: Channel | Pump): Stoichiometry[] | undefined {
  const turns: Stoichiometry[] = [];
  for (const scheme of owner.schemes) {
    for (const cycle of cyclesOf(statesOf(scheme), arcsOf(scheme))) {
      const counts = new Map<Ion | Solute, number>();
      let atp = 0;
      for (const { step, along } of cycle) {
        const sign = along ? 1 : -1;
        const moves = transitionMoves(context, step.transition);
        if (moves === undefined) return undefined;
        for (const { what, count } of moves) counts.set(what, (counts.get(what) ?? 0) + sign * count);
        atp += sign * transitionAtp(step.transition);
      }
      const moves = [...counts].flatMap(([what, count]): Move[] =>
        count === 0 ? [] : [{ what, count, charge: isIon(what) ? (chargeOf(context, what) ?? 0) : 0 }],
      );
      if (moves.length > 0 || atp !== 0) turns.push({ moves, atp });
    }
  }
  return turns;
}

/** The arrows of a diagram, whatever their rates. */
function arcsOf(scheme: Scheme): (Arc & { readonly transition: Transition })[] {
  return scheme.transitions.flatMap((transition) => {
    const { states, arrows } = transition;
    return arrows.flatMap((_, i) => {
      const [from, to] = [states[i], states[i + 1]];
      return from?.name && to?.name ? [{ from: canonical(from), to: canonical(to), transition }] : [];
    });
  });
}

function coupled(context: Context, pump: Pump): Stoichiometry | undefined {
  const turns = turnsOf(context, pump);
  const carrying = turns?.filter(({ moves }) => moves.length > 0);
  if (turns === undefined || carrying === undefined || carrying.length === 0) return undefined;
  const smallest = carrying.reduce((least, turn) => (sizeOf(turn) < sizeOf(least) ? turn : least));
  if (!turns.every((turn) => isMultiple(turn, smallest))) return undefined;
  const { moves, atp } = isBackwards(pump, smallest) ? reversed(smallest) : smallest;
  return { moves: moves.toSorted((a, b) => b.count - a.count), atp };
}

function sizeOf({ moves, atp }: Stoichiometry): number {
  return moves.reduce((sum, { count }) => sum + Math.abs(count), Math.abs(atp));
}

function isMultiple(turn: Stoichiometry, of: Stoichiometry): boolean {
  const count = ({ moves }: Stoichiometry, what: Ion | Solute): number =>
    moves.find((move) => move.what === what)?.count ?? 0;
  const [first] = of.moves;
  const factor = count(turn, first!.what) / first!.count;
  const all = new Set([...turn.moves, ...of.moves].map(({ what }) => what));
  return (
    Number.isInteger(factor) &&
    factor !== 0 &&
    turn.atp === factor * of.atp &&
    [...all].every((what) => count(turn, what) === factor * count(of, what))
  );
}

/** Written is the direction of `moves` of the pump, else that which uses ATP, else that of the first transfer. */
function isBackwards(pump: Pump, { moves, atp }: Stoichiometry): boolean {
  const first = pump.transfers[0];
  if (first === undefined && atp !== 0) return atp < 0;
  const written =
    first ?? pump.schemes.flatMap(({ transitions }) => transitions.flatMap(({ transfers }) => transfers))[0];
  const move = moves.find(({ what }) => what === written?.ion?.ref);
  return move !== undefined && move.count > 0 !== (written?.direction === 'out');
}

/** The same turn the other way round. */
export function reversed({ moves, atp }: Stoichiometry): Stoichiometry {
  return { moves: moves.map((move) => ({ ...move, count: -move.count })), atp: -atp };
}
