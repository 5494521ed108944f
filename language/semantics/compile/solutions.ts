/** Solutions: what is dissolved in each, what that amounts to, and which side of the membrane it is. */
import {
  isIon,
  isReference,
  isSolute,
  isSolution,
  type Component,
  type Ion,
  type Solute,
  type Solution,
} from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import type { Solution as ModelSolution } from '../../model/model.js';
import { concentration } from '../../units/dimension.js';
import { displayUnit, formatQuantity } from '../../units/display.js';
import { nearest } from '../../units/nearest.js';
import type { Context } from '../context.js';
import { documentation } from '../documentation.js';
import { expectDimension } from '../expectation.js';
import { lower } from '../expressions.js';
import { insertion, replacement } from '../issues.js';
import { knownIons } from '../known-ions.js';
import { constantOnly, findProperty } from '../property-values.js';
import { spanOf, spanOfProperty } from '../spans.js';
import { numberOf, type Typed } from '../typed.js';
import { ionMobility } from './ion-mobility.js';
import { chargeOf } from './ions.js';
import { orSet } from './settings.js';
import { soluteCharge } from './solutes.js';

type Where = 'in' | 'out';

/** The solution that is one side of the membrane; undefined also where the membrane names something else. */
export function solutionOn(context: Context, where: Where): Solution | undefined {
  const key = where === 'in' ? 'inside' : 'outside';
  const { membrane } = context;
  const value = membrane && !context.isLibrary ? findProperty(membrane, key)?.value : undefined;
  if (value === undefined) return undefined;
  return context.once(value, 'solution', key, undefined, () => {
    const target = isReference(value) && value.part === undefined ? value.target?.ref : undefined;
    if (isSolution(target)) return target;
    const names = context.file.declarations.filter(isSolution).flatMap(({ name }) => name ?? []);
    const written = context.textOf(spanOf(value));
    const close = nearest(written, names);
    const has = names.length > 0 ? ` There is ${names.map((name) => `\`${name}\``).join(', ')}.` : '';
    const question = close.length > 0 ? ` Did you mean \`${close[0]}\`?` : has;
    return context.error(
      'solution.side',
      spanOf(value),
      `\`${key}\` wants the name of a \`solution\`; \`${written}\` is none.${question}`,
      ...close.map((name) => replacement(spanOf(value), name)),
    );
  });
}

/** What the solution of a side holds of an ion or a solute. */
export function componentOf(context: Context, what: Ion | Solute, where: Where): Component | undefined {
  return solutionOn(context, where)?.components.find(({ name }) => name === what.name);
}

/** mol/m³, not below zero; undefined when it is wrong (then an issue says so). */
export function componentValue(context: Context, component: Component): Typed | undefined {
  const name = `${component.$container.name}.${component.name}`;
  return context.once(component, 'value', name, undefined, () => {
    const value = lower(context, component.value);
    const place = `\`${component.name}\``;
    const typed = value && expectDimension(context, component.value, value, [concentration], place);
    const fixed = typed && constantOnly(context, typed, place);
    const size = fixed && context.valueAtDefaults(fixed.node);
    if (fixed === undefined || size === undefined || size >= 0) return fixed;
    const shown = formatQuantity(size, displayUnit(concentration));
    return context.error('ion.concentration-range', fixed.span, `${place} cannot be negative; it is ${shown}.`);
  });
}

/** What an ion takes from the solution on a side; a permeant one must have some there. */
export function dissolvedConcentration(context: Context, ion: Ion, where: Where): Typed | undefined {
  const component = componentOf(context, ion, where);
  const value = component && componentValue(context, component);
  if (value === undefined) return undefined;
  if (ion.impermeant || context.valueAtDefaults(value.node) !== 0) return orSet(context, `${ion.name}.${where}`, value);
  return context.once(ion, `none ${where}`, `${ion.name}.${where}`, undefined, () =>
    context.error(
      'ion.concentration-range',
      spanOf(component),
      `\`${ion.name}\` must be above zero here: a zero concentration would put ln 0 into the Nernst equation. Where there is next to none, write the trace there is, such as 1 nM.`,
    ),
  );
}

