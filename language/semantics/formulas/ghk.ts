/**
 * Constant-field theory as a graph: the formulas of physics/ghk.ts, which is their definition and their source
 * [Goldman 1943, J Gen Physiol 27:37; Hodgkin & Katz 1949, J Physiol 108:37].
 */
import type { GraphBuilder } from '../../model/graph-builder.js';
import type { NodeId, Span } from '../../model/graph.js';
import { F } from '../../physics/constants.js';

export interface PermeantNodes {
  readonly charge: number;
  /** m/s, or m³/s of the whole cell; for a potential in any one unit for all. */
  readonly permeability: NodeId;
  /** Activities, mol/m³. */
  readonly inside: NodeId;
  readonly outside: NodeId;
}

/** P z F (a_in · linoid(u) − a_out · linoid(−u)) with u = zV/(RT/F): finite at V = 0. A/m² or A, by the permeability. */
export function ghkCurrentNode(b: GraphBuilder, ion: PermeantNodes, V: NodeId, thermal: NodeId, span: Span): NodeId {
  const scale = b.binary('mul', ion.permeability, b.constant(ion.charge * F));
  return b.binary('mul', scale, flux(b, ion, b.binary('div', V, thermal)), span);
}

/** a_in · linoid(zx) − a_out · linoid(−zx), x = VF/RT. */
function flux(b: GraphBuilder, { charge, inside, outside }: PermeantNodes, x: NodeId): NodeId {
  const u = b.binary('mul', b.constant(charge), x);
  const out = b.binary('mul', inside, b.unary('linoid', u));
  return b.binary('sub', out, b.binary('mul', outside, b.unary('linoid', b.unary('neg', u))));
}

/**
 * The potential at which the currents of all ions cancel, V.
 *
 * With w = e^(VF/RT) the currents of ions of charge ±1 and ±2 are Σ(…)(w + 1) + 4 Σ(…) of a quadratic in w, which has one
 * positive root [Spangler 1972, Alabama J Med Sci 9:218]; without divalents it is the usual logarithm of a ratio.
 * Ions of higher charge are brought in by Newton's steps from there.
 */
export function ghkVoltageNode(b: GraphBuilder, ions: readonly PermeantNodes[], thermal: NodeId, span: Span): NodeId {
  const start = b.unary('log', quadraticRoot(b, ions), span);
  const isHigher = ions.some(({ charge }) => Math.abs(charge) > 2);
  return b.binary('mul', thermal, isHigher ? refined(b, ions, start) : start, span);
}

function quadraticRoot(b: GraphBuilder, ions: readonly PermeantNodes[]): NodeId {
  const low = sides(
    b,
    ions.filter(({ charge }) => Math.abs(charge) === 1),
  );
  const high = sides(
    b,
    ions.filter(({ charge }) => Math.abs(charge) > 1),
  );
  if (ions.every(({ charge }) => Math.abs(charge) === 1)) return b.binary('div', low.pulling, low.pushing);
  const four = b.constant(4);
  const first = b.binary('add', low.pushing, b.binary('mul', four, high.pushing));
  const last = b.binary('add', low.pulling, b.binary('mul', four, high.pulling));
  // first·w² + middle·w − last = 0; of the two ways to write the root the one that does not cancel.
  const middle = b.binary('sub', low.pushing, low.pulling);
  const product = b.binary('mul', four, b.binary('mul', first, last));
  const root = b.unary('sqrt', b.binary('add', b.binary('mul', middle, middle), product));
  const rising = b.binary('div', b.binary('mul', b.constant(2), last), b.binary('add', middle, root));
  const falling = b.binary('div', b.binary('sub', root, middle), b.binary('mul', b.constant(2), first));
  return b.select(b.binary('ge', middle, b.constant(0)), rising, falling);
}

/** Σ P c of what makes the inside positive, and of what makes it negative. */
function sides(b: GraphBuilder, ions: readonly PermeantNodes[]): { pulling: NodeId; pushing: NodeId } {
  const sum = (side: (ion: PermeantNodes) => NodeId): NodeId =>
    b.sum(ions.map((ion) => b.binary('mul', ion.permeability, side(ion))));
  return {
    pulling: sum(({ charge, inside, outside }) => (charge > 0 ? outside : inside)),
    pushing: sum(({ charge, inside, outside }) => (charge > 0 ? inside : outside)),
  };
}

const STEPS = 24;
/** Of one step, in RT/F. */
const LONGEST = 3;

/** Σ I rises with V, so bounded steps arrive; a fixed number of them is a formula like any other. */
function refined(b: GraphBuilder, ions: readonly PermeantNodes[], start: NodeId): NodeId {
  let x = start;
  for (let i = 0; i < STEPS; i++) {
    const value = b.sum(ions.map((ion) => b.binary('mul', weight(b, ion, 1), flux(b, ion, x))));
    const slope = b.sum(ions.map((ion) => b.binary('mul', weight(b, ion, 2), fluxSlope(b, ion, x))));
    const step = b.binary('div', value, slope);
    const bounded = b.binary('max', b.binary('min', step, b.constant(LONGEST)), b.constant(-LONGEST));
    x = b.binary('sub', x, bounded);
  }
  return x;
}

function weight(b: GraphBuilder, { permeability, charge }: PermeantNodes, power: number): NodeId {
  return b.binary('mul', permeability, b.constant(charge ** power));
}

function fluxSlope(b: GraphBuilder, { charge, inside, outside }: PermeantNodes, x: NodeId): NodeId {
  const u = b.binary('mul', b.constant(charge), x);
  const out = b.binary('mul', inside, b.unary('dlinoid', u));
  return b.binary('add', out, b.binary('mul', outside, b.unary('dlinoid', b.unary('neg', u))));
}
