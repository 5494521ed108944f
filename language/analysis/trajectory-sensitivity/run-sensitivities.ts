/** How a run answers to each parameter: ∂/∂p of its traces at every time, of the times of its spikes and of their peaks. */
import { directionalDerivatives } from '../../model/directional.js';
import { makeEvaluator } from '../../model/evaluate.js';
import { GraphBuilder } from '../../model/graph-builder.js';
import { VOLTAGE, type Experiment, type Model, type Parameter } from '../../model/model.js';
import { failure, success, type Failure, type Outcome } from '../../model/outcome.js';
import { problemOf } from '../../solver/model-problem.js';
import { pulsesOf } from '../../solver/pulses.js';
import { pulse, signalAt, type Signal } from '../../solver/signals.js';
import type { Trajectory } from '../../solver/trajectory.js';
import { clampedModel } from '../clamped.js';
import { formatTime } from '../field-units.js';
import { prepareRun, type PreparedRun, type RunOptions, type RunResult } from '../run.js';
import { sampledPanes } from '../run-samples.js';
import { findSpikes } from '../spikes.js';
import { firstJump } from './conditions.js';
import { drivenBy, type Driven } from './edges.js';
import { changesOf, sensitivityEquations, type SensitivityEquations } from './equations.js';
import { integrateAcross } from './integrate-across.js';
import { startSensitivity } from './start.js';

/** Per SI unit of the parameter, SI. */
export interface RunSensitivity {
  readonly parameter: Parameter;
  /** Present value, SI. */
  readonly value: number;
  /** ∂V/∂p at the end of the run. */
  readonly end: number;
  /** In the order of the run's spikes: d/dp of when V rises through the threshold, and of the peak. */
  readonly spikes: readonly { readonly time: number; readonly peak: number }[];
  /** ∂/∂p of V and of the traces, by pane as `sampledPanes`, at these rising times, s; at an edge just after it. */
  readonly sample: (times: ArrayLike<number>) => {
    readonly V: Float64Array;
    readonly panes: readonly (readonly Float64Array[])[];
  };
}

export interface Unanswered {
  readonly parameter: Parameter;
  readonly failure: Failure;
}

/**
 * Of `result`, which is what that experiment came to with these parameters, for each parameter in the order of the
 * model; one that can have none fails by itself, with `sensitivity.edge`, `sensitivity.drive`, `sensitivity.start`,
 * `sensitivity.condition`, or as the solver does. All fail with `sensitivity.family`, `sensitivity.stochastic` or
 * `sensitivity.electroneutral`, and with what ended the run early.
 */
export function runSensitivities(
  model: Model,
  symbols: Float64Array,
  result: RunResult,
  options: RunOptions = {},
): Outcome<readonly (RunSensitivity | Unanswered)[]> {
  const { experiment } = result;
  const refused = whyNone(model, experiment);
  if (refused) return refused;
  if (result.failure) return { ok: false, failure: result.failure };
  const prepared = prepareRun(model, experiment.name, symbols, options);
  if (!prepared.ok) return prepared;
  return success(
    model.parameters.map((parameter) => {
      const found = sensitivityTo(model, parameter, prepared.value, result, options);
      return found.ok ? found.value : { parameter, failure: found.failure };
    }),
  );
}

function whyNone(model: Model, { name, axes, stochastic, span }: Experiment): Outcome<never> | undefined {
  if (axes && axes.length > 0)
    return failure('sensitivity.family', `${name} is a family of runs; sensitivities are those of a single run.`, {
      span,
    });
  if (stochastic) {
    const message = `${name} has chance in it: what its paths answer to a parameter is no derivative of one of them.`;
    return failure('sensitivity.stochastic', message, { span });
  }
  if (!model.electroneutral) return undefined;
  const message = `V of ${model.name} balances all currents at every moment and is no state; sensitivities of its runs are not computed.`;
  return failure('sensitivity.electroneutral', message, { span });
}

