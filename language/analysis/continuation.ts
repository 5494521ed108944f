/**
 * Steady states as one parameter changes: every branch, through its folds, with the points where stability is lost or
 * won. What settles is eliminated first, so a branch is a curve in the plane of V and the parameter.
 */
import { dependsOnSymbols } from './depends-on.js';
import { VOLTAGE, type Experiment, type Model, type Parameter } from '../model/model.js';
import { failure, success, type Outcome } from '../model/outcome.js';
import { formatQuantity } from '../units/display.js';
import { shrinkBracket } from './find-root.js';
import {
  pointAfter,
  traceCurve,
  type Box,
  type CurveEnd,
  type CurvePoint,
  type PlaneFunction,
} from './implicit-curve.js';
import { bridgeGaps } from './removable.js';
import { reversalSpan } from './reversals.js';
import { sampleVoltages } from './search-rest.js';
import { steadyEvaluator } from './settling.js';
import { makeLinearisation, type Eigenvalue } from './stability.js';
import { steadyStateOf, type SteadyState } from './steady-state.js';
import { findZeros } from './zeros.js';

export interface ContinuationOptions {
  /** By default the parameter's own range, SI. */
  readonly from?: number;
  readonly to?: number;
  /** Whose injected current, where it depends on the parameter, flows for ever; by default the first such experiment. */
  readonly experiment?: string;
}

export interface SteadyPoint {
  /** SI, as V. */
  readonly parameter: number;
  readonly V: number;
  readonly stable: boolean;
  /** Eigenvalues with a positive real part; absent where eigenvalues are not computed. */
  readonly unstable?: number;
  /** What happens just here. */
  readonly special?: SpecialPoint['kind'];
}

export interface Branch {
  readonly points: readonly SteadyPoint[];
  /** What happens at its two ends; a closed branch ends where it begins. */
  readonly ends: readonly [CurveEnd, CurveEnd];
}

export interface SpecialPoint {
  /** Two steady states meet, or a pair of eigenvalues crosses the imaginary axis. */
  readonly kind: 'fold' | 'hopf';
  readonly parameter: number;
  readonly V: number;
  /** Of the oscillation born at a Hopf point, Hz. */
  readonly frequency?: number;
}

export interface Continuation {
  readonly parameter: Parameter;
  readonly from: number;
  readonly to: number;
  /** The experiment whose injected current is taken as constant. */
  readonly experiment?: Experiment;
  readonly branches: readonly Branch[];
  /** In rising order of the parameter. */
  readonly special: readonly SpecialPoint[];
  /** How stability was judged; by the slope of the steady-state current no Hopf point can be seen. */
  readonly stability: 'eigenvalues' | 'slope';
}

/** V of 1 in the plane of continuation. */
const VOLTAGE_UNIT = 0.1;
/** Values of the parameter at which branches are looked for, beside its present one. */
const SEEDS = 9;
const NOISE = 1e-12;
/** This close to an end of the range is the end. */
const ROUNDING = 1e-12;
/** How far beside a fold stability is asked for, in units of the plane. */
const BESIDE = 1e-6;

/**
 * `symbols` holds the parameters (see `parameterValues`) and is left alone.
 * Fails with `continue.parameter`, `continue.range`, `continue.experiment`, `continue.injection` or `continue.no-branch`.
 */
export function continueRest(
  model: Model,
  symbols: Float64Array,
  name: string,
  options: ContinuationOptions = {},
): Outcome<Continuation> {
  const parameter = model.parameters.find((candidate) => candidate.name === name);
  if (!parameter) return failure('continue.parameter', `${model.name} has no parameter called ${name}.`);
  const range = rangeOf(parameter, options);
  if (!range.ok) return range;
  const injected = injectionOf(model, parameter, options.experiment);
  if (!injected.ok) return injected;
  const [from, to] = range.value;
  const steady = steadyStateOf(model);
  const plane = makePlane(model, steady, symbols, parameter, injected.value, [from, to]);
  const traced = traceAll(plane);
  if (traced.length === 0) {
    const values = `${formatQuantity(from, parameter.unit)} to ${formatQuantity(to, parameter.unit)}`;
    return failure('continue.no-branch', `${model.name} has no steady state for ${name} from ${values}.`, {
      span: parameter.span,
    });
  }
  const branches = traced.map(({ points, ends }): Branch & { special: SpecialPoint[] } => {
    const found = points.map((_, i) => (i === 0 ? [] : specialBetween(plane, points[i - 1]!, points[i]!)));
    const all = points.flatMap((point, i): SteadyPoint[] => [...found[i]!.map(asPoint), plane.describe(point)]);
    return { points: all, ends, special: found.flat() };
  });
  return success({
    parameter,
    from,
    to,
    ...(injected.value && { experiment: injected.value }),
    branches: branches.map(({ points, ends }) => ({ points, ends })),
    special: branches.flatMap(({ special }) => special).toSorted((a, b) => a.parameter - b.parameter),
    stability: plane.spectrum ? 'eigenvalues' : 'slope',
  });
}

