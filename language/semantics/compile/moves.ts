/** What a pump or transporter moves in one cycle, and what it uses: stoichiometry and net charge. */
import type { Pump } from '../../generated/ast.js';
import type { Context } from '../context.js';
import { replacement } from '../issues.js';
import { spanOf, spanOfKeyword, spanOfProperty } from '../spans.js';
import { carriesByScheme } from './carriers.js';
import { cycleOf } from './scheme-stoichiometry.js';
import { transfersOf, type Move } from './transfers.js';

export type { Move };

/** Of one cycle, written or as its scheme makes it; undefined when an ion is not known, and where a scheme slips. */
export function movesOf(context: Context, pump: Pump): Move[] | undefined {
  return context.once(pump, 'moves', pump.name, undefined, () => {
    const cycle = cycleOf(context, pump);
    if (cycle !== undefined || carriesByScheme(pump)) return cycle?.moves;
    if (pump.transfers.length > 0) return transfersOf(context, pump.transfers);
    return context.error(
      'pump.moves',
      spanOfProperty(pump, 'name'),
      `\`${pump.name}\` moves nothing: say what it carries per cycle, as in \`moves ${exampleOf(pump)}\`.`,
    );
  });
}

function exampleOf({ kind }: Pump): string {
  return kind === 'transporter' ? '1 K out, 1 Cl out' : '3 Na out, 2 K in';
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
  return (
    context.once(pump, 'atp', pump.name, undefined, () =>
      carriesByScheme(pump) ? cycleOf(context, pump)?.atp : readAtp(context, pump),
    ) ?? 0
  );
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
