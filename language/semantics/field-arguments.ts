/** The arguments that functions of the field take beside values: ions by name, a side, a potential. */
import {
  isAtArgument,
  isIon,
  isIonArgument,
  isReference,
  isSideArgument,
  type Call,
  type Expression,
  type Ion,
} from '../generated/ast.js';
import type { NodeId } from '../model/graph.js';
import { VOLTAGE } from '../model/model.js';
import { voltage, type Dimension } from '../units/dimension.js';
import { isGiven } from './compile/concentrations.js';
import { activityOf, chargeOf } from './compile/ions.js';
import type { Context } from './context.js';
import { expectDimension } from './expectation.js';
import { spanOf } from './spans.js';
import type { Typed } from './typed.js';

export type Lower = (context: Context, expression: Expression | undefined) => Typed | undefined;

/** One call while it is lowered. */
export interface FieldCall {
  readonly context: Context;
  readonly call: Call;
  readonly lower: Lower;
  /** `ghk(Cl: 1, HCO3: 0.2)`: how the function is written, for messages. */
  readonly example: string;
}

/** The ion that an argument names: `K`. */
export function ionOf(argument: Expression | undefined): Ion | undefined {
  if (!isReference(argument) || argument.part !== undefined) return undefined;
  const target = argument.target?.ref;
  return isIon(target) ? target : undefined;
}

export function wrong({ context, call, example }: FieldCall, argument?: Expression): undefined {
  const message = `\`${call.function.$refText}\` is written \`${example}\`.`;
  return context.error('call.arguments', spanOf(argument ?? call), message);
}

/** A value of one of these dimensions; anything that is no value is told how the call is written. */
export function valueOf(
  field: FieldCall,
  argument: Expression | undefined,
  wanted: readonly Dimension[],
  what: string,
): Typed | undefined {
  const { context, lower } = field;
  if (argument === undefined || isIonArgument(argument) || isSideArgument(argument) || isAtArgument(argument))
    return wrong(field, argument);
  const value = lower(context, argument);
  return value && expectDimension(context, argument, value, wanted, what);
}

export interface DrivenIon {
  readonly name: string;
  readonly charge: number;
  readonly inside: NodeId;
  readonly outside: NodeId;
}

/** Charge and activities of an ion on both sides; an issue says what is missing. */
export function drivenIon({ context }: FieldCall, ion: Ion, argument: Expression): DrivenIon | undefined {
  const span = spanOf(argument);
  if (ion.impermeant) {
    const message = `\`${ion.name}\` is impermeant: it has no equilibrium across the membrane.`;
    return context.error('ion.impermeant', span, message);
  }
  const missing = (['in', 'out'] as const).filter((side) => !isGiven(context, ion, side));
  if (missing.length > 0) {
    const sides = missing.map((side) => (side === 'in' ? 'inside' : 'outside')).join(' and ');
    const message = `The concentration of \`${ion.name}\` ${sides} is not given.`;
    return context.error('property.missing', span, message);
  }
  const charge = chargeOf(context, ion);
  const [inside, outside] = [activityOf(context, ion, 'in'), activityOf(context, ion, 'out')];
  if (charge === undefined || inside === undefined || outside === undefined) return undefined;
  return { name: ion.name, charge, inside, outside };
}

/** The ions of `(Cl: 1, HCO3: 0.2)`, each with its value; undefined when any is wrong. */
export function weightedIons(
  field: FieldCall,
  wanted: readonly Dimension[],
  what: string,
): (DrivenIon & { readonly value: Typed })[] | undefined {
  const { context, call, lower } = field;
  if (call.arguments.length === 0) return wrong(field);
  const seen = new Set<Ion>();
  const found = call.arguments.map((argument) => {
    if (!isIonArgument(argument)) return wrong(field, argument);
    const ion = argument.ion?.ref;
    if (ion === undefined) return undefined;
    if (seen.has(ion)) {
      const message = `\`${ion.name}\` stands here twice: give it once.`;
      return context.error('call.arguments', spanOf(argument), message);
    }
    seen.add(ion);
    const driven = drivenIon(field, ion, argument);
    const value = lower(context, argument.value);
    const first = wanted.length > 0 ? wanted : undefined;
    const typed = value && (first === undefined ? value : expectDimension(context, argument.value, value, first, what));
    return driven && typed && { ...driven, value: typed };
  });
  return found.includes(undefined) ? undefined : (found as (DrivenIon & { readonly value: Typed })[]);
}

/** The potential after `at`; V where none is written. */
export function potentialOf(field: FieldCall, argument: Expression | undefined): NodeId | undefined {
  const { context, lower } = field;
  if (argument === undefined) return context.builder.symbol(VOLTAGE);
  if (!isAtArgument(argument)) return wrong(field, argument);
  const value = lower(context, argument.value);
  return value && expectDimension(context, argument.value, value, [voltage], '`at`')?.node;
}
