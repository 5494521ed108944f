/** The functions of the field, as graph: equilibrium, steady state, energy, solutions. Their documentation is in functions.ts. */
import { isReference, isSideArgument, type Call } from '../generated/ast.js';
import type { NodeId } from '../model/graph.js';
import { F, R } from '../physics/constants.js';
import { concentration, dimensionless, molarEnergy, voltage, type Dimension } from '../units/dimension.js';
import { concentrationOf } from './compile/concentrations.js';
import { chargeOf } from './compile/ions.js';
import { temperatureOf, thermalVoltageOf } from './compile/membrane.js';
import type { Context } from './context.js';
import {
  drivenIon,
  ionOf,
  potentialOf,
  valueOf,
  weightedIons,
  wrong,
  type FieldCall,
  type Lower,
} from './field-arguments.js';
import { ghkVoltageNode } from './formulas/ghk.js';
import { daviesNode, donnanNode, hendersonNode } from './formulas/solutions.js';
import { spanOf } from './spans.js';
import { numberOf, type Typed } from './typed.js';

type Formula = (field: FieldCall) => NodeId | undefined;

const formulas: Readonly<Record<string, { readonly formula: Formula; readonly result: Dimension }>> = {
  nernst: { formula: nernst, result: voltage },
  ghk: { formula: ghk, result: voltage },
  donnan: { formula: donnan, result: voltage },
  henderson: { formula: henderson, result: voltage },
  free_energy: { formula: freeEnergy, result: molarEnergy },
  pmf: { formula: protonMotiveForce, result: voltage },
  davies: { formula: davies, result: dimensionless },
};

export function lowerField(context: Context, call: Call, example: string, lower: Lower): Typed | undefined {
  const { formula, result } = formulas[call.function.$refText]!;
  const node = formula({ context, call, lower, example });
  return node === undefined ? undefined : { node, type: numberOf(result), span: spanOf(call) };
}

/** RT/(zF) · ln(out/in). */
function nernst(field: FieldCall): NodeId | undefined {
  const { context, call } = field;
  const { builder } = context;
  const [first, outside, inside, more] = call.arguments;
  const thermal = thermalVoltageOf(context);
  const log = (out: NodeId, within: NodeId): NodeId => builder.unary('log', builder.binary('div', out, within));
  const ion = ionOf(first);
  if (ion !== undefined && outside === undefined) {
    const driven = drivenIon(field, ion, first!);
    if (driven === undefined || thermal === undefined) return undefined;
    const scale = builder.binary('div', thermal, builder.constant(driven.charge));
    return builder.binary('mul', scale, log(driven.outside, driven.inside), spanOf(call));
  }
  if (inside === undefined || more !== undefined) return wrong(field);
  const z = valueOf(field, first, [dimensionless], '`z` of `nernst`');
  const out = valueOf(field, outside, [concentration], '`c_out` of `nernst`');
  const within = valueOf(field, inside, [concentration], '`c_in` of `nernst`');
  if (z === undefined || out === undefined || within === undefined || thermal === undefined) return undefined;
  const scale = builder.binary('div', thermal, z.node);
  return builder.binary('mul', scale, log(out.node, within.node), spanOf(call));
}

function ghk(field: FieldCall): NodeId | undefined {
  const { context, call } = field;
  const ions = weightedIons(field, [], '');
  const thermal = thermalVoltageOf(context);
  if (
    ions === undefined ||
    thermal === undefined ||
    !areAlike(
      field,
      ions.map(({ value }) => value),
    )
  )
    return undefined;
  const permeant = ions.map(({ charge, inside, outside, value }) => ({
    charge,
    inside,
    outside,
    permeability: value.node,
  }));
  for (const { value } of ions) if (!isNotNegative(context, value, 'A permeability')) return undefined;
  return ghkVoltageNode(context.builder, permeant, thermal, spanOf(call));
}

/** Permeabilities and mobilities: absolute or relative, but all of one kind. */
function areAlike({ context, call }: FieldCall, values: readonly Typed[]): boolean {
  const [first] = values;
  for (const value of values) {
    const kinds = [first!.type, value.type].map((type) =>
      type.kind === 'number' ? JSON.stringify(type.dimension) : '',
    );
    if (kinds[0] === kinds[1] && kinds[0] !== '') continue;
    const message = `The values of \`${call.function.$refText}\` are of one kind, all relative or all with the same quantity; this one is another than the first.`;
    context.error('unit.mismatch', value.span, message);
    return false;
  }
  return true;
}

function isNotNegative(context: Context, value: Typed, what: string): boolean {
  const fixed = context.valueAtDefaults(value.node);
  if (fixed === undefined || fixed >= 0) return true;
  context.error('value.range', value.span, `${what} cannot be negative.`);
  return false;
}

