/** One integration in progress: advanced in portions, so that a worker can answer messages between them. */
import { cancelled, notFinite, stepTooSmall, tooManySteps } from './failures.js';
import { methods } from './methods.js';
import { linearise, makePoint } from './point.js';
import type { Problem } from './problem.js';
import { Recorder } from './recorder.js';
import { errorNorm, initialStep, StepController } from './step-control.js';
import type { Family, Point, Stepper } from './stepper.js';
import { StiffnessDetector } from './stiffness.js';
import { makeTrajectory, type SolverFailure, type Trajectory } from './trajectory.js';

/** Accuracy of y relative to each component's scale, in the absence of another wish. */
export const DEFAULT_TOLERANCE = 1e-6;
export const TIGHTEST_TOLERANCE = 1e-12;
export const LOOSEST_TOLERANCE = 1e-1;
const DEFAULT_MAXIMUM_STEPS = 1_000_000;
/** Rounding drowns any error estimate below this. */
const SMALLEST_LOCAL_TOLERANCE = 1e-14;
/** Steps shorter than this many roundings of t lead nowhere. */
const SMALLEST_STEP = 16 * Number.EPSILON;

export interface IntegrationOptions {
  /** y at the start. */
  readonly start: ArrayLike<number>;
  /** s; 0 by default. */
  readonly from?: number;
  /** s. */
  readonly end: number;
  /** Times to hit exactly and start afresh after, beside the problem's own edges. Any order. */
  readonly stops?: readonly number[];
  /** Relative to the problem's scales; one number means one accuracy, whichever method runs. */
  readonly tolerance?: number;
  /** Steps to try, accepted or not, before giving up. */
  readonly maximumSteps?: number;
  /** 'auto' changes between the families as stiffness comes and goes. */
  readonly method?: 'auto' | Family;
}

export class Integration {
  readonly #problem: Problem;
  readonly #tolerance: number;
  readonly #maximumSteps: number;
  readonly #automatic: boolean;
  readonly #bounds: readonly number[];
  readonly #steppers: Partial<Record<Family, Stepper>> = {};
  readonly #control = new StepController();
  readonly #stiffness = new StiffnessDetector();
  readonly #recorder: Recorder;
  readonly #error: Float64Array;
  #stepper: Stepper;
  #point: Point;
  #next: Point;
  /** Index in `bounds` of the end of the segment being integrated. */
  #segment = 0;
  #h = 0;
  #failure: SolverFailure | undefined;
  #count = { steps: 0, rejected: 0, rhsEvaluations: 0, jacobians: 0, decompositions: 0, switches: 0 };

  /** Throws RangeError when the options make no sense; numeric trouble is never thrown. */
  constructor(problem: Problem, options: IntegrationOptions) {
    const { start, from = 0, end, tolerance = DEFAULT_TOLERANCE, method = 'auto' } = options;
    if (start.length !== problem.size) throw new RangeError(`start has ${start.length} of ${problem.size} components`);
    if (!(from <= end && Number.isFinite(end - from)))
      throw new RangeError(`cannot integrate from ${from} s to ${end} s`);
    if (!(tolerance >= TIGHTEST_TOLERANCE && tolerance <= LOOSEST_TOLERANCE)) {
      throw new RangeError(`tolerance ${tolerance} is outside ${TIGHTEST_TOLERANCE} … ${LOOSEST_TOLERANCE}`);
    }
    this.#problem = problem;
    this.#tolerance = tolerance;
    this.#maximumSteps = options.maximumSteps ?? DEFAULT_MAXIMUM_STEPS;
    this.#automatic = method === 'auto';
    this.#bounds = segmentBounds(from, end, [...(problem.edges ?? []), ...(options.stops ?? [])]);
    this.#recorder = new Recorder(problem.size);
    this.#error = new Float64Array(problem.size);
    this.#point = makePoint(problem.size);
    this.#next = makePoint(problem.size);
    this.#stepper = this.#stepperOf(method === 'implicit' ? 'implicit' : 'explicit');
    this.#point.t = from;
    this.#point.y.set(start);
    this.#enterSegment();
  }

  /** s: how far it has come. */
  get time(): number {
    return this.#point.t;
  }

  /** Nothing is left to do: the end is reached, or it failed. */
  get done(): boolean {
    return this.#failure !== undefined || this.#segment === this.#bounds.length;
  }

  /** Tries at most `steps` steps. True when done. */
  advance(steps: number): boolean {
    for (let i = 0; i < steps && !this.done; i++) this.#attempt();
    return this.done;
  }

