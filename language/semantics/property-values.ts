/** The value of a property of a block: found, lowered, checked against its rule, once. */
import {
  isBlock,
  isChannel,
  isCompartment,
  isExperiment,
  isGate,
  isIon,
  isIonBuffer,
  isMembrane,
  isPool,
  isPump,
  isScheme,
  isSlab,
  isState,
  isStochastic,
  isSolute,
  isTransition,
  type Block,
  type Channel,
  type Compartment,
  type Experiment,
  type File,
  type Gate,
  type Ion,
  type IonBuffer,
  type Membrane,
  type Pool,
  type Property,
  type Pump,
  type Scheme,
  type Slab,
  type State,
  type Stochastic,
  type Solute,
  type Transition,
} from '../generated/ast.js';
import { temperature } from '../units/dimension.js';
import { displayUnit, formatNumber, formatQuantity } from '../units/display.js';
import type { Context } from './context.js';
import { labelOfProperty, orSet } from './compile/settings.js';
import { expectDimension, literalOf } from './expectation.js';
import { lower } from './expressions.js';
import { replacement } from './issues.js';
import { properties, type PropertyOwner, type PropertyRule } from './properties.js';
import { spanOf, spanOfProperty } from './spans.js';
import { numberOf, type Typed } from './typed.js';

export type Owner =
  | Membrane
  | Ion
  | Compartment
  | Pool
  | IonBuffer
  | Slab
  | Solute
  | Channel
  | Gate
  | Block
  | Scheme
  | Transition
  | Pump
  | State
  | Experiment
  | Stochastic;

export function ownerKind(owner: Owner): PropertyOwner {
  if (isMembrane(owner)) return 'Membrane';
  if (isIon(owner)) return owner.impermeant ? 'Impermeant' : 'Ion';
  if (isCompartment(owner)) return 'Compartment';
  if (isPool(owner)) return 'Pool';
  if (isIonBuffer(owner)) return 'IonBuffer';
  if (isSlab(owner)) return 'Slab';
  if (isChannel(owner)) return 'Channel';
  if (isGate(owner)) return 'Gate';
  if (isBlock(owner)) return 'Block';
  if (isScheme(owner)) return 'Scheme';
  if (isTransition(owner)) return 'Transition';
  if (isState(owner)) return 'State';
  if (isStochastic(owner)) return 'Stochastic';
  if (isSolute(owner)) return owner.kind === 'ligand' ? 'Ligand' : 'Solute';
  if (isPump(owner)) return owner.kind === 'transporter' ? 'Transporter' : 'Pump';
  return 'Experiment';
}

/** Every block of a file that holds properties. */
export function ownersIn(file: File): Owner[] {
  const declared = file.declarations.filter((entry) => isOwner(entry));
  return declared.flatMap((owner): Owner[] => [owner, ...partsOf(owner)]);
}

function partsOf(owner: Owner): Owner[] {
  if (isExperiment(owner)) return owner.stochastics;
  const ofChannel = isChannel(owner) ? [...owner.gates, ...owner.blocks] : [];
  const schemes = isChannel(owner) || isPump(owner) ? owner.schemes : [];
  return [...ofChannel, ...schemes.flatMap((scheme): Owner[] => [scheme, ...scheme.transitions])];
}

/** What a block is called; undefined where it has no name. */
export function nameOf(owner: Owner): string | undefined {
  return isScheme(owner) || isTransition(owner) || isBlock(owner) || isStochastic(owner) ? undefined : owner.name;
}

export function isOwner(node: unknown): node is Owner {
  const isMatter =
    isMembrane(node) ||
    isIon(node) ||
    isCompartment(node) ||
    isPool(node) ||
    isIonBuffer(node) ||
    isSlab(node) ||
    isSolute(node);
  const isOfChannel = isChannel(node) || isGate(node) || isBlock(node) || isScheme(node) || isTransition(node);
  return isMatter || isOfChannel || isPump(node) || isState(node) || isExperiment(node) || isStochastic(node);
}

export function findProperty(owner: Owner, key: string): Property | undefined {
  return owner.properties.find((property) => property.key === key);
}

/** The checked value; undefined when the property is absent or wrong (then an issue says so). */
export function propertyValue(context: Context, owner: Owner, key: string): Typed | undefined {
  const property = findProperty(owner, key);
  const rule = properties[ownerKind(owner)].find((entry) => entry.key === key);
  if (context.isLibrary && isMembrane(owner) && rule !== undefined) return supposedValue(context, owner, rule);
  if (property?.value === undefined || rule === undefined) return undefined;
  return context.once(property, 'value', `${ownerName(owner)}.${key}`, spanOfProperty(property, 'key'), () =>
    settableValue(context, owner, property, rule),
  );
}

/** Of the membrane a library supposes. */
function supposedValue(context: Context, membrane: Membrane, { key, dimensions }: PropertyRule): Typed | undefined {
  return context.once(membrane, key, key, undefined, () => ({
    node: context.unknown(key),
    type: numberOf(dimensions[0]!),
    span: spanOf(membrane),
  }));
}

/** Concentrations and the temperature may be set by experiments. */
function settableValue(context: Context, owner: Owner, property: Property, rule: PropertyRule): Typed | undefined {
  const value = checkedValue(context, property, rule);
  return value && orSet(context, labelOfProperty(owner, property), value);
}

