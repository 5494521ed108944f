/**
 * Gates: steady state x∞, time constant τ and dx/dt [Hodgkin & Huxley 1952, J Physiol 117:500, eqs 7–10], from α and β,
 * from x∞ and τ, from a Boltzmann curve with half and slope or gating charge, or from sensors coupled to a pore.
 */
import type { Channel, Gate } from '../../generated/ast.js';
import type { NodeId, Span } from '../../model/graph.js';
import { type Gate as ModelGate } from '../../model/model.js';
import { addProperty, removeProperty } from '../checks/properties.js';
import type { Context } from '../context.js';
import type { Fix } from '../issues.js';
import { properties } from '../properties.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import { inTheField } from './field-rates.js';
import { allostericKeys, allostericShare, boltzmannExponent } from './gate-curves.js';
import { atTemperature } from './q10.js';

/** The four ways to write a gate, by the properties that belong to each. */
const ways = {
  rates: ['alpha', 'beta', 'charge', 'delta', 'V0'],
  steady: ['inf', 'tau'],
  boltzmann: ['half', 'slope', 'charge', 'tau'],
  allosteric: ['sensors', 'coupling', 'intrinsic', 'J', 'half', 'slope', 'charge', 'tau'],
} as const;

/** The gate's value as an expression: its state's symbol, or x∞ when it is instantaneous. */
export function gateValue(context: Context, gate: Gate, from?: Span): NodeId | undefined {
  return context.once(gate, 'value', gate.name, from, () => {
    if (!hasDynamics(gate)) return steadyState(context, gate)?.steady;
    const symbol = context.addSymbol({ kind: 'state', name: `${channelOf(gate).name}.${gate.name}` });
    return context.builder.symbol(symbol, spanOfProperty(gate, 'name'));
  });
}

function hasDynamics(gate: Gate): boolean {
  return (
    findProperty(gate, 'alpha') !== undefined ||
    findProperty(gate, 'beta') !== undefined ||
    findProperty(gate, 'tau') !== undefined
  );
}

function channelOf(gate: Gate): Channel {
  return gate.$container;
}

/** Makes the gate's state known to the model. To be called for every gate before any is compiled. */
export function registerState(context: Context, gate: Gate): void {
  const value = gateValue(context, gate);
  const kinetics = steadyState(context, gate);
  if (value === undefined || kinetics?.tau === undefined || !hasDynamics(gate)) return;
  const { builder } = context;
  const node = builder.node(value);
  if (node.op !== 'symbol') return;
  const { alpha, beta, tau, steady } = kinetics;
  // α − (α + β)x and (x∞ − x)/τ are the same; the form that was written keeps its digits.
  const rate =
    alpha !== undefined && beta !== undefined
      ? builder.binary('sub', alpha, builder.binary('mul', builder.binary('add', alpha, beta), value))
      : builder.binary('div', builder.binary('sub', steady, value), tau);
  const start = propertyValue(context, gate, 'start');
  context.states.push({
    name: `${channelOf(gate).name}.${gate.name}`,
    symbol: node.symbol,
    rate,
    steady,
    ...(start !== undefined && { start: start.node }),
    scale: 1,
    unit: '',
    span: spanOfProperty(gate, 'name'),
  });
}

export function compileGate(context: Context, gate: Gate): ModelGate | undefined {
  const value = gateValue(context, gate);
  const kinetics = steadyState(context, gate);
  if (value === undefined || kinetics === undefined) return undefined;
  const base = { name: gate.name, steady: kinetics.steady, span: spanOfProperty(gate, 'name') };
  if (!hasDynamics(gate)) {
    refuseStart(context, gate);
    return base;
  }
  const node = context.builder.node(value);
  const state = context.states.findIndex((entry) => node.op === 'symbol' && entry.symbol === node.symbol);
  if (state < 0) return undefined;
  const { tau, alpha, beta } = kinetics;
  return {
    ...base,
    state,
    ...(tau !== undefined && { tau }),
    ...(alpha !== undefined && { alpha }),
    ...(beta !== undefined && { beta }),
  };
}

