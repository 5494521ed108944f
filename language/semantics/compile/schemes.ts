/**
 * Kinetic schemes: states, transitions between them, and how the share of each state changes.
 *
 * dp_i/dt = Σ_j (k_ji p_j − k_ij p_i) with Σ p = 1: the state that is written first is what the others leave over, so
 * the sum is 1 by construction [Colquhoun & Hawkes 1977, Proc R Soc B 199:231].
 */
import { AstUtils } from 'langium';
import {
  isChannel,
  isKineticState,
  isPump,
  isReference,
  type Channel,
  type KineticState,
  type Pump,
  type Scheme,
  type Transition,
} from '../../generated/ast.js';
import type { NodeId, Span } from '../../model/graph.js';
import { type Scheme as ModelScheme } from '../../model/model.js';
import { rate as rateDimension } from '../../units/dimension.js';
import { formatQuantity } from '../../units/display.js';
import type { Context } from '../context.js';
import { expectDimension } from '../expectation.js';
import { lower } from '../expressions.js';
import { findProperty } from '../property-values.js';
import { spanOf, spanOfProperty } from '../spans.js';
import { inTheField } from './field-rates.js';
import { atTemperature } from './q10.js';
import { stationaryShares } from './stationary-shares.js';

/** One arrow of a diagram, with its rates in 1/s. */
export interface Step {
  readonly from: KineticState;
  readonly to: KineticState;
  readonly forward: NodeId;
  /** Absent for `->`. */
  readonly backward?: NodeId;
  readonly transition: Transition;
  /** Which arrow of the transition. */
  readonly index: number;
}

export function ownerOf(scheme: Scheme): Channel | Pump {
  return AstUtils.getContainerOfType(scheme, (node) => isChannel(node) || isPump(node))!;
}

/** The states of a scheme, each by its first mention. */
export function statesOf(scheme: Scheme): KineticState[] {
  const first = new Map<string, KineticState>();
  for (const { states } of scheme.transitions)
    for (const state of states) if (state.name && !first.has(state.name)) first.set(state.name, state);
  return [...first.values()];
}

/** The mention that stands for the state. */
export function canonical(state: KineticState): KineticState {
  const scheme = state.$container.$container;
  return statesOf(scheme).find(({ name }) => name === state.name) ?? state;
}

/** The share of channels or pumps that are in a state. */
export function occupancy(context: Context, mention: KineticState, from?: Span): NodeId | undefined {
  const state = canonical(mention);
  const scheme = state.$container.$container;
  const owner = ownerOf(scheme);
  return context.once(state, 'value', `${owner.name}.${state.name}`, from, () => {
    const [first, ...others] = statesOf(scheme);
    const { builder } = context;
    const span = spanOf(state);
    if (state !== first) {
      const symbol = context.addSymbol({ kind: 'state', name: `${owner.name}.${state.name}` });
      return builder.symbol(symbol, span);
    }
    const shares = others.map((other) => occupancy(context, other));
    return shares.includes(undefined)
      ? undefined
      : builder.binary('sub', builder.constant(1), builder.sum(shares as NodeId[]), span);
  });
}

/** All arrows; undefined when one of them is wrong. */
export function stepsOf(context: Context, scheme: Scheme): Step[] | undefined {
  return context.once(scheme, 'steps', ownerOf(scheme).name, undefined, () => {
    const steps = scheme.transitions.map((transition) => stepsOfTransition(context, scheme, transition));
    return steps.includes(undefined) ? undefined : (steps.flat() as Step[]);
  });
}

