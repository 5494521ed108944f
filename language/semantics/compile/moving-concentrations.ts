/**
 * Concentrations that move: each a state that starts at what is written and follows what the pathways carry,
 * dc/dt = −Σ I/(zF) / w inside and + outside, w the volume per membrane area, and the exchange with the bath.
 */
import { isIon, type Ion } from '../../generated/ast.js';
import type { NodeId, Span } from '../../model/graph.js';
import type { Ion as ModelIon, Pathway, State } from '../../model/model.js';
import { F } from '../../physics/constants.js';
import { concentrationUnit } from '../../units/display.js';
import type { Context } from '../context.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import { bathExchangeOf } from './bath.js';
import { sideOf, spaceOf, type Side } from './spaces.js';

export type Where = 'in' | 'out';
export const bothSides: readonly Where[] = ['in', 'out'];

/** Written `dynamic`, on an ion that can move. */
export function isDynamic(ion: Ion, where: Where): boolean {
  return !ion.impermeant && findProperty(ion, where)?.dynamic === true;
}

/** Every ion and side that moves, in the order of the text. */
export function dynamicSides(context: Context): { readonly ion: Ion; readonly where: Where }[] {
  return context.file.declarations
    .filter(isIon)
    .flatMap((ion) => bothSides.filter((where) => ion.name && isDynamic(ion, where)).map((where) => ({ ion, where })));
}

/**
 * The concentration of an ion on one side, mol/m³: the value that is written, or the state that starts there.
 */
export function presentConcentration(context: Context, ion: Ion, where: Where, from?: Span): NodeId | undefined {
  const start = propertyValue(context, ion, where)?.node;
  if (start === undefined || !isDynamic(ion, where)) return start;
  return context.once(ion, `state ${where}`, `${ion.name}.${where}`, from, () => {
    const symbol = context.addSymbol({ kind: 'state', name: `${ion.name}.${where}` });
    return context.builder.symbol(symbol, spanOfProperty(findProperty(ion, where)!, 'key'));
  });
}

/** Makes the states known; what changes them is known once all pathways are: see `closeConcentrations`. */
export function registerConcentrations(context: Context): void {
  const { builder } = context;
  for (const { ion, where } of dynamicSides(context)) {
    const start = propertyValue(context, ion, where)?.node;
    const value = presentConcentration(context, ion, where);
    const node = value === undefined ? undefined : builder.node(value);
    if (start === undefined || node?.op !== 'symbol') continue;
    const scale = context.valueAtDefaults(start) ?? 1;
    context.states.push({
      name: `${ion.name}.${where}`,
      symbol: node.symbol,
      rate: builder.constant(0),
      start,
      held: true,
      scale,
      unit: concentrationUnit(scale),
      span: spanOfProperty(findProperty(ion, where)!, 'key'),
    });
  }
}

/** Gives every ion its rates of change and every moving concentration its derivative. */
export function closeConcentrations(
  context: Context,
  ions: readonly ModelIon[],
  pathways: readonly Pathway[],
): ModelIon[] {
  return ions.map((ion, index) => {
    const declaration = context.file.declarations.find((entry) => isIon(entry) && entry.name === ion.name) as Ion;
    const side = (where: Where): { rate?: NodeId; state?: number } => {
      const rate = rateOf(context, declaration, where, outwardFlux(context, pathways, index, ion.charge));
      const value = presentConcentration(context, declaration, where);
      const node = value === undefined ? undefined : context.builder.node(value);
      const state = context.states.findIndex((entry) => node?.op === 'symbol' && entry.symbol === node.symbol);
      if (state >= 0 && rate !== undefined) setRate(context.states, state, rate);
      return { ...(rate !== undefined && { rate }), ...(state >= 0 && { state }) };
    };
    const [inside, outside] = [side('in'), side('out')];
    return {
      ...ion,
      ...(inside.rate !== undefined && { insideRate: inside.rate }),
      ...(outside.rate !== undefined && { outsideRate: outside.rate }),
      ...(inside.state !== undefined && { insideState: inside.state }),
      ...(outside.state !== undefined && { outsideState: outside.state }),
    };
  });
}

function setRate(states: State[], index: number, rate: NodeId): void {
  states[index] = { ...states[index]!, rate };
}

/** Σ I/(zF) over all that carries the ion, mol/(m² s) or mol/s by the basis. */
function outwardFlux({ builder }: Context, pathways: readonly Pathway[], ion: number, charge: number): NodeId {
  const carried = pathways.flatMap(({ ionCurrents }) => ionCurrents.filter((entry) => entry.ion === ion));
  return builder.binary('div', builder.sum(carried.map(({ current }) => current)), builder.constant(charge * F));
}

/** dc/dt, mol/(m³ s); undefined where the size of the side is not known. */
function rateOf(context: Context, ion: Ion, where: Where, outward: NodeId): NodeId | undefined {
  const side: Side = sideOf[where];
  const concentration = ion.impermeant ? undefined : presentConcentration(context, ion, where);
  const space = spaceOf(context, side);
  if (concentration === undefined || space === undefined) return undefined;
  const { builder } = context;
  const influx = where === 'in' ? builder.unary('neg', outward) : outward;
  const carried = builder.binary('div', influx, space.depth);
  const exchanged = where === 'out' ? bathExchangeOf(context, ion, concentration) : undefined;
  return exchanged === undefined ? carried : builder.binary('add', carried, exchanged);
}
