/** Channels: chord conductance, open probability, reversal potential, current I = g·(V − E). */
import { GrammarUtils, type AstNode } from 'langium';
import { isIon, isReference, type Channel } from '../../generated/ast.js';
import type { NodeId, Span } from '../../model/graph.js';
import { VOLTAGE, type Pathway } from '../../model/model.js';
import type { Context } from '../context.js';
import { documentation } from '../documentation.js';
import type { Fix } from '../issues.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import { nodesIn } from '../tree.js';
import { blocksOf, unblockedOf } from './blocks.js';
import { isGiven } from './concentrations.js';
import { carriesLaw, hasCurrentLaw, lawfulCurrent } from './current-law.js';
import { compileGate } from './gates.js';
import { nernstOf } from './ions.js';
import {
  isPermeable,
  maximalPermeability,
  permeantCurrents,
  permeantParts,
  permeantReversal,
  type PermeantCurrents,
} from './permeation.js';
import { maximalConductance, noPopulation, populationOf } from './population.js';
import { carriedByScheme } from './pumps.js';
import { schemeCurrents } from './scheme-currents.js';
import { carriesByScheme } from './carriers.js';
import { compileScheme, statesOf } from './schemes.js';

/** Open probability; undefined both when always open and when it could not be computed (`openFailed`). */
export function openOf(context: Context, channel: Channel, from?: Span): NodeId | undefined {
  return context.once(
    channel,
    'open',
    `${channel.name}.open`,
    from,
    () => propertyValue(context, channel, 'open')?.node,
  );
}

function openFailed(context: Context, channel: Channel): boolean {
  if (findProperty(channel, 'open') !== undefined) return openOf(context, channel) === undefined;
  return !readsItsGates(channel) && gatesUnused(context, channel);
}

/** The conductance, or the law of the current, may hold the gates itself: then all of it is open. */
function readsItsGates(channel: Channel): boolean {
  const parts = new Set<AstNode>([...channel.gates, ...channel.schemes.flatMap(statesOf)]);
  const laws = ['conductance', 'permeability', 'unitary', 'current'].map((key) => findProperty(channel, key)?.value);
  return laws.some(
    (law) =>
      law !== undefined &&
      nodesIn(law).some(
        (node) => isReference(node) && [node.target?.ref, node.part?.ref].some((named) => named && parts.has(named)),
      ),
  );
}

/** Gates without an `open` that uses them. */
function gatesUnused(context: Context, channel: Channel): boolean {
  const states = channel.schemes.flatMap(statesOf);
  if (channel.gates.length === 0 && states.length === 0) return false;
  context.once(channel, 'no-open', channel.name, undefined, () => {
    const product = [...channel.gates, ...states.slice(-1)].map((part) => part.name).join(' * ');
    const what = channel.gates.length > 0 ? 'gates' : 'a scheme';
    context.error(
      'channel.no-open',
      spanOfProperty(channel, 'name'),
      `\`${channel.name}\` has ${what} but no \`open\` that says what its open probability is.`,
      ...insertProperty(channel, `open = ${product}`),
    );
    return true;
  });
  return true;
}

/** The permeability of a share of 1 as far as it is open. */
export function permeabilityOf(context: Context, channel: Channel, from?: Span): NodeId | undefined {
  return context.once(channel, 'P', `${channel.name}.P`, from, () => {
    const maximal = maximalPermeability(context, channel);
    return maximal === undefined ? undefined : asFarAsOpen(context, channel, maximal);
  });
}

export function permeantCurrentsOf(context: Context, channel: Channel): PermeantCurrents | undefined {
  return context.once(channel, 'currents', `${channel.name}.I`, undefined, () => {
    const permeability = permeabilityOf(context, channel);
    return permeability === undefined ? undefined : permeantCurrents(context, channel, permeability);
  });
}

export function conductanceOf(context: Context, channel: Channel, from?: Span): NodeId | undefined {
  return context.once(channel, 'g', `${channel.name}.g`, from, () => {
    const maximal = maximalConductance(context, channel);
    return maximal === undefined ? undefined : asFarAsOpen(context, channel, maximal);
  });
}

