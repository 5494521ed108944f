/** A channel has a conductance, a permeability or a law of its current, and the properties of one mean nothing to the others. */
import { isChannel, type Channel } from '../../generated/ast.js';
import { isPermeable } from '../compile/permeation.js';
import { hasCurrentLaw } from '../compile/current-law.js';
import type { Context } from '../context.js';
import { replacement, type Fix } from '../issues.js';
import { properties } from '../properties.js';
import { findProperty } from '../property-values.js';
import { join, spanOf, spanOfKeyword, spanOfProperty } from '../spans.js';
import { removeProperty, requireProperty } from './properties.js';

export function checkPermeation(context: Context): void {
  for (const channel of context.file.declarations.filter(isChannel)) {
    if (!channel.name) continue;
    if (hasCurrentLaw(channel)) checkLaw(context, channel);
    else if (!isPermeable(channel)) checkOhmic(context, channel);
    else if (channel.ion !== undefined) reportBoth(context, channel);
    else checkPermeable(context, channel);
  }
}

function reportBoth(context: Context, channel: Channel): void {
  const conducts = join(spanOfKeyword(channel, 'conducts'), spanOfProperty(channel, 'ion'));
  const permeates = join(spanOfKeyword(channel, 'permeates'), spanOf(channel.permeations.at(-1)));
  const message = `A channel conducts one ion by a conductance or permeates several by a permeability; \`${channel.name}\` says both.`;
  const text = context.texts.get(conducts.file ?? '') ?? context.text;
  const remove = (span: typeof conducts, word: string): Fix => {
    const after = /^\s*/.exec(text.slice(span.end))![0].length;
    return replacement({ ...span, end: span.end + after }, '', `Remove \`${word}\``);
  };
  context.error('channel.permeation', conducts, message, remove(conducts, 'conducts'), remove(permeates, 'permeates'));
}

function checkPermeable(context: Context, channel: Channel): void {
  const rule = properties.Channel.find(({ key }) => key === 'permeability')!;
  const permeability = findProperty(channel, 'permeability');
  const conductance = findProperty(channel, 'conductance');
  const reversal = findProperty(channel, 'reversal');
  const law = findProperty(channel, 'current');
  if (law !== undefined) {
    const message = `The current of \`${channel.name}\` follows from its permeability and its ions; it is read as \`${channel.name}.I\`.`;
    context.error('channel.permeation', spanOfProperty(law, 'key'), message, removeProperty(context, law));
  }
  if (conductance !== undefined) {
    const message = `\`${channel.name}\` permeates its ions: its current is the sum of their constant-field currents and no g·(V − E), so it takes a \`permeability\` and no \`conductance\`.`;
    const fix =
      permeability === undefined
        ? replacement(spanOf(conductance), rule.example, `Write \`${rule.example}\``)
        : removeProperty(context, conductance);
    context.error('channel.permeation', spanOfProperty(conductance, 'key'), message, fix);
  } else if (permeability === undefined) requireProperty(context, channel, rule);
  if (reversal !== undefined) {
    const message = `Where \`${channel.name}\` reverses follows from its ions; it is read as \`${channel.name}.E\`.`;
    context.error('channel.permeation', spanOfProperty(reversal, 'key'), message, removeProperty(context, reversal));
  }
}

/** Nothing else may say how large the current is, or where it reverses. */
function checkLaw(context: Context, channel: Channel): void {
  for (const key of ['conductance', 'permeability', 'count', 'unitary', 'reversal']) {
    const property = findProperty(channel, key);
    if (property === undefined) continue;
    const message = `\`${channel.name}\` has a \`current\`, a law that holds as it is written, so \`${key}\` has nothing to say. Give one of them.`;
    const remove = [property, findProperty(channel, 'current')!].map((one) => removeProperty(context, one));
    context.error('property.conflict', spanOfProperty(property, 'key'), message, ...remove);
  }
}

function checkOhmic(context: Context, channel: Channel): void {
  const permeability = findProperty(channel, 'permeability');
  if (permeability === undefined) return;
  const way = channel.ion === undefined ? 'has no ions' : 'conducts by a conductance';
  const message = `\`${channel.name}\` ${way}; a \`permeability\` belongs to a channel that \`permeates\` ions, as in \`permeates Cl 1, HCO3 0.2\`.`;
  const remove = removeProperty(context, permeability);
  const isOnlyThat = channel.ion !== undefined && findProperty(channel, 'conductance') === undefined;
  const change = replacement(spanOfKeyword(channel, 'conducts'), 'permeates', 'Write `permeates`');
  context.error('channel.permeation', spanOfProperty(permeability, 'key'), message, isOnlyThat ? change : remove);
}
