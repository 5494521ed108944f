/** Per area beside of the whole cell, with no area to convert by: both are named, and what would convert them. */
import { isMembrane, type Declaration } from '../../generated/ast.js';
import type { Basis } from '../../model/model.js';
import { toSI } from '../../units/convert.js';
import { capacitance } from '../../units/dimension.js';
import { addProperty } from '../checks/properties.js';
import type { Context } from '../context.js';
import { literalOf, shortened } from '../expectation.js';
import { replacement, type Fix } from '../issues.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import { hasDimension, type Typed } from '../typed.js';
import { firstExtensive } from './membrane.js';

/** `what` is given in one way, and `basis` is the other, that of what is written first. */
export function reportMixedBasis(context: Context, value: Typed, what: string, basis: Basis): void {
  const ways: Readonly<Record<Basis, string>> = { area: 'per membrane area', cell: 'of the whole cell' };
  const first = firstExtensive(context);
  const written = `${what}, \`${shortened(context.textOf(value.span))}\`, is ${ways[basis === 'area' ? 'cell' : 'area']}`;
  const other =
    first === undefined
      ? `everything else is ${ways[basis]}`
      : `${named(first.owner, first.key)}, \`${shortened(context.textOf(first.value.span))}\`, is ${ways[basis]}`;
  const message = `${written}, and ${other}. To convert, the membrane needs an \`area\` or a \`diameter\`.`;
  const fixes = perArea(context);
  context.error('basis.mixed', value.span, message, ...(fixes.length > 0 ? fixes : areaFix(context)));
}

function named(owner: Declaration, key: string): string {
  if (isMembrane(owner)) return `the membrane’s ${key}`;
  return owner.name ? `the ${key} of \`${owner.name}\`` : `another ${key}`;
}

/** A cell with a capacitance above this, F, would have 10 mm² of membrane: its `/cm^2` is missing. */
const LARGEST = 1e-7;

function perArea(context: Context): Fix[] {
  const written = context.membrane && findProperty(context.membrane, 'capacitance');
  const literal = literalOf(written?.value);
  const size = capacitanceOf(context);
  if (literal?.unit === undefined || size === undefined || size < LARGEST) return [];
  const unit = `${literal.unit}/cm^2`;
  return [replacement(spanOfProperty(literal, 'unit'), unit, `Write \`capacitance = ${literal.number} ${unit}\``)];
}

/** Of the whole cell, F. */
function capacitanceOf(context: Context): number | undefined {
  const typed = context.membrane && propertyValue(context, context.membrane, 'capacitance');
  return typed && hasDimension(typed.type, capacitance) ? context.valueAtDefaults(typed.node) : undefined;
}

/** An area that goes with the capacitance, by the usual 1 µF/cm². */
function areaFix(context: Context): Fix[] {
  const { membrane } = context;
  if (membrane === undefined) return [];
  const size = capacitanceOf(context);
  const area = size === undefined ? toSI(1000, 'um^2') : size / toSI(1, 'uF/cm^2');
  return addProperty(membrane, `area = ${Number((area / toSI(1, 'um^2')).toPrecision(3))} um^2`);
}