/** A conductance, permeability or current with everything open, times the open probability and the unblocked fraction. */
function asFarAsOpen(context: Context, channel: Channel, maximal: NodeId): NodeId | undefined {
  if (openFailed(context, channel)) return undefined;
  const open = openOf(context, channel);
  const unblocked = unblockedOf(context, channel);
  if (unblocked === undefined) return undefined;
  const span = spanOfProperty(channel, 'name');
  const whole = context.builder.binary('mul', maximal, unblocked, span);
  return open === undefined ? whole : context.builder.binary('mul', whole, open, span);
}

/** The reversal that is written, else the Nernst potential of the conducted ion. */
export function reversalOf(context: Context, channel: Channel, from?: Span): NodeId | undefined {
  return context.once(channel, 'E', `${channel.name}.E`, from, () => {
    if (isPermeable(channel)) return permeantReversal(context, channel);
    if (findProperty(channel, 'reversal') !== undefined) return propertyValue(context, channel, 'reversal')?.node;
    const ion = channel.ion?.ref;
    if (channel.ion === undefined) {
      return context.error(
        'channel.no-reversal',
        spanOfProperty(channel, 'name'),
        `\`${channel.name}\` neither conducts an ion nor has a reversal potential, so it has no driving force.`,
        ...leakFixes(context, channel),
      );
    }
    if (ion === undefined) return undefined;
    if (ion.impermeant)
      return context.error(
        'ion.impermeant',
        spanOfProperty(channel, 'ion'),
        `\`${ion.name}\` is impermeant: nothing conducts it, and it has no Nernst potential.`,
      );
    const missing = (['in', 'out'] as const).filter((side) => !isGiven(context, ion, side));
    if (missing.length > 0) {
      const sides = missing.map((side) => (side === 'in' ? 'inside' : 'outside')).join(' and ');
      return context.error(
        'channel.no-reversal',
        spanOfProperty(channel, 'ion'),
        `The concentration of \`${ion.name}\` ${sides} is not given, so \`${channel.name}\` has no reversal potential. Give it in \`ion ${ion.name}\`, or a \`reversal\` here.`,
        ...insertProperty(channel, 'reversal = -70 mV'),
      );
    }
    return nernstOf(context, ion, from);
  });
}

function leakFixes(context: Context, channel: Channel): Fix[] {
  const { end } = spanOfProperty(channel, 'name');
  const ions = context.file.declarations
    .filter(isIon)
    .filter(
      (ion) =>
        Boolean(ion.name) && !ion.impermeant && (['in', 'out'] as const).every((side) => isGiven(context, ion, side)),
    );
  const conducts = ions.slice(0, 3).map((ion) => ({
    title: `Conducts ${ion.name}`,
    edits: [{ span: { start: end, end }, text: ` conducts ${ion.name}` }],
  }));
  return [...insertProperty(channel, 'reversal = -54.4 mV'), ...conducts];
}

function insertProperty(channel: Channel, text: string): Fix[] {
  const open = GrammarUtils.findNodeForKeyword(channel.$cstNode, '{');
  if (open === undefined) return [];
  const separator = channel.properties.length + channel.gates.length > 0 ? ',' : '';
  return [
    { title: `Add \`${text}\``, edits: [{ span: { start: open.end, end: open.end }, text: ` ${text}${separator}` }] },
  ];
}

export function channelCurrent(context: Context, channel: Channel, from?: Span): NodeId | undefined {
  return context.once(channel, 'I', `${channel.name}.I`, from, () => {
    if (carriesByScheme(channel)) return schemeCurrents(context, channel)?.current;
    if (isPermeable(channel)) return permeantCurrentsOf(context, channel)?.current;
    if (hasCurrentLaw(channel)) {
      const law = lawfulCurrent(context, channel);
      return law === undefined ? undefined : asFarAsOpen(context, channel, law);
    }
    const { builder } = context;
    const conductance = conductanceOf(context, channel);
    const reversal = reversalOf(context, channel);
    if (conductance === undefined || reversal === undefined) return undefined;
    const span = spanOfProperty(channel, 'name');
    return builder.binary('mul', conductance, builder.binary('sub', builder.symbol(VOLTAGE), reversal), span);
  });
}

