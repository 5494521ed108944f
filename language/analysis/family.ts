/**
 * A family of runs: one for every combination of the values of an experiment's axes, from coarse to fine, so that the
 * first few already show the shape of the whole.
 */
import { evaluate, makeEvaluator } from '../model/evaluate.js';
import type { SweepAxis } from '../model/drive.js';
import type { Experiment, Model } from '../model/model.js';
import { failure, success, type Failure, type Outcome } from '../model/outcome.js';
import { sweepKernel, type SweepJob } from '../solver/sweep.js';
import { untilDepletion } from './depletion.js';
import { measuredSymbols } from './measures/measured-symbols.js';
import { prepareRun, startRun, type Run, type PreparedRun, type RunOptions, type RunResult } from './run.js';

export interface AxisValues {
  readonly axis: SweepAxis;
  /** SI. */
  readonly values: Float64Array;
}

/** One run of the family. */
export interface Member {
  /** Its place when the last axis varies fastest. */
  readonly index: number;
  /** SI, by axis. */
  readonly values: readonly number[];
  /** By curve: where it stands and its measures in SI, NaN where there is none. */
  readonly curves: readonly { readonly x: number; readonly values: readonly number[] }[];
  /** Absent where it could not begin. */
  readonly run?: RunResult;
  /** Why a measure is missing, or the run. */
  readonly failure?: Failure;
}

export interface Family {
  readonly experiment: Experiment;
  readonly axes: readonly AxisValues[];
  /** How many runs there are, of this part. */
  readonly count: number;
  /** How many of them are done. */
  readonly finished: number;
  readonly done: boolean;
  /** Tries about so many steps. True when all is done. */
  advance(steps: number): boolean;
  /** Those finished since the last call. */
  takeMembers(): Member[];
}

export interface FamilyOptions extends RunOptions {
  /** Only every `of`-th run, beginning with number `part` counted from 1. */
  readonly slice?: { readonly part: number; readonly of: number };
}

const MOST_RUNS = 100_000;

/** Whether an experiment is a family of runs. */
export function isFamily({ axes = [] }: Experiment): boolean {
  return axes.length > 0;
}

/** Fails with `run.no-experiment` or `run.sweep`; what fails in one run is told with that run. */
export function startFamily(
  model: Model,
  name: string,
  symbols: Float64Array,
  options: FamilyOptions = {},
): Outcome<Family> {
  const experiment = model.experiments.find((candidate) => candidate.name === name);
  if (!experiment) return failure('run.no-experiment', `${model.name} has no experiment called ${name}.`);
  const axes = (experiment.axes ?? []).map((axis) => axisValues(model, axis, symbols));
  const total = axes.reduce((product, { values }) => product * values.length, 1);
  if (!(total >= 1 && total <= MOST_RUNS)) {
    const message = `${name} has ${total === 0 ? 'no runs' : `more than ${MOST_RUNS} runs`} with these parameters.`;
    return failure('run.sweep', message, { span: experiment.span });
  }
  const { slice } = options;
  const wanted = coarseToFine(total).filter((index) => slice === undefined || index % slice.of === slice.part - 1);
  const make = experiment.stochastic ? makeChanceFamily : makeFamily;
  return success(make(model, experiment, symbols, axes, wanted, options));
}

/** All values that an axis goes through; none where its numbers make no row. */
export function axisValues(model: Model, axis: SweepAxis, symbols: Float64Array): AxisValues {
  const [first, last, step] = [axis.first, axis.last, axis.step].map((node) => evaluate(model.graph, node, symbols));
  const steps = Math.floor((last! - first!) / step! + 1e-9);
  const count = Number.isFinite(steps) && steps >= 0 ? Math.min(steps + 1, MOST_RUNS + 1) : 0;
  return { axis, values: Float64Array.from({ length: count }, (_, i) => first! + i * step!) };
}

/** 0 … count − 1: the ends first, then what lies half-way between those there are. */
export function coarseToFine(count: number): number[] {
  const order: number[] = [];
  const seen = new Uint8Array(count);
  const take = (index: number): void => {
    if (index >= count || seen[index] !== 0) return;
    seen[index] = 1;
    order.push(index);
  };
  let stride = 1;
  while (stride < count) stride *= 2;
  take(0);
  take(count - 1);
  for (; stride >= 1; stride /= 2) for (let index = 0; index < count; index += stride) take(index);
  return order;
}

