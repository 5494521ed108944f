/** Built-in functions: signature, what it does to dimensions, documentation. One table for checking, completion and hover. */
import type { GraphBuilder } from '../model/graph-builder.js';
import type { NodeId, Span, UnaryOp } from '../model/graph.js';
import { dimensionless, molarEnergy, power, voltage, type Dimension } from '../units/dimension.js';

/**
 * pure: pure numbers in, pure number out · keep: arguments of one dimension, which is the result's ·
 * root: the square root of the dimension · sign: any dimension in, pure number out ·
 * field: written in a form of its own, checked argument by argument.
 */
export type DimensionRule = 'pure' | 'keep' | 'root' | 'sign' | 'field';

export interface BuiltinFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  /** Takes any number of arguments from `parameters.length` on. */
  readonly variadic: boolean;
  readonly rule: DimensionRule;
  /** Of a function of the field: how it is written; `parameters` are then its arguments as written there. */
  readonly forms?: readonly string[];
  /** Of a function of the field. */
  readonly result?: Dimension;
  readonly doc: string;
  /** Not for those of the field: see field-functions.ts. */
  readonly lower?: (builder: GraphBuilder, values: readonly NodeId[], span: Span) => NodeId;
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

function field(name: string, forms: readonly string[], result: Dimension, doc: string): BuiltinFunction {
  const parameters = forms[0]!.slice(name.length + 1, -1).split(', ');
  return { name, parameters, variadic: false, rule: 'field', forms, result, doc };
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
    name: 'sign',
    parameters: ['x'],
    variadic: false,
    rule: 'sign',
    doc: '1 where x > 0, −1 where x < 0, 0 at 0.',
    lower: (builder, [x], span) => {
      const zero = builder.constant(0);
      return builder.binary('sub', builder.binary('gt', x!, zero), builder.binary('lt', x!, zero), span);
    },
  },
  {
    name: 'step',
    parameters: ['x'],
    variadic: false,
    rule: 'sign',
    doc: '1 where x ≥ 0, else 0.',
    lower: (builder, [x], span) => builder.binary('ge', x!, builder.constant(0), span),
  },
  field(
    'nernst',
    ['nernst(K)', 'nernst(z, c_out, c_in)'],
    voltage,
    'Nernst potential RT/(zF) · ln(out/in) of an ion, or of a charge number and two concentrations.',
  ),
  field(
    'ghk',
    ['ghk(Cl: 1, HCO3: 0.2)'],
    voltage,
    'Where the constant-field currents of these ions cancel, each with its permeability, relative or absolute.',
  ),
  field(
    'donnan',
    ['donnan(K, Cl, A)', 'donnan(K, Cl, -50 mM)'],
    voltage,
    'Donnan potential φ_in − φ_out: these ions at equilibrium with their concentrations outside, and inside an impermeant ion, or a concentration of fixed charge.',
  ),
  field(
    'henderson',
    ['henderson(K: 7.62, Cl: 7.91)'],
    voltage,
    'Liquid junction potential φ_out − φ_in where the solution inside meets that outside; each ion with its mobility, in one unit for all.',
  ),
  field(
    'free_energy',
    ['free_energy(Ca out, at -70 mV)', 'free_energy(Ca out)'],
    molarEnergy,
    'Free energy of moving one mole of an ion in or out, ±(RT ln(a_in/a_out) + zFV); at V where no potential is given. Negative: it goes by itself.',
  ),
  field(
    'pmf',
    ['pmf(H, at -160 mV)', 'pmf(0.8, at -160 mV)', 'pmf(H)'],
    voltage,
    'Proton-motive force V − ln(10)·RT/F·ΔpH, ΔpH = pH inside − pH outside: of the ion H, or of a pH difference; at V where no potential is given.',
  ),
  field(
    'davies',
    ['davies(z, ionic_strength)'],
    dimensionless,
    'Activity coefficient γ of an ion of charge z by Davies’ equation, at the temperature of the membrane.',
  ),
];

export const functions: ReadonlyMap<string, BuiltinFunction> = new Map(table.map((entry) => [entry.name, entry]));

export function signature(entry: BuiltinFunction): string {
  return `${entry.name}(${entry.parameters.join(', ')}${entry.variadic ? ', …' : ''})`;
}

export function rootOf(dimension: Dimension): Dimension {
  return power(dimension, { n: 1, d: 2 });
}
