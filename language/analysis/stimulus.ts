/** What an experiment injects, as a line to draw. */
import { evaluate, makeEvaluator, symbolsOf } from '../model/evaluate.js';
import { TIME, type Experiment, type Model } from '../model/model.js';
import { signalAt, signalEdges, type Signal } from '../solver/signals.js';

/** The injected current in all its corners: A/m² or A, depolarising positive. A time that occurs twice is an edge. */
export interface Stimulus {
  /** s, rising. */
  readonly times: Float64Array;
  readonly current: Float64Array;
}

/** Of a current that bends between its edges. */
const BENT_POINTS = 2000;

/** Undefined when nothing is injected, or when an amplitude depends on V or a state, so that it is only known afterwards. */
export function stimulusOf(
  model: Model,
  experiment: Experiment,
  symbols: Float64Array,
  signals: readonly Signal[] = [],
): Stimulus | undefined {
  const { injections } = experiment;
  const read = [
    ...symbolsOf(
      model.graph,
      injections.map(({ amplitude }) => amplitude),
    ),
  ];
  const kinds = new Set(read.map((symbol) => model.symbols[symbol]!.kind));
  if (injections.length === 0 || ![...kinds].every((kind) => ['parameter', 't', 'drive'].includes(kind)))
    return undefined;
  const valueOf = (node: number): number => evaluate(model.graph, node, symbols);
  const duration = valueOf(experiment.duration);
  const pulses = injections.map(({ from, to }) => ({
    from: from === undefined ? 0 : valueOf(from),
    to: to === undefined ? duration : valueOf(to),
  }));
  const driven = signals.filter(({ symbol }) => read.includes(symbol));
  const edges = [...pulses.flatMap(({ from, to }) => [from, to]), ...signalEdges(driven)];
  const corners = [...new Set([0, ...edges.filter((t) => t > 0 && t < duration), duration])].sort((a, b) => a - b);
  const spacing = kinds.has('t') ? duration / BENT_POINTS : Infinity;
  const evaluator = makeEvaluator(
    model.graph,
    injections.map(({ amplitude }) => amplitude),
  );
  const values = new Float64Array(injections.length);
  const point = Float64Array.from(symbols);
  const times: number[] = [];
  const current: number[] = [];
  for (let i = 0; i + 1 < corners.length; i++) {
    const [start, end] = [corners[i]!, corners[i + 1]!];
    const on = pulses.map(({ from, to }) => from <= start && end <= to);
    for (const signal of driven) point[signal.symbol] = signalAt(signal, start);
    const parts = Math.max(1, Math.ceil((end - start) / spacing));
    for (let part = 0; part <= parts; part++) {
      const t = part === parts ? end : start + ((end - start) * part) / parts;
      point[TIME] = t;
      evaluator(point, values);
      times.push(t);
      current.push(values.reduce((total, value, j) => (on[j] ? total + value : total), 0));
    }
  }
  return { times: Float64Array.from(times), current: Float64Array.from(current) };
}
