/** The shape of kinetic schemes: transitions once each, all states connected, one place where everything ends up. */
import { isChannel, isPump, type Scheme, type Transition } from '../../generated/ast.js';
import { ownerOf, statesOf, stepsOf, type Step } from '../compile/schemes.js';
import { lastStates } from '../compile/stationary-shares.js';
import type { Context } from '../context.js';
import { spanOf } from '../spans.js';
import { checkBalance } from './detailed-balance.js';
import { checkSchemeMoves } from './scheme-moves.js';

export function schemesIn(context: Context): Scheme[] {
  return context.file.declarations.flatMap((entry) => (isChannel(entry) || isPump(entry) ? entry.schemes : []));
}

export function checkSchemes(context: Context): void {
  for (const owner of context.file.declarations)
    if (isChannel(owner) || isPump(owner)) checkSchemeMoves(context, owner);
  for (const scheme of schemesIn(context)) {
    const steps = stepsOf(context, scheme);
    if (steps === undefined) continue;
    if (checkDuplicates(context, steps) && checkConnections(context, scheme, steps))
      checkBalance(context, scheme, steps);
  }
}

/** Two ways between the same states are two transitions only where they differ in what they carry. */
function checkDuplicates(context: Context, steps: readonly Step[]): boolean {
  let unique = true;
  for (const [i, step] of steps.entries()) {
    const { from, to, transition, index } = step;
    const span = spanOf(transition.states[index + 1]);
    if (from === to) {
      context.error(
        'scheme.duplicate',
        span,
        `\`${from.name}\` turns into itself here: a transition leads to another state.`,
      );
      unique = false;
      continue;
    }
    const earlier = steps
      .slice(0, i)
      .find((other) => (other.from === from && other.to === to) || (other.from === to && other.to === from));
    if (earlier === undefined || carries(transition) || carries(earlier.transition)) continue;
    const oneWay = step.backward === undefined && earlier.backward === undefined && earlier.from === to;
    if (oneWay) continue;
    context.error(
      'scheme.duplicate',
      span,
      `\`${from.name}\` and \`${to.name}\` are joined twice; rates of one transition are added: write their sum once.`,
    );
    unique = false;
  }
  return unique;
}

export function carries({ transfers, uses }: Transition): boolean {
  return transfers.length > 0 || uses.length > 0;
}

/** True when the steady state is the same from every start. */
function checkConnections(context: Context, scheme: Scheme, steps: readonly Step[]): boolean {
  const states = statesOf(scheme);
  const first = states[0]!;
  const joined = new Set([first]);
  for (const state of joined) {
    for (const { from, to } of steps) {
      if (from === state) joined.add(to);
      if (to === state) joined.add(from);
    }
  }
  const apart = states.find((state) => !joined.has(state));
  if (apart !== undefined) {
    context.error(
      'scheme.unconnected',
      spanOf(apart),
      `No transition joins \`${apart.name}\` with \`${first.name}\`: a scheme is one piece.`,
    );
    return false;
  }
  const ends = lastStates(states, steps);
  const names = (set: readonly { name: string }[]): string => set.map(({ name }) => `\`${name}\``).join(', ');
  if (ends.length > 1) {
    context.error(
      'scheme.unconnected',
      spanOf(ends[1]![0]),
      `Nothing leads from ${names(ends[0]!)} to ${names(ends[1]!)} or back, so where it comes to rest depends on where it starts. Give one of them a way out.`,
    );
    return false;
  }
  const left = states.filter((state) => !ends[0]!.includes(state));
  if (left.length > 0 && ends[0]!.length === 1) {
    const { name } = ends[0]![0]!;
    context.warn(
      'scheme.unconnected',
      spanOf(ends[0]![0]),
      `Nothing leaves \`${name}\`: in time every ${ownerOf(scheme).$type.toLowerCase()} ends there, and at rest ${names(left)} ${left.length === 1 ? 'is' : 'are'} empty.`,
    );
  }
  return true;
}