/** What follows V at once starts nowhere of its own. */
function refuseStart(context: Context, gate: Gate): void {
  const start = findProperty(gate, 'start');
  if (start === undefined || !gate.name) return;
  context.error(
    'property.conflict',
    spanOfProperty(start, 'key'),
    `Gate \`${gate.name}\` is instantaneous: without \`tau\` it follows V at once, and has no \`start\`.`,
    removeProperty(context, start),
  );
}

interface Kinetics {
  readonly steady: NodeId;
  readonly tau?: NodeId;
  readonly alpha?: NodeId;
  readonly beta?: NodeId;
}

function steadyState(context: Context, gate: Gate): Kinetics | undefined {
  return context.once(gate, 'kinetics', gate.name, undefined, () => {
    const written = new Set<string>(gate.properties.map((property) => property.key));
    const has = (key: string): boolean => written.has(key);
    if (has('alpha') || has('beta')) return fromRates(context, gate, written);
    if (allostericKeys.some(has)) return fromSensors(context, gate, written);
    if (has('inf')) return fromSteady(context, gate, written);
    if (has('half') || has('slope') || has('charge')) return fromBoltzmann(context, gate, written);
    return complain(
      context,
      gate,
      `Gate \`${gate.name}\` has no kinetics: give \`alpha\` and \`beta\`, or \`inf\` and \`tau\`, or \`half\` with \`slope\` or \`charge\`, and \`tau\`; an allosteric one \`coupling\` and \`intrinsic\` as well.`,
      ...addProperty(gate, 'half = -20 mV, slope = 7 mV, tau = 5 ms'),
      ...addProperty(gate, `${exampleOf('alpha')}, ${exampleOf('beta')}`),
    );
  });
}

function fromRates(context: Context, gate: Gate, written: ReadonlySet<string>): Kinetics | undefined {
  if (clash(context, gate, written, ways.rates, '`alpha` and `beta` fix the gate')) return undefined;
  const missing = (['alpha', 'beta'] as const).find((key) => !written.has(key));
  if (missing !== undefined)
    return complain(
      context,
      gate,
      `Gate \`${gate.name}\` has \`${missing === 'alpha' ? 'beta' : 'alpha'}\` but no \`${missing}\`.`,
      ...addProperty(gate, exampleOf(missing)),
    );
  const stray = ['delta', 'V0'].find((key) => written.has(key) && !written.has('charge'));
  if (stray !== undefined) return withoutCharge(context, gate, stray);
  const [alpha, beta] = (['alpha', 'beta'] as const).map((key) => {
    const rate = scaled(context, gate, propertyValue(context, gate, key)?.node, 'mul');
    return rate === undefined ? undefined : inTheField(context, gate, key === 'alpha', rate);
  });
  if (alpha === undefined || beta === undefined) return undefined;
  const { builder } = context;
  const total = builder.binary('add', alpha, beta, spanOfProperty(gate, 'name'));
  return {
    alpha,
    beta,
    steady: builder.binary('div', alpha, total),
    tau: builder.binary('div', builder.constant(1), total),
  };
}

function fromSteady(context: Context, gate: Gate, written: ReadonlySet<string>): Kinetics | undefined {
  if (clash(context, gate, written, ways.steady, '`inf` gives the steady state')) return undefined;
  const steady = propertyValue(context, gate, 'inf')?.node;
  return steady === undefined ? undefined : withTau(context, gate, written, steady);
}

function fromBoltzmann(context: Context, gate: Gate, written: ReadonlySet<string>): Kinetics | undefined {
  if (clash(context, gate, written, ways.boltzmann, '`half` gives the steady state')) return undefined;
  if (!isBoltzmannWritten(context, gate, written)) return undefined;
  const exponent = boltzmannExponent(context, gate);
  if (exponent === undefined) return undefined;
  const steady = context.builder.unary('boltzmann', exponent, spanOfProperty(gate, 'name'));
  return withTau(context, gate, written, steady);
}