/** As `compileChannel`, of a channel that permeates. */
function compilePermeable(
  context: Context,
  channel: Channel,
  ionIndex: (name: string) => number,
): Pick<Pathway, 'current' | 'ionCurrents' | 'permeabilities' | 'maximalPermeability' | 'reversal'> | undefined {
  const maximal = maximalPermeability(context, channel);
  const reversal = reversalOf(context, channel);
  const currents = permeantCurrentsOf(context, channel);
  if (channel.ion !== undefined || maximal === undefined || reversal === undefined || currents === undefined)
    return undefined;
  return { current: currents.current, ...permeantParts(currents, ionIndex), maximalPermeability: maximal, reversal };
}

/** As `compileChannel`, of a channel with a conductance. */
function compileOhmic(
  context: Context,
  channel: Channel,
  ionIndex: (name: string) => number,
): Pick<Pathway, 'current' | 'ionCurrents' | 'maximalConductance' | 'conductance' | 'reversal'> | undefined {
  const maximal = maximalConductance(context, channel);
  const conductance = conductanceOf(context, channel);
  const reversal = reversalOf(context, channel);
  const current = channelCurrent(context, channel);
  if (maximal === undefined || conductance === undefined || reversal === undefined || current === undefined)
    return undefined;
  const ion = channel.ion?.ref === undefined ? -1 : ionIndex(channel.ion.ref.name);
  return {
    current,
    ionCurrents: ion < 0 ? [] : [{ ion, current }],
    maximalConductance: maximal,
    conductance,
    reversal,
  };
}

/** As `compileChannel`, of a channel with a law of its own. */
function compileLaw(
  context: Context,
  channel: Channel,
  ionIndex: (name: string) => number,
): Pick<Pathway, 'current' | 'ionCurrents'> | undefined {
  const current = channelCurrent(context, channel);
  if (!carriesLaw(context, channel) || current === undefined) return undefined;
  const ion = channel.ion?.ref === undefined ? -1 : ionIndex(channel.ion.ref.name);
  return { current, ionCurrents: ion < 0 ? [] : [{ ion, current }] };
}

function compileCarried(
  context: Context,
  channel: Channel,
  ionIndex: (name: string) => number,
): Pick<Pathway, 'current' | 'ionCurrents'> | undefined {
  if (carriesByScheme(channel)) {
    const currents = schemeCurrents(context, channel);
    return currents && carriedByScheme(context, currents, ionIndex);
  }
  if (isPermeable(channel)) return compilePermeable(context, channel, ionIndex);
  return (hasCurrentLaw(channel) ? compileLaw : compileOhmic)(context, channel, ionIndex);
}

/** undefined when any part of it is wrong. `ionIndex` finds an ion in the model. */
export function compileChannel(
  context: Context,
  channel: Channel,
  ionIndex: (name: string) => number,
): Pathway | undefined {
  const gates = channel.gates.map((gate) => compileGate(context, gate));
  const carried = compileCarried(context, channel, ionIndex);
  const schemes = channel.schemes.map((scheme) => compileScheme(context, scheme));
  if (carried === undefined || gates.includes(undefined) || schemes.includes(undefined)) return undefined;
  const byScheme = carriesByScheme(channel);
  const open = byScheme ? undefined : openOf(context, channel);
  const blocks = byScheme ? [] : (blocksOf(context, channel) ?? []);
  const unblocked = blocks.length === 0 ? undefined : unblockedOf(context, channel);
  const isOhmic = !byScheme && !isPermeable(channel) && !hasCurrentLaw(channel);
  const population = isOhmic ? populationOf(context, channel) : undefined;
  if (isPermeable(channel) && !byScheme) noPopulation(context, channel);
  const doc = documentation(channel);
  return {
    name: channel.name,
    kind: 'channel',
    ...carried,
    gates: gates.filter((gate) => gate !== undefined),
    ...(schemes.length > 0 && { schemes: schemes.filter((scheme) => scheme !== undefined) }),
    span: spanOfProperty(channel, 'name'),
    ...(open !== undefined && { open }),
    ...(unblocked !== undefined && { unblocked, blocks }),
    ...(population !== undefined && { population }),
    ...(doc !== undefined && { doc }),
  };
}