/** Uncharged things that need no declaration. */
const UNCHARGED: ReadonlySet<string> = new Set(['glucose', 'sucrose', 'mannitol', 'urea', 'glycerol', 'O2', 'CO2']);

/** z of a component, by its declaration or because it is well known; undefined, with an issue, when nobody says. */
export function componentCharge(context: Context, component: Component): number | undefined {
  const { name } = component;
  if (!name) return undefined;
  return context.once(component, 'charge', name, undefined, () => {
    const declared = context.file.declarations.find(
      (entry) => entry.name === name && (isIon(entry) || isSolute(entry)),
    );
    if (isIon(declared)) return chargeOf(context, declared);
    if (isSolute(declared)) return soluteCharge(context, declared);
    if (UNCHARGED.has(name)) return 0;
    const known = knownIons.get(name)?.charge;
    if (known !== undefined) return known;
    const close = nearest(name, [...knownIons.keys(), ...UNCHARGED], 1);
    const question = close.length > 0 ? ` Did you mean \`${close[0]}\`?` : '';
    const span = spanOfProperty(component, 'name');
    const at = component.$container.$cstNode?.offset ?? 0;
    return context.error(
      'solution.ion',
      span,
      `The charge of \`${name}\` is not known.${question} Declare \`ion ${name} -\`, or \`solute ${name}\` if it carries none.`,
      ...close.map((other) => replacement(span, other)),
      insertion(at, `ion ${name} -\n\n`, `Declare \`ion ${name} -\``),
      insertion(at, `solute ${name}\n\n`, `Declare \`solute ${name}\``),
    );
  });
}

/** Σ w(z)·c over a solution; undefined when any part of it is wrong. */
export function weightedSum(
  context: Context,
  solution: Solution,
  what: string,
  weight: (charge: number) => number,
): NodeId | undefined {
  const { builder } = context;
  return context.once(solution, what, `${solution.name}.${what}`, undefined, () => {
    const terms = solution.components.map((component) => {
      const value = componentValue(context, component);
      const charge = componentCharge(context, component);
      if (value === undefined || charge === undefined) return undefined;
      return builder.binary('mul', builder.constant(weight(charge)), value.node);
    });
    return terms.includes(undefined) ? undefined : builder.sum(terms as NodeId[]);
  });
}

const weights: Readonly<Record<string, (charge: number) => number>> = {
  osmolarity: () => 1,
  ionic_strength: (charge) => charge ** 2 / 2,
  charge: (charge) => charge,
};

/** `ACSF.osmolarity`, `ACSF.ionic_strength` [Lewis & Randall 1921], `ACSF.charge`. */
export function solutionPart(context: Context, solution: Solution, part: string): Typed | undefined {
  const weight = weights[part];
  const node = weight && weightedSum(context, solution, part, weight);
  return node === undefined ? undefined : { node, type: numberOf(concentration), span: spanOf(solution) };
}

/** undefined when any part of it is wrong. */
export function compileSolution(context: Context, solution: Solution): ModelSolution | undefined {
  const [osmolarity, ionicStrength, charge] = Object.keys(weights).map((part) => solutionPart(context, solution, part));
  if (osmolarity === undefined || ionicStrength === undefined || charge === undefined) return undefined;
  const doc = documentation(solution);
  return {
    name: solution.name,
    components: solution.components.map((component) => {
      const { name } = component;
      const charge = componentCharge(context, component)!;
      const mobility = charge === 0 ? undefined : ionMobility(context, name);
      const concentration = componentValue(context, component)!.node;
      return { name, charge, concentration, ...(mobility !== undefined && { mobility }) };
    }),
    osmolarity: osmolarity.node,
    ionicStrength: ionicStrength.node,
    netCharge: charge.node,
    span: spanOfProperty(solution, 'name'),
    ...(doc !== undefined && { doc }),
  };
}