function makeFamily(
  model: Model,
  experiment: Experiment,
  symbols: Float64Array,
  axes: readonly AxisValues[],
  wanted: readonly number[],
  { slice: _, ...options }: FamilyOptions,
): Family {
  const members: Member[] = [];
  const begun: { readonly index: number; readonly prepared: PreparedRun }[] = [];
  let finished = 0;
  const add = (member: Member): void => {
    members.push(member);
    finished++;
  };
  const jobs = function* (): Generator<SweepJob> {
    for (const index of wanted) {
      const values = valuesAt(axes, index);
      const point = Float64Array.from(symbols);
      axes.forEach(({ axis }, i) => (point[axis.symbol] = values[i]!));
      const prepared = prepareRun(model, experiment.name, point, options);
      if (!prepared.ok) {
        add({ index, values, curves: curvesOf(model, experiment, point), failure: prepared.failure });
        continue;
      }
      begun.push({ index, prepared: prepared.value });
      yield { problem: prepared.value.problem, options: prepared.value.options };
    }
  };
  const sweep = sweepKernel(jobs());
  const collect = (): void => {
    for (const { index: job, trajectory } of sweep.takeResults()) {
      const { index, prepared } = begun[job]!;
      const run = prepared.resultOf(untilDepletion(model, prepared.problem, trajectory, prepared.symbols));
      const found = measuredSymbols(model, experiment, run, prepared.symbols);
      const reason = run.failure ?? found.failure;
      const curves = curvesOf(model, experiment, found.symbols);
      add({ index, values: valuesAt(axes, index), curves, run, ...(reason && { failure: reason }) });
    }
  };
  return {
    experiment,
    axes,
    count: wanted.length,
    get finished() {
      return finished;
    },
    get done() {
      return finished === wanted.length;
    },
    advance(steps) {
      sweep.advance(steps);
      collect();
      return finished === wanted.length;
    },
    takeMembers: () => members.splice(0),
  };
}

/** Runs with chance in them, one after another: each has random numbers of its own. */
function makeChanceFamily(
  model: Model,
  experiment: Experiment,
  symbols: Float64Array,
  axes: readonly AxisValues[],
  wanted: readonly number[],
  { slice: _, ...options }: FamilyOptions,
): Family {
  const members: Member[] = [];
  let finished = 0;
  let current: { readonly run: Run; readonly index: number; readonly point: Float64Array } | undefined;
  const begin = (): void => {
    const index = wanted[finished]!;
    const values = valuesAt(axes, index);
    const point = Float64Array.from(symbols);
    axes.forEach(({ axis }, i) => (point[axis.symbol] = values[i]!));
    const run = startRun(model, experiment.name, point, { ...options, member: index });
    if (run.ok) current = { run: run.value, index, point };
    else {
      finished++;
      members.push({ index, values, curves: curvesOf(model, experiment, point), failure: run.failure });
    }
  };
  const end = ({ run, index, point }: NonNullable<typeof current>): void => {
    const result = run.result();
    const found = measuredSymbols(model, experiment, result, point);
    const reason = result.failure ?? found.failure;
    const curves = curvesOf(model, experiment, found.symbols);
    members.push({ index, values: valuesAt(axes, index), curves, run: result, ...(reason && { failure: reason }) });
    finished++;
    current = undefined;
  };
  return {
    experiment,
    axes,
    count: wanted.length,
    get finished() {
      return finished;
    },
    get done() {
      return finished === wanted.length;
    },
    advance(steps) {
      if (finished === wanted.length) return true;
      if (current === undefined) begin();
      if (current?.run.advance(steps)) end(current);
      return finished === wanted.length;
    },
    takeMembers: () => members.splice(0),
  };
}

function valuesAt(axes: readonly AxisValues[], index: number): number[] {
  const values = new Array<number>(axes.length);
  let rest = index;
  for (let i = axes.length - 1; i >= 0; i--) {
    const { values: all } = axes[i]!;
    values[i] = all[rest % all.length]!;
    rest = Math.floor(rest / all.length);
  }
  return values;
}

function curvesOf(model: Model, { curves = [] }: Experiment, symbols: Float64Array): Member['curves'] {
  return curves.map(({ traces, against }) => {
    const out = new Float64Array(traces.length + 1);
    makeEvaluator(model.graph, [against.node, ...traces.map(({ node }) => node)])(symbols, out);
    return { x: out[0]!, values: Array.from(out.subarray(1), (value) => (Number.isFinite(value) ? value : NaN)) };
  });
}
