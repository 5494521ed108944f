/**
 * WebAssembly instructions as functions of their operands, so that code reads as expressions:
 * `f64.add(x.get, f64.value(1))`. Opcodes: WebAssembly Core Specification 2.0, ch. 5.4.
 */
import type { Bytes } from './bytes.js';
import { addressOfBits, addressOfNumber } from './constants.js';
import type { FunctionReference } from './module.js';

/** Something that writes instructions: an expression leaves its value on the stack, a statement leaves nothing. */
export type Code = (out: Bytes) => void;

export interface Local {
  readonly get: Code;
  set(value: Code): Code;
  tee(value: Code): Code;
}

const SIMD = 0xfd;
const NO_RESULT = 0x40;
const ALIGN_8 = 3;
const ALIGN_4 = 2;

type Operation = (...operands: readonly Code[]) => Code;

function operation(opcode: number): Operation {
  return (...operands) =>
    (out) => {
      for (const operand of operands) operand(out);
      out.byte(opcode);
    };
}

function simd(opcode: number): Operation {
  return (...operands) =>
    (out) => {
      for (const operand of operands) operand(out);
      out.byte(SIMD);
      out.unsigned(opcode);
    };
}

function lane(opcode: number): (index: 0 | 1, ...operands: readonly Code[]) => Code {
  return (index, ...operands) =>
    (out) => {
      simd(opcode)(...operands)(out);
      out.byte(index);
    };
}

/** A load or store; `address` is i32. */
function access(opcode: Operation, align: number): (address: Code, offset: number, ...more: readonly Code[]) => Code {
  return (address, offset, ...more) =>
    (out) => {
      opcode(address, ...more)(out);
      out.unsigned(align);
      out.unsigned(offset);
    };
}

function laneAccess(opcode: number) {
  return (index: 0 | 1, address: Code, offset: number, value: Code): Code =>
    (out) => {
      access(simd(opcode), ALIGN_8)(address, offset, value)(out);
      out.byte(index);
    };
}

export function local(index: number): Local {
  const indexed =
    (opcode: number): Code =>
    (out) => {
      out.byte(opcode);
      out.unsigned(index);
    };
  const after =
    (opcode: number) =>
    (value: Code): Code =>
    (out) => {
      value(out);
      indexed(opcode)(out);
    };
  return { get: indexed(0x20), set: after(0x21), tee: after(0x22) };
}

export const i32 = {
  value:
    (x: number): Code =>
    (out) => {
      out.byte(0x41);
      out.signed(x);
    },
  load: access(operation(0x28), ALIGN_4),
  store: access(operation(0x36), ALIGN_4),
  isZero: operation(0x45),
  equal: operation(0x46),
  below: operation(0x49),
  add: operation(0x6a),
  sub: operation(0x6b),
  mul: operation(0x6c),
  and: operation(0x71),
  or: operation(0x72),
  xor: operation(0x73),
  /** The first of the four in a vector. */
  lowest:
    (vector: Code): Code =>
    (out) => {
      simd(0x1b)(vector)(out);
      out.byte(0);
    },
  /** The same in all four of a vector. */
  splat: simd(0x11),
} as const;

export const f64 = {
  value:
    (x: number): Code =>
    (out) => {
      out.byte(0x44);
      out.double(x);
    },
  load: access(operation(0x2b), ALIGN_8),
  store: access(operation(0x39), ALIGN_8),
  eq: operation(0x61),
  ne: operation(0x62),
  lt: operation(0x63),
  gt: operation(0x64),
  le: operation(0x65),
  ge: operation(0x66),
  abs: operation(0x99),
  neg: operation(0x9a),
  ceil: operation(0x9b),
  floor: operation(0x9c),
  sqrt: operation(0x9f),
  add: operation(0xa0),
  sub: operation(0xa1),
  mul: operation(0xa2),
  div: operation(0xa3),
  min: operation(0xa4),
  max: operation(0xa5),
  fromInteger: operation(0xb7),
} as const;

