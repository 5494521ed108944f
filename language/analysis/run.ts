/** An experiment on a model, run in time: in portions, so that a worker stays responsive, or to the end at once. */
import { evaluate } from '../model/evaluate.js';
import type { Experiment, Model } from '../model/model.js';
import { failure, success, type Failure, type Outcome } from '../model/outcome.js';
import { Integration, type IntegrationOptions } from '../solver/integration.js';
import type { Problem } from '../solver/problem.js';
import { problemOf } from '../solver/model-problem.js';
import { signalAt, type Signal } from '../solver/signals.js';
import { makeTrajectory, type Trajectory } from '../solver/trajectory.js';
import { guardDepletion, type Advancing } from './depletion.js';
import { formatTime } from './field-units.js';
import { balancedModel } from './balanced.js';
import { clampedModel } from './clamped.js';
import { signalsOf } from './drives.js';
import { makeRunPoint, type RunPoint } from './run-point.js';
import { makeSampler, tellingTimes, type RunSamples } from './run-samples.js';
import { findSpikes, type Spike } from './spikes.js';
import { whyNoTimeCourse, startOfRun } from './run-start.js';
import { stochasticModelOf } from './stochastic/stochastic-model.js';
import { prepareStochastic, type Chance } from './stochastic/stochastic-run.js';
import { stimulusOf, type Stimulus } from './stimulus.js';

export type { RunSamples, Spike, Stimulus };

export interface RunOptions extends Pick<IntegrationOptions, 'tolerance' | 'maximumSteps' | 'recycled'> {
  /** Which of the resting potentials to start from (index in `Rest.roots`); by default the chosen one. */
  readonly root?: number;
  /** Which run of a family it is: a stochastic one has random numbers of its own. */
  readonly member?: number;
}

/** A run in progress. */
export interface Run {
  readonly experiment: Experiment;
  /** s. */
  readonly duration: number;
  readonly stimulus?: Stimulus;
  /** How far it has come, s. */
  readonly time: number;
  /** At the end, failed or cancelled. */
  readonly done: boolean;
  /** Tries at most so many steps. True when done. */
  advance(steps: number): boolean;
  /** Ends it here, as a failure that keeps the traces up to now. */
  cancel(): void;
  /** Everything computed since the last call, densely enough to draw; empty when nothing was. */
  takeSamples(): RunSamples;
  result(): RunResult;
}

/** What a run has come to so far. */
export interface RunResult {
  readonly experiment: Experiment;
  readonly duration: number;
  readonly trajectory: Trajectory;
  /** Upward crossings of 0 mV. */
  readonly spikes: readonly Spike[];
  /** Why it ended early; the traces reach up to then. */
  readonly failure?: Failure;
  /** The traces at these rising times, s, none beyond `trajectory.end`; by default densely enough to draw. */
  readonly sample: (times?: ArrayLike<number>) => RunSamples;
  /** All symbols along the run. */
  readonly point: RunPoint;
  /** What ran: nodes read along the run are to be read in its graph, which has the ids of the model's own. */
  readonly system: Model;
  /** How chance came in, where it did. */
  readonly chance?: Chance;
}

/** Points a run is drawn with when the solver's own steps are longer. */
const DRAWN_POINTS = 2000;

/** A run that could begin: its equations, and what makes a result of their solution. */
export interface PreparedRun {
  readonly experiment: Experiment;
  /** s. */
  readonly duration: number;
  /** Parameters, and nothing else. */
  readonly symbols: Float64Array;
  readonly problem: Problem;
  readonly options: IntegrationOptions;
  readonly signals: readonly Signal[];
  readonly resultOf: (trajectory: Trajectory) => RunResult;
  /** Where there is chance in it and so nothing that solvers of ordinary equations could do. */
  readonly integrate?: () => Advancing;
}

/**
 * The experiment of that name with these parameters, a family as the run its axes have values for in `symbols`.
 * Fails with `run.no-experiment`, `run.no-capacitance`, `run.duration`, `run.start`, or for want of a resting
 * potential to start from.
 */
