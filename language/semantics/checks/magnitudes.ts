/** Values that are dimensionally right and a factor of 1000 off: potentials, capacitance, gate voltages, times. */
import type { Property } from '../../generated/ast.js';
import {
  area,
  capacitanceDensity,
  conductanceDensity,
  permeability,
  voltage,
  type Dimension,
} from '../../units/dimension.js';
import { displayUnit, formatQuantity } from '../../units/display.js';
import { literalToSI } from '../../units/convert.js';
import { unitsOf } from '../../units/quantities.js';
import { parseUnit } from '../../units/unit.js';
import type { Context } from '../context.js';
import { literalOf } from '../expectation.js';
import { replacement, type Fix } from '../issues.js';
import { findProperty, ownersIn, propertyValue, type Owner } from '../property-values.js';
import { spanOf, spanOfProperty } from '../spans.js';
import { hasDimension } from '../typed.js';

interface Magnitude {
  readonly owner: Owner['$type'];
  readonly key: string;
  readonly dimension: Dimension;
  /** Of the absolute value, SI. */
  readonly low: number;
  readonly high: number;
  readonly what: string;
}

/**
 * Wide enough for anything published; a membrane is 0.5–3 µF/cm² by its thickness [Gentet, Stuart & Clements 2000,
 * Biophys J 79:314; 20 for muscle with its tubules], and no biological conductance reaches 10 S/cm².
 */
const magnitudes: readonly Magnitude[] = [
  {
    owner: 'Membrane',
    key: 'capacitance',
    dimension: capacitanceDensity,
    low: 0.001,
    high: 0.3,
    what: 'A membrane has about 1 µF/cm²',
  },
  {
    owner: 'Membrane',
    key: 'area',
    dimension: area,
    low: 1e-14,
    high: 1e-3,
    what: 'A cell has between 1 µm² and some mm² of membrane',
  },
  {
    owner: 'Channel',
    key: 'conductance',
    dimension: conductanceDensity,
    low: 0,
    high: 1e5,
    what: 'The most densely packed membranes reach about 1 S/cm²',
  },
  {
    owner: 'Channel',
    key: 'permeability',
    dimension: permeability,
    low: 0,
    high: 1e-4,
    what: 'The most permeable membranes reach about 1e-3 cm/s',
  },
  {
    owner: 'Channel',
    key: 'reversal',
    dimension: voltage,
    low: 0,
    high: 0.4,
    what: 'A reversal potential lies within some 200 mV of zero',
  },
  {
    owner: 'Gate',
    key: 'half',
    dimension: voltage,
    low: 0,
    high: 0.4,
    what: 'Gates are half open within some 200 mV of zero',
  },
  {
    owner: 'Gate',
    key: 'slope',
    dimension: voltage,
    low: 2e-4,
    high: 0.2,
    what: 'A slope is between about 1 and 50 mV',
  },
  {
    owner: 'Experiment',
    key: 'start',
    dimension: voltage,
    low: 0,
    high: 0.5,
    what: 'A membrane potential lies within some 200 mV of zero',
  },
];

export function checkMagnitudes(context: Context): void {
  for (const owner of ownersIn(context.file)) {
    for (const magnitude of magnitudes) if (magnitude.owner === owner.$type) checkMagnitude(context, owner, magnitude);
  }
}

function checkMagnitude(context: Context, owner: Owner, { key, dimension, low, high, what }: Magnitude): void {
  const property = findProperty(owner, key);
  const typed = propertyValue(context, owner, key);
  const value = typed && context.valueAtDefaults(typed.node);
  if (property === undefined || typed === undefined || value === undefined || !hasDimension(typed.type, dimension))
    return;
  const size = Math.abs(value);
  if (size >= low && size <= high) return;
  const fixes = unitFixes(context, property, dimension, low, high);
  const question = fixes[0] === undefined ? '' : ` ${fixes[0].title.replace('Write', 'Did you mean')}?`;
  context.warn(
    'value.implausible',
    typed.span,
    `${what}; this is ${formatQuantity(value, displayUnit(dimension))}.${question}`,
    ...fixes,
  );
}

function unitFixes(context: Context, property: Property, dimension: Dimension, low: number, high: number): Fix[] {
  const literal = literalOf(property.value);
  if (literal?.unit === undefined) return [];
  const span = spanOfProperty(literal, 'unit');
  const sign = context.textOf({ start: spanOf(property.value).start, end: spanOf(literal).start }).includes('-')
    ? '-'
    : '';
  return unitsOf(dimension)
    .flatMap((text) => {
      const parsed = parseUnit(text);
      const value = parsed.ok ? Math.abs(literalToSI(literal.number, parsed.unit)) : 0;
      return value > low && value <= high && text !== literal.unit
        ? [replacement(span, text, `Write \`${sign}${literal.number} ${text}\``)]
        : [];
    })
    .slice(0, 2);
}
