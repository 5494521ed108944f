/** A gate: its kinetics as written, and what they come to at rest. */
import type { Channel, Gate } from '../../language/generated/ast.js';
import type { Gate as ModelGate } from '../../language/model/model.js';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { singularitiesIn } from '../../language/analysis/singularities.js';
import { documentation } from '../../language/semantics/documentation.js';
import { findProperty } from '../../language/semantics/property-values.js';
import { allostericGate } from '../../language/physics/allosteric-gate.js';
import { q10Factor } from '../../language/physics/q10.js';
import { formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { gateSummary, textOf, valuesAtRest, type Reading } from '../reading.js';
import { blocks, citation, documented, escaped, facts, formula, source, upright, type Row } from './markdown.js';
import { notComputed, whyNoRest } from './why-not.js';

export function gateHover(reading: Reading, gate: Gate): string {
  const channel = gate.$container;
  const name = escaped(gate.name);
  const title = `**${name}** · gate of ${escaped(channel.name ?? 'its channel')}`;
  const written = source(gate.properties.map((property) => textOf(reading, property)).join('\n'));
  return blocks(
    title,
    documented(documentation(gate)),
    written,
    boltzmannFormula(reading, gate),
    ...atRest(reading, gate, channel),
    citation(equation(gate)),
  );
}

function equation(gate: Gate): string {
  const source = 'Hodgkin & Huxley 1952, J Physiol 117:500';
  const name = escaped(gate.name);
  if (findProperty(gate, 'alpha') !== undefined && findProperty(gate, 'charge') !== undefined) {
    return `α = α₀ e^(zδF(V − V0)/RT), β = β₀ e^(−z(1 − δ)F(V − V0)/RT), ${name}∞ = α/(α + β): the slope at one half is zF/(4RT). Stevens 1978, Biophys J 22:295`;
  }
  if (findProperty(gate, 'coupling') !== undefined) {
    return `${name}∞ = L(1 + JD)ⁿ / (L(1 + JD)ⁿ + (1 + J)ⁿ), D = e^(ε/RT). Monod, Wyman & Changeux 1965, J Mol Biol 12:88`;
  }
  if (findProperty(gate, 'alpha') !== undefined) {
    return `d${name}/dt = α(1 − ${name}) − β${name}, ${name}∞ = α/(α + β), τ = 1/(α + β). ${source}`;
  }
  if (findProperty(gate, 'tau') !== undefined) return `d${name}/dt = (${name}∞ − ${name})/τ. ${source}`;
  return `${name} = ${name}∞(V) at every moment: without \`tau\` a gate follows V at once.`;
}

/** 1/(1 + e^(−(V − V½)/k)), with the numbers of this gate. */
function boltzmannFormula(reading: Reading, gate: Gate): string | undefined {
  const valueOf = valuesAtRest(reading);
  const numberOf = (key: string): number | undefined => {
    const property = findProperty(gate, key);
    return property && valueOf(reading.compilation.types.get(property.value)?.node);
  };
  const [half, slope, charge] = [numberOf('half'), numberOf('slope'), numberOf('charge')];
  const thermal = reading.summary?.thermalVoltage;
  if (half === undefined || thermal === undefined || (slope === undefined && charge === undefined)) return undefined;
  const per = slope === undefined ? formatQuantity(thermal, 'mV') : formatQuantity(slope, 'mV');
  const distance = `V ${half < 0 ? '+' : '−'} ${formatQuantity(Math.abs(half), 'mV')}`;
  const times = slope === undefined ? `${formatNumber(charge!)} · ` : '';
  const [z, k] = slope === undefined ? ['zF', 'RT'] : ['', 'k'];
  const value = `\\frac{1}{1 + \\exp \\left( −\\frac{${upright(times)} \\left( ${distance.replace(/[\d.]+.*/, upright('$&'))} \\right)}{${upright(per)}} \\right)}`;
  return formula(
    [`${gate.name}∞ = 1 / (1 + e^(−${z}(V − V½)/${k}))`, `   = 1 / (1 + e^(−${times}(${distance})/${per}))`],
    [
      `${upright(gate.name)}_{\\infty} &= \\frac{1}{1 + \\exp \\left( −\\frac{${z} \\left( V − V_{½} \\right)}{${k}} \\right)} = ${value}`,
    ],
  );
}

function atRest(reading: Reading, gate: Gate, channel: Channel): (string | undefined)[] {
  const summary = gateSummary(reading, gate);
  if (summary === undefined) return [notComputed(reading, 'Its steady state', gate)];
  const rest = reading.summary?.restingPotential;
  if (rest === undefined && summary.steady === undefined) return [whyNoRest(reading)];
  const model = modelGate(reading, gate, channel);
  const valueOf = valuesAtRest(reading);
  const rate = (node: number | undefined): string | undefined => {
    const value = valueOf(node);
    return value === undefined ? undefined : formatQuantity(value, '/ms');
  };
  const name = escaped(gate.name);
  return [
    facts(
      ['at V_rest', rest === undefined ? undefined : formatPotential(rest)],
      [`${name}∞`, summary.steady === undefined ? undefined : `**${formatNumber(summary.steady)}**`],
      ['τ', summary.tau === undefined ? undefined : `**${formatQuantity(summary.tau, 'ms')}**`],
      ['α', rate(model?.alpha)],
      ['β', rate(model?.beta)],
      ['Q₁₀ factor on its rates', q10(reading, gate, channel)],
      ...allostericLimits(reading, gate),
      ...removable(reading, model),
    ),
  ];
}

/** Where its formulas are 0/0, as x/(1 − e^(−x)) written out is at x = 0. */
function removable({ compilation }: Reading, gate: ModelGate | undefined): Row[] {
  const { model } = compilation;
  if (model === undefined || gate === undefined) return [];
  const values = gate.tau === undefined ? [gate.steady] : [gate.steady, gate.tau];
  const all = singularitiesIn(model, defaultSymbols(model), values);
  const places = new Set(all.filter(({ lost }) => lost.length === 0).map(({ V }) => formatPotential(V)));
  return places.size === 0 ? [] : [[`0/0 at V = ${[...places].join(', ')}`, 'removable: its limit is taken']];
}

function modelGate({ compilation }: Reading, gate: Gate, channel: Channel): ModelGate | undefined {
  const pathway = compilation.model?.pathways.find(({ name }) => name === channel.name);
  return pathway?.gates.find(({ name }) => name === gate.name);
}

/** p with no sensor activated, and with all: L/(1 + L) and LDⁿ/(1 + LDⁿ). */
function allostericLimits(reading: Reading, gate: Gate): Row[] {
  const { types } = reading.compilation;
  const valueOf = valuesAtRest(reading);
  const read = (key: string): number | undefined => {
    const property = findProperty(gate, key);
    return property?.value && valueOf(types.get(property.value)?.node);
  };
  const [coupling, intrinsic] = [read('coupling'), read('intrinsic')];
  const temperature = reading.summary?.temperature;
  if (coupling === undefined || intrinsic === undefined || temperature === undefined) return [];
  const sensors = findProperty(gate, 'sensors') === undefined ? 4 : read('sensors');
  const name = escaped(gate.name);
  const limit = (sensor: number): string =>
    formatNumber(allostericGate(intrinsic, sensor, coupling, temperature, sensors));
  return [
    [`least ${name}∞, no sensor activated`, limit(0)],
    [`largest ${name}∞, all activated`, limit(Number.MAX_VALUE ** 0.25)],
  ];
}

function q10(reading: Reading, gate: Gate, channel: Channel): string | undefined {
  const property = findProperty(gate, 'q10') ?? findProperty(channel, 'q10');
  const { types } = reading.compilation;
  const valueOf = valuesAtRest(reading);
  const factor = property && valueOf(types.get(property.value)?.node);
  const reference = property?.reference && valueOf(types.get(property.reference)?.node);
  const temperature = reading.summary?.temperature;
  if (factor === undefined || reference === undefined || temperature === undefined) return undefined;
  const difference = formatNumber(temperature - reference);
  return `${formatNumber(factor)}^(${difference} K / 10 K) = ${formatNumber(q10Factor(factor, temperature, reference))}`;
}
