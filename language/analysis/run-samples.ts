/** From a continuous solution to the points of an experiment's traces. */
import { makeEvaluator } from '../model/evaluate.js';
import { TIME, VOLTAGE, type Experiment, type Model } from '../model/model.js';
import { extrema } from '../solver/events.js';
import type { Trajectory } from '../solver/trajectory.js';

/** A stretch of a run, SI. Arrays have one length. */
export interface RunSamples {
  /** s, rising. */
  readonly times: Float64Array;
  readonly V: Float64Array;
  /** By pane, by trace, as `experiment.panes`. */
  readonly panes: readonly (readonly Float64Array[])[];
}

/** Points within a step: no fewer, so that a spike stays round; no more, whatever the resolution asked. */
const FEWEST_POINTS = 4;
const MOST_POINTS = 32;

/** Evaluates an experiment's traces on the states at rising times of a trajectory. */
export function makeSampler(
  model: Model,
  experiment: Experiment,
  symbols: Float64Array,
): (trajectory: Trajectory, times: Float64Array) => RunSamples {
  const point = Float64Array.from(symbols);
  const slots = [VOLTAGE, ...model.states.map(({ symbol }) => symbol)];
  const nodes = experiment.panes.flatMap((pane) => pane.map(({ node }) => node));
  const evaluator = makeEvaluator(model.graph, nodes);
  const values = new Float64Array(nodes.length);
  return (trajectory, times) => {
    const components = trajectory.sampleGrid(times);
    const panes = experiment.panes.map((pane) => pane.map(() => new Float64Array(times.length)));
    const traces = panes.flat();
    for (let row = 0; row < times.length; row++) {
      point[TIME] = times[row]!;
      for (let i = 0; i < slots.length; i++) point[slots[i]!] = components[i]![row]!;
      evaluator(point, values);
      for (let i = 0; i < traces.length; i++) traces[i]![row] = values[i]!;
    }
    return { times, V: components[0]!, panes };
  };
}

/**
 * Times that show all there is to see: every knot, between knots about `spacing` (s) apart but never fewer than a few
 * to a step, and every turning point of V, so that a peak is drawn at its height.
 */
export function tellingTimes(trajectory: Trajectory, spacing: number): Float64Array {
  const knots = trajectory.times;
  const times: number[] = [knots[0]!];
  for (let k = 0; k + 1 < knots.length; k++) {
    const h = knots[k + 1]! - knots[k]!;
    if (h === 0) continue;
    const points = Math.min(MOST_POINTS, Math.max(FEWEST_POINTS, Math.ceil(h / spacing)));
    for (let i = 1; i < points; i++) times.push(knots[k]! + (i / points) * h);
    times.push(knots[k + 1]!);
  }
  for (const { time } of extrema(trajectory, 0)) times.push(time);
  const sorted = Float64Array.from(times).sort();
  return sorted.filter((time, i) => i === 0 || time > sorted[i - 1]!);
}
