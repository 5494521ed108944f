/** A lowered expression: its node in the graph and what kind of value it is. */
import type { NodeId, Span } from '../model/graph.js';
import { dimensionless, isDimensionless, sameDimension, temperature, type Dimension } from '../units/dimension.js';

export interface Typed {
  readonly node: NodeId;
  readonly type: ValueType;
  readonly span: Span;
}

/**
 * A number has a dimension. A temperature is a point on the scale (`37 degC`, `T`) or a difference (`10 K`):
 * points may be subtracted from one another but not added or multiplied.
 */
export type ValueType =
  { readonly kind: 'number'; readonly dimension: Dimension; readonly celsius?: boolean } | { readonly kind: 'truth' };

export const pureNumber: ValueType = { kind: 'number', dimension: dimensionless };
export const truthValue: ValueType = { kind: 'truth' };

export function numberOf(dimension: Dimension): ValueType {
  return { kind: 'number', dimension };
}

export function hasDimension(type: ValueType, dimension: Dimension): boolean {
  return type.kind === 'number' && sameDimension(type.dimension, dimension);
}

export function isPure(type: ValueType): boolean {
  return type.kind === 'number' && isDimensionless(type.dimension);
}

export function isTemperature(type: ValueType): boolean {
  return hasDimension(type, temperature);
}
