/** The short form of each thing's values: what stands at the end of its line and beside it in the outline. */
import { verdictAtRest, type Verdict } from '../language/analysis/expectations.js';
import type { Channel, Expect, Gate, Ion, Let, Membrane, Param, Pump, State } from '../language/generated/ast.js';
import { prettyUnit } from '../language/units/pretty.js';
import { displayUnit, formatNumber, formatPotential, formatQuantity } from '../language/units/display.js';
import type { ValueType } from '../language/semantics/typed.js';
import { directed, formatConcentration, unitsOfBasis } from './notation.js';
import { gateSummary, ionSummary, pathwaySummary, valuesAtRest, valueSummary, type Reading } from './reading.js';
import { valueText, verdictText } from './verdict-text.js';

/** Every value in it is finite: what is not known has no hint. */
export interface Hint {
  readonly label: string;
  /** Markdown, with more digits. */
  readonly tooltip: string;
}

/** Digits at the end of a line, and in its tooltip. */
export const FEW = 3;
export const MANY = 8;

export function ionHint(reading: Reading, ion: Ion): Hint | undefined {
  const { reversal, inside, outside } = ionSummary(reading, ion) ?? {};
  if (reversal === undefined || inside === undefined || outside === undefined) return undefined;
  const ratio = `${formatConcentration(outside)} outside, ${formatConcentration(inside)} inside`;
  return {
    label: `E = ${formatPotential(reversal)}`,
    tooltip: `Nernst potential of ${ion.name}: ${formatPotential(reversal, 6)} (${ratio}).`,
  };
}

export function membraneHint({ summary }: Reading, { name }: Membrane): Hint | undefined {
  const { rest, restingPotential } = summary ?? {};
  if (rest?.ok !== true || restingPotential === undefined) return undefined;
  const { roots, chosen, method } = rest.value;
  const several = roots.length > 1 ? ` (${roots.length} roots)` : '';
  const unstable = roots[chosen]!.stable ? '' : ', not stable';
  const list = roots.map(({ V, stable }) => `- ${formatPotential(V, 6)}, ${stable ? 'stable' : 'not stable'}`);
  const how = method === 'chord' ? 'from the chord-conductance equation' : 'where the steady-state current is zero';
  return {
    label: `V_rest = ${formatPotential(restingPotential)}${several}${unstable}`,
    tooltip: [`Resting potential of ${name}, ${how}:`, '', ...list].join('\n'),
  };
}

export function channelHint(reading: Reading, channel: Channel): Hint | undefined {
  const { current, conductance, permeation, reversal } = pathwaySummary(reading, channel) ?? {};
  if (reading.summary === undefined || current === undefined) return undefined;
  const units = unitsOfBasis(reading.summary.basis);
  if (permeation !== undefined && reversal !== undefined) {
    const show = (digits: number, decimals: number): string =>
      `E = ${formatPotential(reversal, decimals)} · I = ${formatQuantity(current, units.current, digits)}`;
    return { label: show(FEW, 1), tooltip: `Reversal and current of ${channel.name} at rest: ${show(MANY, 6)}.` };
  }
  const through = conductance === undefined ? '' : `, through ${formatQuantity(conductance, units.conductance, MANY)}`;
  return {
    label: `I = ${formatQuantity(current, units.current, FEW)}`,
    tooltip: `Current of ${channel.name} at rest: ${directed(current, units.current, MANY)}${through}.`,
  };
}

export function gateHint(reading: Reading, channel: Channel, gate: Gate): Hint | undefined {
  const { steady, tau } = gateSummary(reading, gate) ?? {};
  if (steady === undefined) return undefined;
  const show = (digits: number): string => {
    const time = tau === undefined ? '' : `, τ = ${formatQuantity(tau, 'ms', digits)}`;
    return `${gate.name}∞ = ${formatNumber(steady, digits)}${time}`;
  };
  return { label: show(FEW), tooltip: `Gate ${gate.name} of ${channel.name} at rest: ${show(MANY)}.` };
}

/** `ΔG = −2.1 kJ/mol`: of an electroneutral cycle, which has no reversal potential. */
function energyText(cycleEnergy: number | undefined, digits: number): string | undefined {
  return cycleEnergy === undefined ? undefined : `ΔG = ${formatQuantity(cycleEnergy, 'kJ/mol', digits)}`;
}

