/** What a name in an expression stands for: a builtin, a parameter, a let, a gate, or a part of something declared. */
import { AstUtils } from 'langium';
import {
  isBuiltin,
  isChannel,
  isCompartment,
  isComponent,
  isDeclaration,
  isData,
  isDataColumn,
  isExperiment,
  isFunctionParameter,
  isGate,
  isIon,
  isIonBuffer,
  isKineticState,
  isMembrane,
  isParam,
  isPool,
  isPump,
  isSlab,
  isState,
  isSolute,
  isSweep,
  isSolution,
  type Channel,
  type Ion,
  type Named,
  type Reference,
  type Solute,
} from '../generated/ast.js';
import type { NodeId, Span } from '../model/graph.js';
import { TIME, VOLTAGE } from '../model/model.js';
import {
  concentration,
  conductance,
  conductanceDensity,
  current,
  currentDensity,
  dimensionless,
  permeability,
  voltage,
  volumeRate,
  type Dimension,
} from '../units/dimension.js';
import { builtinNames } from './builtins.js';
import {
  channelCurrent,
  conductanceOf,
  openOf,
  permeabilityOf,
  permeantCurrentsOf,
  reversalOf,
} from './compile/channels.js';
import { compartmentPart } from './compile/compartment-parts.js';
import { bufferPart, poolIsNoValue } from './compile/buffer-parts.js';
import { unblockedOf } from './compile/blocks.js';
import { concentrationOf, isGiven } from './compile/concentrations.js';
import { hasCurrentLaw } from './compile/current-law.js';
import { gateValue } from './compile/gates.js';
import { chargeOf, nernstOf } from './compile/ions.js';
import { basisOf, temperatureOf, thermalVoltageOf } from './compile/membrane.js';
import { measureOfName } from './compile/measures.js';
import { letValue, parameterValue } from './compile/parameters.js';
import { recordedValue } from './compile/recorded-values.js';
import { pumpPart, schemePart } from './compile/pump-parts.js';
import { carriesByScheme } from './compile/carriers.js';
import { soluteCharge } from './compile/solutes.js';
import { occupancy, statesOf } from './compile/schemes.js';
import { stateValue } from './compile/states.js';
import { sweepValue } from './compile/sweeps.js';
import { componentValue, solutionPart } from './compile/solutions.js';
import type { Context } from './context.js';
import { withArticle } from './expectation.js';
import { parameterOf } from './declared-functions.js';
import { functions } from './functions.js';
import { isFunctionLet, isValueLet, signatureOf } from './lets.js';
import { insertion, replacement, type Fix } from './issues.js';
import { namesLike } from './names-as-units.js';
import { knownUnit } from '../units/catalog.js';
import { nearest } from '../units/nearest.js';
import { findProperty } from './property-values.js';
import { partNames, partOwner, TOTAL_CURRENT, type PartHolder } from './scope.js';
import { spanOf, spanOfProperty } from './spans.js';
import { numberOf, pureNumber, type Typed } from './typed.js';

export function resolveReference(context: Context, reference: Reference): Typed | undefined {
  const span = spanOf(reference);
  const target = reference.target?.ref;
  if (target === undefined) return unknownName(context, reference);
  if (reference.part !== undefined) return resolvePart(context, reference, target, span);
  if (isBuiltin(target)) return builtin(context, target.name, span) ?? measureOfName(context, reference, span);
  if (isParam(target)) return placed(parameterValue(context, target, span), span);
  if (isFunctionParameter(target)) return parameterOf(context, target, span);
  if (isValueLet(target)) return placed(letValue(context, target, span), span);
  if (isState(target)) return placed(stateValue(context, target, span), span);
  if (isSweep(target)) return placed(sweepValue(context, target, span), span);
  if (isKineticState(target)) return typed(occupancy(context, target, span), dimensionless, span);
  if (isGate(target)) return typed(gateValue(context, target, span), dimensionless, span);
  return notAValue(context, target, span);
}

/** The same value, at the place where it is used. */
function placed(value: Typed | undefined, span: Span): Typed | undefined {
  return value && { ...value, span };
}

function typed(node: NodeId | undefined, dimension: Dimension, span: Span): Typed | undefined {
  return node === undefined ? undefined : { node, type: numberOf(dimension), span };
}

function unknownName(context: Context, reference: Reference): undefined {
  const name = reference.target?.$refText;
  if (!name) return undefined;
  const span = spanOfProperty(reference, 'target');
  if (functions.has(name))
    return context.error(
      'name.unknown',
      span,
      `\`${name}\` is a function: write its argument in parentheses, as in \`${name}(…)\`.`,
    );
  if ((name === 'inside' || name === 'outside') && !context.isLibrary) {
    const text = `compartment ${name} { }`;
    const message = `To read what is ${name}, declare it as a compartment: \`${text}\`.`;
    return context.error('name.unknown', span, message, ...declaration(reference, text));
  }
  const close = namesLike(context, name, reference);
  if (reference.part === undefined && knownUnit(name) && close.every((entry) => entry.length !== name.length))
    return context.error(
      'name.unknown',
      span,
      `\`${name}\` is a unit, and a unit stands behind a number: write \`(1 ${name})\`.`,
      // In parentheses: what follows could be read as a part of the unit.
      replacement(span, `(1 ${name})`),
    );
  const question = close.length > 0 ? ` Did you mean ${close.map((entry) => `\`${entry}\``).join(' or ')}?` : '';
  return context.error(
    'name.unknown',
    span,
    `\`${name}\` is not declared in ${whereSought(context, span)}.${question}`,
    ...close.map((entry) => replacement(span, entry)),
  );
}

