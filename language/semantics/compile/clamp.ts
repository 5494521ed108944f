/** `clamp -80 mV, then -60 .. 60 mV by 10 mV from 5 ms to 25 ms`: V imposed, as a node that reads t and drives. */
import type { Experiment, Expression, Phase } from '../../generated/ast.js';
import type { Clamp, Drive, SweepAxis } from '../../model/drive.js';
import type { NodeId } from '../../model/graph.js';
import { TIME, VOLTAGE } from '../../model/model.js';
import { voltage } from '../../units/dimension.js';
import type { Context } from '../context.js';
import { expectDimension } from '../expectation.js';
import { lower } from '../expressions.js';
import { spanOf } from '../spans.js';
import { compileInterval, type Interval } from './intervals.js';
import { axisOf, compileRange } from './sweeps.js';

export interface CompiledClamp {
  readonly clamp: Clamp;
  readonly drives: readonly Drive[];
  readonly family?: SweepAxis;
  /** Of the family, or of the only phase. */
  readonly window?: Interval;
  /** The end of the last phase, where every phase has one. */
  readonly end?: NodeId;
}

/** undefined when any part of it is wrong. */
export function compileClamp(
  context: Context,
  hold: Expression,
  { phases }: Experiment,
  duration: number | undefined,
): CompiledClamp | undefined {
  const start = potential(context, hold, '`clamp`');
  const compiled = phases.map((phase) => compilePhase(context, phase, duration));
  if (start === undefined || compiled.includes(undefined)) return undefined;
  const steps = compiled as CompiledPhase[];
  if (!isOneFamily(context, phases)) return undefined;
  if (!areApart(context, phases, steps)) return undefined;
  const { builder } = context;
  const command = steps.reduce(
    (before, { symbol, level }) => builder.select(builder.symbol(symbol), level, before),
    start.node,
  );
  const family = steps.find((step) => step.family !== undefined);
  const window = family ?? (steps.length === 1 ? steps[0] : undefined);
  const ends = steps.map(({ interval: { to } }) => to);
  const last = ends.every((to) => to !== undefined) ? ends.at(-1) : undefined;
  return {
    clamp: { hold: start.node, command },
    drives: steps.map(({ symbol, interval }) => ({ kind: 'interval', symbol, ...interval })),
    ...(family?.family && { family: family.family }),
    ...(window && { window: window.interval }),
    ...(last !== undefined && { end: last }),
  };
}

interface CompiledPhase {
  readonly symbol: number;
  readonly level: NodeId;
  readonly interval: Interval;
  readonly family?: SweepAxis;
}

function compilePhase(context: Context, phase: Phase, duration: number | undefined): CompiledPhase | undefined {
  const interval = compileInterval(context, phase, 'step', duration);
  const level = interval && levelOf(context, phase, interval);
  if (interval === undefined || level === undefined) return undefined;
  const symbol = context.addSymbol({ kind: 'drive', name: 'clamp' });
  context.defaults.set(symbol, 0);
  return { symbol, interval, ...level };
}

function levelOf(
  context: Context,
  phase: Phase,
  { from, to }: Interval,
): Pick<CompiledPhase, 'level' | 'family'> | undefined {
  const { level: written, last, step, ramp } = phase;
  const { builder } = context;
  if (step !== undefined && last !== undefined) {
    const range = compileRange(context, { first: written, last, step }, 'This family of steps', [voltage]);
    if (range === undefined) return undefined;
    const symbol = context.addSymbol({ kind: 'parameter', name: 'V' });
    context.defaults.set(symbol, context.valueAtDefaults(range.first.node)!);
    return { level: builder.symbol(symbol), family: axisOf('V', symbol, range) };
  }
  const first = potential(context, written, ramp ? '`ramp`' : '`then`');
  if (first === undefined) return undefined;
  if (!ramp) return { level: first.node };
  const end = potential(context, last, 'The end of the ramp');
  if (end === undefined) return undefined;
  if (to === undefined) {
    const message = 'A ramp needs its end: write `from 10 ms to 110 ms`.';
    return context.error('experiment.clamp', spanOf(phase), message);
  }
  return { level: ramped(context, first.node, end.node, from, to) };
}

/** first + (last − first)·(t − from)/(to − from). */
export function ramped(
  { builder: b }: Context,
  first: NodeId,
  last: NodeId,
  from: NodeId | undefined,
  to: NodeId,
): NodeId {
  const start = from ?? b.constant(0);
  const share = b.binary('div', b.binary('sub', b.symbol(TIME), start), b.binary('sub', to, start));
  return b.binary('add', first, b.binary('mul', b.binary('sub', last, first), share));
}

function potential(context: Context, expression: Expression | undefined, place: string) {
  const value = expression && lower(context, expression);
  const typed = value && expectDimension(context, expression, value, [voltage], place);
  if (typed === undefined) return undefined;
  const own = context.variablesOf(typed.node).find(({ kind }) => kind === 'V' || kind === 'state');
  if (own === undefined) return typed;
  const what = own === context.symbols[VOLTAGE] ? 'on V itself' : `on \`${own.name}\``;
  return context.error(
    'experiment.clamp',
    typed.span,
    `The command may depend on \`t\`, and not ${what}: V is what it imposes.`,
  );
}

function isOneFamily(context: Context, phases: readonly Phase[]): boolean {
  const families = phases.filter(({ step }) => step !== undefined);
  if (families.length < 2) return true;
  const message = 'One step of a clamp can be a family; make this one a single step, or sweep it.';
  context.error('experiment.clamp', spanOf(families[1]), message);
  return false;
}

/** One begins where the one before has ended, or later. */
function areApart(context: Context, phases: readonly Phase[], steps: readonly CompiledPhase[]): boolean {
  for (let i = 1; i < steps.length; i++) {
    const before = steps[i - 1]!.interval.to;
    const end = before === undefined ? Infinity : (context.valueAtDefaults(before) ?? -Infinity);
    const { from } = steps[i]!.interval;
    const start = from === undefined ? 0 : (context.valueAtDefaults(from) ?? Infinity);
    if (start >= end * (1 - 1e-12)) continue;
    context.error('experiment.clamp', spanOf(phases[i]), 'This step begins before the one before it has ended.');
    return false;
  }
  return true;
}