/** `donnan(K, Cl, A)`: permeant ions by their concentrations outside, and what is fixed inside. */
function donnan(field: FieldCall): NodeId | undefined {
  const { context, call } = field;
  const { builder } = context;
  const last = call.arguments.at(-1);
  const thermal = thermalVoltageOf(context);
  if (call.arguments.length < 2 || last === undefined) return wrong(field);
  const bath = call.arguments.slice(0, -1).map((argument) => {
    const ion = ionOf(argument);
    if (ion === undefined || ion.impermeant) return wrong(field, argument);
    const charge = chargeOf(context, ion);
    const outside = concentrationOf(context, ion, 'out')?.node;
    if (outside === undefined) {
      const message = `The concentration of \`${ion.name}\` outside is not given, or wrong.`;
      return context.error('property.missing', spanOf(argument), message);
    }
    return charge === undefined ? undefined : { charge, outside };
  });
  const impermeant = ionOf(last);
  const fixed =
    impermeant === undefined
      ? valueOf(field, last, [concentration], 'The fixed charge of `donnan`')?.node
      : fixedCharge(field, impermeant);
  if (bath.includes(undefined) || fixed === undefined || thermal === undefined) return undefined;
  return donnanNode(builder, bath as { charge: number; outside: NodeId }[], fixed, thermal, spanOf(call));
}

/** z·c inside of an impermeant ion. */
function fixedCharge(field: FieldCall, ion: NonNullable<ReturnType<typeof ionOf>>): NodeId | undefined {
  const { context, call } = field;
  const inside = concentrationOf(context, ion, 'in');
  const charge = chargeOf(context, ion);
  if (!ion.impermeant || inside === undefined) return wrong(field, call.arguments.at(-1));
  return charge === undefined
    ? undefined
    : context.builder.binary('mul', context.builder.constant(charge), inside.node);
}

function henderson(field: FieldCall): NodeId | undefined {
  const { context, call } = field;
  const ions = weightedIons(field, [], '');
  const thermal = thermalVoltageOf(context);
  if (
    ions === undefined ||
    thermal === undefined ||
    !areAlike(
      field,
      ions.map(({ value }) => value),
    )
  )
    return undefined;
  for (const { value } of ions) if (!isNotNegative(context, value, 'A mobility')) return undefined;
  const nodes = ions.map(({ charge, inside, outside, value }) => ({
    charge,
    mobility: value.node,
    first: inside,
    second: outside,
  }));
  return hendersonNode(context.builder, nodes, thermal, spanOf(call));
}

/** ΔG = ±(RT ln(a_in/a_out) + zFV), inward or outward. */
function freeEnergy(field: FieldCall): NodeId | undefined {
  const { context, call } = field;
  const { builder } = context;
  const [moved, at, more] = call.arguments;
  const T = temperatureOf(context)?.node;
  if (!isSideArgument(moved) || more !== undefined) return wrong(field, isReference(moved) ? moved : undefined);
  const ion = moved.ion?.ref;
  const driven = ion && drivenIon(field, ion, moved);
  const V = potentialOf(field, at);
  if (driven === undefined || V === undefined || T === undefined) return undefined;
  const chemical = builder.binary(
    'mul',
    builder.binary('mul', builder.constant(R), T),
    builder.unary('log', builder.binary('div', driven.inside, driven.outside)),
  );
  const electrical = builder.binary('mul', builder.constant(driven.charge * F), V);
  const inward = builder.binary('add', chemical, electrical, spanOf(call));
  return moved.side === 'in' ? inward : builder.unary('neg', inward, spanOf(call));
}

/** Δp = V − ln(10)·RT/F·ΔpH, ΔpH = pH inside − pH outside. */
function protonMotiveForce(field: FieldCall): NodeId | undefined {
  const { context, call } = field;
  const { builder } = context;
  const [first, at, more] = call.arguments;
  const thermal = thermalVoltageOf(context);
  if (first === undefined || more !== undefined) return wrong(field);
  const ion = ionOf(first);
  const driven = ion && drivenIon(field, ion, first);
  if (ion !== undefined && driven === undefined) return undefined;
  if (driven !== undefined && driven.charge !== 1) return wrong(field, first);
  const difference =
    driven === undefined
      ? valueOf(field, first, [dimensionless], 'The pH difference of `pmf`')?.node
      : builder.unary('log10', builder.binary('div', driven.outside, driven.inside));
  const V = potentialOf(field, at);
  if (difference === undefined || V === undefined || thermal === undefined) return undefined;
  const chemical = builder.binary('mul', builder.binary('mul', builder.constant(Math.LN10), thermal), difference);
  return builder.binary('sub', V, chemical, spanOf(call));
}

function davies(field: FieldCall): NodeId | undefined {
  const { context, call } = field;
  if (call.arguments.length !== 2) return wrong(field);
  const charge = valueOf(field, call.arguments[0], [dimensionless], '`z` of `davies`');
  const strength = valueOf(field, call.arguments[1], [concentration], 'The ionic strength of `davies`');
  const T = temperatureOf(context)?.node;
  if (charge === undefined || strength === undefined || T === undefined) return undefined;
  if (!isNotNegative(context, strength, 'An ionic strength')) return undefined;
  return daviesNode(context.builder, charge.node, strength.node, T, spanOf(call));
}