export function prepareRun(
  model: Model,
  name: string,
  symbols: Float64Array,
  options: RunOptions = {},
): Outcome<PreparedRun> {
  const experiment = model.experiments.find((candidate) => candidate.name === name);
  if (!experiment) return failure('run.no-experiment', noExperimentSentence(model, name));
  const ran = experiment.stochastic ? stochasticModelOf(model).model : model;
  const parameters = new Float64Array(ran.symbols.length);
  parameters.set(symbols);
  const duration = evaluate(model.graph, experiment.duration, parameters);
  if (!(duration > 0 && duration < Infinity)) {
    const message = `${name} cannot last ${formatTime(duration)}: a duration is longer than zero.`;
    return failure('run.duration', message, { span: experiment.span });
  }
  const { clamp } = experiment;
  const cannot = clamp ? undefined : whyNoTimeCourse(model, parameters);
  if (cannot) return cannot;
  const signals = signalsOf(model, experiment, parameters, duration);
  const system = clamp ? clampedModel(ran, experiment, clamp) : model.electroneutral ? balancedModel(ran) : ran;
  const problem = problemOf(system, parameters, experiment.injections, signals);
  if (!problem.ok) return problem;
  const before = parameters.slice(0, model.symbols.length);
  for (const signal of signals) before[signal.symbol] = signalAt(signal, 0);
  const start = startOfRun(model, experiment, before, options.root);
  if (!start.ok) return start;
  const point = makeRunPoint(ran, experiment, parameters, signals);
  const sampler = makeSampler(ran, experiment, point);
  const spacing = duration / DRAWN_POINTS;
  const random = experiment.stochastic
    ? prepareStochastic(model, {
        ...options,
        experiment,
        symbols: parameters,
        problem: problem.value,
        point,
        start: start.value,
        duration,
      })
    : undefined;
  if (random && !random.ok) return random;
  const hasJumps = signals.length > 0 || random !== undefined;
  return success({
    experiment,
    duration,
    symbols: parameters,
    signals,
    problem: problem.value,
    options: { ...options, start: start.value, end: duration },
    resultOf: (trajectory) => ({
      experiment,
      duration,
      trajectory,
      spikes: clamp || model.electroneutral ? [] : findSpikes(trajectory),
      ...(trajectory.failure && { failure: trajectory.failure }),
      sample: (times) =>
        sampler(trajectory, times ? Float64Array.from(times) : tellingTimes(trajectory, spacing, hasJumps)),
      point,
      system: ran,
      ...(random && { chance: random.value.chance }),
    }),
    ...(random && { integrate: random.value.integrate }),
  });
}

/** Starts what `prepareRun` prepares, and fails as that does; trouble on the way is in the result. */
export function startRun(model: Model, name: string, symbols: Float64Array, options: RunOptions = {}): Outcome<Run> {
  const prepared = prepareRun(model, name, symbols, options);
  return prepared.ok ? success(makeRun(model, prepared.value)) : prepared;
}

/** The whole experiment at once. Fails only where `startRun` does. */
export function runToEnd(
  model: Model,
  name: string,
  symbols: Float64Array,
  options: RunOptions = {},
): Outcome<RunResult> {
  const run = startRun(model, name, symbols, options);
  if (!run.ok) return run;
  while (!run.value.done) run.value.advance(Infinity);
  return success(run.value.result());
}

function makeRun(model: Model, prepared: PreparedRun): Run {
  const { experiment, duration, symbols, signals, problem, options, integrate, resultOf } = prepared;
  const ran = experiment.stochastic ? stochasticModelOf(model).model : model;
  const integration = guardDepletion(ran, problem, integrate?.() ?? new Integration(problem, options), symbols);
  const sampler = makeSampler(ran, experiment, makeRunPoint(ran, experiment, symbols, signals));
  const stimulus = stimulusOf(model, experiment, symbols, signals);
  const spacing = duration / DRAWN_POINTS;
  let taken = 0;
  return {
    experiment,
    duration,
    ...(stimulus && { stimulus }),
    get time() {
      return integration.time;
    },
    get done() {
      return integration.done;
    },
    advance: (steps) => integration.advance(steps),
    cancel: () => integration.cancel(),
    takeSamples() {
      const trajectory = integration.result();
      const recent = tail(trajectory, Math.max(0, taken - 1));
      const times = tellingTimes(recent, spacing, signals.length > 0 || integrate !== undefined);
      const fresh = taken === 0 ? times : times.subarray(1);
      taken = trajectory.times.length;
      return sampler(recent, fresh.slice());
    },
    result: () => resultOf(integration.result()),
  };
}

/** The part of a trajectory that starts with knot `first`, on the same memory. */
function tail(trajectory: Trajectory, first: number): Trajectory {
  const { names, times, knots, statistics } = trajectory;
  return makeTrajectory({
    names,
    times: times.subarray(first),
    knots: knots.subarray(3 * names.length * first),
    statistics,
  });
}

function noExperimentSentence(model: Model, name: string): string {
  const names = model.experiments.map((experiment) => experiment.name);
  if (names.length === 0) return `${model.name} has no experiment.`;
  return `${model.name} has no experiment called ${name}; it has ${names.join(', ')}.`;
}
