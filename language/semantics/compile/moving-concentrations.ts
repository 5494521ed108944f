/**
 * Concentrations that move: each a state that starts at what is written and follows what the pathways carry,
 * dc/dt = −Σ I/(zF) / w inside and + outside, w the volume per membrane area, and the exchange with the bath.
 * Where water moves the state is the amount n, dn/dt = ∓A Σ I/(zF), and c = n/W: amounts are what is conserved.
 */
import { isIon, type Ion, type Solute } from '../../generated/ast.js';
import type { NodeId, Span } from '../../model/graph.js';
import type { Ion as ModelIon, Pathway, Space } from '../../model/model.js';
import { F } from '../../physics/constants.js';
import { concentrationUnit } from '../../units/display.js';
import type { Context } from '../context.js';
import { declared } from '../declared.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import type { Typed } from '../typed.js';
import { bathExchangeOf, hasBath } from './bath.js';
import { allAtStart, boundIn, freePart, hasRapidBuffers, slowlyTaken, slownessOf } from './buffers.js';
import { areaOf } from './membrane.js';
import { clearanceOf, isCleared, isInMovingVolume, spaceOfIon } from './pools.js';
import { componentOf, componentValue, dissolvedConcentration } from './solutions.js';
import { hasMovingVolume, sideOf, spaceOf, type Side } from './spaces.js';
import { waterInflowOf } from './water.js';

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
    .flatMap((ion) =>
      bothSides.filter((where) => Boolean(ion.name) && isDynamic(ion, where)).map((where) => ({ ion, where })),
    );
}

/** What its block or the solution of the side says; where it moves, it starts there. */
export function startingConcentration(context: Context, what: Ion | Solute, where: Where): Typed | undefined {
  if (findProperty(what, where) !== undefined) return propertyValue(context, what, where);
  if (isIon(what)) return dissolvedConcentration(context, what, where);
  const component = componentOf(context, what, where);
  return component && componentValue(context, component);
}

/**
 * The concentration of an ion on one side, mol/m³, at any moment: what is written, or the state that starts there, or
 * an amount in a volume that moves.
 */
export function presentConcentration(context: Context, ion: Ion, where: Where, from?: Span): NodeId | undefined {
  const start = startingConcentration(context, ion, where)?.node;
  if (start === undefined) return undefined;
  const inMovingVolume = isInMovingVolume(context, ion, where);
  if (isDynamic(ion, where)) {
    const state = stateOf(context, ion, where, from);
    if (state === undefined) return undefined;
    const all = inMovingVolume ? inVolume(context, state, spaceOfIon(context, ion, where)) : state;
    return where === 'out' || all === undefined ? all : freePart(context, ion, all);
  }
  return ion.impermeant ? undisturbed(context, start, sideOf[where]) : start;
}

/** The concentration, mol/m³, of what nothing carries: where the volume moves its amount stays, elsewhere it stays itself. */
export function undisturbed(context: Context, start: NodeId, side: Side): NodeId | undefined {
  if (!hasMovingVolume(context, side)) return start;
  const space = spaceOf(context, side);
  return space && inVolume(context, amountAtStart(context, start, space), space);
}

function inVolume({ builder }: Context, amount: NodeId, space: Space | undefined): NodeId | undefined {
  return space?.volume === undefined ? undefined : builder.binary('div', amount, space.volume);
}

/** c·W at the start, mol. */
function amountAtStart({ builder }: Context, concentration: NodeId, { start }: Space): NodeId {
  return builder.binary('mul', concentration, start!);
}

/** The symbol of a concentration, rapid buffers included, or of an amount where the volume moves. */
function stateOf(context: Context, ion: Ion, where: Where, from?: Span): NodeId | undefined {
  return context.once(ion, `state ${where}`, `${ion.name}.${where}`, from, () => {
    const symbol = context.addSymbol({ kind: 'state', name: `${ion.name}.${where}` });
    return context.builder.symbol(symbol, spanOfProperty(findProperty(ion, where)!, 'key'));
  });
}

/** Index in the states; −1 where it does not move. */
function stateIndex(context: Context, ion: Ion, where: Where): number {
  if (!isDynamic(ion, where) || propertyValue(context, ion, where) === undefined) return -1;
  const symbol = stateOf(context, ion, where);
  const node = symbol === undefined ? undefined : context.builder.node(symbol);
  return context.states.findIndex((entry) => node?.op === 'symbol' && entry.symbol === node.symbol);
}

