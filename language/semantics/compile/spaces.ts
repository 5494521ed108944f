/** The spaces inside and outside: how big they are, which concentrations that move need to know. */
import type { Compartment } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import type { Space } from '../../model/model.js';
import type { Context } from '../context.js';
import { declared } from '../declared.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOf, spanOfProperty } from '../spans.js';
import { areaOf, basisOf } from './membrane.js';

export type Side = 'inside' | 'outside';
export const sideOf = { in: 'inside', out: 'outside' } as const;

/** The ways to say how big a space is; one of them is enough. */
export const sizes = ['volume', 'surface_to_volume', 'depth', 'fraction'] as const;

/** The first block for that side. */
export function compartmentOf(context: Context, side: Side): Compartment | undefined {
  return declared<Compartment>(context.file, 'Compartment').find(({ name }) => name === side);
}

/** The property that says how big it is; the first counts. */
export function sizeProperty(compartment: Compartment | undefined): (typeof sizes)[number] | undefined {
  return compartment && sizes.find((key) => findProperty(compartment, key) !== undefined);
}

/** Water moves: the volume inside is a state. */
export function isOsmotic(context: Context): boolean {
  return compartmentOf(context, 'inside')?.flags.some(({ word }) => word === 'osmotic') === true;
}

/** Whether the volume of that side changes in time: water that leaves a finite space outside is inside then. */
export function hasMovingVolume(context: Context, side: Side): boolean {
  return isOsmotic(context) && startingSpace(context, side)?.volume !== undefined;
}

/** As it is at the start; undefined when the file does not say how big it is, or says it wrongly. */
export function startingSpace(context: Context, side: Side): Space | undefined {
  return context.once(context.file, `space ${side}`, side, undefined, () => {
    const compartment = compartmentOf(context, side);
    const key = sizeProperty(compartment);
    const span = compartment === undefined ? spanOf(context.membrane) : spanOfProperty(compartment, 'name');
    if (compartment === undefined || key === undefined) {
      const volume = side === 'inside' ? sphereVolume(context) : undefined;
      return volume === undefined ? undefined : ofVolume(context, volume, span);
    }
    const value = propertyValue(context, compartment, key)?.node;
    if (value === undefined) return undefined;
    const { builder } = context;
    if (key === 'volume') return ofVolume(context, value, span);
    if (key === 'fraction') return ofFraction(context, side, value, span);
    const depth = key === 'depth' ? value : builder.binary('div', builder.constant(1), value);
    if (basisOf(context) === 'cell') return undefined;
    const area = areaOf(context);
    return { depth, span, ...(area !== undefined && { volume: builder.binary('mul', depth, area) }) };
  });
}

/** π d³/6, m³: a cell whose diameter is given is a sphere. */
function sphereVolume(context: Context): NodeId | undefined {
  const { membrane, builder } = context;
  const diameter = membrane && propertyValue(context, membrane, 'diameter')?.node;
  if (diameter === undefined) return undefined;
  return builder.binary('mul', builder.constant(Math.PI / 6), builder.binary('pow', diameter, builder.constant(3)));
}

/** A volume alone says nothing about currents per area: that takes the area too. */
export function ofVolume(context: Context, volume: NodeId, span: Space['span']): Space | undefined {
  if (basisOf(context) === 'cell') return { depth: volume, volume, span };
  const area = areaOf(context);
  return area === undefined ? undefined : { depth: context.builder.binary('div', volume, area), volume, span };
}

/** V_out = V_in α/(1 − α). */
function ofFraction(context: Context, side: Side, fraction: NodeId, span: Space['span']): Space | undefined {
  const inside = side === 'outside' ? startingSpace(context, 'inside') : undefined;
  if (inside === undefined) return undefined;
  const { builder } = context;
  const ratio = builder.binary('div', fraction, builder.binary('sub', builder.constant(1), fraction));
  const scaled = (node: NodeId): NodeId => builder.binary('mul', node, ratio);
  const { depth, volume } = inside;
  return { depth: scaled(depth), span, ...(volume !== undefined && { volume: scaled(volume) }) };
}

/** As it is at any moment. */
export function spaceOf(context: Context, side: Side): Space | undefined {
  const start = startingSpace(context, side);
  if (start === undefined || !hasMovingVolume(context, side)) return start;
  const volume = movingVolume(context, side);
  return volume === undefined ? undefined : { ...ofVolume(context, volume, start.span)!, start: start.volume! };
}

/** m³: inside a state; outside what the inside has not taken, V_out(0) + V_in(0) − V_in. */
function movingVolume(context: Context, side: Side): NodeId | undefined {
  const { builder } = context;
  const inside = context.once(context.file, 'volume', 'inside.volume', undefined, () => {
    const symbol = context.addSymbol({ kind: 'state', name: 'inside.volume' });
    return builder.symbol(symbol, spanOf(compartmentOf(context, 'inside')));
  });
  if (inside === undefined || side === 'inside') return inside;
  const [within, without] = [startingSpace(context, 'inside')?.volume, startingSpace(context, 'outside')?.volume];
  if (within === undefined || without === undefined) return undefined;
  return builder.binary('sub', builder.binary('add', without, within), inside);
}