/** Whether there is a half, and a slope or a charge; else an issue says what is missing. */
function isBoltzmannWritten(context: Context, gate: Gate, written: ReadonlySet<string>): true | undefined {
  if (!written.has('half'))
    return complain(
      context,
      gate,
      `Gate \`${gate.name}\` has no \`half\`, the potential of half activation.`,
      ...addProperty(gate, exampleOf('half')),
    );
  if (written.has('slope') && written.has('charge')) {
    return complain(
      context,
      gate,
      `Gate \`${gate.name}\` has both \`slope\` and \`charge\`; one follows from the other (slope = RT/(zF)), so give one.`,
      removeProperty(context, findProperty(gate, 'charge')!),
      removeProperty(context, findProperty(gate, 'slope')!),
    );
  }
  if (!written.has('slope') && !written.has('charge')) {
    const fixes = ['slope', 'charge'].flatMap((key) => addProperty(gate, exampleOf(key)));
    return complain(context, gate, `Gate \`${gate.name}\` needs a \`slope\` or a gating \`charge\`.`, ...fixes);
  }
  return true;
}

/** `delta` and `V0` say where in the field a charge moves; without one nothing does. */
function withoutCharge(context: Context, gate: Gate, key: string): undefined {
  return complain(
    context,
    gate,
    `Gate \`${gate.name}\` has \`${key}\` but no \`charge\` that moves through the field, so it has no effect.`,
    ...addProperty(gate, 'charge = 2'),
    removeProperty(context, findProperty(gate, key)!),
  );
}

function fromSensors(context: Context, gate: Gate, written: ReadonlySet<string>): Kinetics | undefined {
  if (clash(context, gate, written, ways.allosteric, '`coupling` and `intrinsic` make the gate allosteric'))
    return undefined;
  const missing = (['coupling', 'intrinsic'] as const).find((key) => !written.has(key));
  if (missing !== undefined)
    return complain(
      context,
      gate,
      `Gate \`${gate.name}\` is allosteric but has no \`${missing}\`, ${missing === 'coupling' ? 'the energy by which a sensor favours the open pore' : 'the equilibrium constant of its pore'}.`,
      ...addProperty(gate, exampleOf(missing)),
    );
  const stray = ['half', 'slope', 'charge'].find((key) => written.has(key));
  if (written.has('J') && stray !== undefined) {
    return complain(
      context,
      gate,
      `Gate \`${gate.name}\` has \`J\` and \`${stray}\`; both are about what activates a sensor, so keep one or the other.`,
      removeProperty(context, findProperty(gate, stray)!),
      removeProperty(context, findProperty(gate, 'J')!),
    );
  }
  if (!written.has('J') && !isBoltzmannWritten(context, gate, written)) return undefined;
  const steady = allostericShare(context, gate);
  return steady === undefined ? undefined : withTau(context, gate, written, steady);
}

function withTau(context: Context, gate: Gate, written: ReadonlySet<string>, steady: NodeId): Kinetics | undefined {
  if (!written.has('tau')) return { steady };
  const tau = scaled(context, gate, propertyValue(context, gate, 'tau')?.node, 'div');
  return tau === undefined ? undefined : { steady, tau };
}

/** With the gate's own Q10, else that of its channel. */
function scaled(context: Context, gate: Gate, node: NodeId | undefined, op: 'mul' | 'div'): NodeId | undefined {
  return atTemperature(context, [gate, channelOf(gate)], node, op);
}

/** Reports a property that belongs to another way of writing a gate. */
function clash(
  context: Context,
  gate: Gate,
  written: ReadonlySet<string>,
  allowed: readonly string[],
  reason: string,
): boolean {
  const stray = [...written].find(
    (key) => !allowed.includes(key) && Object.values(ways).some((way) => (way as readonly string[]).includes(key)),
  );
  if (stray === undefined) return false;
  const property = findProperty(gate, stray)!;
  context.error(
    'gate.kinetics',
    spanOfProperty(property, 'key'),
    `${reason}, so \`${stray}\` says something else about it: keep one or the other.`,
    removeProperty(context, property),
  );
  return true;
}

function complain(context: Context, gate: Gate, message: string, ...fixes: Fix[]): undefined {
  return context.error('gate.kinetics', spanOfProperty(gate, 'name'), message, ...fixes);
}

/** How a property of a gate is written, for a fix to begin with. */
function exampleOf(key: string): string {
  return properties.Gate.find((rule) => rule.key === key)!.example;
}
