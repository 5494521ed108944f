/** From a continuous solution to the points of an experiment's traces. */
import { makeEvaluators } from '../model/evaluate.js';
import { VOLTAGE, type Experiment, type Model, type Trace } from '../model/model.js';
import type { Failure } from '../model/outcome.js';
import { extrema } from '../solver/events.js';
import type { Trajectory } from '../solver/trajectory.js';
import { formatTime, formatVoltage } from './field-units.js';
import type { RunPoint } from './run-point.js';
import { straightStates } from './straight-states.js';

/** A stretch of a run, SI. Arrays have one length. */
export interface RunSamples {
  /** s, rising. */
  readonly times: Float64Array;
  readonly V: Float64Array;
  /** By pane, by trace, as `sampledPanes`. */
  readonly panes: readonly (readonly Float64Array[])[];
  /** Where a trace first has no finite value, though the solution has: that trace is NaN there. */
  readonly gap?: Failure;
}

/** Points within a step: no fewer, so that a spike stays round; no more, whatever the resolution asked. */
const FEWEST_POINTS = 4;
const MOST_POINTS = 32;

/** The panes of an experiment, then its orbits, each with what it is drawn against in front. */
export function sampledPanes({ panes, orbits = [] }: Experiment): readonly (readonly Trace[])[] {
  return [...panes, ...orbits.map(({ against, traces }) => [against, ...traces])];
}

/** Evaluates an experiment's traces on the states at rising times of a trajectory. A time that occurs twice is a jump. */
export function makeSampler(
  model: Model,
  experiment: Experiment,
  runPoint: RunPoint,
): (trajectory: Trajectory, times: Float64Array) => RunSamples {
  const sampled = sampledPanes(experiment);
  const nodes = sampled.flatMap((pane) => pane.map(({ node }) => node));
  const { at: evaluator, columns } = makeEvaluators(model.graph, nodes);
  const values = new Float64Array(nodes.length);
  const labels = sampled.flatMap((pane) => pane.map(({ label }) => label));
  const gapAt = (time: number, V: number): Failure => {
    const label = labels[values.findIndex((value) => !Number.isFinite(value))]!;
    const message = `${label} comes out as no finite number at ${formatTime(time)}, where V is ${formatVoltage(V)}: its trace has a gap there.`;
    return { code: 'run.not-finite', message, time, span: experiment.span };
  };
  return (trajectory, times) => {
    const components = trajectory.sampleGrid(times);
    const panes = sampled.map((pane) => pane.map(() => new Float64Array(times.length)));
    const traces = panes.flat();
    const whole = runPoint.columns?.(times, components);
    if (whole) columns(runPoint.symbols, whole, times.length, traces);
    const V = whole ? components[0]! : new Float64Array(times.length);
    let gap: Failure | undefined;
    for (let row = 0; row < times.length; row++) {
      if (whole && isFiniteAt(traces, row)) continue;
      const before = times[row] === (times[row + 1] ?? trajectory.end);
      const point = runPoint(times[row]!, (i) => components[i]![row]!, before);
      V[row] = point[VOLTAGE]!;
      evaluator(point, values);
      if (!isFinite(values)) {
        const states = straightStates(trajectory, times[row]!);
        const V = components[0]![row]!;
        evaluator(
          runPoint(times[row]!, (i) => (i === 0 ? V : states[i]!), before),
          values,
        );
        if (!isFinite(values)) gap ??= gapAt(times[row]!, V);
      }
      for (let i = 0; i < traces.length; i++) traces[i]![row] = values[i]!;
    }
    return { times, V, panes, ...(gap && { gap }) };
  };
}

function isFiniteAt(traces: readonly Float64Array[], row: number): boolean {
  for (const trace of traces) if (!Number.isFinite(trace[row])) return false;
  return true;
}

function isFinite(values: Float64Array): boolean {
  for (const value of values) if (!Number.isFinite(value)) return false;
  return true;
}

/**
 * Times that show all there is to see: every knot, between knots about `spacing` (s) apart but never fewer than a few
 * to a step, and every turning point of V, so that a peak is drawn at its height. With `jumps` every edge comes twice.
 */
export function tellingTimes(trajectory: Trajectory, spacing: number, jumps = false): Float64Array {
  const { times: knots } = trajectory;
  const turns = extrema(trajectory, 0);
  const pointsOf = (h: number): number => Math.min(MOST_POINTS, Math.max(FEWEST_POINTS, Math.ceil(h / spacing)));
  let most = 1 + turns.length;
  for (let k = 0; k + 1 < knots.length; k++) most += pointsOf(knots[k + 1]! - knots[k]!);
  const times = new Float64Array(most);
  const first = knots[0]!;
  let count = 0;
  let turn = 0;
  const add = (time: number): void => {
    if (count === 0 || time > times[count - 1]!) times[count++] = time;
  };
  /** With the turning points before it. */
  const addUpTo = (time: number): void => {
    while (turn < turns.length && turns[turn]!.time < time) add(turns[turn++]!.time);
    add(time);
  };
  add(first);
  for (let k = 0; k + 1 < knots.length; k++) {
    const [from, to] = [knots[k]!, knots[k + 1]!];
    const h = to - from;
    if (h > 0) {
      const points = pointsOf(h);
      for (let i = 1; i < points; i++) addUpTo(from + (i / points) * h);
      addUpTo(to);
      // The first knot may be the later side of an edge whose earlier side belongs to what went before.
    } else if (jumps && to > first) times[count++] = to;
  }
  return times.slice(0, count);
}
