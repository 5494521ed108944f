/** Pools and buffers: of an ion whose concentration inside moves, one pool for each, and big enough to be known. */
import { isIonBuffer, isPool, type IonBuffer, type Pool } from '../../generated/ast.js';
import { areaOf, basisOf } from '../compile/membrane.js';
import { isDynamic } from '../compile/moving-concentrations.js';
import { poolOf, spaceOfPool } from '../compile/pools.js';
import type { Context } from '../context.js';
import { insertion } from '../issues.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOf, spanOfProperty } from '../spans.js';
import { addProperty, removeProperty } from './properties.js';

export function checkPools(context: Context): void {
  for (const entry of context.file.declarations) {
    if (isPool(entry) && entry.name) {
      if (checkIon(context, entry)) checkOnlyPool(context, entry);
      checkSize(context, entry);
      checkRest(context, entry);
    } else if (isIonBuffer(entry) && entry.name) checkIon(context, entry);
  }
}

/** False where nothing more is to be said. */
function checkIon(context: Context, entry: Pool | IonBuffer): boolean {
  const ion = entry.ion?.ref;
  if (ion === undefined || context.isLibrary) return false;
  const span = spanOfProperty(entry, 'ion');
  if (ion.impermeant) {
    const message = `\`${ion.name}\` is impermeant: nothing carries it, so its concentration does not move.`;
    context.error('ion.impermeant', span, message);
    return false;
  }
  if (isDynamic(ion, 'in')) return true;
  const written = findProperty(ion, 'in');
  const does = isPool(entry) ? 'the pool never fills' : 'what it binds changes nothing';
  const fixes =
    written?.value === undefined
      ? []
      : [insertion(spanOf(written.value).end, ' dynamic', `Let \`${ion.name}.in\` move: \`dynamic\``)];
  const code = isPool(entry) ? 'pool.no-effect' : 'buffer.no-effect';
  context.warn(code, span, `\`${ion.name}\` inside does not move, so ${does}.`, ...fixes);
  return false;
}

function checkOnlyPool(context: Context, pool: Pool): void {
  const ion = pool.ion!.ref!;
  const first = poolOf(context, ion);
  if (first === undefined || first === pool) return;
  const message = `\`${ion.name}\` is in \`${first.name}\` already: an ion is felt in one pool, so this one would stay empty.`;
  context.error('pool.duplicate', spanOfProperty(pool, 'ion'), message);
}

function checkSize(context: Context, pool: Pool): void {
  const [depth, volume] = [findProperty(pool, 'depth'), findProperty(pool, 'volume')];
  const name = spanOfProperty(pool, 'name');
  if (depth !== undefined && volume !== undefined) {
    const message = '`volume` says how big this pool is, and `depth` says it once more: give one.';
    context.error('property.conflict', spanOfProperty(depth, 'key'), message, removeProperty(context, depth));
    return;
  }
  if (depth === undefined && volume === undefined) {
    const message = `Pool \`${pool.name}\` has no size: give the \`depth\` of the shell beneath the membrane.`;
    context.error('property.missing', name, message, ...addProperty(pool, 'depth = 100 nm'));
    return;
  }
  const given = depth ?? volume!;
  if (propertyValue(context, pool, given.key) === undefined || spaceOfPool(context, pool) !== undefined) return;
  if (context.isLibrary || areaOf(context) !== undefined) return;
  const per = basisOf(context) === 'cell' ? 'of the whole cell' : 'per membrane area';
  const message = `Currents here are ${per}, so \`${given.key}\` says how fast this pool fills only together with the membrane’s \`area\`.`;
  const fixes = context.membrane === undefined ? [] : addProperty(context.membrane, 'area = 1000 um^2');
  context.error('compartment.size', spanOfProperty(given, 'key'), message, ...fixes);
}

function checkRest(context: Context, pool: Pool): void {
  const rest = findProperty(pool, 'rest');
  if (rest === undefined || findProperty(pool, 'decay') !== undefined) return;
  const message = '`rest` is where `decay` leads to, and this pool has no `decay`: nothing clears it.';
  context.error('property.missing', spanOfProperty(rest, 'key'), message, ...addProperty(pool, 'decay = 20 ms'));
}
