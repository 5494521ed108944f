/** `blocked by spermine.in { Kd = 5 uM, delta = 0.4 }`: how much of a channel its blockers leave. */
import { isIon, type Block, type Channel } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import { VOLTAGE, type Block as ModelBlock } from '../../model/model.js';
import { addProperty } from '../checks/properties.js';
import type { Context } from '../context.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import { concentrationOf, isGiven } from './concentrations.js';
import { chargeOf } from './ions.js';
import { thermalVoltageOf } from './membrane.js';
import { soluteCharge } from './solutes.js';

/** The blockers of a channel; undefined when one of them could not be computed. */
export function blocksOf(context: Context, channel: Channel): ModelBlock[] | undefined {
  return context.once(channel, 'blocks', `${channel.name}.unblocked`, undefined, () => {
    const blocks = channel.blocks.map((block) => compileBlock(context, block));
    return blocks.includes(undefined) ? undefined : blocks.filter((block) => block !== undefined);
  });
}

/**
 * Fraction of channels without a blocker, 1/(1 + Σ [B]/Kd(V)) [Woodhull 1973, J Gen Physiol 61:687]: one blocker at a
 * time fits into a pore. 1 without blockers; undefined when one of them could not be computed.
 */
export function unblockedOf(context: Context, channel: Channel): NodeId | undefined {
  return context.once(channel, 'unblocked', `${channel.name}.unblocked`, undefined, () => {
    const { builder } = context;
    const blocks = blocksOf(context, channel);
    if (blocks === undefined) return undefined;
    const ratios = blocks.map(({ concentration, dissociation }) => builder.binary('div', concentration, dissociation));
    const one = builder.constant(1);
    return builder.binary('div', one, builder.binary('add', one, builder.sum(ratios)));
  });
}

function compileBlock(context: Context, block: Block): ModelBlock | undefined {
  const { builder } = context;
  const blocker = block.blocker?.ref;
  const side = block.side as 'in' | 'out' | undefined;
  if (blocker === undefined || side === undefined) return undefined;
  const concentration = concentrationOfBlocker(context, block, side);
  const charge = chargeOfBlocker(context, block);
  const atZero = propertyValue(context, block, 'Kd');
  const distance = propertyValue(context, block, 'delta');
  if (findProperty(block, 'Kd') === undefined) {
    return context.error(
      'property.missing',
      spanOfProperty(block, 'blocker'),
      `How well \`${blocker.name}\` blocks is not given: its dissociation constant \`Kd\` at 0 mV.`,
      ...addProperty(block, 'Kd = 5 uM'),
    );
  }
  const thermal = thermalVoltageOf(context);
  const isDistanceLost = findProperty(block, 'delta') !== undefined && distance === undefined;
  if (concentration === undefined || charge === undefined || atZero === undefined || thermal === undefined) {
    return undefined;
  }
  if (isDistanceLost) return undefined;
  const common = { name: blocker.name, side, charge, concentration };
  if (distance === undefined) return { ...common, dissociation: atZero.node };
  // A depolarisation drives a cation in from the inside, and out again to the outside.
  const sign = side === 'in' ? -charge : charge;
  const valence = builder.binary('mul', builder.constant(sign), distance.node);
  const steepness = builder.binary('mul', valence, builder.binary('div', builder.symbol(VOLTAGE), thermal));
  const dissociation = builder.binary('mul', atZero.node, builder.unary('exp', steepness));
  return { ...common, dissociation, distance: distance.node };
}

function concentrationOfBlocker(context: Context, block: Block, side: 'in' | 'out'): NodeId | undefined {
  const blocker = block.blocker.ref!;
  if (!isGiven(context, blocker, side)) {
    const place = side === 'in' ? 'inside' : 'outside';
    return context.error(
      'property.missing',
      spanOfProperty(block, 'blocker'),
      `The concentration of \`${blocker.name}\` ${place} is not given, so how much it blocks is not known.`,
      ...addProperty(blocker, `${side} = 5 uM`),
    );
  }
  return concentrationOf(context, blocker, side)?.node;
}

function chargeOfBlocker(context: Context, block: Block): number | undefined {
  const blocker = block.blocker.ref!;
  if (isIon(blocker)) return chargeOf(context, blocker);
  const isCharged = blocker.kind === 'ligand' && findProperty(blocker, 'charge') === undefined;
  if (!isCharged || findProperty(block, 'delta') === undefined) return soluteCharge(context, blocker);
  return context.error(
    'property.missing',
    spanOfProperty(block, 'blocker'),
    `With a \`delta\` the block depends on V by the charge of \`${blocker.name}\`, which is not given.`,
    ...addProperty(blocker, 'charge = 4'),
  );
}
