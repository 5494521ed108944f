/** Water: dW/dt = Lp·A·RT·(Σ c_in − Σ c_out), with Lp = P_f·V_w/(RT) where the osmotic permeability P_f is given. */
import type { NodeId } from '../../model/graph.js';
import { R } from '../../physics/constants.js';
import { molarVolumeOfWater } from '../../physics/osmotic.js';
import { permeability } from '../../units/dimension.js';
import type { Context } from '../context.js';
import { propertyValue } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import { hasDimension } from '../typed.js';
import { dissolvedIn } from './dissolved.js';
import { areaOf, temperatureOf } from './membrane.js';
import { compartmentOf, isOsmotic, spaceOf, startingSpace } from './spaces.js';

/** Makes the volume inside a state, where it is one. To be called before states are sorted. */
export function registerVolume(context: Context): void {
  const compartment = compartmentOf(context, 'inside');
  const volume = isOsmotic(context) ? spaceOf(context, 'inside')?.volume : undefined;
  const start = startingSpace(context, 'inside')?.volume;
  const node = volume === undefined ? undefined : context.builder.node(volume);
  if (compartment === undefined || start === undefined || node?.op !== 'symbol') return;
  context.states.push({
    name: 'inside.volume',
    symbol: node.symbol,
    rate: context.builder.constant(0),
    start,
    held: true,
    scale: context.valueAtDefaults(start) ?? 1e-15,
    unit: 'pL',
    span: spanOfProperty(compartment, 'name'),
  });
}

/** dW/dt, m³/s; undefined when water does not move or a part of it is missing. */
export function waterInflowOf(context: Context): NodeId | undefined {
  return context.once(context.file, 'water', 'inside.volume', undefined, () => {
    const { builder } = context;
    const compartment = compartmentOf(context, 'inside');
    const water = compartment && propertyValue(context, compartment, 'water');
    const area = areaOf(context);
    const temperature = temperatureOf(context)?.node;
    if (!isOsmotic(context) || water === undefined || area === undefined || temperature === undefined) return undefined;
    const perConcentration = hasDimension(water.type, permeability)
      ? builder.binary('mul', water.node, builder.constant(molarVolumeOfWater))
      : builder.binary('mul', water.node, builder.binary('mul', builder.constant(R), temperature));
    const difference = builder.binary(
      'sub',
      dissolvedIn(context, 'inside', false),
      dissolvedIn(context, 'outside', false),
    );
    return builder.binary('mul', builder.binary('mul', perConcentration, area), difference);
  });
}

/** Gives the volume its derivative. */
export function closeVolume(context: Context): void {
  const rate = waterInflowOf(context);
  const index = context.states.findIndex(({ name }) => name === 'inside.volume');
  if (rate !== undefined && index >= 0) context.states[index] = { ...context.states[index]!, rate };
}
