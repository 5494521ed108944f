/** What a pump or transporter moves in one cycle, and what it uses: stoichiometry and net charge. */
import { isIon, type Ion, type Pump, type Solute } from '../../generated/ast.js';
import type { Context } from '../context.js';
import { replacement } from '../issues.js';
import { spanOf, spanOfKeyword, spanOfProperty } from '../spans.js';
import { chargeOf } from './ions.js';

export interface Move {
  readonly what: Ion | Solute;
  /** 0 for a solute. */
  readonly charge: number;
  /** Positive outward. */
  readonly count: number;
}

/** undefined when an ion or a charge is not known. */
export function movesOf(context: Context, pump: Pump): Move[] | undefined {
  return context.once(pump, 'moves', pump.name, undefined, () => {
    const { transfers } = pump;
    if (transfers.length === 0) {
      return context.error(
        'pump.moves',
        spanOfProperty(pump, 'name'),
        `\`${pump.name}\` moves nothing: say what it carries per cycle, as in \`moves ${exampleOf(pump)}\`.`,
      );
    }
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
  });
}

function exampleOf({ kind }: Pump): string {
  return kind === 'transporter' ? '1 K out, 1 Cl out' : '3 Na out, 2 K in';
}

function chargeOfMoved(context: Context, what: Ion | Solute): number | undefined {
  return isIon(what) ? chargeOf(context, what) : 0;
}

/** Σ z·n, positive outward. */
export function netCharge(context: Context, pump: Pump): number | undefined {
  return movesOf(context, pump)?.reduce((sum, move) => sum + move.charge * move.count, 0);
}

/** `3 Na out, 2 K in`, as written. */
export function stoichiometryText(context: Context, pump: Pump): string {
  return pump.transfers.map((transfer) => context.textOf(spanOf(transfer))).join(', ');
}

/** ATP per cycle; 0 without `uses`. */
export function atpOf(context: Context, pump: Pump): number {
  return context.once(pump, 'atp', pump.name, undefined, () => readAtp(context, pump)) ?? 0;
}

function readAtp(context: Context, pump: Pump): number {
  const [uses, second] = pump.uses;
  if (uses === undefined) return 0;
  if (pump.kind === 'transporter') {
    const message = `A transporter runs on the gradients of what it moves; what uses ATP is a pump.`;
    context.error('pump.moves', spanOf(uses), message, replacement(spanOfKeyword(pump, 'transporter'), 'pump'));
    return 0;
  }
  const fuel = spanOfProperty(uses, 'fuel');
  if (uses.fuel && uses.fuel !== 'ATP') {
    const message = `A pump uses ATP; \`${uses.fuel}\` is not known as its fuel.`;
    context.error('pump.moves', fuel, message, replacement(fuel, 'ATP'));
  }
  const count = Number(uses.count ?? 1);
  if (count === 0) {
    context.error('pump.moves', spanOfProperty(uses, 'count'), 'Leave `uses` out of a pump that uses no ATP.');
  }
  if (second !== undefined) {
    context.error('property.duplicate', spanOf(second), '`uses` is given twice; the first one counts.');
  }
  return count;
}