export const v128 = {
  load: access(simd(0x00), ALIGN_8),
  store: access(simd(0x0b), ALIGN_8),
  /** Loads one double into both lanes. */
  loadSplat: access(simd(0x0a), ALIGN_8),
  /** Stores one lane. */
  storeLane: laneAccess(0x5b),
  not: simd(0x4d),
  and: simd(0x4e),
  /** The bits of the first that the second has not. */
  andNot: simd(0x4f),
  or: simd(0x50),
  xor: simd(0x51),
  /** bitselect(a, b, mask): a where the mask is set, else b. */
  select: simd(0x52),
  any: simd(0x53),
  /** Both lanes of 64 bits changed for one another; `x` is written twice. */
  swap:
    (x: Code): Code =>
    (out) => {
      x(out);
      x(out);
      out.byte(SIMD);
      out.unsigned(0x0d);
      for (let i = 0; i < 16; i++) out.byte((i + 8) % 16);
    },
} as const;

export const i64x2 = {
  /** The same 64 bits in both lanes. */
  value: (bits: bigint): Code => tabled(addressOfBits(bits), (out) => out.long(bits)),
  /** All bits of one lane, none of the other. */
  onlyLane:
    (index: 0 | 1): Code =>
    (out) => {
      out.byte(SIMD);
      out.unsigned(0x0c);
      out.long(index === 0 ? -1n : 0n);
      out.long(index === 1 ? -1n : 0n);
    },
  equal: simd(0xd6),
  shiftLeft: simd(0xcb),
  shiftRight: simd(0xcc),
  shiftRightUnsigned: simd(0xcd),
  add: simd(0xce),
  sub: simd(0xd1),
  /** 1 where both lanes are not 0. */
  all: simd(0xc3),
} as const;

export const f64x2 = {
  /** The same number in both lanes. */
  value: (x: number): Code => tabled(addressOfNumber(x), (out) => out.double(x)),
  splat: simd(0x14),
  lane: lane(0x21),
  replaceLane: lane(0x22),
  eq: simd(0x47),
  ne: simd(0x48),
  lt: simd(0x49),
  gt: simd(0x4a),
  le: simd(0x4b),
  ge: simd(0x4c),
  ceil: simd(0x74),
  floor: simd(0x75),
  nearest: simd(0x94),
  abs: simd(0xec),
  neg: simd(0xed),
  sqrt: simd(0xef),
  add: simd(0xf0),
  sub: simd(0xf1),
  mul: simd(0xf2),
  div: simd(0xf3),
  /** NaN if either is. */
  min: simd(0xf4),
  /** NaN if either is. */
  max: simd(0xf5),
  /** b < a ? b : a, so a NaN in a stays. */
  pmin: simd(0xf6),
  /** a < b ? b : a, so a NaN in a stays. */
  pmax: simd(0xf7),
} as const;

/** A constant from the table, or else in the code. */
function tabled(address: number | undefined, half: Code): Code {
  if (address !== undefined) return v128.load(i32.value(0), address);
  return (out) => {
    out.byte(SIMD);
    out.unsigned(0x0c);
    half(out);
    half(out);
  };
}

/** A call; a value where the function has one. */
export function call({ index }: FunctionReference, ...operands: readonly Code[]): Code {
  return (out) => {
    for (const operand of operands) operand(out);
    out.byte(0x10);
    out.unsigned(index);
  };
}

/** Statements one after the other. */
export function sequence(...statements: readonly Code[]): Code {
  return (out) => {
    for (const statement of statements) statement(out);
  };
}

/** if (condition) { … } else { … }. */
export function when(condition: Code, then: Code, otherwise?: Code): Code {
  return (out) => {
    condition(out);
    out.byte(0x04);
    out.byte(NO_RESULT);
    then(out);
    if (otherwise) {
      out.byte(0x05);
      otherwise(out);
    }
    out.byte(0x0b);
  };
}

/** do { … } while (condition). */
export function repeatWhile(condition: Code, ...body: readonly Code[]): Code {
  return (out) => {
    out.byte(0x03);
    out.byte(NO_RESULT);
    for (const statement of body) statement(out);
    condition(out);
    out.byte(0x0d);
    out.unsigned(0);
    out.byte(0x0b);
  };
}

/** For a pointer from `start` (as it is) to below `end`, at least once. */
export function forEach(pointer: Local, start: Code, end: Code, stride: number, ...body: readonly Code[]): Code {
  return sequence(
    pointer.set(start),
    repeatWhile(i32.below(pointer.tee(i32.add(pointer.get, i32.value(stride))), end), ...body),
  );
}

export const leave: Code = (out) => out.byte(0x0f);