/** The value after `at`. */
export function propertyReference(context: Context, owner: Owner, key: string): Typed | undefined {
  const property = findProperty(owner, key);
  const rule = properties[ownerKind(owner)].find((entry) => entry.key === key);
  const { reference } = property ?? {};
  if (property === undefined || reference === undefined || rule?.at === undefined) return undefined;
  const { at } = rule;
  return context.once(property, 'at', `${ownerName(owner)}.${key}`, spanOf(reference), () => {
    const value = lower(context, reference);
    const typed = value && expectDimension(context, reference, value, [at], `\`at\` of \`${key}\``);
    if (typed === undefined) return undefined;
    checkTemperature(context, property, typed, at === temperature);
    return constantOnly(context, typed, `\`at\` of \`${key}\``);
  });
}

function ownerName(owner: Owner): string {
  const name = isBlock(owner) ? `${owner.$container.name}, blocked` : nameOf(owner);
  return name ?? owner.$type.toLowerCase();
}

function checkedValue(context: Context, property: Property, rule: PropertyRule): Typed | undefined {
  const value = lower(context, property.value);
  const typed =
    value && rule.dimensions.length === 0
      ? expectNumber(context, value, rule)
      : value && expectDimension(context, property.value, value, rule.dimensions, `\`${rule.key}\``);
  if (typed === undefined) return undefined;
  if (rule.constant && constantOnly(context, typed, `\`${rule.key}\``) === undefined) return undefined;
  checkTemperature(context, property, typed, rule.dimensions[0] === temperature);
  return inRange(context, property, rule, typed);
}

function expectNumber(context: Context, value: Typed, { key }: PropertyRule): Typed | undefined {
  if (value.type.kind !== 'truth') return value;
  return context.error('unit.mismatch', value.span, `\`${key}\` is a number; this is a condition.`);
}

export function constantOnly(context: Context, typed: Typed, place: string): Typed | undefined {
  const variables = context.variablesOf(typed.node);
  if (variables.length === 0) return typed;
  const names = variables.map((symbol) => `\`${symbol.name}\``).join(', ');
  return context.error(
    'property.not-constant',
    typed.span,
    `${place} must be one fixed value, and this depends on ${names}.`,
  );
}

function inRange(context: Context, property: Property, rule: PropertyRule, typed: Typed): Typed | undefined {
  const value = context.valueAtDefaults(typed.node);
  if (value === undefined) return typed;
  const { span } = typed;
  const unit = typed.type.kind === 'number' ? displayUnit(typed.type.dimension) : '';
  const shown = literalOf(property.value) === undefined ? formatQuantity(value, unit) : context.textOf(span);
  if (!Number.isFinite(value)) {
    return context.error('value.range', span, `\`${rule.key}\` comes out as ${describeNonFinite(value)}.`);
  }
  const isConcentration = rule.key === 'in' || rule.key === 'out';
  const code = isConcentration ? 'ion.concentration-range' : 'value.range';
  if (rule.range === 'positive' && value <= 0) {
    const reason =
      isConcentration && value === 0
        ? ' A zero concentration would put ln 0 into the Nernst equation; where there is next to none, write the trace there is, such as 1 nM.'
        : '';
    const limit = rule.dimensions[0] === temperature ? 'absolute zero, −273.15 °C' : 'zero';
    return context.error(code, span, `\`${rule.key}\` must be above ${limit}; it is ${shown}.${reason}`);
  }
  if (rule.range === 'not negative' && value < 0)
    return context.error(code, span, `\`${rule.key}\` cannot be negative; it is ${shown}.`);
  if (rule.range === 'negative' && value >= 0)
    return context.error(code, span, `\`${rule.key}\` is negative: it is set free; this is ${shown}.`);
  if (rule.range === 'share' && (value < 0 || value > 1))
    return context.error(
      code,
      span,
      `\`${rule.key}\` ${rule.key === 'delta' ? 'lies between' : 'is a probability, from'} 0 ${rule.key === 'delta' ? 'and' : 'to'} 1; it is ${formatNumber(value, 4)}.`,
    );
  return typed;
}

const COLDEST = 260;
const HOTTEST = 340;

/** `37 K`, `310 degC`: each the other's value. */
function checkTemperature(context: Context, property: Property, typed: Typed, isTemperature: boolean): void {
  const value = context.valueAtDefaults(typed.node);
  if (!isTemperature || value === undefined || value <= 0 || (value >= COLDEST && value <= HOTTEST)) return;
  const literal = [property.value, property.reference]
    .map(literalOf)
    .find(
      (entry) => entry !== undefined && spanOf(entry).start >= typed.span.start && spanOf(entry).end <= typed.span.end,
    );
  const celsius = formatQuantity(value, 'degC');
  if (literal?.unit === undefined) {
    context.warn('temperature.implausible', typed.span, `This temperature is ${celsius}: no membrane lives there.`);
    return;
  }
  const other = literal.unit === 'K' ? 'degC' : 'K';
  context.warn(
    'temperature.implausible',
    typed.span,
    `${literal.number} ${literal.unit} is ${literal.unit === 'K' ? celsius : formatQuantity(value, 'K')}: no membrane lives there. Did you mean \`${literal.number} ${other}\`?`,
    replacement(spanOfProperty(literal, 'unit'), other),
  );
}

/** What a value that is no finite number most likely comes from. */
export function describeNonFinite(value: number): string {
  if (Number.isNaN(value)) return 'no number (0/0 or the logarithm or root of something negative)';
  return 'infinity (a division by zero, or a number too large)';
}