function stepsOfTransition(context: Context, scheme: Scheme, transition: Transition): Step[] | undefined {
  const { states, arrows, rates } = transition;
  const wanted = arrows.reduce((sum, arrow) => sum + (arrow === '<->' ? 2 : 1), 0);
  const values = rates.map((_, i) => transitionRate(context, scheme, transition, i));
  if (rates.length !== wanted) {
    const each = arrows.every((arrow) => arrow === '<->')
      ? 'one there and one back for each arrow'
      : 'two for `<->`, one for `->`';
    return context.error(
      'scheme.rates',
      spanOf(transition),
      `This transition has ${count(arrows.length, 'arrow')} and ${count(rates.length, 'rate')}; it wants ${wanted}: ${each}.`,
    );
  }
  if (values.includes(undefined) || states.some(({ name }) => !name) || states.length !== arrows.length + 1)
    return undefined;
  let next = 0;
  return arrows.map((arrow, index): Step => {
    const forward = values[next++]!;
    const backward = arrow === '<->' ? values[next++] : undefined;
    const [from, to] = [canonical(states[index]!), canonical(states[index + 1]!)];
    return { from, to, forward, transition, index, ...(backward !== undefined && { backward }) };
  });
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** 1/s, with the Q10 and the charge of the transition. */
function transitionRate(context: Context, scheme: Scheme, transition: Transition, i: number): NodeId | undefined {
  const expression = transition.rates[i]!;
  const value = lower(context, expression);
  const typed = value && expectDimension(context, expression, value, [rateDimension], 'A transition');
  if (typed === undefined) return undefined;
  const fixed = context.valueAtDefaults(typed.node);
  if (fixed !== undefined && !(fixed >= 0 && fixed < Infinity))
    return context.error(
      'value.range',
      typed.span,
      `The rate of a transition cannot be ${Number.isFinite(fixed) ? 'negative' : 'infinite'}; it is ${formatQuantity(fixed, '/ms')}.`,
    );
  const owner = ownerOf(scheme);
  const warm = atTemperature(context, isChannel(owner) ? [scheme, owner] : [scheme], typed.node);
  return warm === undefined ? undefined : inTheField(context, transition, isForward(transition, i), warm);
}

/** Rates come in the order of the arrows: there and back for `<->`. */
function isForward({ arrows }: Transition, i: number): boolean {
  let seen = 0;
  for (const arrow of arrows) {
    if (i === seen) return true;
    seen += arrow === '<->' ? 2 : 1;
    if (i < seen) return false;
  }
  return true;
}

/** Net flux along an arrow, per channel or pump, 1/s. */
export function fluxOf(context: Context, { from, to, forward, backward }: Step): NodeId | undefined {
  const { builder } = context;
  const [here, there] = [occupancy(context, from), occupancy(context, to)];
  if (here === undefined || there === undefined) return undefined;
  const leaving = builder.binary('mul', forward, here);
  return backward === undefined ? leaving : builder.binary('sub', leaving, builder.binary('mul', backward, there));
}

/** Makes the states of a scheme known to the model, all but the first. */
export function registerScheme(context: Context, scheme: Scheme): void {
  const [, ...others] = statesOf(scheme);
  const values = others.map((state) => occupancy(context, state));
  const steps = stepsOf(context, scheme);
  if (steps === undefined || values.includes(undefined)) return;
  const { builder } = context;
  const fluxes = steps.map((step) => fluxOf(context, step));
  if (fluxes.includes(undefined)) return;
  const shares = stationaryShares(builder, statesOf(scheme), steps);
  const start = startOf(context, scheme);
  for (const [i, state] of others.entries()) {
    const node = builder.node(values[i]!);
    if (node.op !== 'symbol') continue;
    const [into, out] = [
      builder.sum(steps.flatMap(({ to }, k) => (to === state ? [fluxes[k]!] : []))),
      builder.sum(steps.flatMap(({ from }, k) => (from === state ? [fluxes[k]!] : []))),
    ];
    const steady = shares?.[i + 1];
    context.states.push({
      name: `${ownerOf(scheme).name}.${state.name}`,
      symbol: node.symbol,
      rate: builder.binary('sub', into, out),
      ...(steady !== undefined && { steady }),
      ...(start !== undefined && { start: builder.constant(start === state ? 1 : 0) }),
      scale: 1,
      unit: '',
      span: spanOf(state),
    });
  }
}

/** The state that all are in at t = 0, where the scheme says so. */
function startOf(context: Context, scheme: Scheme): KineticState | undefined {
  const property = findProperty(scheme, 'start');
  if (property?.value === undefined) return undefined;
  const target = isReference(property.value) ? property.value.target?.ref : undefined;
  if (isKineticState(target) && target.$container.$container === scheme) return canonical(target);
  const names = statesOf(scheme).map(({ name }) => `\`${name}\``);
  return context.error(
    'scheme.start',
    spanOf(property.value),
    `A scheme starts in one of its states: ${names.join(', ')}.`,
    ...statesOf(scheme)
      .slice(0, 3)
      .map(({ name }) => ({ title: `Start in \`${name}\``, edits: [{ span: spanOf(property.value), text: name }] })),
  );
}

/** undefined when a part of it is wrong. */
export function compileScheme(context: Context, scheme: Scheme): ModelScheme | undefined {
  const states = statesOf(scheme);
  const steps = stepsOf(context, scheme);
  const shares = states.map((state) => occupancy(context, state));
  if (steps === undefined || shares.includes(undefined)) return undefined;
  return {
    states: states.map(({ name }, i) => ({ name, occupancy: shares[i]! })),
    transitions: steps.map(({ from, to, forward, backward }) => ({
      from: states.indexOf(from),
      to: states.indexOf(to),
      forward,
      ...(backward !== undefined && { backward }),
    })),
    driven: scheme.driven,
    span: spanOfProperty(scheme, 'transitions'),
  };
}
