/** What a stochastic run is integrated with, whichever method does it: equations, particles, random numbers, budget. */
import type { SolverFailure, Trajectory } from '../../solver/trajectory.js';
import { makeTrajectory } from '../../solver/trajectory.js';
import { cancelled, outOfMemory, tooManySteps } from '../../solver/failures.js';
import type { Problem } from '../../solver/problem.js';
import type { Advancing } from '../depletion.js';
import { PathRecorder } from './knots.js';
import type { Particles } from './particles.js';

export interface Equations {
  /** With what particles set held: their components have no rate. */
  readonly problem: Problem;
  readonly particles: readonly Particles[];
  /** One channel's rate for each jump, from the values of all symbols. */
  readonly jumpRates: (symbols: ArrayLike<number>, out: Float64Array) => void;
  /** The values of all symbols at t; `before`: of two sides of a jump the earlier. */
  readonly point: (t: number, component: (i: number) => number, before: boolean) => ArrayLike<number>;
  readonly start: Float64Array;
  /** s. */
  readonly end: number;
  readonly tolerance: number;
  readonly maximumSteps: number;
  readonly uniform: () => number;
}

/** Memory that the knots may take before giving up. */
const MAXIMUM_BYTES = 2 ** 29;

/** One step of a method, from t on and within the segment that ends at `limit`: how far it got, or why it could not. */
export interface Method {
  /** Before a stretch without edges. */
  enter(t: number, limit: number): void;
  step(t: number, limit: number, recorder: PathRecorder): number | SolverFailure;
}

/** Runs a method from edge to edge. */
export function makePath({ problem, end, maximumSteps }: Equations, method: Method): Advancing {
  const recorder = new PathRecorder(problem.size, end);
  const bounds = [...(problem.edges ?? []).filter((edge) => edge > 0 && edge < end), end];
  let segment = 0;
  let time = 0;
  let steps = 0;
  let failure: SolverFailure | undefined;
  let done = false;
  const enter = (): void => {
    problem.enterSegment?.(time, bounds[segment]!);
    method.enter(time, bounds[segment]!);
  };
  enter();
  const stop = (why?: SolverFailure): void => {
    failure = why;
    done = true;
    recorder.flush();
  };
  const once = (): void => {
    if (steps >= maximumSteps) stop(tooManySteps(time, end, maximumSteps));
    else if (recorder.bytes > MAXIMUM_BYTES) stop(outOfMemory(time, end, MAXIMUM_BYTES));
    if (done) return;
    steps++;
    const reached = method.step(time, bounds[segment]!, recorder);
    if (typeof reached !== 'number') {
      stop(reached);
      return;
    }
    time = reached;
    if (time < bounds[segment]!) return;
    recorder.flush();
    if (++segment === bounds.length) stop();
    else enter();
  };
  return {
    get time() {
      return time;
    },
    get done() {
      return done;
    },
    advance(count) {
      for (let i = 0; i < count && !done; i++) once();
      return done;
    },
    cancel() {
      if (!done) stop(cancelled(time));
    },
    result(): Trajectory {
      const statistics = { steps, rejected: 0, rhsEvaluations: 0, jacobians: 0, decompositions: 0, switches: 0 };
      const knots = recorder.view();
      const { names, size } = problem;
      const empty = knots.times.length === 0;
      return makeTrajectory({
        names,
        times: empty ? Float64Array.of(0) : knots.times,
        knots: empty ? new Float64Array(3 * size) : knots.knots,
        statistics,
        ...(failure && { failure }),
      });
    },
  };
}
