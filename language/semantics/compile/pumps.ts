/** Pumps and transporters: rate and current, each from the other, and what every ion and solute carries of it. */
import { isIon, isSolute, type Pump } from '../../generated/ast.js';
import type { NodeId, Span } from '../../model/graph.js';
import type { IonCurrent, Pathway, PumpCycle, SoluteFlux } from '../../model/model.js';
import { avogadro, elementaryCharge } from '../../physics/constants.js';
import { displayUnit } from '../../units/display.js';
import type { Context } from '../context.js';
import { documentation } from '../documentation.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import type { Typed } from '../typed.js';
import { cycleReversalOf, freeEnergyOf } from './cycle-energy.js';
import { countOf, writtenRate } from './cycle-rate.js';
import { inBasis } from './membrane.js';
import { atpOf, movesOf, netCharge, type Move } from './moves.js';
import { schemeCurrents, turnoverOf, type SchemeCurrents } from './scheme-currents.js';
import { carriesByScheme } from './carriers.js';
import { cycleOf } from './scheme-stoichiometry.js';
import { compileScheme } from './schemes.js';
import { currentAgainstCharge, currentAgainstRate } from './pump-contradictions.js';

export function pumpCurrent(context: Context, pump: Pump, from?: Span): NodeId | undefined {
  return context.once(pump, 'I', `${pump.name}.I`, from, () => {
    if (carriesByScheme(pump)) return schemeCurrents(context, pump)?.current;
    const { builder } = context;
    const charge = netCharge(context, pump);
    if (findProperty(pump, 'rate') !== undefined) {
      const rate = writtenRate(context, pump);
      if (charge === undefined || rate === undefined) return undefined;
      return builder.binary('mul', builder.constant(elementaryCharge * charge), rate);
    }
    const written = propertyValue(context, pump, 'current');
    if (charge === 0 && findProperty(pump, 'current') === undefined) return builder.constant(0);
    if (written === undefined || charge === undefined) return undefined;
    const value = context.valueAtDefaults(written.node);
    // A pump goes one way; a transporter may run backwards.
    const isAgainst = charge === 0 || pump.kind !== 'transporter';
    if (value !== undefined && value !== 0 && isAgainst && Math.sign(value) !== Math.sign(charge))
      return currentAgainstCharge(context, pump, written.span, value, charge, unitOf(written));
    return inBasis(context, written, 'This pump current');
  });
}

function unitOf({ type }: Typed): string {
  return type.kind === 'number' ? displayUnit(type.dimension) : '';
}

/** Cycles/s in the basis: as written, else I/(e·z_net); undefined when neither a rate nor a net charge tells it. */
export function pumpRate(context: Context, pump: Pump, from?: Span): NodeId | undefined {
  return context.once(pump, 'rate', `${pump.name}.rate`, from, () => {
    if (carriesByScheme(pump)) return turnoverOf(context, pump);
    if (findProperty(pump, 'rate') !== undefined) return writtenRate(context, pump);
    const current = pumpCurrent(context, pump);
    const charge = netCharge(context, pump);
    if (current === undefined || charge === undefined || charge === 0) return undefined;
    return context.builder.binary('div', current, context.builder.constant(elementaryCharge * charge));
  });
}

export function soluteIndex(context: Context, name: string): number {
  return context.file.declarations.filter(isSolute).findIndex((solute) => solute.name === name);
}

/** undefined when any part of it is wrong. */
export function compilePump(context: Context, pump: Pump, ionIndex: (name: string) => number): Pathway | undefined {
  if (pump.schemes.length > 0) return compileCyclingPump(context, pump, ionIndex);
  const moves = movesOf(context, pump);
  atpOf(context, pump);
  const charge = netCharge(context, pump);
  const current = pumpCurrent(context, pump);
  const rate = pumpRate(context, pump);
  countOf(context, pump);
  currentAgainstRate(context, pump, rate);
  if (moves === undefined || charge === undefined || current === undefined) return undefined;
  const carriers = carriedBy(context, moves, current, charge, rate, ionIndex);
  const cycle = describeCycle(context, pump, moves, charge, ionIndex);
  const doc = documentation(pump);
  return {
    name: pump.name,
    kind: pump.kind === 'transporter' ? 'transporter' : 'pump',
    current,
    ...carriers,
    gates: [],
    cycle,
    span: spanOfProperty(pump, 'name'),
    ...(doc !== undefined && { doc }),
  };
}

