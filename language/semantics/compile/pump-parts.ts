/** `NCX.I`, `NCX.rate`, `NCX.E`, `NCX.dG`: a pump's or transporter's values, and why one has none. */
import type { Channel, Pump } from '../../generated/ast.js';
import type { NodeId, Span } from '../../model/graph.js';
import { current, currentDensity, molarEnergy, rate, rateDensity, voltage } from '../../units/dimension.js';
import type { Dimension } from '../../units/dimension.js';
import { addProperty } from '../checks/properties.js';
import type { Context } from '../context.js';
import { findProperty } from '../property-values.js';
import { numberOf, type Typed } from '../typed.js';
import { cycleEnergyOf, cycleReversalOf, hasBothSides } from './cycle-energy.js';
import { basisOf } from './membrane.js';
import { atpOf, movesOf, netCharge } from './moves.js';
import { pumpCurrent, pumpRate } from './pumps.js';
import { schemeCurrents } from './scheme-currents.js';
import { carriesByScheme } from './carriers.js';
import { cycleOf } from './scheme-stoichiometry.js';

export function pumpPart(context: Context, pump: Pump, part: string, span: Span): Typed | undefined {
  const area = basisOf(context) === 'area';
  if (part.startsWith('I_')) return schemePart(context, pump, part, span);
  if (part !== 'I' && slips(context, pump)) return slipping(context, pump, part, span);
  switch (part) {
    case 'I':
      return typed(pumpCurrent(context, pump, span), area ? currentDensity : current, span);
    case 'rate':
      if (isRateUnknown(context, pump)) {
        const message = `\`${pump.name}\` moves no net charge and has no \`rate\`, so nothing tells how often it turns.`;
        return context.error('name.not-a-value', span, message);
      }
      return typed(pumpRate(context, pump, span), area ? rateDensity : rate, span);
    case 'E':
      if (netCharge(context, pump) === 0) return noReversal(context, pump, span);
      return isEnergyKnown(context, pump, span)
        ? typed(cycleReversalOf(context, pump, span), voltage, span)
        : undefined;
    default:
      return isEnergyKnown(context, pump, span)
        ? typed(cycleEnergyOf(context, pump, span), molarEnergy, span)
        : undefined;
  }
}

function typed(node: NodeId | undefined, dimension: Dimension, span: Span): Typed | undefined {
  return node === undefined ? undefined : { node, type: numberOf(dimension), span };
}

function isRateUnknown(context: Context, pump: Pump): boolean {
  return netCharge(context, pump) === 0 && findProperty(pump, 'rate') === undefined && !carriesByScheme(pump);
}

/** Its cycles move different things, so nothing says what one turn is. */
function slips(context: Context, pump: Pump): boolean {
  return carriesByScheme(pump) && cycleOf(context, pump) === undefined;
}

function slipping(context: Context, pump: Pump, part: string, span: Span): undefined {
  return context.error(
    'name.not-a-value',
    span,
    `The cycles of \`${pump.name}\` do not all move the same, so it has no one \`${part}\`; what each ion carries is \`${pump.name}.I_…\`.`,
  );
}

/** `Pump.I_K`: the part of the current of a scheme that one ion carries. */
export function schemePart(context: Context, owner: Channel | Pump, part: string, span: Span): Typed | undefined {
  const area = basisOf(context) === 'area';
  const currents = schemeCurrents(context, owner);
  const carried = currents?.ions.find(({ ion }) => ion.name === part.slice(2));
  if (currents !== undefined && carried === undefined)
    return context.error('name.not-a-value', span, `\`${part.slice(2)}\` is no ion, so it carries no current.`);
  return typed(carried?.current, area ? currentDensity : current, span);
}

function noReversal(context: Context, pump: Pump, span: Span): undefined {
  return context.error(
    'name.not-a-value',
    span,
    `\`${pump.name}\` moves no net charge, so no voltage stops it: it stands still where \`${pump.name}.dG\` is 0.`,
  );
}

function isEnergyKnown(context: Context, pump: Pump, span: Span): boolean {
  const open = movesOf(context, pump)?.find(({ what }) => !hasBothSides(context, what));
  if (open !== undefined) {
    const message = `\`${open.what.name}\` has no concentration on both sides, so the free energy of \`${pump.name}\` is not known.`;
    context.error('property.missing', span, message);
    return false;
  }
  if (atpOf(context, pump) === 0 || findProperty(pump, 'atp_energy') !== undefined) return true;
  context.error(
    'property.missing',
    span,
    `\`${pump.name}\` uses ATP, and its \`atp_energy\` is not given: −50 to −60 kJ/mol in living cells.`,
    ...addProperty(pump, 'atp_energy = -57 kJ/mol'),
  );
  return false;
}
