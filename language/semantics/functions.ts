/** Built-in functions: signature, what it does to dimensions, documentation. One table for checking, completion and hover. */
import type { GraphBuilder } from '../model/graph-builder.js';
import type { NodeId, Span, UnaryOp } from '../model/graph.js';
import { power, type Dimension } from '../units/dimension.js';

/**
 * pure: pure numbers in, pure number out · keep: arguments of one dimension, which is the result's ·
 * root: the square root of the dimension · sign: any dimension in, pure number out.
 */
export type DimensionRule = 'pure' | 'keep' | 'root' | 'sign';

export interface BuiltinFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  /** Takes any number of arguments from `parameters.length` on. */
  readonly variadic: boolean;
  readonly rule: DimensionRule;
  readonly doc: string;
  readonly lower: (builder: GraphBuilder, values: readonly NodeId[], span: Span) => NodeId;
}

function unary(name: string, op: UnaryOp, doc: string, rule: DimensionRule = 'pure'): BuiltinFunction {
  return {
    name,
    parameters: ['x'],
    variadic: false,
    rule,
    doc,
    lower: (builder, [x], span) => builder.unary(op, x!, span),
  };
}

function extremum(name: 'min' | 'max', doc: string): BuiltinFunction {
  return {
    name,
    parameters: ['a', 'b'],
    variadic: true,
    rule: 'keep',
    doc,
    lower: (builder, values, span) => values.reduce((a, b) => builder.binary(name, a, b, span)),
  };
}

const table: readonly BuiltinFunction[] = [
  unary('exp', 'exp', 'eˣ.'),
  unary('ln', 'log', 'Natural logarithm.'),
  unary('log10', 'log10', 'Decimal logarithm.'),
  unary('sqrt', 'sqrt', 'Square root; of a quantity, with the root of its unit.', 'root'),
  unary('abs', 'abs', 'Absolute value.', 'keep'),
  unary('floor', 'floor', 'Largest whole number not above x.'),
  unary('ceil', 'ceil', 'Smallest whole number not below x.'),
  extremum('min', 'The smallest of its arguments.'),
  extremum('max', 'The largest of its arguments.'),
  unary('sin', 'sin', 'Sine of an angle in radians.'),
  unary('cos', 'cos', 'Cosine of an angle in radians.'),
  unary('tan', 'tan', 'Tangent of an angle in radians.'),
  unary('asin', 'asin', 'Arc sine, in radians.'),
  unary('acos', 'acos', 'Arc cosine, in radians.'),
  unary('atan', 'atan', 'Arc tangent, in radians.'),
  unary('sinh', 'sinh', 'Hyperbolic sine.'),
  unary('cosh', 'cosh', 'Hyperbolic cosine.'),
  unary('tanh', 'tanh', 'Hyperbolic tangent.'),
  unary('exprel', 'exprel', '(eˣ − 1)/x, exact at x = 0, where it is 1.'),
  unary(
    'linoid',
    'linoid',
    'x/(1 − e⁻ˣ), exact at x = 0, where it is 1: the form of αₘ and αₙ in Hodgkin & Huxley 1952.',
  ),
  unary('boltzmann', 'boltzmann', '1/(1 + e⁻ˣ): rises from 0 to 1, ½ at x = 0.'),
  {
    name: 'step',
    parameters: ['x'],
    variadic: false,
    rule: 'sign',
    doc: '1 where x ≥ 0, else 0.',
    lower: (builder, [x], span) => builder.binary('ge', x!, builder.constant(0), span),
  },
];

export const functions: ReadonlyMap<string, BuiltinFunction> = new Map(table.map((entry) => [entry.name, entry]));

export function signature(entry: BuiltinFunction): string {
  return `${entry.name}(${entry.parameters.join(', ')}${entry.variadic ? ', …' : ''})`;
}

export function rootOf(dimension: Dimension): Dimension {
  return power(dimension, { n: 1, d: 2 });
}
