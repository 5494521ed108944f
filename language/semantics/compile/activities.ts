/** Activity coefficients from the ionic strength of the solution on a side, where the membrane asks for them. */
import { isReference } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import {
  avogadro,
  boltzmannConstant,
  celsiusZero,
  elementaryCharge,
  vacuumPermittivity,
} from '../../physics/constants.js';
import type { Context } from '../context.js';
import { replacement } from '../issues.js';
import { findProperty } from '../property-values.js';
import { spanOf } from '../spans.js';
import { temperatureOf } from './membrane.js';
import { solutionOn, solutionPart } from './solutions.js';

const LAWS = ['davies', 'ideal'] as const;

/** undefined for ideal solutions, and after an error. */
function asksForDavies(context: Context): boolean {
  const { membrane } = context;
  const value = membrane && !context.isLibrary ? findProperty(membrane, 'activities')?.value : undefined;
  if (value === undefined) return false;
  return (
    context.once(value, 'law', 'activities', undefined, (): boolean => {
      const written = isReference(value) ? value.target?.$refText : undefined;
      if (written === 'davies') return hasSolutions(context, spanOf(value));
      if (written === 'ideal') return false;
      const message = `\`activities\` is \`davies\` or \`ideal\`; \`${context.textOf(spanOf(value))}\` is neither.`;
      const fixes = LAWS.map((law) => replacement(spanOf(value), law));
      return context.error('solution.side', spanOf(value), message, ...fixes) ?? false;
    }) ?? false
  );
}

function hasSolutions(context: Context, span: { readonly start: number; readonly end: number }): boolean {
  const missing = (['in', 'out'] as const).filter((where) => solutionOn(context, where) === undefined);
  if (missing.length === 0) return true;
  const sides = missing.map((where) => (where === 'in' ? '`inside`' : '`outside`')).join(' and ');
  const message = `Activities follow from the ionic strength, and that from all that is dissolved: the membrane needs a solution ${sides}.`;
  const fixes = [replacement(span, 'ideal', 'Write `ideal`')];
  return context.error('solution.side', span, message, ...fixes) ?? false;
}

/**
 * γ by log10 γ = −A z² (√I/(1 + √I) − 0.3 I), I in mol/L [Davies 1962]; the definition, of numbers, is
 * physics/activity.ts, and a test holds both together. undefined where it is 1.
 */
export function daviesCoefficient(context: Context, where: 'in' | 'out', charge: number): NodeId | undefined {
  if (!asksForDavies(context)) return undefined;
  const solution = solutionOn(context, where);
  const strength = solution && solutionPart(context, solution, 'ionic_strength')?.node;
  const A = debyeHueckel(context);
  if (strength === undefined || A === undefined) return undefined;
  const { builder } = context;
  const number = (value: number): NodeId => builder.constant(value);
  const molar = builder.binary('div', strength, number(1e3));
  const root = builder.unary('sqrt', molar);
  const screened = builder.binary('div', root, builder.binary('add', number(1), root));
  const law = builder.binary('sub', screened, builder.binary('mul', number(0.3), molar));
  const exponent = builder.binary('mul', builder.binary('mul', A, number(-(charge ** 2))), law);
  return builder.binary('pow', number(10), exponent);
}

/** A of Debye & Hückel, (L/mol)^½, with the permittivity of water [Malmberg & Maryott 1956]. */
function debyeHueckel(context: Context): NodeId | undefined {
  const temperature = temperatureOf(context)?.node;
  if (temperature === undefined) return undefined;
  const { builder } = context;
  const number = (value: number): NodeId => builder.constant(value);
  const t = builder.binary('sub', temperature, number(celsiusZero));
  const permittivity = [-1.41e-6, 9.398e-4, -0.40008, 87.74].reduce<NodeId>(
    (sum, coefficient) => builder.binary('add', builder.binary('mul', sum, t), number(coefficient)),
    number(0),
  );
  const energy = builder.binary('mul', temperature, number(vacuumPermittivity * boltzmannConstant));
  const scale = builder.binary('pow', builder.binary('mul', permittivity, energy), number(1.5));
  return builder.binary(
    'div',
    number((Math.sqrt(2e3 * avogadro) * elementaryCharge ** 3) / (8 * Math.PI * Math.LN10)),
    scale,
  );
}
