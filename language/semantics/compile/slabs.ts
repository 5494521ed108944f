/**
 * Slabs: a membrane or pore as a layer in which ions diffuse and drift in the field that they make themselves. Its current
 * is the solution of a boundary-value problem and no expression, so it is no pathway: it stands beside the model, as curves
 * in the preview and as numbers in `expect`. See physics/poisson-nernst-planck.ts.
 */
import { isReference, isSlab, type Call, type Expression, type Permeation, type Slab } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import type { Slab as ModelSlab, SlabValue } from '../../model/model.js';
import { waterPermittivity } from '../../physics/constants.js';
import { currentDensity, diffusion, voltage } from '../../units/dimension.js';
import type { Context } from '../context.js';
import { documentation } from '../documentation.js';
import { expectDimension, shortened } from '../expectation.js';
import { lower } from '../expressions.js';
import { insertion } from '../issues.js';
import { constantOnly, propertyValue } from '../property-values.js';
import { slabFunctions } from '../slab-functions.js';
import { spanOf, spanOfProperty } from '../spans.js';
import { numberOf, type Typed } from '../typed.js';
import { isGiven } from './concentrations.js';
import { activityOf, chargeOf } from './ions.js';

type SlabIon = ModelSlab['ions'][number];

/** undefined when a part of it is wrong. */
export function compileSlab(context: Context, slab: Slab): ModelSlab | undefined {
  return context.once(slab, 'slab', slab.name, undefined, () => {
    const ions = slab.permeations.map((permeation) => ionIn(context, slab, permeation));
    const thickness = propertyValue(context, slab, 'thickness')?.node;
    const permittivity = property(context, slab, 'permittivity', waterPermittivity);
    const charge = property(context, slab, 'charge', 0);
    if (thickness === undefined || permittivity === undefined || charge === undefined || ions.includes(undefined))
      return undefined;
    const doc = documentation(slab);
    return {
      name: slab.name,
      ions: ions as SlabIon[],
      thickness,
      permittivity,
      charge,
      ...(doc !== undefined && { doc }),
      span: spanOfProperty(slab, 'name'),
    };
  });
}

function property(context: Context, slab: Slab, key: string, absent: number): NodeId | undefined {
  const isWritten = slab.properties.some((entry) => entry.key === key);
  return isWritten ? propertyValue(context, slab, key)?.node : context.builder.constant(absent);
}

function ionIn(context: Context, slab: Slab, permeation: Permeation): SlabIon | undefined {
  const ion = permeation.ion?.ref;
  if (ion === undefined) return undefined;
  const span = spanOfProperty(permeation, 'ion');
  const report = (message: string): undefined => context.error('slab.ion', span, message);
  if (slab.permeations.find((other) => other.ion?.ref === ion) !== permeation)
    return report(`\`${ion.name}\` stands here twice: give it one diffusion coefficient.`);
  if (ion.impermeant)
    return report(`\`${ion.name}\` is impermeant: nothing lets it through. Charge that stays is \`charge\`.`);
  const missing = (['in', 'out'] as const).filter((side) => !isGiven(context, ion, side));
  if (missing.length > 0)
    return report(`The slab lies between two solutions, and \`${ion.name}\` is not given in both.`);
  const D = diffusionOf(context, permeation);
  const charge = chargeOf(context, ion);
  const [inside, outside] = [activityOf(context, ion, 'in'), activityOf(context, ion, 'out')];
  if (D === undefined || charge === undefined || inside === undefined || outside === undefined) return undefined;
  const moving = [inside, outside].flatMap((node) => context.variablesOf(node)).find(({ kind }) => kind === 'state');
  if (moving !== undefined)
    return report(
      `\`${moving.name}\` moves, and a slab is in its steady state between two solutions that stay as they are.`,
    );
  return { name: ion.name, charge, diffusion: D, inside, outside };
}

function diffusionOf(context: Context, { ion, share }: Permeation): NodeId | undefined {
  if (share === undefined) {
    const span =
      ion.$refNode === undefined ? { start: 0, end: 0 } : { start: ion.$refNode.offset, end: ion.$refNode.end };
    const message = `\`${ion.$refText}\` needs its diffusion coefficient in the slab, as in \`${ion.$refText} 1e-9 m^2/s\`.`;
    return context.error('slab.diffusion', span, message, insertion(span.end, ' 1e-9 m^2/s', 'Add `1e-9 m^2/s`'));
  }
  const place = `\`${ion.$refText}\` in a slab`;
  const value = lower(context, share);
  const typed = value && expectDimension(context, share, value, [diffusion], place);
  const fixed = typed && constantOnly(context, typed, place);
  const number = fixed && context.valueAtDefaults(fixed.node);
  if (fixed === undefined || number === undefined) return fixed?.node;
  if (number > 0 && number < Infinity) return fixed.node;
  return context.error('slab.diffusion', fixed.span, 'A diffusion coefficient is above zero, and finite.');
}

/** `pnp(Pore, at -60 mV)`, `constant_field(Pore, at -60 mV)`, `pnp_reversal(Pore)`: a symbol that is filled in at rest. */
export function slabValueOf(context: Context, call: Call): Typed | undefined {
  const span = spanOf(call);
  const { name, kind, signature } = slabFunctions.get(call.function.$refText)!;
  if (context.measuring !== 'rest') {
    const message = `\`${name}\` is a number solved for and no expression, so it can only stand in \`expect\`, and not beside a run.`;
    return context.error('measure.place', span, message);
  }
  const [first, at, more] = call.arguments;
  const target = isReference(first) && first.part === undefined ? first.target?.ref : undefined;
  const wantsVoltage = kind !== 'reversal';
  const isComplete = wantsVoltage ? at?.$type === 'AtArgument' && more === undefined : at === undefined;
  if (!isSlab(target) || !isComplete) {
    const found = first !== undefined && !isSlab(target) ? `; \`${context.textOf(spanOf(first))}\` is no slab` : '';
    return context.error('call.arguments', span, `Write \`${signature}\`${found}.`);
  }
  const voltageNode = wantsVoltage
    ? voltageAt(context, at as { value: Call['arguments'][number] } & typeof first)
    : undefined;
  const slab = compileSlab(context, target);
  if (slab === undefined || (wantsVoltage && voltageNode === undefined)) return undefined;
  const symbol = context.addSymbol({ kind: 'measure', name: shortened(context.textOf(span)) });
  const entry: SlabValue = { symbol, slab, kind, ...(voltageNode !== undefined && { at: voltageNode }) };
  context.slabValues.push(entry);
  return { node: context.builder.symbol(symbol, span), type: numberOf(wantsVoltage ? currentDensity : voltage), span };
}

function voltageAt(context: Context, { value }: { readonly value?: Expression }): NodeId | undefined {
  const lowered = value && lower(context, value);
  const typed = lowered && expectDimension(context, value, lowered, [voltage], '`at`');
  return typed && constantOnly(context, typed, '`at`')?.node;
}