/** Before the declaration that the reference stands in. */
function declaration(reference: Reference, text: string): Fix[] {
  const at = AstUtils.getContainerOfType(reference, isDeclaration)?.$cstNode?.offset;
  return at === undefined ? [] : [insertion(at, `${text}\n\n`, `Declare \`${text}\``)];
}

function whereSought({ isLibrary }: Context, { file }: Span): string {
  if (file !== undefined) return 'that file, nor is there an ion of this name here';
  return isLibrary ? 'this library' : 'this file';
}

function builtin(context: Context, name: string, span: Span): Typed | undefined {
  const { builder } = context;
  if (name === TOTAL_CURRENT) {
    const dimension = basisOf(context) === 'area' ? currentDensity : current;
    return typed(context.totalCurrent, dimension, span);
  }
  const entry = builtinNames.get(name);
  if (entry === undefined) return undefined;
  if (entry.value !== undefined) return typed(builder.constant(entry.value), entry.dimension, span);
  if (name === 'V' && context.measuring === 'run' && context.familyVoltage !== undefined)
    return typed(context.familyVoltage, voltage, span);
  if (name === 'V') return typed(builder.symbol(VOLTAGE, span), entry.dimension, span);
  if (name === 't') return typed(builder.symbol(TIME, span), entry.dimension, span);
  return typed(name === 'T' ? temperatureOf(context)?.node : thermalVoltageOf(context), entry.dimension, span);
}

function notAValue(context: Context, target: Named, span: Span): undefined {
  if (isFunctionLet(target)) {
    const message = `\`${target.name}\` is a function: write its arguments in parentheses, as in \`${signatureOf(target)}\`.`;
    return context.error('name.not-a-value', span, message);
  }
  if (isPool(target)) return poolIsNoValue(context, target, span);
  const owner = partOwner(target);
  if (owner === undefined) {
    const what = isMembrane(target)
      ? 'a membrane'
      : isExperiment(target)
        ? 'an experiment'
        : isSlab(target)
          ? 'a slab'
          : 'not a value';
    return context.error('name.not-a-value', span, `\`${target.name}\` is ${what}; it has no value of its own.`);
  }
  const parts = partNames(target as PartHolder).map((part) => `${target.name}.${part}`);
  const kind = withArticle(
    isSolute(target) || isPump(target) ? target.kind : isIonBuffer(target) ? 'buffer' : owner.toLowerCase(),
  );
  const list = parts.map((part) => `\`${part}\``).join(', ');
  return context.error(
    'name.not-a-value',
    span,
    `\`${target.name}\` is ${kind}; its values are ${list}.`,
    ...parts.map((part) => replacement(span, part)),
  );
}

function resolvePart(context: Context, reference: Reference, target: Named, span: Span): Typed | undefined {
  const name = reference.part!.$refText;
  const part = reference.part!.ref;
  if (isGate(part)) return typed(gateValue(context, part, span), dimensionless, span);
  if (isComponent(part)) return placed(componentValue(context, part), span);
  if (isKineticState(part)) return typed(occupancy(context, part, span), dimensionless, span);
  if (isDataColumn(part) && isData(target)) return recordedValue(context, target, part, span);
  if (part === undefined) return unknownPart(context, reference, target, name);
  if (isIon(target)) return ionPart(context, target, name, span);
  if (isSolute(target)) return solutePart(context, target, name, span);
  if (isSolution(target)) return placed(solutionPart(context, target, name), span);
  if (isChannel(target)) return channelPart(context, target, name, span);
  if (isCompartment(target)) return compartmentPart(context, target, name, span);
  if (isIonBuffer(target)) return bufferPart(context, target, name, span);
  return isPump(target) ? pumpPart(context, target, name, span) : undefined;
}

