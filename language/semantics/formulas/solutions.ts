/** Formulas of solutions as a graph; physics/donnan.ts, henderson.ts and activity.ts are their definition and source. */
import type { GraphBuilder } from '../../model/graph-builder.js';
import type { NodeId, Span } from '../../model/graph.js';
import { celsiusZero } from '../../physics/constants.js';
import { debyeHueckelCoefficient, waterPermittivity } from '../../physics/activity.js';

export interface BathIon {
  readonly charge: number;
  /** mol/m³. */
  readonly outside: NodeId;
}

const STEPS = 40;
/** Of one step, in RT/F. */
const LONGEST = 1;

/**
 * φ_in − φ_out, V, at which Σ z c_out e^(−zx) + fixed = 0. With ions of charge ±1 alone it is the logarithm of the root of a
 * quadratic; ions of higher charge are brought in by Newton's steps from there.
 */
export function donnanNode(
  b: GraphBuilder,
  ions: readonly BathIon[],
  fixed: NodeId,
  thermal: NodeId,
  span: Span,
): NodeId {
  const charged = (sign: number): NodeId =>
    b.sum(
      ions
        .filter(({ charge }) => Math.sign(charge) === sign)
        .map(({ charge, outside }) => b.binary('mul', b.constant(Math.abs(charge)), outside)),
    );
  const [cations, anions] = [charged(1), charged(-1)];
  // anions·w² − fixed·w − cations = 0 with w = e^x; of the two ways to write the root the one that does not cancel.
  const product = b.binary('mul', b.constant(4), b.binary('mul', anions, cations));
  const root = b.unary('sqrt', b.binary('add', b.binary('mul', fixed, fixed), product));
  const two = b.constant(2);
  const above = b.binary('div', b.binary('add', root, fixed), b.binary('mul', two, anions));
  const below = b.binary('div', b.binary('mul', two, cations), b.binary('sub', root, fixed));
  let x = b.unary('log', b.select(b.binary('ge', fixed, b.constant(0)), above, below), span);
  const isSimple = ions.every(({ charge }) => Math.abs(charge) === 1);
  for (let i = 0; i < (isSimple ? 0 : STEPS); i++) x = newtonStep(b, ions, fixed, x);
  return b.binary('mul', thermal, x, span);
}

function newtonStep(b: GraphBuilder, ions: readonly BathIon[], fixed: NodeId, x: NodeId): NodeId {
  const term = ({ charge, outside }: BathIon, power: number): NodeId => {
    const inside = b.binary('mul', outside, b.unary('exp', b.binary('mul', b.constant(-charge), x)));
    return b.binary('mul', b.constant(charge ** power), inside);
  };
  const value = b.binary('add', b.sum(ions.map((ion) => term(ion, 1))), fixed);
  const step = b.binary('div', value, b.sum(ions.map((ion) => term(ion, 2))));
  const bounded = b.binary('max', b.binary('min', step, b.constant(LONGEST)), b.constant(-LONGEST));
  return b.binary('add', x, bounded);
}

export interface JunctionNodes {
  readonly charge: number;
  /** In any one unit for all. */
  readonly mobility: NodeId;
  readonly first: NodeId;
  readonly second: NodeId;
}

/** φ₂ − φ₁, V; written with the logarithm over the difference as 1/exprel, which is whole where both conduct alike. */
export function hendersonNode(b: GraphBuilder, ions: readonly JunctionNodes[], thermal: NodeId, span: Span): NodeId {
  const conducting = (side: 'first' | 'second'): NodeId =>
    b.sum(
      ions.map((ion) => b.binary('mul', b.binary('mul', b.constant(Math.abs(ion.charge)), ion.mobility), ion[side])),
    );
  const drift = b.sum(
    ions.map(({ charge, mobility, first, second }) =>
      b.binary('mul', b.binary('mul', b.constant(Math.sign(charge)), mobility), b.binary('sub', second, first)),
    ),
  );
  const [one, two] = [conducting('first'), conducting('second')];
  // ln(two/one)/(two − one) = 1/(one · exprel(ln(two/one))).
  const logarithm = b.unary('log', b.binary('div', two, one));
  const slope = b.binary('mul', one, b.unary('exprel', logarithm));
  return b.unary('neg', b.binary('mul', thermal, b.binary('div', drift, slope)), span);
}

/** γ by Davies' equation; `strength` in mol/m³, T in K. */
export function daviesNode(b: GraphBuilder, charge: NodeId, strength: NodeId, T: NodeId, span: Span): NodeId {
  const molar = b.binary('div', strength, b.constant(1e3));
  const root = b.unary('sqrt', molar);
  const shielding = b.binary(
    'sub',
    b.binary('div', root, b.binary('add', b.constant(1), root)),
    b.binary('mul', b.constant(0.3), molar),
  );
  const square = b.binary('mul', charge, charge);
  const exponent = b.binary('mul', coefficient(b, T), b.binary('mul', square, shielding));
  return b.unary('exp', b.binary('mul', b.constant(-Math.LN10), exponent), span);
}

/** A of the limiting law: its temperature dependence is (ε T)^(−3/2), and ε a cubic in °C. */
function coefficient(b: GraphBuilder, T: NodeId): NodeId {
  const reference = celsiusZero + 25;
  const t = b.binary('sub', T, b.constant(celsiusZero));
  const permittivity = [87.74, -0.40008, 9.398e-4, -1.41e-6].reduceRight<NodeId>(
    (sum, factor) => b.binary('add', b.constant(factor), b.binary('mul', t, sum)),
    b.constant(0),
  );
  const relative = b.binary(
    'div',
    b.binary('mul', permittivity, T),
    b.constant(waterPermittivity(reference) * reference),
  );
  const power = b.binary('pow', relative, b.constant(-1.5));
  return b.binary('mul', b.constant(debyeHueckelCoefficient(reference)), power);
}
