/**
 * Rates that are used as they are written beside rates that are scaled by a Q10: measured at one temperature, most
 * likely, and used at another.
 */
import { isChannel, isLet, isReference, isState, type Channel, type Gate } from '../../generated/ast.js';
import { formatQuantity } from '../../units/display.js';
import { temperatureOf } from '../compile/membrane.js';
import type { Context } from '../context.js';
import { findProperty, propertyReference } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import { nodesIn } from '../tree.js';
import { addProperty } from './properties.js';

/** Closer than this, K, a temperature is the one of the membrane. */
const SAME = 0.5;

interface Source {
  readonly name: string;
  readonly temperature: number;
}

export function checkUnscaledRates(context: Context): void {
  const typed = temperatureOf(context);
  const T = typed && context.valueAtDefaults(typed.node);
  if (T === undefined) return;
  const channels = context.file.declarations.filter(isChannel).filter(({ name }) => Boolean(name));
  const scaled = channels.flatMap((channel) => sourcesOf(context, channel));
  const other = scaled.find(({ temperature }) => Math.abs(temperature - T) > SAME);
  if (other === undefined) return;
  for (const channel of channels) {
    if (findProperty(channel, 'q10') !== undefined) continue;
    for (const gate of channel.gates) if (isUnscaled(gate)) report(context, channel, gate, other, T);
  }
}

/** Where a channel and its gates say that their rates come from. */
function sourcesOf(context: Context, channel: Channel): Source[] {
  return [channel, ...channel.gates].flatMap((owner) => {
    if (!owner.name || findProperty(owner, 'q10') === undefined) return [];
    const reference = propertyReference(context, owner, 'q10');
    const temperature = reference && context.valueAtDefaults(reference.node);
    return temperature === undefined ? [] : [{ name: owner.name, temperature }];
  });
}

/** It has rates, no Q10, and no temperature in them that somebody wrote by hand. */
function isUnscaled(gate: Gate): boolean {
  if (!gate.name || findProperty(gate, 'q10') !== undefined) return false;
  const rates = gate.properties.filter(({ key }) => ['alpha', 'beta', 'tau'].includes(key));
  return rates.length > 0 && !readsTemperature(rates);
}

function readsTemperature(roots: readonly Gate['properties'][number][]): boolean {
  const seen = new Set<object>(roots);
  for (const root of seen)
    for (const node of nodesIn(root as never)) {
      if (!isReference(node)) continue;
      if (['T', 'RT_F'].includes(node.target?.$refText)) return true;
      const target = node.target?.ref;
      if (isLet(target) || isState(target)) seen.add(target);
    }
  return false;
}

function report(context: Context, channel: Channel, gate: Gate, other: Source, T: number): void {
  const [here, there] = [T, other.temperature].map((value) => formatQuantity(value, 'degC'));
  const message = `The rates of \`${channel.name}.${gate.name}\` are used as written, at ${here!}; those of \`${other.name}\` were measured at ${there!} and are scaled. Say where these were measured, and their Q10.`;
  const text = (q10: number, kelvin: number): string =>
    `q10 = ${q10} at ${Number((kelvin - 273.15).toPrecision(6))} degC`;
  context.warn(
    'gate.temperature',
    spanOfProperty(gate, 'name'),
    message,
    ...addProperty(gate, text(3, other.temperature)),
    ...addProperty(gate, text(1, T)),
  );
}
