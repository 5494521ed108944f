/** What generated code computes in: one number at a time, or two models side by side in the lanes of a vector. */
import { f64, f64x2, i32, sequence, v128, type Code } from './instructions.js';
import type { MaskOp, ValueOp } from './lowering.js';
import type { ValueType } from './module.js';

export interface Arithmetic {
  readonly valueType: ValueType;
  readonly maskType: ValueType;
  /** Numbers in a record of two: how many bytes one takes. */
  readonly size: 8 | 16;
  readonly constant: (x: number) => Code;
  load(address: Code, offset: number): Code;
  store(address: Code, offset: number, value: Code): Code;
  /** How many neighbours are stored at once: a whole vector, since one read back from its halves makes processors wait. */
  readonly neighbours: 1 | 2;
  /** Of an odd number of neighbours the last has a 0 beside it. */
  storeNeighbours(address: Code, offset: number, values: readonly Code[]): Code;
  readonly operations: Readonly<Record<Exclude<ValueOp, 'select'> | MaskOp, (...operands: readonly Code[]) => Code>>;
  select(mask: Code, then: Code, otherwise: Code): Code;
  /** As i32: whether a mask holds for any, or fails for any. */
  any(mask: Code): Code;
  anyNot(mask: Code): Code;
  differ(a: Code, b: Code): Code;
  maskFromVector(vector: Code): Code;
  maskToVector(mask: Code): Code;
  /** From a vector whose lanes are one model's or two models'. */
  fromVector(vector: Code): Code;
  toVector(value: Code): Code;
}

const conditional: (mask: Code, then: Code, otherwise: Code) => Code = (mask, then, otherwise) =>
  sequence(then, otherwise, mask, (out) => out.byte(0x1b));

export const scalar: Arithmetic = {
  valueType: 'f64',
  maskType: 'i32',
  size: 8,
  constant: f64.value,
  load: f64.load,
  store: f64.store,
  neighbours: 2,
  storeNeighbours: (address, offset, [first, second]) =>
    v128.store(
      address,
      offset,
      second ? f64x2.replaceLane(1, f64x2.splat(first!), second) : f64x2.replaceLane(0, f64x2.value(0), first!),
    ),
  operations: {
    ...f64,
    and: i32.and,
    or: i32.or,
    not: i32.isZero,
    isTrue: (x) => f64.ne(x, f64.value(0)),
    truth: f64.fromInteger,
  },
  select: conditional,
  any: (mask) => mask,
  anyNot: (mask) => i32.isZero(mask),
  differ: i32.xor,
  maskFromVector: (vector) => i32.and(i32.lowest(vector), i32.value(1)),
  maskToVector: (mask) => i32.splat(i32.sub(i32.value(0), mask)),
  fromVector: (vector) => f64x2.lane(0, vector),
  toVector: f64x2.splat,
};

export const lanes: Arithmetic = {
  valueType: 'v128',
  maskType: 'v128',
  size: 16,
  constant: f64x2.value,
  load: v128.load,
  store: v128.store,
  neighbours: 1,
  storeNeighbours: (address, offset, [value]) => v128.store(address, offset, value!),
  operations: {
    ...f64x2,
    and: v128.and,
    or: v128.or,
    not: v128.not,
    isTrue: (x) => f64x2.ne(x, f64x2.value(0)),
    truth: (mask) => v128.and(mask, f64x2.value(1)),
  },
  select: (mask, then, otherwise) => v128.select(then, otherwise, mask),
  any: v128.any,
  anyNot: (mask) => v128.any(v128.not(mask)),
  differ: v128.xor,
  maskFromVector: (vector) => vector,
  maskToVector: (mask) => mask,
  fromVector: (vector) => vector,
  toVector: (value) => value,
};

/** Values as they are stored together; the k-th group starts with the value k · neighbours. */
export function inGroups<T>(values: readonly T[], { neighbours }: Arithmetic): (readonly T[])[] {
  const groups: T[][] = [];
  for (let i = 0; i < values.length; i += neighbours) groups.push(values.slice(i, i + neighbours));
  return groups;
}
