/** What transitions move: that it sets a current, that a turn is what is written, and that nothing else sets the current. */
import { isPump, type Channel, type Pump, type Scheme } from '../../generated/ast.js';
import { carriesByScheme } from '../compile/carriers.js';
import { transfersOf, type Move } from '../compile/transfers.js';
import { cycleOf, reversed, turnsOf, type Stoichiometry } from '../compile/scheme-stoichiometry.js';
import type { Context } from '../context.js';
import { formatNumber } from '../../units/display.js';
import { findProperty } from '../property-values.js';
import { spanOf, spanOfKeyword, spanOfProperty } from '../spans.js';
import { addProperty, removeProperty } from './properties.js';

export function checkSchemeMoves(context: Context, owner: Channel | Pump): void {
  if (owner.schemes.length === 0 || !owner.name) return;
  if (!carriesByScheme(owner)) {
    if (isPump(owner)) reportIdle(context, owner);
    return;
  }
  for (const scheme of owner.schemes) checkUses(context, owner, scheme);
  requireCount(context, owner);
  refuseOthers(context, owner);
  const turns = turnsOf(context, owner);
  if (turns === undefined) return;
  if (turns.every(({ moves }) => moves.length === 0)) reportGoingNowhere(context, owner);
  else if (isPump(owner)) checkWritten(context, owner, turns);
}

function reportIdle(context: Context, pump: Pump): void {
  const message = `No transition of \`${pump.name}\` moves anything, so its scheme sets no current: write at one of them what crosses the membrane there, as in \`{ moves 3 Na out }\`.`;
  context.error('scheme.moves', spanOf(pump.schemes[0]), message);
}

/** A transporter uses no ATP; there is no other fuel. */
function checkUses(context: Context, owner: Channel | Pump, scheme: Scheme): void {
  for (const uses of scheme.transitions.flatMap((transition) => transition.uses)) {
    if (isPump(owner) && owner.kind === 'transporter') {
      const message = 'A transporter runs on the gradients of what it moves; what uses ATP is a pump.';
      const fix = { title: 'Make it a pump', edits: [{ span: spanOfKeyword(owner, 'transporter'), text: 'pump' }] };
      context.error('scheme.moves', spanOf(uses), message, fix);
    } else if (uses.fuel && uses.fuel !== 'ATP') {
      const span = spanOfProperty(uses, 'fuel');
      const fix = { title: 'Replace with `ATP`', edits: [{ span, text: 'ATP' }] };
      context.error('scheme.moves', span, `A transition uses ATP; \`${uses.fuel}\` is not known as its fuel.`, fix);
    }
  }
}

function requireCount(context: Context, owner: Channel | Pump): void {
  if (findProperty(owner, 'count') !== undefined) return;
  const message = `\`${owner.name}\` has no \`count\`: its transitions say what one ${kindOf(owner)} carries, and its current is that of all of them.`;
  context.error('property.missing', spanOfProperty(owner, 'name'), message, ...addProperty(owner, 'count = 1e6'));
}

function kindOf(owner: Channel | Pump): string {
  return isPump(owner) ? owner.kind : 'channel';
}

const otherLaws = ['conductance', 'permeability', 'unitary', 'reversal', 'open', 'current', 'rate'] as const;

/** Whatever else says what the current is. */
function refuseOthers(context: Context, owner: Channel | Pump): void {
  for (const key of otherLaws) {
    const property = findProperty(owner, key);
    if (property === undefined || (key === 'reversal' && isPump(owner))) continue;
    const message = `The transitions of \`${owner.name}\` set what it carries, so \`${key}\` says something else about it: keep one or the other.`;
    context.error('property.conflict', spanOfProperty(property, 'key'), message, removeProperty(context, property));
  }
  if (isPump(owner)) return;
  const message = `The transitions of \`${owner.name}\` say which ions pass; take this out.`;
  if (owner.ion !== undefined) context.error('property.conflict', spanOfProperty(owner, 'ion'), message);
  for (const permeation of owner.permeations) context.error('property.conflict', spanOf(permeation), message);
  for (const block of owner.blocks) {
    const reason = `What blocks \`${owner.name}\` is a state of its scheme that carries nothing, bound by a rate with the concentration of the blocker.`;
    context.error('property.conflict', spanOf(block), reason);
  }
}

function reportGoingNowhere(context: Context, owner: Channel | Pump): void {
  const message = `Around no cycle of \`${owner.name}\` does anything get across on balance, so at rest it carries no current. Either the cycle is not closed, or what is moved at one transition is moved back at another.`;
  context.warn('scheme.moves', spanOfProperty(owner, 'name'), message);
}

/** `moves` and `uses` of the pump itself are what one turn of its scheme makes. */
function checkWritten(context: Context, pump: Pump, turns: readonly Stoichiometry[]): void {
  const { transfers, uses } = pump;
  const first = transfers[0] ?? uses[0];
  if (first === undefined) return;
  const written = transfersOf(context, transfers);
  if (written === undefined) return;
  const atp = uses.reduce((sum, { count }) => sum + Number(count ?? 1), 0);
  const turn = cycleOf(context, pump);
  if (turn === undefined) {
    const shown = [...new Set(turns.map((turn) => textOf(turn.atp < 0 ? reversed(turn) : turn)))].join('; ');
    const message = `The cycles of \`${pump.name}\` move different things (${shown}), so no one turn is what is written here: leave it out.`;
    context.error('scheme.moves', spanOf(first), message);
    return;
  }
  const isMoved = ({ what, count }: Move): boolean =>
    turn.moves.some((move) => move.what === what && move.count === count);
  const agrees = written.length === turn.moves.length && written.every(isMoved);
  if (agrees && (uses.length === 0 || atp === turn.atp)) return;
  const span = agrees && uses[0] !== undefined ? spanOf(uses[0]) : spanOf(first);
  const message = `One turn of the scheme of \`${pump.name}\` makes ${textOf(turn)}, and this says otherwise: mend one of them, or leave this out.`;
  context.error('scheme.moves', span, message);
}

/** `3 Na out, 2 K in for 1 ATP`. */
function textOf({ moves, atp }: Stoichiometry): string {
  const list = moves.map(
    ({ what, count }) => `${formatNumber(Math.abs(count))} ${what.name} ${count > 0 ? 'out' : 'in'}`,
  );
  const carried = list.length === 0 ? 'nothing' : list.join(', ');
  return atp === 0 ? carried : `${carried} for ${formatNumber(atp)} ATP`;
}
