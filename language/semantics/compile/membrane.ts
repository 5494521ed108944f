/** Temperature, area, capacitance, and whether currents are counted per area or for the whole cell. */
import { isChannel, isMembrane, isPump, type Declaration } from '../../generated/ast.js';
import type { Basis } from '../../model/model.js';
import type { NodeId } from '../../model/graph.js';
import { F, R } from '../../physics/constants.js';
import {
  capacitanceDensity,
  conductanceDensity,
  currentDensity,
  currentDensityNoise,
  flux,
  numberDensity,
  permeability,
  rateDensity,
  type Dimension,
} from '../../units/dimension.js';
import type { Context } from '../context.js';
import { propertyValue } from '../property-values.js';
import { carriesByScheme } from './carriers.js';
import { hasDimension, type Typed } from '../typed.js';
import { reportMixedBasis } from './mixed-basis.js';

/** K; undefined without a membrane block or a temperature, which is reported once by its own check. */
export function temperatureOf(context: Context): Typed | undefined {
  return context.membrane && propertyValue(context, context.membrane, 'temperature');
}

/** RT/F, V. */
export function thermalVoltageOf(context: Context): NodeId | undefined {
  const temperature = temperatureOf(context);
  return temperature && context.builder.binary('mul', context.builder.constant(R / F), temperature.node);
}

/** m²: given, or of a sphere from its diameter. */
export function areaOf(context: Context): NodeId | undefined {
  const { membrane, builder } = context;
  if (membrane === undefined) return undefined;
  const given = propertyValue(context, membrane, 'area');
  if (given !== undefined) return given.node;
  const diameter = propertyValue(context, membrane, 'diameter');
  return (
    diameter &&
    builder.binary('mul', builder.constant(Math.PI), builder.binary('pow', diameter.node, builder.constant(2)))
  );
}

/**
 * 'area' when an area is known, else as the first of capacitance, conductances, permeabilities and pump currents is written.
 * Everything else is then brought to that basis or reported.
 */
export function basisOf(context: Context): Basis {
  return (
    context.once(context.file, 'basis', 'membrane', undefined, (): Basis =>
      areaOf(context) !== undefined ? 'area' : firstBasis(context),
    ) ?? 'area'
  );
}

function firstBasis(context: Context): Basis {
  const first = firstExtensive(context);
  return first === undefined || isDensity(first.value) ? 'area' : 'cell';
}

/** What decides the basis where no area is known. */
export function firstExtensive(
  context: Context,
): { readonly owner: Declaration; readonly key: string; readonly value: Typed } | undefined {
  for (const [owner, key] of context.file.declarations.flatMap(extensiveProperties)) {
    const value = propertyValue(context, owner as never, key);
    if (value !== undefined) return { owner, key, value };
  }
  return undefined;
}

function extensiveProperties(declaration: Declaration): [Declaration, string][] {
  if (isMembrane(declaration)) return [[declaration, 'capacitance']];
  if (isChannel(declaration)) {
    if (carriesByScheme(declaration)) return [[declaration, 'count']];
    if (declaration.permeations.length > 0) return [[declaration, 'permeability']];
    return ['conductance', 'current'].map((key): [Declaration, string] => [declaration, key]);
  }
  if (!isPump(declaration)) return [];
  return ['current', 'count', 'rate'].map((key): [Declaration, string] => [declaration, key]);
}

const densities: readonly Dimension[] = [
  capacitanceDensity,
  conductanceDensity,
  currentDensity,
  currentDensityNoise,
  numberDensity,
  permeability,
  rateDensity,
  flux,
];

function isDensity(value: Typed): boolean {
  return densities.some((density) => hasDimension(value.type, density));
}

/** A capacitance, conductance, permeability, current, count or rate in the model's basis; undefined, with an issue, when the area for it is not known. */
export function inBasis(context: Context, value: Typed, what: string): NodeId | undefined {
  const basis = basisOf(context);
  const density = isDensity(value);
  if (density === (basis === 'area')) return value.node;
  const cellArea = areaOf(context);
  if (cellArea !== undefined) return context.builder.binary('div', value.node, cellArea);
  reportMixedBasis(context, value, what, basis);
  return undefined;
}
