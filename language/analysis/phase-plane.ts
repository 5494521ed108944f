/**
 * The plane of V and one state: where each of the two stands still, and the fixed points where both do. Every other
 * state is taken at its steady value for V, so that the plane is the whole system where there are just two variables,
 * and a reduction of it where there are more.
 *
 * J. Rinzel & B. Ermentrout, Analysis of neural excitability and oscillations, in Methods in Neuronal Modeling (1998),
 * section 7.3.
 */
import { evaluate, makeEvaluator } from '../model/evaluate.js';
import { TIME, VOLTAGE, type Experiment, type Model, type State } from '../model/model.js';
import { failure, success, type Outcome } from '../model/outcome.js';
import { signalAt } from '../solver/signals.js';
import { dependsOnSymbols } from './depends-on.js';
import { signalsOf } from './drives.js';
import { membraneCurrent } from './membrane-current.js';
import { makeStateSettler } from './settling.js';
import { makeLinearisation, type Eigenvalue } from './stability.js';
import { steadyStateOf } from './steady-state.js';
import { defaultRange, type VoltageRange } from './voltage-axis.js';
import { findZeros } from './zeros.js';

/** SI. Arrays of a curve have one length; a curve with gaps is several. */
export interface PlaneCurve {
  readonly V: Float64Array;
  readonly w: Float64Array;
}

export interface FixedPoint {
  readonly V: number;
  readonly w: number;
  /** Of the whole model; absent where eigenvalues are not computed. */
  readonly stable?: boolean;
  readonly eigenvalues?: readonly Eigenvalue[];
}

export interface PhasePlane {
  readonly state: State;
  /** Since stimuli change, the plane is that of one moment, s. */
  readonly moment: number;
  /** Injected then, A/m² or A. */
  readonly injected: number;
  /** dV/dt = 0. */
  readonly voltageNullclines: readonly PlaneCurve[];
  /** dw/dt = 0. */
  readonly stateNullclines: readonly PlaneCurve[];
  readonly fixedPoints: readonly FixedPoint[];
  /** States that are taken at their steady value: none where the plane is the whole system. */
  readonly reduced: readonly State[];
}

export interface PhasePlaneOptions {
  /** By default what `defaultRange` gives. */
  readonly range?: VoltageRange;
  /** What the state goes through where it is no share; by default 0 to twice its largest steady value. */
  readonly stateRange?: readonly [number, number];
}

const VOLTAGES = 401;
/** Of the state, between which zeros are sought where the current is not linear in it. */
const LEVELS = 65;
const LINEAR = 1e-9;

/**
 * `symbols` holds the parameters and is left alone. `experiment` says what is injected and set; absent: nothing is.
 * Fails with `phase.state`, `phase.clamp` or `phase.coupled`.
 */
export function phasePlane(
  model: Model,
  symbols: Float64Array,
  stateName: string | undefined,
  experiment?: Experiment,
  options: PhasePlaneOptions = {},
): Outcome<PhasePlane> {
  const moving = model.states.filter(({ held }) => held !== true);
  const state = stateName === undefined ? moving[0] : moving.find(({ name }) => name === stateName);
  if (state === undefined) {
    const names = moving.map(({ name }) => name).join(', ');
    const what = stateName === undefined ? 'no state beside V' : `no state called ${stateName} beside V`;
    return failure('phase.state', `${model.name} has ${what}${names === '' ? '' : `; it has ${names}`}.`);
  }
  if (experiment?.clamp !== undefined)
    return failure('phase.clamp', `${experiment.name} clamps V, so V has no nullcline.`, { span: experiment.span });
  const reduced = moving.filter((other) => other !== state);
  const coupled = reduced.find(({ rate }) => dependsOnSymbols(model.graph, rate, [state.symbol]));
  if (coupled !== undefined) {
    const message = `The rate of ${coupled.name} depends on ${state.name}, so it has no steady value for V alone: there is no plane of V and ${state.name}.`;
    return failure('phase.coupled', message, { span: coupled.span });
  }
  const { point, moment, injected } = atMoment(model, symbols, experiment);
  const steady = steadyStateOf(model);
  const settle = makeStateSettler(model, steady);
  const [low, high] = options.range ?? defaultRange(model, symbols);
  const voltages = Float64Array.from({ length: VOLTAGES }, (_, i) => low + ((high - low) * i) / (VOLTAGES - 1));
  const settledAt = (V: number): number => {
    point[VOLTAGE] = V;
    const unsettled = settle(point);
    return unsettled === undefined ? point[state.symbol]! : NaN;
  };
  const stateSteady = voltages.map(settledAt);
  const largest = stateSteady.reduce((most, w) => (w > most ? w : most), 0);
  const span = options.stateRange ?? (state.unit === '' ? [0, 1] : [0, 2 * (largest > 0 ? largest : state.scale)]);
  const currents = makeEvaluator(
    model.graph,
    model.pathways.map(({ current }) => current),
  );
  const each = new Float64Array(model.pathways.length);
  const zerosAt = voltages.reduce<(readonly number[])[]>((all, V) => {
    settledAt(V);
    const net = (w: number): number => {
      point[state.symbol] = w;
      currents(point, each);
      return each.reduce((sum, current) => sum + current, -injected);
    };
    all.push(zerosIn(net, span));
    return all;
  }, []);
  return success({
    state,
    moment,
    injected,
    voltageNullclines: curvesOf(voltages, zerosAt),
    stateNullclines: curvesOf(
      voltages,
      Array.from(stateSteady, (w) => (Number.isFinite(w) ? [w] : [])),
    ),
    fixedPoints: fixedPointsIn(model, point, voltages, injected, settledAt),
    reduced,
  });
}

