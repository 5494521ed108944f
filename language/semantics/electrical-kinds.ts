/** Currents and conductances per area, of the whole cell and per farad: the commonest confusion, named with its conversion. */
import type { Property } from '../generated/ast.js';
import {
  capacitance,
  capacitanceDensity,
  conductance,
  conductanceDensity,
  current,
  currentDensity,
  divide,
  multiply,
  area as areaDimension,
  sameDimension,
  voltageRate,
  type Dimension,
} from '../units/dimension.js';
import type { Context } from './context.js';
import { replacement, type Fix } from './issues.js';
import { spanOf } from './spans.js';
import type { Typed } from './typed.js';

const electrical: readonly Dimension[] = [current, currentDensity, conductance, conductanceDensity, voltageRate];

interface Conversion {
  readonly key: 'area' | 'capacitance';
  readonly operator: '*' | '/';
  readonly by: Dimension;
}

const conversions: readonly Conversion[] = [
  { key: 'area', operator: '*', by: areaDimension },
  { key: 'area', operator: '/', by: areaDimension },
  { key: 'capacitance', operator: '*', by: capacitance },
  { key: 'capacitance', operator: '*', by: capacitanceDensity },
  { key: 'capacitance', operator: '/', by: capacitance },
  { key: 'capacitance', operator: '/', by: capacitanceDensity },
];

/** How a current or conductance of one kind becomes one of the wanted; undefined when it is no such confusion. */
export function conversionHint(
  context: Context,
  value: Typed,
  wanted: readonly Dimension[],
): { readonly text: string; readonly fixes: readonly Fix[] } | undefined {
  if (value.type.kind !== 'number' || value.span.file !== undefined) return undefined;
  const { dimension } = value.type;
  const isElectrical = (one: Dimension): boolean => electrical.some((known) => sameDimension(known, one));
  if (!isElectrical(dimension) || !wanted.some(isElectrical)) return undefined;
  const found = conversions.filter(({ operator, by }) => {
    const converted = (operator === '*' ? multiply : divide)(dimension, by);
    return wanted.some((one) => isElectrical(one) && sameDimension(one, converted));
  });
  const [first] = found;
  if (first === undefined) return undefined;
  const verb = first.operator === '*' ? 'Multiply' : 'Divide';
  const fixes = found.flatMap((conversion) => fixOf(context, value, conversion));
  return { text: ` ${verb} it by the ${first.key} of the membrane.`, fixes };
}

/** Written with the membrane's own value, where its dimension is the one that fits. */
function fixOf(context: Context, value: Typed, { key, operator, by }: Conversion): Fix[] {
  const property = context.membrane?.properties.find((entry: Property) => entry.key === key);
  if (property?.value === undefined) return [];
  const type = context.types.get(property.value)?.type;
  if (type?.kind !== 'number' || !sameDimension(type.dimension, by)) return [];
  const factor = context.textOf(spanOf(property.value));
  const text = context.textOf(value.span);
  const whole = /[-+ ]/.test(text.trim()) && !/^[\d.eE+-]+ ?[^\s]+$/.test(text.trim()) ? `(${text})` : text;
  const written = `${whole} ${operator} ${operator === '/' ? `(${factor})` : factor}`;
  return [
    replacement(value.span, written, `${operator === '*' ? 'Multiply' : 'Divide'} by the ${key}: \`${written}\``),
  ];
}