  /** Ends it here, as a failure that keeps the trace up to now. */
  cancel(): void {
    if (!this.done) this.#failure = cancelled(this.time);
  }

  /** What has been computed so far; cheap to ask for on the way. */
  result(): Trajectory {
    return makeTrajectory({
      names: this.#problem.names,
      ...(this.done ? this.#recorder.copy() : this.#recorder.view()),
      statistics: { ...this.#count },
      ...(this.#failure && { failure: this.#failure }),
    });
  }

  #stepperOf(family: Family): Stepper {
    return (this.#steppers[family] ??= methods[family](this.#problem));
  }

  get #localTolerance(): number {
    return Math.max(this.#tolerance * this.#stepper.calibration, SMALLEST_LOCAL_TOLERANCE);
  }

  /** Starts the next segment at the present point, where f may have jumped. */
  #enterSegment(): void {
    this.#segment++;
    const point = this.#point;
    const end = this.#bounds[this.#segment];
    this.#problem.enterSegment?.(point.t, end ?? point.t);
    if (!this.#linearise(point)) {
      this.#failure = notFinite(this.#problem, point, 0);
      point.slope.fill(0);
      point.curvature.fill(0);
    }
    this.#recorder.add(point);
    if (end === undefined) return;
    this.#control.forget();
    this.#h = initialStep(point, this.#problem.scales, this.#localTolerance, this.#stepper.errorPower);
  }

  #linearise(point: Point): boolean {
    this.#count.rhsEvaluations++;
    this.#count.jacobians++;
    return linearise(this.#problem, point);
  }

  #attempt(): void {
    if (this.#count.steps + this.#count.rejected >= this.#maximumSteps) {
      this.#failure = tooManySteps(this.time, this.#bounds.at(-1)!, this.#maximumSteps);
      return;
    }
    const point = this.#point;
    const next = this.#next;
    const stepper = this.#stepper;
    const end = this.#bounds[this.#segment]!;
    const remaining = end - point.t;
    const last = this.#h >= remaining;
    const h = last ? remaining : Math.min(this.#h, remaining / 2);

    const solved = stepper.step(point, h, next.y, this.#error);
    this.#count.rhsEvaluations += stepper.evaluations;
    this.#count.decompositions += stepper.decompositions;
    const norm = solved ? errorNorm(this.#error, point.y, next.y, this.#problem.scales) / this.#localTolerance : NaN;
    next.t = last ? end : point.t + h;
    if (!(norm <= 1)) this.#reject(h, norm);
    else if (!this.#linearise(next)) this.#reject(h, NaN);
    else this.#accept(h, norm);
  }

  #reject(h: number, norm: number): void {
    this.#count.rejected++;
    this.#h = this.#control.reject(h, norm, this.#stepper.errorPower);
    const point = this.#point;
    if (this.#h > SMALLEST_STEP * Math.max(Math.abs(point.t), 1e-3 * (this.#bounds[this.#segment]! - point.t))) return;
    this.#failure = Number.isFinite(norm)
      ? stepTooSmall(this.#problem, point, worstComponent(this.#error, point.y, this.#problem.scales))
      : notFinite(this.#problem, point, h);
  }

  #accept(h: number, norm: number): void {
    this.#count.steps++;
    const { size } = this.#problem;
    [this.#point, this.#next] = [this.#next, this.#point];
    this.#recorder.add(this.#point);
    this.#h = this.#control.accept(h, norm, this.#stepper.errorPower);
    if (this.#automatic) this.#changeTo(this.#stiffness.advise(this.#stepper.family, h, this.#point.jacobian, size));
    if (this.#point.t === this.#bounds[this.#segment]) this.#leaveSegment();
  }

  #leaveSegment(): void {
    if (this.#segment + 1 < this.#bounds.length) this.#enterSegment();
    else this.#segment++;
  }

  #changeTo(family: Family): void {
    if (family === this.#stepper.family) return;
    this.#stepper = this.#stepperOf(family);
    this.#count.switches++;
    this.#control.forget();
  }
}

/** From, every stop strictly between, and the end: rising, each once. */
function segmentBounds(from: number, end: number, stops: readonly number[]): number[] {
  const inner = [...new Set(stops)].filter((stop) => stop > from && stop < end).sort((a, b) => a - b);
  return end > from ? [from, ...inner, end] : [from];
}

function worstComponent(error: Float64Array, y: Float64Array, scales: Float64Array): number {
  const relative = Array.from(error, (e, i) => Math.abs(e) / Math.max(scales[i]!, Math.abs(y[i]!)));
  return relative.indexOf(Math.max(...relative));
}