/** Makes the states known; what changes them is known once all pathways are: see `closeConcentrations`. */
export function registerConcentrations(context: Context): void {
  const { builder } = context;
  for (const { ion, where } of dynamicSides(context)) {
    const written = propertyValue(context, ion, where)?.node;
    const state = written === undefined ? undefined : stateOf(context, ion, where);
    const node = state === undefined ? undefined : builder.node(state);
    if (written === undefined || node?.op !== 'symbol') continue;
    const space = isInMovingVolume(context, ion, where) ? spaceOfIon(context, ion, where) : undefined;
    const all = where === 'in' ? allAtStart(context, ion, written) : written;
    const start = space === undefined ? all : amountAtStart(context, all, space);
    const scale = context.valueAtDefaults(start) ?? 1;
    const isBuffered = where === 'in' && hasRapidBuffers(context, ion);
    const what = isBuffered ? 'free and bound ' : '';
    context.states.push({
      name: space === undefined ? `${what}${ion.name}.${where}` : `amount of ${ion.name}.${where}`,
      symbol: node.symbol,
      rate: builder.constant(0),
      start,
      held: true,
      scale,
      unit: space === undefined ? concentrationUnit(scale) : 'fmol',
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
  const declarations = new Map(
    declared<Ion>(context.file, 'Ion')
      .toReversed()
      .map((entry) => [entry.name, entry]),
  );
  return ions.map((ion, index) => {
    const declaration = declarations.get(ion.name)!;
    const outward = outwardFlux(context, pathways, index, ion.charge);
    const side = (where: Where): { rate?: NodeId; ofAll?: NodeId; state?: number } => {
      const change = changeOf(context, declaration, where, outward);
      const state = stateIndex(context, declaration, where);
      if (state >= 0 && change !== undefined) {
        context.states[state] = { ...context.states[state]!, rate: change.state };
      }
      return { ...(change && { rate: change.concentration, ofAll: change.ofAll }), ...(state >= 0 && { state }) };
    };
    const [inside, outside] = [side('in'), side('out')];
    const exchanges = hasBath(context, declaration) || isCleared(context, declaration);
    const bound = boundIn(context, declaration);
    return {
      ...ion,
      ...(exchanges && { exchanges }),
      ...(bound.length > 0 && { bound: context.builder.sum(bound) }),
      ...(bound.length > 0 && inside.ofAll !== undefined && { insideRateOfAll: inside.ofAll }),
      ...(inside.rate !== undefined && { insideRate: inside.rate }),
      ...(outside.rate !== undefined && { outsideRate: outside.rate }),
      ...(inside.state !== undefined && { insideState: inside.state }),
      ...(outside.state !== undefined && { outsideState: outside.state }),
    };
  });
}

/** Σ I/(zF) over all that carries the ion, mol/(m² s) or mol/s by the basis. */
function outwardFlux({ builder }: Context, pathways: readonly Pathway[], ion: number, charge: number): NodeId {
  const carried = pathways.flatMap(({ ionCurrents }) => ionCurrents.filter((entry) => entry.ion === ion));
  return builder.binary('div', builder.sum(carried.map(({ current }) => current)), builder.constant(charge * F));
}

interface Change {
  /** dc/dt of what is free, mol/(m³ s). */
  readonly concentration: NodeId;
  /** d(free + bound)/dt, of all buffers; the same without any. */
  readonly ofAll: NodeId;
  /** Of the state: what is free or rapidly bound, as an amount where the volume moves. */
  readonly state: NodeId;
}

/** undefined where the size of the side is not known. */
function changeOf(context: Context, ion: Ion, where: Where, outward: NodeId): Change | undefined {
  const free = ion.impermeant ? undefined : presentConcentration(context, ion, where);
  const space = spaceOfIon(context, ion, where);
  if (free === undefined || space === undefined) return undefined;
  const { builder } = context;
  const influx = where === 'in' ? builder.unary('neg', outward) : outward;
  const cleared = where === 'in' && isDynamic(ion, where) ? clearanceOf(context, ion, free) : undefined;
  const exchanged = where === 'out' ? bathExchangeOf(context, ion, free) : cleared;
  const taken = builder.sum(where === 'in' ? slowlyTaken(context, ion) : []);
  const slowness = where === 'in' && isDynamic(ion, where) ? slownessOf(context, ion, free) : undefined;
  const slowed = (rate: NodeId): NodeId => (slowness === undefined ? rate : builder.binary('div', rate, slowness));
  if (!isInMovingVolume(context, ion, where)) {
    const carried = builder.binary('div', influx, space.depth);
    const ofAll = exchanged !== undefined ? builder.binary('add', carried, exchanged) : carried;
    const state = builder.binary('sub', ofAll, taken);
    return { concentration: slowed(state), ofAll, state };
  }
  const area = areaOf(context);
  const inflow = waterInflowOf(context);
  const volume = space.volume;
  if (area === undefined || inflow === undefined || volume === undefined) return undefined;
  const carried = builder.binary('mul', influx, area);
  const all =
    exchanged !== undefined ? builder.binary('add', carried, builder.binary('mul', exchanged, volume)) : carried;
  const state = builder.binary('sub', all, builder.binary('mul', taken, volume));
  const swelling = where === 'in' ? inflow : builder.unary('neg', inflow);
  const diluted = builder.binary('mul', free, swelling);
  const concentration = slowed(builder.binary('div', builder.binary('sub', state, diluted), volume));
  return { concentration, ofAll: builder.binary('div', all, volume), state };
}