function rangeOf(parameter: Parameter, { from, to }: ContinuationOptions): Outcome<[number, number]> {
  const low = from ?? parameter.minimum;
  const high = to ?? parameter.maximum;
  if (low === undefined || high === undefined) {
    const message = `${parameter.name} has no range to follow: write one, such as \`in 0 .. 10\`, or give both ends.`;
    return failure('continue.range', message, { span: parameter.span });
  }
  if (low < high && Number.isFinite(high - low)) return success([low, high]);
  const ends = `${formatQuantity(low, parameter.unit)} to ${formatQuantity(high, parameter.unit)}`;
  return failure('continue.range', `${parameter.name} cannot go from ${ends}: the first must be the smaller.`);
}

/** The experiment that injects the parameter, if any does. */
function injectionOf(model: Model, parameter: Parameter, wanted: string | undefined): Outcome<Experiment | undefined> {
  const reads = (experiment: Experiment): boolean =>
    experiment.injections.some(({ amplitude }) => dependsOnSymbols(model.graph, amplitude, [parameter.symbol]));
  const experiment = model.experiments.find((one) => (wanted === undefined ? reads(one) : one.name === wanted));
  if (!experiment) {
    if (wanted === undefined) return success(undefined);
    return failure('continue.experiment', `${model.name} has no experiment called ${wanted}.`);
  }
  const moving = [VOLTAGE, 1, ...model.states.map(({ symbol }) => symbol)];
  const changes = experiment.injections.some(
    ({ amplitude }) =>
      dependsOnSymbols(model.graph, amplitude, [parameter.symbol]) && dependsOnSymbols(model.graph, amplitude, moving),
  );
  if (!changes) return success(experiment);
  const message = `The current that ${experiment.name} injects changes by itself, so it cannot be taken as constant.`;
  return failure('continue.injection', message, { span: experiment.span });
}

interface Plane {
  /** Net outward current less what is injected; x is V in VOLTAGE_UNIT, y the part of the range covered. */
  readonly f: PlaneFunction;
  readonly box: Box;
  readonly parameterAt: (y: number) => number;
  /** Values of y to look for branches at. */
  readonly seeds: readonly number[];
  readonly rootsAt: (y: number) => readonly number[];
  readonly describe: (point: CurvePoint) => SteadyPoint;
  /** Absent for a model without a capacitance or with too many states. */
  readonly spectrum?: (point: CurvePoint) => readonly Eigenvalue[];
}

function makePlane(
  model: Model,
  steady: SteadyState,
  symbols: Float64Array,
  parameter: Parameter,
  experiment: Experiment | undefined,
  [from, to]: readonly [number, number],
): Plane {
  const point = Float64Array.from(symbols);
  const amplitudes = (experiment?.injections ?? [])
    .map(({ amplitude }) => amplitude)
    .filter((amplitude) => dependsOnSymbols(model.graph, amplitude, [parameter.symbol]));
  const currents = model.pathways.map(({ current }) => current);
  const evaluator = steadyEvaluator(steady, [...currents, ...amplitudes]);
  const values = new Float64Array(currents.length + amplitudes.length);
  const evaluate = bridgeGaps((V, out) => {
    point[VOLTAGE] = V;
    evaluator(point, out);
  });
  const parameterAt = (y: number): number => (y < ROUNDING ? from : y > 1 - ROUNDING ? to : from + y * (to - from));
  const evaluateAt = (x: number, y: number): void => {
    point[parameter.symbol] = parameterAt(y);
    evaluate(x * VOLTAGE_UNIT, values);
  };
  const f = (x: number, y: number): number => {
    evaluateAt(x, y);
    return values.reduce((sum, value, i) => (i < currents.length ? sum + value : sum - value), 0);
  };
  const magnitude = (x: number, y: number): number => {
    evaluateAt(x, y);
    return values.reduce((sum, value) => sum + Math.abs(value), 0);
  };
  const symbolsAt = (y: number): Float64Array => {
    const moved = Float64Array.from(symbols);
    moved[parameter.symbol] = parameterAt(y);
    return moved;
  };
  const voltages = sampleVoltages(reversalSpan(model, steady, symbols));
  const spectrum = makeLinearisation(model, steady, symbols)
    ? ({ x, y }: CurvePoint) => makeLinearisation(model, steady, symbolsAt(y))!(x * VOLTAGE_UNIT).eigenvalues
    : undefined;
  const present = (symbols[parameter.symbol]! - from) / (to - from);
  const evenly = Array.from({ length: SEEDS }, (_, i) => i / (SEEDS - 1));
  return {
    f,
    box: { x: [voltages[0]! / VOLTAGE_UNIT, voltages.at(-1)! / VOLTAGE_UNIT], y: [0, 1] },
    parameterAt,
    seeds: [...(present >= 0 && present <= 1 ? [present] : []), ...evenly],
    rootsAt(y) {
      const x = voltages.map((V) => V / VOLTAGE_UNIT);
      const currentsAt = x.map((at) => f(at, y));
      if (!currentsAt.every(Number.isFinite)) return [];
      return findZeros(
        (at) => f(at, y),
        { x, y: currentsAt },
        (at) => NOISE * magnitude(at, y),
      ).zeros.map((zero) => zero.x);
    },
    describe(at) {
      const { x, y } = at;
      const place = { parameter: parameterAt(y), V: x * VOLTAGE_UNIT };
      if (!spectrum) return { ...place, stable: f(x + BESIDE, y) > f(x - BESIDE, y) };
      const unstable = countUnstable(spectrum(at));
      return { ...place, stable: unstable === 0, unstable };
    },
    ...(spectrum && { spectrum }),
  };
}

