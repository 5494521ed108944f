/** `3 Na out, 2 K in`: what is moved, how many of it, which way. */
import { isIon, type Ion, type Solute, type Transfer } from '../../generated/ast.js';
import type { Context } from '../context.js';
import { spanOfProperty } from '../spans.js';
import { chargeOf } from './ions.js';

export interface Move {
  readonly what: Ion | Solute;
  /** 0 for a solute. */
  readonly charge: number;
  /** Positive outward. */
  readonly count: number;
}

/** undefined when an ion or a charge is not known. */
export function transfersOf(context: Context, transfers: readonly Transfer[]): Move[] | undefined {
  const moves: Move[] = [];
  for (const transfer of transfers) {
    const what = transfer.ion?.ref;
    const count = Number(transfer.count ?? 1);
    if (transfer.count !== undefined && (count <= 0 || !Number.isInteger(count))) {
      return context.error(
        'pump.moves',
        spanOfProperty(transfer, 'count'),
        `A cycle moves a whole number of ions, at least 1; \`${transfer.count}\` is none.`,
      );
    }
    const charge = what && chargeOfMoved(context, what);
    if (what === undefined || charge === undefined || transfer.direction === undefined) return undefined;
    if (isIon(what) ? what.impermeant : what.kind === 'ligand') {
      const reason = isIon(what) ? 'is impermeant' : 'is a ligand, which only binds';
      return context.error(
        'ion.impermeant',
        spanOfProperty(transfer, 'ion'),
        `\`${what.name}\` ${reason}: nothing moves it.`,
      );
    }
    moves.push({ what, charge, count: transfer.direction === 'out' ? count : -count });
  }
  return moves;
}

function chargeOfMoved(context: Context, what: Ion | Solute): number | undefined {
  return isIon(what) ? chargeOf(context, what) : 0;
}
