/**
 * Channels that let several ions through by permeability: `channel GABA_A permeates Cl 1, HCO3 0.2 { … }`. Each ion
 * carries its constant-field current, and where their sum is 0 the channel reverses.
 */
import type { Channel, Permeation } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import { VOLTAGE, type IonCurrent, type IonPermeability } from '../../model/model.js';
import { dimensionless } from '../../units/dimension.js';
import { formatNumber } from '../../units/display.js';
import { addProperty } from '../checks/properties.js';
import type { Context } from '../context.js';
import { expectDimension } from '../expectation.js';
import { lower } from '../expressions.js';
import { ghkCurrentNode, ghkVoltageNode, type PermeantNodes } from '../formulas/ghk.js';
import { usualConcentrations } from '../known-ions.js';
import { propertyValue } from '../property-values.js';
import { join, spanOf, spanOfProperty } from '../spans.js';
import { isGiven } from './concentrations.js';
import { activityOf, chargeOf, nernstOf } from './ions.js';
import { inBasis, thermalVoltageOf } from './membrane.js';

export function isPermeable(channel: Channel): boolean {
  return channel.permeations.length > 0;
}

/** The permeability of a share of 1 with everything open, m/s or m³/s by the basis. */
export function maximalPermeability(context: Context, channel: Channel): NodeId | undefined {
  return context.once(channel, 'permeability', `${channel.name}.permeability`, undefined, () => {
    const written = propertyValue(context, channel, 'permeability');
    return written && inBasis(context, written, 'This permeability');
  });
}

interface Share extends PermeantNodes {
  readonly name: string;
}

/** The ions with their shares; undefined when any is wrong. */
function sharesOf(context: Context, channel: Channel): Share[] | undefined {
  return context.once(channel, 'shares', channel.name, undefined, () => {
    const shares = channel.permeations.map((permeation) => shareOf(context, channel, permeation));
    if (shares.includes(undefined)) return undefined;
    const known = shares as Share[];
    const values = known.map(({ permeability }) => context.valueAtDefaults(permeability));
    if (values.length > 0 && values.every((value) => value === 0)) {
      const span = join(spanOf(channel.permeations[0]), spanOf(channel.permeations.at(-1)));
      return context.error('channel.permeation', span, 'Every share is 0, so nothing permeates and nothing reverses.');
    }
    return known;
  });
}

function shareOf(context: Context, channel: Channel, permeation: Permeation): Share | undefined {
  const ion = permeation.ion?.ref;
  const share = permeation.share === undefined ? context.builder.constant(1) : relative(context, permeation);
  if (ion === undefined) return undefined;
  const span = spanOfProperty(permeation, 'ion');
  if (ion.impermeant) {
    const message = `\`${ion.name}\` is impermeant: no channel lets it through.`;
    return context.error('ion.impermeant', span, message);
  }
  const first = channel.permeations.find((other) => other.ion?.ref === ion);
  if (first !== permeation) {
    const message = `\`${ion.name}\` stands here twice: give it one share.`;
    return context.error('channel.permeation', span, message);
  }
  const charge = chargeOf(context, ion);
  const missing = (['in', 'out'] as const).filter((side) => !isGiven(context, ion, side));
  if (missing.length > 0) {
    const usual = usualConcentrations(ion.name);
    const sides = missing.map((side) => (side === 'in' ? 'inside' : 'outside')).join(' and ');
    return context.error(
      'property.missing',
      span,
      `A permeant ion is driven by its concentrations; that of \`${ion.name}\` ${sides} is not given.`,
      ...addProperty(ion, missing.map((side) => `${side} = ${usual[side]}`).join(', ')),
    );
  }
  const [inside, outside] = [activityOf(context, ion, 'in'), activityOf(context, ion, 'out')];
  if (share === undefined || charge === undefined || inside === undefined || outside === undefined) return undefined;
  return { name: ion.name, charge, permeability: share, inside, outside };
}

function relative(context: Context, { share }: Permeation): NodeId | undefined {
  const value = lower(context, share);
  const typed = value && expectDimension(context, share!, value, [dimensionless], 'A share of the permeability');
  if (typed === undefined) return undefined;
  const fixed = context.valueAtDefaults(typed.node);
  if (fixed === undefined || fixed >= 0) return typed.node;
  const found = Number.isNaN(fixed) ? 'no number' : formatNumber(fixed);
  const message = `A share of the permeability cannot be negative; this is ${found}. The charge is the ion’s own.`;
  return context.error('channel.permeation', typed.span, message);
}

/** Where the ions’ currents cancel, V; of a single ion its Nernst potential. */
export function permeantReversal(context: Context, channel: Channel): NodeId | undefined {
  const shares = sharesOf(context, channel);
  const thermal = thermalVoltageOf(context);
  if (shares === undefined || thermal === undefined) return undefined;
  if (shares.length === 1) return nernstOf(context, channel.permeations[0]!.ion.ref!);
  return ghkVoltageNode(context.builder, shares, thermal, spanOfProperty(channel, 'name'));
}

export interface PermeantCurrents {
  readonly current: NodeId;
  /** In the order of the text. */
  readonly ions: readonly { readonly name: string; readonly permeability: NodeId; readonly current: NodeId }[];
}

/** `permeability` is that of a share of 1 as far as it is open. */
export function permeantCurrents(
  context: Context,
  channel: Channel,
  permeability: NodeId,
): PermeantCurrents | undefined {
  const shares = sharesOf(context, channel);
  const thermal = thermalVoltageOf(context);
  if (shares === undefined || thermal === undefined) return undefined;
  const { builder } = context;
  const span = spanOfProperty(channel, 'name');
  const V = builder.symbol(VOLTAGE);
  const ions = shares.map((ion) => {
    const own = { ...ion, permeability: builder.binary('mul', permeability, ion.permeability) };
    return { name: ion.name, permeability: own.permeability, current: ghkCurrentNode(builder, own, V, thermal, span) };
  });
  return { current: builder.sum(ions.map(({ current }) => current)), ions };
}

/** As the model keeps them. */
export function permeantParts(
  { ions }: PermeantCurrents,
  ionIndex: (name: string) => number,
): { ionCurrents: IonCurrent[]; permeabilities: IonPermeability[] } {
  const placed = ions.map((ion) => ({ ...ion, ion: ionIndex(ion.name) }));
  return {
    ionCurrents: placed.map(({ ion, current }) => ({ ion, current })),
    permeabilities: placed.map(({ ion, permeability }) => ({ ion, permeability })),
  };
}
