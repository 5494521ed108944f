/** What the curves of gates and channels over V show to be wrong: fractions beyond 0 to 1, poles, leaks that gate. */
import type { NodeId, Span } from '../model/graph.js';
import type { Gate, Model, Pathway } from '../model/model.js';
import { thermalVoltage } from '../physics/thermal-voltage.js';
import { formatNumber, formatPotential, formatQuantity } from '../units/display.js';
import { gatingCurves, type GateCurve } from './gating-curves.js';
import { steadyEvaluator } from './settling.js';
import { singularitiesIn } from './singularities.js';
import { steadyStateOf } from './steady-state.js';
import { voltageSweep } from './voltage-sweep.js';

export interface GatingFinding {
  readonly code: 'gate.range' | 'value.singular' | 'channel.leak';
  readonly severity: 'warning' | 'information';
  readonly span: Span;
  readonly message: string;
}

/** V: beyond it no membrane holds, and laws fitted to data leave their ground. */
const RANGE = [-0.15, 0.1] as const;

export function gatingFindings(model: Model, symbols: Float64Array): GatingFinding[] {
  const gates = model.pathways.flatMap((pathway) => pathway.gates.map((gate) => ({ pathway, gate })));
  const curves = gates.length === 0 ? undefined : gatingCurves(model, symbols, RANGE);
  const ofGates = curves?.ok === true ? gates.flatMap((entry, i) => rangeFindings(entry, curves.value[i]!)) : [];
  return [...ofGates, ...poles(model, symbols), ...model.pathways.flatMap((pathway) => leaks(model, symbols, pathway))];
}

/** Rounding of 1/(1 + e^x) and the like. */
const ROUNDING = 1e-6;

function rangeFindings(
  { pathway, gate }: { readonly pathway: Pathway; readonly gate: Gate },
  { voltages, steady, tau }: GateCurve,
): GatingFinding[] {
  const beyond = (x: number): number => Math.max(x - 1, -x);
  const worst = steady.reduce((best, x, i) => (beyond(x) > beyond(steady[best]!) ? i : best), 0);
  const found = (message: string): GatingFinding => ({
    code: 'gate.range',
    severity: 'warning',
    span: gate.span,
    message,
  });
  const name = `\`${gate.name}\` of \`${pathway.name}\``;
  if (beyond(steady[worst]!) > ROUNDING) {
    const isWithin = (i: number): boolean => beyond(steady[i] ?? 0) <= ROUNDING;
    let [from, to] = [worst, worst];
    while (!isWithin(from - 1)) from--;
    while (!isWithin(to + 1)) to++;
    const where =
      from === to
        ? ''
        : `, and leaves that range from ${formatPotential(voltages[from]!)} to ${formatPotential(voltages[to]!)}`;
    return [
      found(
        `The steady state of ${name} comes to ${formatNumber(steady[worst]!, 3)} at V = ${formatPotential(voltages[worst]!)}${where}; a gate is a fraction, from 0 to 1.`,
      ),
    ];
  }
  const negative = tau?.findIndex((value) => value < 0) ?? -1;
  if (negative < 0) return [];
  const value = formatQuantity(tau![negative]!, 'ms', 3);
  return [
    found(
      `The time constant of ${name} is ${value} at V = ${formatPotential(voltages[negative]!)}; it must be above zero, else the gate runs away.`,
    ),
  ];
}

function poles(model: Model, symbols: Float64Array): GatingFinding[] {
  const named = new Map<NodeId, string>();
  const name = (node: NodeId | undefined, text: string): void => {
    if (node !== undefined && !named.has(node)) named.set(node, text);
  };
  for (const { name: channel, gates, current } of model.pathways) {
    for (const gate of gates) {
      name(gate.steady, `the steady state of \`${gate.name}\``);
      name(gate.tau, `the time constant of \`${gate.name}\``);
    }
    name(current, `the current of \`${channel}\``);
  }
  const told = new Set<NodeId>();
  return singularitiesIn(model, symbols, [...named.keys()]).flatMap(({ node, V, lost }): GatingFinding[] => {
    const [first] = lost;
    const span = model.graph.spans[node];
    if (first === undefined || span === undefined || span === null || told.has(node)) return [];
    told.add(node);
    const message = `This divides by zero at V = ${formatPotential(V)} and has no limit there, so neither has ${named.get(first)!}. Where that is meant, say what holds on each side: \`if V < … then … else …\`.`;
    return [{ code: 'value.singular', severity: 'warning', span, message }];
  });
}

/** V: where leaks are told from gated channels. */
const COMPARED = [-0.1, 0.05] as const;
/** Equivalent gating charge, of a Boltzmann curve as steep: a leak has far less than one. */
const MOST_CHARGE = 0.5;

/**
 * What is called a leak and gates: a leak's open probability hardly depends on V, abs(z) ≪ 1, and does not move after a
 * step. By 1/4 · zF/RT = greatest slope of a Boltzmann curve.
 */
function leaks(model: Model, symbols: Float64Array, pathway: Pathway): GatingFinding[] {
  const { name, open, gates, span } = pathway;
  const steady = steadyStateOf(model);
  if (!/leak/i.test(name) || open === undefined || steady.dependsOnVoltage[open] !== 1) return [];
  const voltages = Float64Array.from({ length: 301 }, (_, i) => COMPARED[0] + i * 0.0005);
  const timed = gates.flatMap(({ tau }) => (tau === undefined ? [] : [tau]));
  const nodes = [open, model.temperature, ...timed];
  const [p, T, ...taus] = voltageSweep(steadyEvaluator(steady, nodes), nodes.length, symbols).over(voltages);
  let steepest = 0;
  const slope = (i: number): number => Math.abs(p![i + 1]! - p![i]!) / 0.0005;
  for (let i = 1; i + 1 < voltages.length; i++) if (slope(i) > slope(steepest)) steepest = i;
  const charge = 4 * slope(steepest) * thermalVoltage(T![0]!);
  if (!(charge > MOST_CHARGE)) return [];
  const slowest = Math.max(...taus.map((tau) => tau[steepest]!));
  const moves = timed.length > 0 ? `, and after a step it moves with τ = ${formatQuantity(slowest, 'ms', 3)}` : '';
  const message = `\`${name}\` is called a leak and is voltage-gated: between −100 and +50 mV its open probability goes from ${formatNumber(Math.min(...p!), 3)} to ${formatNumber(Math.max(...p!), 3)}, most steeply at ${formatPotential(voltages[steepest]!)} with ${formatNumber(slope(steepest) / 10, 3)} % per mV, like a gate with ${formatNumber(charge, 2)} charges${moves}. A leak has abs(z) ≪ 1 and ∂p/∂t ≈ 0.`;
  return [{ code: 'channel.leak', severity: 'information', span, message }];
}
