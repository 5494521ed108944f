/** Injected currents: steps, trains, ramps, and whatever an expression of t says. */
import type { Injection } from '../../generated/ast.js';
import type { Drive } from '../../model/drive.js';
import type { Injection as ModelInjection } from '../../model/model.js';
import { current, currentDensity } from '../../units/dimension.js';
import type { Context } from '../context.js';
import { expectDimension } from '../expectation.js';
import { lower } from '../expressions.js';
import { spanOf } from '../spans.js';
import type { Expression } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import { ramped } from './clamp.js';
import { compileInterval, compileTime, type Interval } from './intervals.js';
import { inBasis } from './membrane.js';
import { waveOf } from './waves.js';

export function compileInjection(
  context: Context,
  injection: Injection,
  drives: Drive[],
  duration: number | undefined,
): ModelInjection | undefined {
  const amplitude = currentOf(context, injection.amplitude, '`inject`');
  const interval = compileInterval(context, injection, 'injection', duration);
  if (amplitude === undefined || interval === undefined) return undefined;
  if (injection.ramp) return rampOf(context, injection, amplitude, interval);
  if (injection.wave !== undefined) return waveOf(context, injection, amplitude, interval);
  if (injection.width === undefined) return { amplitude, ...interval };
  const symbol = trainOf(context, injection, interval, drives);
  return symbol === undefined
    ? undefined
    : { amplitude: context.builder.select(symbol, amplitude, context.builder.constant(0)), ...interval };
}

function currentOf(context: Context, expression: Expression | undefined, place: string): NodeId | undefined {
  const value = expression && lower(context, expression);
  const typed = value && expectDimension(context, expression, value, [currentDensity, current], place);
  return typed && inBasis(context, typed, 'This injected current');
}

function rampOf(context: Context, injection: Injection, first: NodeId, interval: Interval): ModelInjection | undefined {
  const last = currentOf(context, injection.last, 'The end of the ramp');
  if (last === undefined) return undefined;
  if (interval.to === undefined) {
    const message = 'A ramp needs its end: write `from 10 ms to 110 ms`.';
    return context.error('experiment.interval', spanOf(injection), message);
  }
  return { amplitude: ramped(context, first, last, interval.from, interval.to), ...interval };
}

/** The node that is 1 during each pulse. */
function trainOf(
  context: Context,
  { width, period }: Injection,
  interval: Interval,
  drives: Drive[],
): NodeId | undefined {
  const each = compileTime(context, width, '`for`');
  const every = compileTime(context, period, '`every`');
  if (typeof each !== 'number' || typeof every !== 'number') return undefined;
  const [long, apart] = [context.valueAtDefaults(each), context.valueAtDefaults(every)];
  if (long !== undefined && !(long > 0))
    return context.error('value.range', spanOf(width), 'A pulse lasts longer than zero.');
  if (long !== undefined && apart !== undefined && !(apart > long)) {
    const message = 'The pulses of a train are further apart than each is long.';
    return context.error('experiment.interval', spanOf(period), message);
  }
  const symbol = context.addSymbol({ kind: 'drive', name: 'train' });
  context.defaults.set(symbol, 0);
  drives.push({ kind: 'train', symbol, width: each, period: every, ...interval });
  return context.builder.symbol(symbol);
}
