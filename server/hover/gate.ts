/** A gate: its kinetics as written, and what they come to at rest. */
import type { Channel, Gate } from '../../language/generated/ast.js';
import type { Gate as ModelGate } from '../../language/model/model.js';
import { documentation } from '../../language/semantics/documentation.js';
import { findProperty } from '../../language/semantics/property-values.js';
import { q10Factor } from '../../language/physics/q10.js';
import { formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { gateSummary, textOf, valuesAtRest, type Reading } from '../reading.js';
import { blocks, citation, documented, escaped, facts, source } from './markdown.js';
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
    ...atRest(reading, gate, channel),
    citation(equation(gate)),
  );
}

function equation(gate: Gate): string {
  const source = 'Hodgkin & Huxley 1952, J Physiol 117:500';
  const name = escaped(gate.name);
  if (findProperty(gate, 'alpha') !== undefined) {
    return `d${name}/dt = α(1 − ${name}) − β${name}, ${name}∞ = α/(α + β), τ = 1/(α + β). ${source}`;
  }
  if (findProperty(gate, 'tau') !== undefined) return `d${name}/dt = (${name}∞ − ${name})/τ. ${source}`;
  return `${name} = ${name}∞(V) at every moment: without \`tau\` a gate follows V at once.`;
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
    ),
  ];
}

function modelGate({ compilation }: Reading, gate: Gate, channel: Channel): ModelGate | undefined {
  const pathway = compilation.model?.pathways.find(({ name }) => name === channel.name);
  return pathway?.gates.find(({ name }) => name === gate.name);
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
