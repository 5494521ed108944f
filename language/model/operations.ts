/** What each operation of a graph does to numbers: the one definition that folding and evaluation share. */
import { exprel, exprelDerivative, linoid, linoidDerivative } from '../physics/linoid.js';
import type { BinaryOp, UnaryOp } from './graph.js';
import { primitives, type PrimitiveName } from './primitives/primitives.js';

const unary: Record<Exclude<UnaryOp, PrimitiveName>, (x: number) => number> = {
  neg: (x) => -x,
  exp: Math.exp,
  log: Math.log,
  log10: Math.log10,
  sqrt: Math.sqrt,
  abs: Math.abs,
  floor: Math.floor,
  ceil: Math.ceil,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  exprel,
  dexprel: exprelDerivative,
  linoid,
  dlinoid: linoidDerivative,
  not: (x) => (x !== 0 ? 0 : 1),
};

const truth = (value: boolean): number => (value ? 1 : 0);

const binary: Record<BinaryOp, (x: number, y: number) => number> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  pow: Math.pow,
  min: Math.min,
  max: Math.max,
  lt: (x, y) => truth(x < y),
  le: (x, y) => truth(x <= y),
  gt: (x, y) => truth(x > y),
  ge: (x, y) => truth(x >= y),
  eq: (x, y) => truth(x === y),
  ne: (x, y) => truth(x !== y),
  and: (x, y) => truth(x !== 0 && y !== 0),
  or: (x, y) => truth(x !== 0 || y !== 0),
};

const functions = new Map<UnaryOp, (x: number) => number>([
  ...(Object.entries(unary) as [keyof typeof unary, (x: number) => number][]),
  ...primitives.map(({ name, value }) => [name, value] as const),
]);

export function unaryFunction(op: UnaryOp): (x: number) => number {
  return functions.get(op)!;
}

export function binaryFunction(op: BinaryOp): (x: number, y: number) => number {
  return binary[op];
}

export function applyUnary(op: UnaryOp, x: number): number {
  return functions.get(op)!(x);
}

export function applyBinary(op: BinaryOp, x: number, y: number): number {
  return binary[op](x, y);
}
