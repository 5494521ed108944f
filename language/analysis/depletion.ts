/** Ends a run where a concentration falls below zero: what comes after is no membrane, however smooth it looks. */
import { makeEvaluator } from '../model/evaluate.js';
import { TIME, VOLTAGE, type Model } from '../model/model.js';
import { linearise, makePoint } from '../solver/point.js';
import { crossings } from '../solver/events.js';
import type { Integration } from '../solver/integration.js';
import { Recorder } from '../solver/recorder.js';
import type { Problem } from '../solver/problem.js';
import { makeTrajectory, type SolverFailure, type Trajectory } from '../solver/trajectory.js';
import { formatCurrent, formatTime } from './field-units.js';

/** An integration as a run needs it. */
export type Advancing = Pick<Integration, 'time' | 'done' | 'advance' | 'cancel' | 'result'>;

/** Steps between two looks at the concentrations. */
const PORTION = 64;
/** A concentration that has fallen to this part of its start is why a derivative ceased to be a number. */
const NEARLY_NONE = 1e-6;

/** The same integration, except that it fails with `run.depleted` where a held state crosses zero. `symbols`: parameters. */
export function guardDepletion(
  model: Model,
  problem: Problem,
  integration: Advancing,
  symbols: Float64Array,
): Advancing {
  const guarded = guardedComponents(model);
  if (guarded.length === 0) return integration;
  let seen = 0;
  let ended: Trajectory | undefined;

  const look = (): void => {
    const trajectory = integration.result();
    ended = endedByDepletion(model, problem, trajectory, symbols, guarded, seen);
    seen = trajectory.times.length;
  };

  return {
    get time() {
      return ended?.end ?? integration.time;
    },
    get done() {
      return ended !== undefined || integration.done;
    },
    advance(steps) {
      for (let left = steps; left > 0 && ended === undefined && !integration.done; left -= PORTION) {
        integration.advance(Math.min(left, PORTION));
        look();
      }
      return this.done;
    },
    cancel() {
      if (ended === undefined) integration.cancel();
    },
    result: () => ended ?? integration.result(),
  };
}

/** A trajectory that was integrated without a guard: up to where a held state crosses zero, and failed, if one does. */
export function untilDepletion(
  model: Model,
  problem: Problem,
  trajectory: Trajectory,
  symbols: Float64Array,
): Trajectory {
  const guarded = guardedComponents(model);
  if (guarded.length === 0) return trajectory;
  return endedByDepletion(model, problem, trajectory, symbols, guarded, 0) ?? trajectory;
}

/** Components of y that cannot be below zero. */
function guardedComponents({ states }: Model): number[] {
  return states.flatMap(({ held }, i) => (held ? [i + 1] : []));
}

/** undefined where nothing runs out from the knot `first` on. */
function endedByDepletion(
  model: Model,
  problem: Problem,
  trajectory: Trajectory,
  symbols: Float64Array,
  guarded: readonly number[],
  first: number,
): Trajectory | undefined {
  const { times, names, knots, failure } = trajectory;
  const low = (k: number, limit: (i: number) => number): number =>
    guarded.find((i) => knots[3 * names.length * k + i]! <= limit(i)) ?? -1;
  for (let k = first; k < times.length; k++) {
    const component = low(k, () => 0);
    if (component < 0) continue;
    const t = crossings(trajectory, component, 0, 'falling')[0]?.time ?? times[k]!;
    return cutAt(problem, trajectory, t, depleted(model, symbols, trajectory, t, component));
  }
  const nearly = low(times.length - 1, (i) => NEARLY_NONE * model.states[i - 1]!.scale);
  if (failure === undefined || failure.code === 'solver.cancelled' || nearly < 0) return undefined;
  return { ...trajectory, failure: depleted(model, symbols, trajectory, trajectory.end, nearly) };
}

/** The trajectory up to t, with a knot there. */
function cutAt(problem: Problem, trajectory: Trajectory, t: number, failure: SolverFailure): Trajectory {
  const { names, times, knots, statistics } = trajectory;
  const before = Array.from(times).filter((time) => time < t).length;
  const point = makePoint(names.length);
  point.t = t;
  trajectory.sample(t, point.y);
  const kept = { names, times: times.slice(0, before), knots: knots.slice(0, 3 * names.length * before) };
  if (!linearise(problem, point)) return makeTrajectory({ ...kept, statistics, failure });
  const recorder = new Recorder(names.length);
  recorder.add(point);
  const last = recorder.finished();
  return makeTrajectory({
    names,
    times: joined(kept.times, last.times),
    knots: joined(kept.knots, last.knots),
    statistics,
    failure,
  });
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}

function depleted(
  model: Model,
  symbols: Float64Array,
  trajectory: Trajectory,
  time: number,
  component: number,
): SolverFailure {
  const state = model.states[component - 1]!;
  const taker = largestTaker(model, symbols, trajectory, time, component - 1);
  const cause =
    taker === undefined
      ? ''
      : `: ${taker.name} goes on carrying it ${taker.direction} (${formatCurrent(taker.current, model.basis)}). A rate that depends on ${state.name} would stop in time`;
  return {
    code: 'run.depleted',
    message: `${state.name} falls to zero at t = ${formatTime(time)}${cause}.`,
    time,
    state: state.name,
    span: state.span,
  };
}

/** The pathway that carries most of what leaves the emptied side, then. */
function largestTaker(
  model: Model,
  symbols: Float64Array,
  trajectory: Trajectory,
  time: number,
  state: number,
): { readonly name: string; readonly direction: string; readonly current: number } | undefined {
  const ion = model.ions.findIndex(({ insideState, outsideState }) => insideState === state || outsideState === state);
  if (ion < 0) return undefined;
  const { charge, insideState } = model.ions[ion]!;
  const carried = model.pathways.flatMap(({ name, ionCurrents }) =>
    ionCurrents.filter((entry) => entry.ion === ion).map(({ current }) => ({ name, current })),
  );
  const y = new Float64Array(trajectory.names.length);
  trajectory.sample(Math.min(time, trajectory.end), y);
  const point = Float64Array.from(symbols);
  point[TIME] = time;
  point[VOLTAGE] = y[0]!;
  model.states.forEach(({ symbol }, i) => (point[symbol] = Math.max(y[i + 1]!, 0)));
  const currents = new Float64Array(carried.length);
  makeEvaluator(
    model.graph,
    carried.map(({ current }) => current),
  )(point, currents);
  const isInside = insideState === state;
  const taken = Array.from(currents, (current) => (isInside ? 1 : -1) * (current / charge));
  const most = taken.reduce((best, value, i) => (value > (taken[best] ?? 0) ? i : best), -1);
  if (most < 0) return undefined;
  return { name: carried[most]!.name, direction: isInside ? 'out' : 'in', current: currents[most]! };
}
