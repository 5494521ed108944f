/** What a buffer can be asked for, `Calbindin.bound` and `Calbindin.kappa`, and where the value of a pool is to be had. */
import type { IonBuffer, Pool } from '../../generated/ast.js';
import type { Span } from '../../model/graph.js';
import { concentration, dimensionless } from '../../units/dimension.js';
import type { Context } from '../context.js';
import { replacement } from '../issues.js';
import { numberOf, type Typed } from '../typed.js';
import { boundOf, kappaOf } from './buffers.js';

export function bufferPart(context: Context, buffer: IonBuffer, part: string, span: Span): Typed | undefined {
  const node = part === 'bound' ? boundOf(context, buffer) : kappaOf(context, buffer);
  if (node === undefined) return undefined;
  return { node, type: numberOf(part === 'bound' ? concentration : dimensionless), span };
}

export function poolIsNoValue(context: Context, pool: Pool, span: Span): undefined {
  const value = `${pool.ion?.$refText ?? ''}.in`;
  const message = `\`${pool.name}\` is a pool; the concentration in it is \`${value}\`.`;
  return context.error('name.not-a-value', span, message, replacement(span, value));
}