export function pumpHint(reading: Reading, pump: Pump): Hint | undefined {
  const pathway = pathwaySummary(reading, pump);
  if (pathway?.pump === undefined || reading.summary === undefined) return undefined;
  const { charge, atp, atpRate, cellAtpRate, reversal, cycleEnergy } = pathway.pump;
  const { current } = pathway;
  const units = unitsOfBasis(reading.summary.basis);
  const show = (digits: number): string => {
    const net = charge === 0 ? 'electroneutral' : `net +${Math.abs(charge)} ${charge > 0 ? 'outward' : 'inward'}`;
    const flow = charge === 0 || current === undefined ? undefined : formatQuantity(current, units.current, digits);
    const ofCell = cellAtpRate === undefined ? undefined : `${formatNumber(cellAtpRate, digits)} ATP/s`;
    const ofArea =
      atpRate === undefined ? undefined : formatQuantity(atpRate, units.rate, digits).replace(/\/|$/, ' ATP/');
    const E = reversal === undefined ? undefined : `E = ${formatPotential(reversal)}`;
    const parts = atp > 0 ? [net, flow, ofCell ?? ofArea] : [net, E ?? energyText(cycleEnergy, digits), flow];
    return parts.filter((part) => part !== undefined).join(' · ');
  };
  return { label: show(FEW), tooltip: `${pump.name} at rest: ${show(MANY)}.` };
}

export function letHint(reading: Reading, declaration: Let): Hint | undefined {
  const { value, unit, dependsOnVoltage } = valueSummary(reading, declaration) ?? {};
  if (value === undefined || unit === undefined) return undefined;
  const when = dependsOnVoltage ? ' at rest' : '';
  return {
    label: `= ${formatQuantity(value, unit)}${when}`,
    tooltip: `${declaration.name} = ${formatQuantity(value, unit, MANY)}${when}.`,
  };
}

export function stateHint({ summary }: Reading, { name }: State): Hint | undefined {
  const { value, unit } = summary?.states.find((candidate) => candidate.name === name) ?? {};
  if (value === undefined || unit === undefined) return undefined;
  return {
    label: `= ${formatQuantity(value, unit)} at rest`,
    tooltip: `${name} = ${formatQuantity(value, unit, MANY)} at rest.`,
  };
}

/** `mV → 1/s`: nothing where several kinds of argument fit. */
export function functionHint({ compilation }: Reading, declaration: Let): Hint | undefined {
  const type = compilation.functionType(declaration);
  if (type?.result === undefined || type.parameters.length === 0) return undefined;
  const kinds = [...type.parameters, type.result].map(kind);
  if (kinds.includes(undefined)) return undefined;
  const label = `${kinds.slice(0, -1).join(', ')} → ${kinds.at(-1)}`;
  return { label, tooltip: `What ${declaration.name} takes and gives, in customary units: ${label}.` };
}

function kind(type: ValueType | undefined): string | undefined {
  if (type?.kind !== 'number') return type && 'condition';
  return prettyUnit(displayUnit(type.dimension)) || '1';
}

export function paramHint({ compilation }: Reading, { name }: Param): Hint | undefined {
  const parameter = compilation.model?.parameters.find((candidate) => candidate.name === name);
  if (parameter === undefined || !Number.isFinite(parameter.value)) return undefined;
  const { value, unit } = parameter;
  return { label: `= ${formatQuantity(value, unit)}`, tooltip: `${name} = ${formatQuantity(value, unit, MANY)}.` };
}

/** At rest alone: what needs a run is asked for in the list of tests. */
export function expectationHint(reading: Reading, expect: Expect): Hint | undefined {
  const verdict = restVerdict(reading, expect);
  if (verdict?.value === undefined) return undefined;
  const sign = verdict.passed ? '✓' : '✗';
  const value = verdict.wanted === undefined ? '' : ` ${valueText(verdict)}`;
  return { label: `${sign}${value}`, tooltip: `${sign} ${verdictText(verdict)}.` };
}

function restVerdict(reading: Reading, { $cstNode }: Expect): Verdict | undefined {
  const expectation = reading.compilation.model?.expectations.find(({ span }) => span.start === $cstNode?.offset);
  if (expectation === undefined || expectation.experiment !== undefined) return undefined;
  return verdictAtRest(expectation, valuesAtRest(reading));
}
