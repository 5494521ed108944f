/**
 * Pools: the space in which an ion inside is felt, where that is not the whole inside, such as the shell beneath the
 * membrane that a calcium current fills and pumps clear.
 */
import type { Ion, Pool } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import type { Pool as ModelPool, Space } from '../../model/model.js';
import type { Context } from '../context.js';
import { documentation } from '../documentation.js';
import { declared } from '../declared.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import { areaOf, basisOf } from './membrane.js';
import { ofVolume, sideOf, hasMovingVolume, spaceOf } from './spaces.js';

type Where = 'in' | 'out';

/** The first pool that holds the ion. */
export function poolOf({ file }: Context, ion: Ion): Pool | undefined {
  return declared<Pool>(file, 'Pool').find((entry) => Boolean(entry.name) && entry.ion?.ref === ion);
}

/** undefined where the file does not say how big the pool is, or not in a way that goes with the currents. */
export function spaceOfPool(context: Context, pool: Pool): Space | undefined {
  return context.once(pool, 'space', pool.name, undefined, () => {
    const span = spanOfProperty(pool, 'name');
    const [volume, depth] = ['volume', 'depth'].map((key) => propertyValue(context, pool, key)?.node);
    if (volume !== undefined) return ofVolume(context, volume, span);
    const area = areaOf(context);
    if (depth === undefined || basisOf(context) === 'cell') return undefined;
    return { depth, span, ...(area !== undefined && { volume: context.builder.binary('mul', depth, area) }) };
  });
}

/** The space in which the concentration of an ion on a side is. */
export function spaceOfIon(context: Context, ion: Ion, where: Where): Space | undefined {
  const pool = where === 'in' ? poolOf(context, ion) : undefined;
  return pool === undefined ? spaceOf(context, sideOf[where]) : spaceOfPool(context, pool);
}

/** A pool keeps its volume, whatever water does. */
export function isInMovingVolume(context: Context, ion: Ion, where: Where): boolean {
  return hasMovingVolume(context, sideOf[where]) && (where === 'out' || poolOf(context, ion) === undefined);
}

export function isCleared(context: Context, ion: Ion): boolean {
  const pool = poolOf(context, ion);
  return pool !== undefined && findProperty(pool, 'decay') !== undefined;
}

/** −(c − c₀)/τ, mol/(m³ s); undefined where nothing clears the ion. */
export function clearanceOf(context: Context, ion: Ion, free: NodeId): NodeId | undefined {
  const pool = poolOf(context, ion);
  const decay = pool && propertyValue(context, pool, 'decay')?.node;
  const rest = pool && restOf(context, pool, ion);
  if (decay === undefined || rest === undefined) return undefined;
  return context.builder.binary('div', context.builder.binary('sub', rest, free), decay);
}

/** What `decay` leads to: as written, else where the ion starts. */
function restOf(context: Context, pool: Pool, ion: Ion): NodeId | undefined {
  if (findProperty(pool, 'rest') !== undefined) return propertyValue(context, pool, 'rest')?.node;
  return propertyValue(context, ion, 'in')?.node;
}

/** undefined when it holds no ion of the model. `ionIndex` finds one there. */
export function compilePool(context: Context, pool: Pool, ionIndex: (name: string) => number): ModelPool | undefined {
  const ion = pool.ion?.ref;
  const index = ion === undefined ? -1 : ionIndex(ion.name);
  if (ion === undefined || index < 0 || poolOf(context, ion) !== pool) return undefined;
  const space = spaceOfPool(context, pool);
  const decay = propertyValue(context, pool, 'decay')?.node;
  const rest = decay === undefined ? undefined : restOf(context, pool, ion);
  const doc = documentation(pool);
  return {
    name: pool.name,
    ion: index,
    ...(space !== undefined && { space }),
    ...(decay !== undefined && { decay }),
    ...(rest !== undefined && { rest }),
    ...(doc !== undefined && { doc }),
    span: spanOfProperty(pool, 'name'),
  };
}