function unknownPart(context: Context, reference: Reference, target: Named, name: string): undefined {
  if (!name) return undefined;
  const span = spanOfProperty(reference, 'part');
  const owner = partOwner(target);
  if (owner === undefined)
    return context.error('name.unknown', span, `\`${target.name}\` has no parts, so \`.${name}\` means nothing.`);
  const gates = isChannel(target) ? target.gates.map((gate) => gate.name).filter(Boolean) : [];
  const schemes = isChannel(target) || isPump(target) ? target.schemes : [];
  const states = schemes.flatMap(statesOf).map(({ name }) => name);
  const components = isSolution(target) ? target.components.map((entry) => entry.name).filter(Boolean) : [];
  const parts = [...gates, ...states, ...components, ...partNames(target as PartHolder)];
  const close = nearest(name, parts);
  return context.error(
    'name.unknown',
    span,
    `\`${target.name}\` has no part \`${name}\`; it has ${parts.map((part) => `\`${part}\``).join(', ')}.`,
    ...close.map((entry) => replacement(span, entry)),
  );
}

function ionPart(context: Context, ion: Ion, part: string, span: Span): Typed | undefined {
  if (part === 'z') {
    const charge = chargeOf(context, ion);
    return charge === undefined ? undefined : { node: context.builder.constant(charge), type: pureNumber, span };
  }
  if (part === 'in' || part === 'out') {
    if (!isGiven(context, ion, part)) return notGiven(context, ion, [part], span);
    return typed(concentrationOf(context, ion, part)?.node, concentration, span);
  }
  if (ion.impermeant)
    return context.error('ion.impermeant', span, `\`${ion.name}\` is impermeant and has no Nernst potential.`);
  const missing = (['in', 'out'] as const).filter((side) => !isGiven(context, ion, side));
  if (missing.length > 0) return notGiven(context, ion, missing, span);
  return typed(nernstOf(context, ion, span), voltage, span);
}

function solutePart(context: Context, solute: Solute, part: string, span: Span): Typed | undefined {
  if (part === 'z') return typed(context.builder.constant(soluteCharge(context, solute)), dimensionless, span);
  const side = part === 'in' ? 'in' : 'out';
  if (!isGiven(context, solute, side)) return notGiven(context, solute, [side], span);
  return typed(concentrationOf(context, solute, side)?.node, concentration, span);
}

function notGiven(context: Context, ion: Ion | Solute, sides: readonly string[], span: Span): undefined {
  const text = sides.map((side) => (side === 'in' ? 'inside' : 'outside')).join(' and ');
  return context.error('property.missing', span, `The concentration of \`${ion.name}\` ${text} is not given.`);
}

function channelPart(context: Context, channel: Channel, part: string, span: Span): Typed | undefined {
  const area = basisOf(context) === 'area';
  const isPermeable = channel.permeations.length > 0;
  if (carriesByScheme(channel) && part !== 'I')
    return part.startsWith('I_') ? schemePart(context, channel, part, span) : noPore(context, channel, part, span);
  if (part.startsWith('I_')) {
    const carried = permeantCurrentsOf(context, channel)?.ions.find(({ name }) => name === part.slice(2));
    return typed(carried?.current, area ? currentDensity : current, span);
  }
  if (hasCurrentLaw(channel) && ['g', 'P', 'E'].includes(part)) return lawOnly(context, channel, part, span);
  if ((part === 'g' && isPermeable) || (part === 'P' && !isPermeable)) return otherWay(context, channel, part, span);
  switch (part) {
    case 'P':
      return typed(permeabilityOf(context, channel, span), area ? permeability : volumeRate, span);
    case 'g':
      return typed(conductanceOf(context, channel, span), area ? conductanceDensity : conductance, span);
    case 'I':
      return typed(channelCurrent(context, channel, span), area ? currentDensity : current, span);
    case 'E':
      return typed(reversalOf(context, channel, span), voltage, span);
    case 'unblocked':
      return typed(unblockedOf(context, channel), dimensionless, span);
    default:
      return findProperty(channel, 'open') === undefined && channel.gates.length === 0 && channel.schemes.length === 0
        ? { node: context.builder.constant(1), type: pureNumber, span }
        : typed(openOf(context, channel, span), dimensionless, span);
  }
}

/** What a current law leaves unsaid. */
function lawOnly(context: Context, channel: Channel, part: string, span: Span): undefined {
  const what = { g: 'conductance', P: 'permeability' }[part] ?? 'reversal potential';
  const message = `The current of \`${channel.name}\` is a law of its own, so it has no ${what}; it has \`${channel.name}.I\`.`;
  return context.error('name.not-a-value', span, message, replacement(span, `${channel.name}.I`));
}

/** What a channel has not, whose current is that of ions passing through its scheme. */
function noPore(context: Context, channel: Channel, part: string, span: Span): undefined {
  const message = `The transitions of \`${channel.name}\` move its ions, so it has no \`${part}\`; it has \`${channel.name}.I\`, and the share of each state.`;
  return context.error('name.not-a-value', span, message, replacement(span, `${channel.name}.I`));
}

/** The conductance of a channel that permeates, the permeability of one that conducts. */
function otherWay(context: Context, channel: Channel, part: string, span: Span): undefined {
  const [has, other, why] =
    part === 'g'
      ? ['P', 'conductance', 'permeates its ions by constant-field currents']
      : ['g', 'permeability', 'has a conductance'];
  const message = `\`${channel.name}\` ${why}, so it has no ${other}; it has \`${channel.name}.${has}\`.`;
  return context.error('name.not-a-value', span, message, replacement(span, `${channel.name}.${has}`));
}
