/** The bath that the space outside exchanges with. */
import type { BathLevel, Compartment, Ion } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import { concentration, rate } from '../../units/dimension.js';
import { EXCHANGE } from '../builtins.js';
import type { Context } from '../context.js';
import { expectDimension } from '../expectation.js';
import { lower } from '../expressions.js';
import { propertyValue } from '../property-values.js';
import type { Typed } from '../typed.js';
import { compartmentOf } from './spaces.js';

export function bathLevels(compartment: Compartment | undefined): BathLevel[] {
  return (compartment?.baths ?? []).filter(({ word }) => word === 'bath').flatMap(({ levels }) => levels);
}

export function isExchange(level: BathLevel): boolean {
  return level.target?.$refText === EXCHANGE;
}

/** A concentration, or the rate constant of exchange; it may change with time. */
export function bathValue(context: Context, level: BathLevel): Typed | undefined {
  const name = level.target?.$refText ?? '';
  return context.once(level, 'value', `bath ${name}`, undefined, () => {
    const value = level.value === undefined ? undefined : lower(context, level.value);
    const wanted = isExchange(level) ? rate : concentration;
    return value && expectDimension(context, level.value, value, [wanted], `\`${name}\` of the bath`);
  });
}

/** (k/λ²)(c_bath − c), mol/(m³ s); undefined for an ion that the bath does not hold. */
export function bathExchangeOf(context: Context, ion: Ion, outside: NodeId): NodeId | undefined {
  const compartment = compartmentOf(context, 'outside');
  const levels = bathLevels(compartment);
  const level = levels.find(({ target }) => target?.$refText === ion.name);
  const exchange = levels.find(isExchange);
  if (compartment === undefined || level === undefined || exchange === undefined) return undefined;
  const bath = bathValue(context, level)?.node;
  const free = bathValue(context, exchange)?.node;
  if (bath === undefined || free === undefined) return undefined;
  const { builder } = context;
  const tortuosity = propertyValue(context, compartment, 'tortuosity')?.node;
  const hindered =
    tortuosity === undefined
      ? free
      : builder.binary('div', free, builder.binary('pow', tortuosity, builder.constant(2)));
  return builder.binary('mul', hindered, builder.binary('sub', bath, outside));
}

/** Whether the bath holds the ion. */
export function hasBath(context: Context, ion: Ion): boolean {
  return bathLevels(compartmentOf(context, 'outside')).some(({ target }) => target?.$refText === ion.name);
}
