/** Ions: charge, concentrations, activities, Nernst potential. */
import type { Charge, Ion } from '../../generated/ast.js';
import type { NodeId, Span } from '../../model/graph.js';
import type { Ion as ModelIon } from '../../model/model.js';
import type { Context } from '../context.js';
import { documentation } from '../documentation.js';
import { insertion, replacement } from '../issues.js';
import { chargeText, knownIons } from '../known-ions.js';
import { propertyValue } from '../property-values.js';
import { spanOf, spanOfProperty } from '../spans.js';
import { concentrationOf } from './concentrations.js';
import { thermalVoltageOf } from './membrane.js';
import { daviesCoefficient } from './activities.js';

/** The charge number as written; undefined when there is none or it is 0. */
function writtenCharge(charge: Charge): number {
  return Number(charge.magnitude ?? 1) * (charge.sign === '-' ? -1 : 1);
}

/**
 * Charge number z. The well-known is known: a missing or wrong charge of a known ion is an issue whose fix writes the
 * right one. Until it is mended the ion has no charge and nothing is computed from it.
 */
export function chargeOf(context: Context, ion: Ion): number | undefined {
  return context.once(ion, 'charge', `${ion.name}.z`, undefined, () => {
    const known = ion.impermeant ? undefined : knownIons.get(ion.name);
    const nameSpan = spanOfProperty(ion, 'name');
    if (ion.charge === undefined) {
      const unknown = ion.impermeant ? ['-1.2', '-', '+'] : ['+', '-', '2+'];
      const charges = known === undefined ? unknown : [chargeText(known.charge)];
      const keyword = ion.impermeant ? 'impermeant' : 'ion';
      const text = `\`${ion.name}\` needs its charge, written after its name: \`${keyword} ${ion.name} ${charges[0]}\`.`;
      return context.error(
        'ion.charge-missing',
        nameSpan,
        text,
        ...charges.map((charge) => insertion(nameSpan.end, ` ${charge}`, `Write \`${ion.name} ${charge}\``)),
      );
    }
    const written = writtenCharge(ion.charge);
    const span = spanOf(ion.charge);
    if (known !== undefined && written !== known.charge) {
      const right = chargeText(known.charge);
      return context.error(
        'ion.charge',
        span,
        `${known.name} is ${ion.name}${superscript(known.charge)}: its charge is \`${right}\`, not \`${context.textOf(span)}\`.`,
        replacement(span, right),
      );
    }
    if (written === 0 || !Number.isFinite(written))
      return context.error('ion.charge', span, `\`${context.textOf(span)}\` is no charge: an ion carries one.`);
    if (!ion.impermeant && !Number.isInteger(written))
      return context.error(
        'ion.charge',
        span,
        `A permeant ion carries whole charges; \`${context.textOf(span)}\` is none. Only an \`impermeant\` one, a mean over molecules, may have a fraction.`,
      );
    return written;
  });
}

function superscript(charge: number): string {
  const magnitude = Math.abs(charge);
  return `${magnitude === 1 ? '' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[magnitude]}${charge > 0 ? '⁺' : '⁻'}`;
}

/** RT/(zF) · ln(a_out/a_in), V [Nernst 1889]; undefined when a part of it is missing, or asked for and impermeant. */
export function nernstOf(context: Context, ion: Ion, from?: Span): NodeId | undefined {
  return context.once(ion, 'E', `${ion.name}.E`, from, () => {
    const { builder } = context;
    if (ion.impermeant) return undefined;
    const charge = chargeOf(context, ion);
    const thermal = thermalVoltageOf(context);
    const inside = activityOf(context, ion, 'in');
    const outside = activityOf(context, ion, 'out');
    if (charge === undefined || thermal === undefined || inside === undefined || outside === undefined)
      return undefined;
    const span = spanOfProperty(ion, 'name');
    const ratio = builder.binary('div', outside, inside, span);
    return builder.binary(
      'mul',
      builder.binary('div', thermal, builder.constant(charge)),
      builder.unary('log', ratio, span),
      span,
    );
  });
}

/** γ·c, mol/m³: what drives an ion. */
export function activityOf(context: Context, ion: Ion, side: 'in' | 'out'): NodeId | undefined {
  const concentration = concentrationOf(context, ion, side);
  const coefficient = activityCoefficient(context, ion, side);
  if (concentration === undefined) return undefined;
  return coefficient === undefined
    ? concentration.node
    : context.builder.binary('mul', coefficient, concentration.node);
}

/** γ as it is written, else from the ionic strength where the membrane says so; undefined where it is 1. */
function activityCoefficient(context: Context, ion: Ion, side: 'in' | 'out'): NodeId | undefined {
  const charge = chargeOf(context, ion);
  const written = propertyValue(context, ion, `gamma_${side}`);
  return written?.node ?? (charge === undefined ? undefined : daviesCoefficient(context, side, charge));
}

/** undefined when its charge is not known. */
export function compileIon(context: Context, ion: Ion): ModelIon | undefined {
  const charge = chargeOf(context, ion);
  const [inside, outside] = (['in', 'out'] as const).map((side) => concentrationOf(context, ion, side)?.node);
  const [activityInside, activityOutside] = (['in', 'out'] as const).map((side) =>
    activityCoefficient(context, ion, side),
  );
  const reversal = nernstOf(context, ion);
  if (charge === undefined) return undefined;
  const doc = documentation(ion);
  return {
    name: ion.name,
    charge,
    impermeant: ion.impermeant,
    span: spanOfProperty(ion, 'name'),
    ...(inside !== undefined && { inside }),
    ...(outside !== undefined && { outside }),
    ...(activityInside !== undefined && { activityInside }),
    ...(activityOutside !== undefined && { activityOutside }),
    ...(reversal !== undefined && { reversal }),
    ...(doc !== undefined && { doc }),
  };
}
