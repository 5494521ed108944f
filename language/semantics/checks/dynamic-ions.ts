/** Concentrations that move: only where they can, with a space to move in, and with ions for every current. */
import { isChannel, isIon, type Ion, type Property } from '../../generated/ast.js';
import type { Span } from '../../model/graph.js';
import type { Model } from '../../model/model.js';
import { toSI } from '../../units/convert.js';
import { formatNumber, formatQuantity } from '../../units/display.js';
import { dynamicSides, type Where } from '../compile/moving-concentrations.js';
import { areaOf, basisOf } from '../compile/membrane.js';
import { isElectroneutral } from '../compile/potential.js';
import { poolOf } from '../compile/pools.js';
import { compartmentOf, sideOf, sizeProperty, spaceOf, type Side } from '../compile/spaces.js';
import type { Context } from '../context.js';
import { insertion, replacement, type Fix } from '../issues.js';
import { findProperty, ownersIn, propertyValue } from '../property-values.js';
import { spanOf, spanOfKeyword, spanOfProperty } from '../spans.js';
import { addProperty } from './properties.js';

export function checkDynamicIons(context: Context, model: Model | undefined): void {
  for (const owner of ownersIn(context.file)) {
    for (const property of owner.properties) {
      if (!property.dynamic || !property.key) continue;
      const isConcentration = isIon(owner) && (property.key === 'in' || property.key === 'out');
      if (!isConcentration)
        reportMisplaced(
          context,
          property,
          `\`${property.key}\` cannot be \`dynamic\`: only the concentrations of an ion, \`in\` and \`out\`, can.`,
        );
      else if (owner.impermeant && owner.name)
        reportMisplaced(
          context,
          property,
          `\`${owner.name}\` is impermeant: nothing carries it, so its amount stays as it is.`,
        );
    }
  }
  const reported = new Set<Side>();
  for (const { ion, where } of dynamicSides(context)) {
    const side = sideOf[where];
    if (where === 'in' && poolOf(context, ion) !== undefined) continue;
    if (reported.has(side) || spaceOf(context, side) !== undefined) continue;
    reported.add(side);
    reportNoSpace(context, ion, where);
  }
  if (model !== undefined) checkCarriers(context, model);
}

function spanOfDynamic(property: Property): Span {
  return spanOfKeyword(property, 'dynamic');
}

function reportMisplaced(context: Context, property: Property, message: string): void {
  const span = spanOfDynamic(property);
  const { end } = spanOf(property.reference ?? property.value);
  context.error('ion.dynamic', span, message, replacement({ start: end, end: span.end }, '', 'Remove `dynamic`'));
}

function reportNoSpace(context: Context, ion: Ion, where: Where): void {
  const side = sideOf[where];
  const compartment = compartmentOf(context, side);
  const key = sizeProperty(compartment);
  const span = spanOfDynamic(findProperty(ion, where)!);
  const report = (message: string, ...fixes: Fix[]): void => {
    context.error('compartment.size', span, message, ...fixes);
  };
  const what = `How fast \`${ion.name}.${where}\` moves depends on how big the space ${side} is`;
  if (compartment === undefined || key === undefined)
    return report(`${what}, and the file does not say: give it a volume.`, ...sizeFixes(context, ion, side));
  if (propertyValue(context, compartment, key) === undefined) return;
  if (key === 'fraction') {
    if (side === 'outside')
      report(
        `${what}. Its fraction gives that only together with the volume inside.`,
        ...(sizeProperty(compartmentOf(context, 'inside')) === undefined ? sizeFixes(context, ion, 'inside') : []),
      );
    return;
  }
  const area = context.membrane === undefined ? [] : addProperty(context.membrane, 'area = 1000 um^2');
  if (basisOf(context) === 'area')
    report(
      `${what}. Currents here are per membrane area, so its volume says that only together with the membrane’s \`area\`.`,
      ...area,
    );
  else
    report(
      `${what}. Currents here are of the whole cell, so \`${key}\` says that only together with the membrane’s \`area\`.`,
      ...area,
    );
}

/** The block with the usual size of its space, or its size alone where the block is there. */
function sizeFixes(context: Context, ion: Ion, side: Side): Fix[] {
  const property = sizeText(context, side);
  const compartment = compartmentOf(context, side);
  if (compartment !== undefined) return addProperty(compartment, property);
  const start = ion.$cstNode?.offset ?? 0;
  const text = `compartment ${side} { ${property} }`;
  return [insertion(start, `${text}\n\n`, `Add \`${text}\``)];
}

function sizeText(context: Context, side: Side): string {
  if (side === 'outside' && spaceOf(context, 'inside') !== undefined) return 'fraction = 0.2';
  const area = areaOf(context);
  const known = area === undefined ? undefined : context.valueAtDefaults(area);
  if (basisOf(context) === 'area' && known === undefined)
    return side === 'outside' ? 'depth = 30 nm' : 'surface_to_volume = 0.5/um';
  // A sphere of this area.
  const volume = known === undefined ? toSI(2, 'pL') : (known * Math.sqrt(known / Math.PI)) / 6;
  return `volume = ${formatQuantity(volume, 'pL', 3)
    .replace('×10', 'e')
    .replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/, plain)}`;
}

function plain(raised: string): string {
  return [...raised].map((char) => (char === '⁻' ? '-' : formatNumber('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(char)))).join('');
}

/** A current without an ion changes V and no concentration: then charge comes from nowhere. */
function checkCarriers(context: Context, model: Model): void {
  const moving = dynamicSides(context);
  // Where V is electroneutral it is more than a warning: see electroneutral.ts.
  if (moving.length === 0 || isElectroneutral(context)) return;
  const ions = [...new Set(moving.map(({ ion }) => ion.name))];
  for (const channel of context.file.declarations.filter(isChannel)) {
    const pathway = model.pathways.find(({ name }) => name === channel.name);
    if (pathway === undefined || pathway.ionCurrents.length > 0) continue;
    const span = spanOfProperty(channel, 'name');
    const message = `Concentrations move in this file, and the current of \`${channel.name}\` has no ion to carry it: it changes V and no concentration.`;
    const fixes = ions.map((name) => insertion(span.end, ` conducts ${name}`, `\`${channel.name}\` conducts ${name}`));
    context.warn('channel.no-ion', span, message, ...fixes);
  }
}
