/**
 * Where things lie in the memory that a model's code and the integrator share.
 *
 * First a table of constants and the integrator's own variables, then a record for every two components of y (or, with two models side by side,
 * for one component of both): all vectors of a step, 16 bytes each, so that every loop has one pointer and constant
 * offsets. Then Jacobian, its factors, the values that depend on parameters alone, and the knots to be fetched.
 */

import { TABLE } from './constants.js';

/** Bytes of a vector of two doubles. */
export const VECTOR = 16;
/** Where what is an integration's own starts: behind the table of constants. */
export const START = TABLE;
export const RECORDS = START + 1024;
export const RECORD = 32 * VECTOR;

/** Vectors of a record. A point has four in a row. */
export const slots = {
  y: 0,
  slope: 1,
  timeDerivative: 2,
  curvature: 3,
  nextY: 4,
  nextSlope: 5,
  nextTimeDerivative: 6,
  nextCurvature: 7,
  error: 8,
  scale: 9,
  argument: 10,
  /** From here on: what a method keeps of its stages. */
  stages: 12,
} as const;
export const MOST_STAGES = RECORD / VECTOR - slots.stages;

/** Integers, by their address. */
export const integers = {
  recordsEnd: START,
  /** 1 where both lanes hold one model's numbers, 0 where each lane is a model. */
  single: START + 4,
  jacobian: START + 8,
  nextJacobian: START + 12,
  jacobianEnd: START + 16,
  /** Bytes of y in a knot. */
  knotPart: START + 20,
  /** Whether the method may change. */
  automatic: START + 24,
  /** Knots there is room for. */
  capacity: START + 28,
  /** For each lane: knots written, and where times and knots go. */
  knotCount: START + 32,
  times: START + 40,
  knots: START + 48,
  /** Whether there are conditions to look at. */
  hasModes: START + 56,
} as const;

/** Vectors, by their address: one number (or mask) for each lane. */
const named = [
  't',
  'end',
  'h',
  'lastStep',
  'lastLog',
  'wasRejected',
  'isImplicit',
  'streak',
  'status',
  'tolerance',
  'implicitTolerance',
  'steps',
  'rejected',
  'evaluations',
  'jacobians',
  'decompositions',
  'switches',
  'tried',
  'probe',
  'landing',
  'isLive',
] as const;
export type ControlName = (typeof named)[number];
export const control = Object.fromEntries(named.map((name, i) => [name, START + 64 + i * VECTOR])) as Readonly<
  Record<ControlName, number>
>;

/** What `control.status` says of a lane. */
export const status = {
  going: 0,
  idle: -1,
  reached: 1,
  notFinite: 2,
  tooSmall: 3,
  /** A condition would change within the step that was tried. */
  crossed: 4,
  /** The step that ends at such a change has been taken. */
  landed: 5,
} as const;

export interface Layout {
  readonly size: number;
  /** Doubles a value takes: 8 bytes, or 16 with two models side by side. */
  readonly width: 8 | 16;
  readonly recordsEnd: number;
  readonly jacobian: number;
  readonly nextJacobian: number;
  readonly jacobianEnd: number;
  readonly factors: number;
  readonly fixed: number;
  /** A vector for each condition, and how many. */
  readonly modes: number;
  readonly modeCount: number;
  /** All before this is what an integration has to find again. */
  readonly end: number;
}

export interface Sizes {
  readonly size: number;
  readonly width: 8 | 16;
  readonly entries: number;
  readonly factors: number;
  readonly fixed: number;
  readonly modes: number;
}

export function layoutOf({ size, width, entries, factors, fixed, modes }: Sizes): Layout {
  const records = width === 8 ? Math.ceil(size / 2) : size;
  const vectors = (values: number): number => Math.ceil((values * width) / VECTOR) * VECTOR;
  const recordsEnd = RECORDS + records * RECORD;
  const nextJacobian = recordsEnd + vectors(entries);
  const jacobianEnd = nextJacobian + vectors(entries);
  const fixedStart = jacobianEnd + vectors(factors);
  return {
    size,
    width,
    recordsEnd,
    jacobian: recordsEnd,
    nextJacobian,
    jacobianEnd,
    factors: jacobianEnd,
    fixed: fixedStart,
    modes: fixedStart + vectors(fixed),
    modeCount: modes,
    end: fixedStart + vectors(fixed) + modes * VECTOR,
  };
}

/** Offset of a component from the address of a vector in the first record. */
export function componentOffset(i: number, width: 8 | 16): number {
  return width === 8 ? (i >> 1) * RECORD + (i & 1) * 8 : i * RECORD;
}

export function vectorAddress(slot: number): number {
  return RECORDS + slot * VECTOR;
}