function countUnstable(eigenvalues: readonly Eigenvalue[]): number {
  return eigenvalues.filter(({ real }) => real > 0).length;
}

interface TracedBranch {
  readonly points: readonly CurvePoint[];
  readonly ends: readonly [CurveEnd, CurveEnd];
}

/** Every branch that crosses one of the seeds, each once, followed both ways. */
function traceAll({ f, box, seeds, rootsAt }: Plane): TracedBranch[] {
  const branches: TracedBranch[] = [];
  for (const y of seeds) {
    for (const x of rootsAt(y)) {
      if (branches.some(({ points }) => leadsOver(points, x, y))) continue;
      const onward = traceCurve(f, { x, y }, 1, box);
      if (onward.points.length === 0) continue;
      if (onward.end === 'closed') {
        branches.push({ points: onward.points, ends: ['closed', 'closed'] });
        continue;
      }
      const back = traceCurve(f, { x, y }, -1, box);
      const reversed = back.points
        .slice(1)
        .toReversed()
        .map((p) => ({ ...p, tx: -p.tx, ty: -p.ty }));
      branches.push({ points: [...reversed, ...onward.points], ends: [back.end, onward.end] });
    }
  }
  return branches;
}

/** Whether a branch is at x where it crosses y, to within the bend of its pieces. */
function leadsOver(points: readonly CurvePoint[], x: number, y: number): boolean {
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const square = dx * dx + dy * dy;
    const along = square > 0 ? Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / square)) : 0;
    const aside = Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
    if (aside <= 0.1 * Math.sqrt(square) + 1e-7) return true;
  }
  return false;
}

/** A steady state that is about to lose or win stability holds nothing. */
function asPoint({ kind, parameter, V }: SpecialPoint): SteadyPoint {
  return { parameter, V, stable: false, special: kind };
}

/** A fold, and Hopf points, between neighbouring points of a branch; in their order along it. */
function specialBetween(plane: Plane, a: CurvePoint, b: CurvePoint): SpecialPoint[] {
  const length = (b.x - a.x) * a.tx + (b.y - a.y) * a.ty;
  const at = (s: number): CurvePoint => (s === 0 ? a : s === length ? b : (pointAfter(plane.f, a, s) ?? a));
  const hopf = (low: number, high: number): SpecialPoint[] =>
    plane.spectrum ? hopfBetween(plane, plane.spectrum, at, low, high) : [];
  if (a.ty < 0 === b.ty < 0) return hopf(0, length);
  const s = shrinkBracket((to) => at(to).ty, { a: 0, fa: a.ty, b: length, fb: b.ty }, 1e-12).a;
  const { x, y } = at(s);
  const fold: SpecialPoint = { kind: 'fold', parameter: plane.parameterAt(y), V: x * VOLTAGE_UNIT };
  return [...hopf(0, Math.max(0, s - BESIDE)), fold, ...hopf(Math.min(length, s + BESIDE), length)];
}

/** Where a pair of eigenvalues crosses the imaginary axis: their number on the right changes by two. */
function hopfBetween(
  plane: Plane,
  spectrum: (point: CurvePoint) => readonly Eigenvalue[],
  at: (s: number) => CurvePoint,
  low: number,
  high: number,
): SpecialPoint[] {
  const before = countUnstable(spectrum(at(low)));
  const after = countUnstable(spectrum(at(high)));
  if (Math.abs(after - before) !== 2) return [];
  const middle = (before + after) / 2;
  const side = (s: number): number => countUnstable(spectrum(at(s))) - middle;
  const { a } = shrinkBracket(side, { a: low, fa: before - middle, b: high, fb: after - middle }, 1e-12);
  const point = at(a);
  const pair = spectrum(point).reduce((best, one) => (Math.abs(one.real) < Math.abs(best.real) ? one : best));
  if (pair.imaginary === 0) return [];
  return [
    {
      kind: 'hopf',
      parameter: plane.parameterAt(point.y),
      V: point.x * VOLTAGE_UNIT,
      frequency: Math.abs(pair.imaginary) / (2 * Math.PI),
    },
  ];
}