/** All that stimulates at the middle of the first injected current, or at the start. */
function atMoment(
  model: Model,
  symbols: Float64Array,
  experiment: Experiment | undefined,
): { point: Float64Array; moment: number; injected: number } {
  const point = Float64Array.from(symbols);
  if (experiment === undefined) return { point, moment: 0, injected: 0 };
  const valueOf = (node: number | undefined, otherwise: number): number =>
    node === undefined ? otherwise : evaluate(model.graph, node, point);
  const duration = valueOf(experiment.duration, 0);
  const [first] = experiment.injections;
  const start = Math.max(0, valueOf(first?.from, 0));
  const moment = first === undefined ? 0 : (start + Math.min(duration, valueOf(first.to, duration))) / 2;
  for (const signal of signalsOf(model, experiment, symbols, duration)) point[signal.symbol] = signalAt(signal, moment);
  point[TIME] = moment;
  const injected = experiment.injections
    .filter(({ from, to }) => valueOf(from, 0) <= moment && moment < valueOf(to, Infinity))
    .reduce((sum, { amplitude }) => sum + evaluate(model.graph, amplitude, point), 0);
  return { point, moment, injected: Number.isFinite(injected) ? injected : 0 };
}

/** Solved at once where the function is a straight line, which a current is in the open probability of one channel. */
function zerosIn(f: (w: number) => number, [low, high]: readonly [number, number]): readonly number[] {
  const [a, b, middle] = [f(low), f(high), f((low + high) / 2)];
  if (!Number.isFinite(a + b + middle)) return [];
  if (Math.abs(middle - (a + b) / 2) <= LINEAR * (Math.abs(a) + Math.abs(b))) {
    if (a === b) return [];
    const w = low - (a * (high - low)) / (b - a);
    return w >= low && w <= high ? [w] : [];
  }
  const x = Float64Array.from({ length: LEVELS }, (_, i) => low + ((high - low) * i) / (LEVELS - 1));
  const y = x.map(f);
  if (!y.every(Number.isFinite)) return [];
  return findZeros(f, { x, y }, () => 0).zeros.map(({ x: w }) => w);
}

/** Points of neighbouring V joined, as long as there are as many of them. */
function curvesOf(voltages: Float64Array, found: readonly (readonly number[])[]): PlaneCurve[] {
  const curves: PlaneCurve[] = [];
  for (let first = 0; first < found.length;) {
    const count = found[first]!.length;
    let end = first + 1;
    while (end < found.length && found[end]!.length === count) end++;
    for (let k = 0; k < count; k++)
      curves.push({
        V: voltages.slice(first, end),
        w: Float64Array.from(found.slice(first, end), (zeros) => zeros[k]!),
      });
    first = end;
  }
  return curves;
}

function fixedPointsIn(
  model: Model,
  point: Float64Array,
  x: Float64Array,
  injected: number,
  settledAt: (V: number) => number,
): FixedPoint[] {
  const steady = steadyStateOf(model);
  // Its own copy: what was found for the nullclines stands in the point.
  const symbols = Float64Array.from(point);
  const current = membraneCurrent(model, steady, symbols);
  const net = (V: number): number => current.total(V) - injected;
  const y = x.map(net);
  if (!y.every(Number.isFinite)) return [];
  const linearised = makeLinearisation(model, steady, symbols);
  const noise = (V: number): number => Number.EPSILON * current.magnitude(V);
  return findZeros(net, { x, y }, noise).zeros.map(({ x: V }) => {
    const found = linearised?.(V);
    return { V, w: settledAt(V), ...(found && { stable: found.stable, eigenvalues: found.eigenvalues }) };
  });
}

/** Node, focus or saddle, by the eigenvalues of the whole model; '' where there are none. */
export function fixedPointKind({ stable, eigenvalues = [] }: FixedPoint): string {
  if (stable === undefined) return '';
  const growing = eigenvalues.filter(({ real }) => real > 0).length;
  if (growing === 1 && eigenvalues.length === 2) return 'saddle';
  const turning = eigenvalues.some(({ imaginary }) => imaginary !== 0) ? 'focus' : 'node';
  return `${stable ? 'stable' : 'unstable'} ${turning}`;
}
