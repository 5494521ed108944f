/** `noise(2 uA/cm^2, 5 ms, 1)`: a current or potential that fluctuates, the same at every run. */
import type { Call } from '../../generated/ast.js';
import type { NoiseDrive } from '../../model/drive.js';
import { TIME } from '../../model/model.js';
import { dimensionless, time } from '../../units/dimension.js';
import type { Context } from '../context.js';
import { expectDimension } from '../expectation.js';
import { lower } from '../expressions.js';
import { constantOnly } from '../property-values.js';
import { spanOf } from '../spans.js';
import type { Typed } from '../typed.js';

export const NOISE = 'noise';
export const noiseSignature = 'noise(sd, tau, seed)';

export function noiseOf(context: Context, call: Call): Typed | undefined {
  const span = spanOf(call);
  const [sd, tau, seed] = call.arguments;
  if (context.drives === undefined) {
    const message = '`noise` is part of a stimulus: it can only stand in `inject` or `clamp`.';
    return context.error('measure.place', span, message);
  }
  if (sd === undefined || tau === undefined || call.arguments.length > 3 || call.from || call.to) {
    const message = `\`${noiseSignature}\` takes a standard deviation, a correlation time and, if wanted, a whole number as seed.`;
    return context.error('call.arguments', span, message);
  }
  const deviation = lower(context, sd);
  const correlation = lower(context, tau);
  const number = seed === undefined ? undefined : lower(context, seed);
  const typedTau = correlation && expectDimension(context, tau, correlation, [time], 'The correlation time of `noise`');
  const typedSeed = number && expectDimension(context, seed!, number, [dimensionless], 'The seed of `noise`');
  if (deviation?.type.kind !== 'number' || typedTau === undefined || (seed !== undefined && typedSeed === undefined))
    return undefined;
  for (const value of [deviation, typedTau, ...(typedSeed ? [typedSeed] : [])])
    if (constantOnly(context, value, '`noise`') === undefined) return undefined;
  const least = context.valueAtDefaults(typedTau.node);
  if (least !== undefined && !(least > 0 && least < Infinity))
    return context.error('value.range', typedTau.span, 'The correlation time of `noise` must be above zero.');
  const [offset, slope] = [
    context.addSymbol({ kind: 'drive', name: NOISE }),
    context.addSymbol({ kind: 'drive', name: NOISE }),
  ];
  const drive: NoiseDrive = {
    kind: 'noise',
    offset,
    slope,
    deviation: deviation.node,
    tau: typedTau.node,
    seed: typedSeed?.node ?? context.builder.constant(1),
  };
  context.drives.push(drive);
  return { node: line(context, offset, slope), type: deviation.type, span };
}

/** offset + slope·t. */
export function line({ builder: b }: Context, offset: number, slope: number): number {
  return b.binary('add', b.symbol(offset), b.binary('mul', b.symbol(slope), b.symbol(TIME)));
}
