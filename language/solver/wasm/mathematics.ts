/** The functions that generated code calls, each on both lanes of a vector; only those asked for are written. */
import {
  writeArccosine,
  writeArcsine,
  writeArctan,
  writeCosh,
  writeHyperbolic,
  writePow,
  writeSine,
} from './circular.js';
import { exponentialOf, polynomial, scratchIn, writeExpm1, writeLog } from './exponential.js';
import { call, f64x2, v128, type Local } from './instructions.js';
import type { FunctionBody, FunctionReference, ModuleBuilder } from './module.js';

type Find = (name: MathFunction) => FunctionReference;
type Write = (body: FunctionBody, find: Find, x: Local, y: Local) => void;

const { add, sub, mul, div, value } = f64x2;

const functions = {
  exp: (body, _find, x) => body.write(exponentialOf(body, x, scratchIn(body))),
  expm1: (body, _find, x) => writeExpm1(body, x),
  log: (body, _find, x) => writeLog(body, x),
  log10: (body, find, x) => body.write(mul(call(find('log'), x.get), value(Math.LOG10E))),
  sin: (body, _find, x) => writeSine(body, x, 0),
  cos: (body, _find, x) => writeSine(body, x, 1),
  tan: (body, find, x) => body.write(div(call(find('sin'), x.get), call(find('cos'), x.get))),
  atan: (body, _find, x) => writeArctan(body, x),
  asin: (body, find, x) => writeArcsine(body, x, find('atan')),
  acos: (body, find, x) => writeArccosine(body, x, find('atan')),
  sinh: (body, find, x) => writeHyperbolic(body, x, 'sinh', find('expm1')),
  tanh: (body, find, x) => writeHyperbolic(body, x, 'tanh', find('expm1')),
  cosh: (body, find, x) => writeCosh(body, x, find('exp')),
  pow: (body, find, x, y) => writePow(body, x, y, find('exp'), find('log')),
  /** (e^x − 1)/x, 1 at 0. */
  exprel: (body, find, x) =>
    body.write(v128.select(value(1), div(call(find('expm1'), x.get), x.get), f64x2.eq(x.get, value(0)))),
  /** x/(1 − e^(−x)), 1 at 0. */
  linoid: (body, find, x) => {
    const y = body.local('v128');
    body.write(
      y.set(f64x2.neg(x.get)),
      v128.select(value(1), div(y.get, call(find('expm1'), y.get)), f64x2.eq(x.get, value(0))),
    );
  },
  /** exprel′ = (x eˣ − (eˣ − 1))/x²; beside 0 Σ (n + 1) xⁿ/(n + 2)!. */
  dexprel: (body, find, x) => {
    const closed = div(sub(mul(x.get, call(find('exp'), x.get)), call(find('expm1'), x.get)), mul(x.get, x.get));
    body.write(v128.select(polynomial(x.get, exprelSeries(18)), closed, f64x2.lt(f64x2.abs(x.get), value(1))));
  },
  /** linoid′ from y = linoid(x): y (1 + (1 − y)/x); beside 0 ½ + Σ B₂ₙ x²ⁿ⁻¹/(2n − 1)!. */
  linoidSlope: (body, _find, x, y) => {
    const closed = mul(y.get, add(value(1), div(sub(value(1), y.get), x.get)));
    const square = mul(x.get, x.get);
    const series = add(value(0.5), mul(x.get, polynomial(square, BERNOULLI_SERIES)));
    body.write(v128.select(series, closed, f64x2.lt(f64x2.abs(x.get), value(0.5))));
  },
} satisfies Record<string, Write>;

export type MathFunction = keyof typeof functions;

const WITH_TWO_ARGUMENTS: readonly MathFunction[] = ['pow', 'linoidSlope'];

/** Writes each function into the module the first time it is asked for, with those it needs itself. */
export function mathematics(module: ModuleBuilder): Find {
  const written = new Map<MathFunction, FunctionReference>();
  const find: Find = (name) => {
    const found = written.get(name);
    if (found) return found;
    const write: Write = functions[name];
    const parameters = WITH_TWO_ARGUMENTS.includes(name) ? (['v128', 'v128'] as const) : (['v128'] as const);
    const reference = module.define(undefined, parameters, ['v128'], (body, x, y) => write(body, find, x, y));
    written.set(name, reference);
    return reference;
  };
  return find;
}

function exprelSeries(terms: number): number[] {
  const coefficients: number[] = [];
  for (let n = 0, factorial = 2; n < terms; factorial *= ++n + 2) coefficients.push((n + 1) / factorial);
  return coefficients;
}

/** B₂ₙ/(2n − 1)! for n = 1 … 8, with Bernoulli's numbers. */
const BERNOULLI_SERIES = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510].map((b, i) => {
  let factorial = 1;
  for (let k = 2; k <= 2 * i + 1; k++) factorial *= k;
  return b / factorial;
});
