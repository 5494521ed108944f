/** Currents and conductances per area, of the whole cell and per farad: the commonest confusion, named with its conversion. */
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
  rate,
  sameDimension,
  voltageRate,
  type Dimension,
} from '../units/dimension.js';
import { addProperty } from './checks/properties.js';
import type { Context } from './context.js';
import type { Fix } from './issues.js';
import { findProperty, propertyValue } from './property-values.js';
import { spanOf } from './spans.js';
import type { Typed } from './typed.js';

const conductances: readonly Dimension[] = [conductance, conductanceDensity];
const electrical: readonly Dimension[] = [current, currentDensity, ...conductances, voltageRate];

interface Conversion {
  readonly key: 'area' | 'capacitance';
  readonly operator: '*' | '/';
  readonly by: Dimension;
}

const conversions: readonly Conversion[] = [
  { key: 'area', operator: '*', by: areaDimension },
  { key: 'area', operator: '/', by: areaDimension },
  { key: 'capacitance', operator: '*', by: capacitanceDensity },
  { key: 'capacitance', operator: '*', by: capacitance },
  { key: 'capacitance', operator: '/', by: capacitanceDensity },
  { key: 'capacitance', operator: '/', by: capacitance },
];

export interface ConversionHint {
  /** What the value is, where its dimension alone would be called otherwise. */
  readonly noun?: string;
  readonly text: string;
  readonly fixes: readonly Fix[];
}

const isOneOf = (known: readonly Dimension[], one: Dimension): boolean =>
  known.some((entry) => sameDimension(entry, one));

/** How a current or conductance of one kind becomes one of the wanted; undefined when it is no such confusion. */
export function conversionHint(
  context: Context,
  value: Typed,
  wanted: readonly Dimension[],
): ConversionHint | undefined {
  if (value.type.kind !== 'number' || value.span.file !== undefined) return undefined;
  const { dimension } = value.type;
  // S/F is 1/s: only where a conductance is wanted can a rate be one per farad.
  const isPerFarad = sameDimension(dimension, rate) && wanted.some((one) => isOneOf(conductances, one));
  if (!isPerFarad && !isOneOf(electrical, dimension)) return undefined;
  const found = conversions.filter(({ operator, by }) => {
    const converted = (operator === '*' ? multiply : divide)(dimension, by);
    return wanted.some((one) => isOneOf(electrical, one) && sameDimension(one, converted));
  });
  const [first] = found;
  if (first === undefined) return undefined;
  const written = found.flatMap((conversion) => {
    const factor = factorOf(context, conversion);
    return factor === undefined ? [] : [{ ...conversion, factor }];
  });
  written.sort((a, b) => Number(a.factor.given !== undefined) - Number(b.factor.given !== undefined));
  const [best] = written;
  const { key, operator } = best ?? first;
  const size = best === undefined || best.factor.given !== undefined ? '' : `, \`${best.factor.text}\``;
  const noun = isPerFarad
    ? 'a rate, or a conductance per capacitance'
    : sameDimension(dimension, voltageRate)
      ? 'a current per capacitance'
      : undefined;
  return {
    text: ` ${verbOf(operator)} it by the ${key} of the membrane${size}.`,
    fixes: written.map(({ factor, ...conversion }) => fixOf(context, value, conversion, factor)),
    ...(noun !== undefined && { noun }),
  };
}

function verbOf(operator: '*' | '/'): string {
  return operator === '*' ? 'Multiply' : 'Divide';
}

interface Factor {
  readonly text: string;
  /** What gives it to the membrane, where nothing does yet. */
  readonly given?: Fix;
}

/** The membrane's own value, where its dimension is the one that fits; a usual one, where it has none. */
function factorOf(context: Context, { key, by }: Conversion): Factor | undefined {
  const { membrane } = context;
  if (membrane === undefined || context.isLibrary) return undefined;
  const value = findProperty(membrane, key)?.value;
  if (value !== undefined) {
    const type = propertyValue(context, membrane, key)?.type;
    const fits = type?.kind === 'number' && sameDimension(type.dimension, by);
    return fits ? { text: context.textOf(spanOf(value)) } : undefined;
  }
  const diameter = key === 'area' ? findProperty(membrane, 'diameter')?.value : undefined;
  if (diameter !== undefined) return { text: `pi * (${context.textOf(spanOf(diameter))})^2` };
  if (sameDimension(by, capacitance)) return undefined;
  const text = key === 'area' ? '1000 um^2' : '1 uF/cm^2';
  const [given] = addProperty(membrane, `${key} = ${text}`);
  return given && { text, given };
}

function fixOf(context: Context, { span }: Typed, { key, operator }: Conversion, { text: factor, given }: Factor): Fix {
  const text = context.textOf(span).trim();
  const isOneTerm = !/[-+ ]/.test(text) || /^[\d.eE+-]+ ?[^\s]+$/.test(text);
  const written = `${isOneTerm ? text : `(${text})`} ${operator} ${operator === '/' ? `(${factor})` : factor}`;
  const verb = verbOf(operator);
  const article = key === 'area' ? 'an' : 'a';
  const title =
    given === undefined
      ? `${verb} by the ${key}: \`${written}\``
      : `Give the membrane ${article} ${key}, and ${verb.toLowerCase()} by it: \`${written}\``;
  return { title, edits: [...(given?.edits ?? []), { span, text: written }] };
}
