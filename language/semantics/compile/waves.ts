/** `inject sine 2 uA/cm^2 at 8 Hz`, `inject chirp 2 uA/cm^2 at 1 .. 100 Hz from 0 s to 10 s`. */
import type { Expression, Injection } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import { TIME, type Injection as ModelInjection } from '../../model/model.js';
import { rate } from '../../units/dimension.js';
import type { Context } from '../context.js';
import { expectDimension } from '../expectation.js';
import { lower } from '../expressions.js';
import { constantOnly } from '../property-values.js';
import { spanOf, spanOfProperty } from '../spans.js';
import type { Interval } from './intervals.js';
import { sameUnit } from './sweeps.js';

/** I·sin φ(τ), τ since `from`: φ = 2π f τ, of a chirp 2π (f₀ τ + (f₁ − f₀) τ²/2T), so that dφ/dτ = 2π f(τ). */
export function waveOf(
  context: Context,
  injection: Injection,
  amplitude: NodeId,
  interval: Interval,
): ModelInjection | undefined {
  const { wave, frequency, lastFrequency } = injection;
  const { builder: b } = context;
  if (wave === 'sine' && lastFrequency !== undefined) {
    const message = 'A sine has one frequency; one that changes from one to another is a `chirp`.';
    return context.error('experiment.interval', spanOf(lastFrequency), message, {
      title: 'Make it a chirp',
      edits: [{ span: spanOfProperty(injection, 'wave'), text: 'chirp' }],
    });
  }
  const first = frequencyOf(context, frequency, lastFrequency);
  const last = lastFrequency === undefined ? undefined : frequencyOf(context, lastFrequency);
  if (first === undefined || (lastFrequency !== undefined && last === undefined)) return undefined;
  const since = b.binary('sub', b.symbol(TIME), interval.from ?? b.constant(0));
  const turns = (cycles: NodeId): ModelInjection => {
    const phase = b.binary('mul', b.constant(2 * Math.PI), cycles);
    return { amplitude: b.binary('mul', amplitude, b.unary('sin', phase)), ...interval };
  };
  if (wave === 'sine') return turns(b.binary('mul', first, since));
  if (last === undefined) {
    const message = 'A chirp goes from one frequency to another: write `at 1 .. 100 Hz`.';
    return context.error('experiment.interval', spanOf(frequency), message);
  }
  if (interval.to === undefined) {
    const message = 'A chirp needs its end, where it reaches its last frequency: write `from 0 s to 10 s`.';
    return context.error('experiment.interval', spanOf(injection), message);
  }
  const long = b.binary('sub', interval.to, interval.from ?? b.constant(0));
  const half = b.binary('div', b.binary('sub', last, first), b.binary('mul', b.constant(2), long));
  const mean = b.binary('add', first, b.binary('mul', half, since));
  return turns(b.binary('mul', mean, since));
}

/** `like` has the unit of both ends of a range. */
function frequencyOf(context: Context, expression: Expression | undefined, like?: Expression): NodeId | undefined {
  if (expression === undefined) return undefined;
  const value = (like && sameUnit(context, expression, like)) ?? lower(context, expression);
  const typed = value && expectDimension(context, expression, value, [rate], '`at`');
  const node = typed && constantOnly(context, typed, '`at`')?.node;
  const hertz = node === undefined ? undefined : context.valueAtDefaults(node);
  if (hertz === undefined || (hertz > 0 && hertz < Infinity)) return node;
  return context.error('value.range', spanOf(expression), 'A frequency is above zero, and finite.');
}