function sensitivityTo(
  model: Model,
  parameter: Parameter,
  { experiment, duration, symbols, signals, options }: PreparedRun,
  result: RunResult,
  { tolerance }: RunOptions,
): Outcome<RunSensitivity> {
  const driven = drivenBy(model, experiment, parameter, symbols, signals, duration);
  if (!driven.ok) return driven;
  const before = symbols.slice(0, model.symbols.length);
  for (const signal of signals) before[signal.symbol] = signalAt(signal, 0);
  const first = startSensitivity(model, experiment, before, options.start, parameter);
  if (!first.ok) return first;

  const { clamp, injections } = experiment;
  const system = clamp ? clampedModel(model, experiment, clamp) : model;
  const value = symbols[parameter.symbol]!;
  const equations = sensitivityEquations(system, experiment, parameter, driven.value.values, sizeOf(parameter, value));
  const switched = clamp
    ? []
    : pulsesOf(model, injections, symbols).map(({ from, to }, i) => pulse(equations.switches[i]!, from, to, 1));
  const all = [...signals, ...switched];
  const parameters = Float64Array.from(equations.model.symbols, (_, i) => symbols[i] ?? 0);
  const problem = problemOf(equations.model, parameters, undefined, all);
  if (!problem.ok) return problem;
  const trajectory = integrateAcross(problem.value, {
    start: Float64Array.from([...Array.from(options.start), ...first.value]),
    duration,
    edges: driven.value.edges,
    ...(tolerance !== undefined && { tolerance }),
  });
  if (trajectory.failure) return { ok: false, failure: trajectory.failure };
  const jump = firstJump(equations, parameter, problem.value, trajectory, symbols, all);
  if (jump) {
    const message = `At ${formatTime(jump.time)} a condition changes and the equations jump there, at a time that moves with ${parameter.name}: a sensitivity to it is not computed.`;
    return failure('sensitivity.condition', message, jump);
  }
  return success({ parameter, value, ...readerOf(model, parameter, driven.value, equations, trajectory, result, all) });
}

/** By how much a parameter changes in earnest, SI: its value, or where that is 0 its range. */
function sizeOf({ minimum = 0, maximum = 0 }: Parameter, value: number): number {
  const sizes = [Math.abs(value), Math.max(Math.abs(minimum), Math.abs(maximum)), 1];
  return sizes.find((size) => size > 0)!;
}

function readerOf(
  model: Model,
  parameter: Parameter,
  driven: Driven,
  equations: SensitivityEquations,
  trajectory: Trajectory,
  result: RunResult,
  signals: readonly Signal[],
): Pick<RunSensitivity, 'end' | 'spikes' | 'sample'> {
  const { experiment, spikes } = result;
  const states = [VOLTAGE, ...model.states.map(({ symbol }) => symbol)];
  const panes = sampledPanes(experiment);

  const builder = GraphBuilder.from(model.graph);
  const changes = changesOf(builder, parameter, driven.values);
  states.forEach((symbol, i) => changes.set(symbol, builder.symbol(equations.slopes[i]!)));
  const { clamp } = experiment;
  if (clamp) changes.set(VOLTAGE, directionalDerivatives(builder, [clamp.command], changes)[0]!);
  const read = [builder.symbol(VOLTAGE), ...panes.flatMap((pane) => pane.map(({ node }) => node))];
  const slopeNodes = directionalDerivatives(builder, read, changes);
  const slopesOf = makeEvaluator(builder.graph(), slopeNodes);
  const rateOf = makeEvaluator(equations.model.graph, [equations.rates[0]!]);

  const point = new Float64Array(equations.model.symbols.length);
  const y = new Float64Array(trajectory.names.length);
  const load = (t: number): void => {
    trajectory.sample(t, y);
    point.set(result.point(t, (i) => y[i]!, false));
    for (const signal of signals) point[signal.symbol] = signalAt(signal, t);
    equations.slopes.forEach((symbol, i) => (point[symbol] = y[states.length + i]!));
  };
  const values = new Float64Array(read.length);
  const slopesAt = (t: number): Float64Array => {
    load(t);
    slopesOf(point, values);
    return values;
  };
  const rate = new Float64Array(1);
  const rateAt = (t: number): number => {
    load(t);
    rateOf(point, rate);
    return rate[0]!;
  };
  // Each solution has its spikes where its own V has them, to the last digit of its tolerance.
  const own = clamp ? [] : findSpikes(trajectory);
  return {
    end: slopesAt(trajectory.end)[0]!,
    spikes: (own.length === spikes.length ? own : spikes).map(({ time, peakTime }) => {
      // A peak that something cuts off moves with the edge: s just before it is s after it less the jump.
      const edge = driven.edges.find((moving) => Math.abs(moving.time - peakTime) <= 1e-9 * trajectory.end);
      const along = edge === undefined ? 0 : edge.slope * rateAt(edge.time);
      return { time: -slopesAt(time)[0]! / rateAt(time), peak: slopesAt(peakTime)[0]! + along };
    }),
    sample: (times) => {
      const V = new Float64Array(times.length);
      const traces = panes.map((pane) => pane.map(() => new Float64Array(times.length)));
      const flat = [V, ...traces.flat()];
      for (let row = 0; row < times.length; row++) {
        const slopes = slopesAt(times[row]!);
        flat.forEach((trace, i) => (trace[row] = slopes[i]!));
      }
      return { V, panes: traces };
    },
  };
}