/** What a turn moves, uses and costs, and how often it comes round. */
function describeCycle(
  context: Context,
  pump: Pump,
  moves: readonly Move[],
  charge: number,
  ionIndex: (name: string) => number,
): PumpCycle {
  const atp = atpOf(context, pump);
  const rate = pumpRate(context, pump);
  const count = countOf(context, pump);
  const freeEnergy = freeEnergyOf(context, pump);
  const reversal = cycleReversalOf(context, pump);
  const atpEnergy = atp === 0 ? undefined : propertyValue(context, pump, 'atp_energy')?.node;
  const solutes = moves.flatMap(({ what, count }) =>
    isIon(what) ? [] : [{ solute: soluteIndex(context, what.name), count }],
  );
  return {
    moves: moves.flatMap(({ what, count }) => (isIon(what) ? [{ ion: ionIndex(what.name), count }] : [])),
    atp,
    charge,
    ...(solutes.length > 0 && { solutes }),
    ...(rate !== undefined && { rate }),
    ...(count !== undefined && { count }),
    ...(freeEnergy !== undefined && { freeEnergy }),
    ...(atpEnergy !== undefined && { atpEnergy }),
    ...(reversal !== undefined && { reversal }),
  };
}

/** As `compilePump`, where the transitions of schemes do the moving. */
function compileCyclingPump(context: Context, pump: Pump, ionIndex: (name: string) => number): Pathway | undefined {
  const schemes = pump.schemes.map((scheme) => compileScheme(context, scheme));
  const currents = schemeCurrents(context, pump);
  if (!carriesByScheme(pump) || currents === undefined || schemes.includes(undefined)) return undefined;
  const turn = cycleOf(context, pump);
  const charge = netCharge(context, pump);
  const doc = documentation(pump);
  return {
    name: pump.name,
    kind: pump.kind === 'transporter' ? 'transporter' : 'pump',
    ...carriedByScheme(context, currents, ionIndex),
    gates: [],
    schemes: schemes.filter((scheme) => scheme !== undefined),
    ...(turn !== undefined &&
      charge !== undefined && { cycle: describeCycle(context, pump, turn.moves, charge, ionIndex) }),
    span: spanOfProperty(pump, 'name'),
    ...(doc !== undefined && { doc }),
  };
}

/** The currents of a channel or pump whose transitions move things, as the model has them. */
export function carriedByScheme(
  context: Context,
  { current, ions, solutes }: SchemeCurrents,
  ionIndex: (name: string) => number,
): Pick<Pathway, 'current' | 'ionCurrents' | 'soluteFluxes'> {
  const fluxes = solutes.map(({ solute, flux }) => ({ solute: soluteIndex(context, solute.name), flux }));
  return {
    current,
    ionCurrents: ions.map((entry) => ({ ion: ionIndex(entry.ion.name), current: entry.current })),
    ...(fluxes.length > 0 && { soluteFluxes: fluxes }),
  };
}

/** By ion z n e·rate, which for a charged cycle is z n/z_net of the current; by solute n·rate/N_A. */
function carriedBy(
  context: Context,
  moves: readonly Move[],
  current: NodeId,
  charge: number,
  rate: NodeId | undefined,
  ionIndex: (name: string) => number,
): Pick<Pathway, 'ionCurrents' | 'soluteFluxes'> {
  const { builder } = context;
  const ionCurrents: IonCurrent[] = [];
  const soluteFluxes: SoluteFlux[] = [];
  for (const move of moves) {
    const scaled = (node: NodeId, factor: number): NodeId => builder.binary('mul', node, builder.constant(factor));
    if (!isIon(move.what)) {
      const solute = soluteIndex(context, move.what.name);
      if (rate !== undefined) soluteFluxes.push({ solute, flux: scaled(rate, move.count / avogadro) });
    } else if (charge !== 0) {
      const share = (move.charge * move.count) / charge;
      ionCurrents.push({ ion: ionIndex(move.what.name), current: scaled(current, share) });
    } else if (rate !== undefined) {
      const perCycle = move.charge * move.count * elementaryCharge;
      ionCurrents.push({ ion: ionIndex(move.what.name), current: scaled(rate, perCycle) });
    }
  }
  return { ionCurrents, ...(soluteFluxes.length > 0 && { soluteFluxes }) };
}
