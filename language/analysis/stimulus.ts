/** What an experiment injects, as a line to draw. */
import { evaluate, symbolsOf } from '../model/evaluate.js';
import type { Experiment, Model } from '../model/model.js';

/** The injected current in all its corners: A/m² or A, depolarising positive. A time that occurs twice is an edge. */
export interface Stimulus {
  /** s, rising. */
  readonly times: Float64Array;
  readonly current: Float64Array;
}

/** Undefined when nothing is injected, or when an amplitude depends on V, a state or time and so has no corners. */
export function stimulusOf(model: Model, experiment: Experiment, symbols: Float64Array): Stimulus | undefined {
  const { injections } = experiment;
  if (injections.length === 0 || !injections.every(({ amplitude }) => isConstant(model, amplitude))) return undefined;
  const valueOf = (node: number): number => evaluate(model.graph, node, symbols);
  const duration = valueOf(experiment.duration);
  const pulses = injections.map(({ amplitude, from, to }) => ({
    amplitude: valueOf(amplitude),
    from: from === undefined ? 0 : valueOf(from),
    to: to === undefined ? duration : valueOf(to),
  }));
  const edges = pulses.flatMap(({ from, to }) => [from, to]).filter((t) => t > 0 && t < duration);
  const corners = [...new Set([0, ...edges, duration])].sort((a, b) => a - b);
  const times: number[] = [];
  const current: number[] = [];
  for (let i = 0; i + 1 < corners.length; i++) {
    const [start, end] = [corners[i]!, corners[i + 1]!];
    const on = pulses.filter(({ from, to }) => from <= start && end <= to);
    const sum = on.reduce((total, { amplitude }) => total + amplitude, 0);
    times.push(start, end);
    current.push(sum, sum);
  }
  return { times: Float64Array.from(times), current: Float64Array.from(current) };
}

/** Whether only parameters can change it. */
function isConstant(model: Model, node: number): boolean {
  return [...symbolsOf(model.graph, [node])].every((symbol) => model.symbols[symbol]!.kind === 'parameter');
}
