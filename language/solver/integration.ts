/** One integration in progress: advanced in portions, so that a worker can answer messages between them. */
import type { Engine, EngineOptions, Progress } from './engine.js';
import { cancelled, notFinite, outOfMemory, stepTooSmall, tooManySteps } from './failures.js';
import type { Problem } from './problem.js';
import type { Knots } from './recorder.js';
import { ReferenceEngine } from './reference-engine.js';
import type { Family } from './stepper.js';
import { KernelEngine } from './wasm/kernel-engine.js';
import { singleSeat } from './wasm/seat.js';
import { makeTrajectory, type SolverFailure, type Trajectory } from './trajectory.js';

/** Accuracy of y relative to each component's scale, in the absence of another wish. */
export const DEFAULT_TOLERANCE = 1e-6;
export const TIGHTEST_TOLERANCE = 1e-12;
export const LOOSEST_TOLERANCE = 1e-1;
const DEFAULT_MAXIMUM_STEPS = 1_000_000;
/** Of knots; enough for the default number of steps of twenty states. */
const DEFAULT_MAXIMUM_BYTES = 2 ** 29;
/** Steps between two looks at the memory used. */
const PORTION = 4096;

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
  /** Memory that the knots may take before giving up. */
  readonly maximumBytes?: number;
  /** 'auto' changes between the families as stiffness comes and goes. */
  readonly method?: 'auto' | Family;
  /** Of a trajectory that nobody needs any more: its memory is used again. */
  readonly recycled?: Knots;
  /** 'reference' takes the steps in TypeScript even where there is generated code. */
  readonly engine?: 'auto' | 'reference';
}

export class Integration {
  readonly #problem: Problem;
  readonly #engine: Engine;
  readonly #maximumSteps: number;
  readonly #maximumBytes: number;
  readonly #bounds: readonly number[];
  /** Index in `bounds` of the end of the segment being integrated. */
  #segment = 0;
  #failure: SolverFailure | undefined;

  /** Throws RangeError when the options make no sense; numeric trouble is never thrown. */
  constructor(problem: Problem, options: IntegrationOptions, makeEngine = engineFor(problem, options.engine)) {
    const { start, from = 0, end, tolerance = DEFAULT_TOLERANCE, method = 'auto' } = options;
    if (start.length !== problem.size) throw new RangeError(`start has ${start.length} of ${problem.size} components`);
    if (!(from <= end && Number.isFinite(end - from)))
      throw new RangeError(`cannot integrate from ${from} s to ${end} s`);
    if (!(tolerance >= TIGHTEST_TOLERANCE && tolerance <= LOOSEST_TOLERANCE)) {
      throw new RangeError(`tolerance ${tolerance} is outside ${TIGHTEST_TOLERANCE} … ${LOOSEST_TOLERANCE}`);
    }
    this.#problem = problem;
    this.#maximumSteps = options.maximumSteps ?? DEFAULT_MAXIMUM_STEPS;
    this.#maximumBytes = options.maximumBytes ?? DEFAULT_MAXIMUM_BYTES;
    this.#bounds = segmentBounds(from, end, [...(problem.edges ?? []), ...(options.stops ?? [])]);
    const { recycled } = options;
    this.#engine = makeEngine({ start, from, tolerance, method, ...(recycled && { recycled }) });
    this.#enterSegment();
  }

  /** s: how far it has come. */
  get time(): number {
    return this.#engine.time;
  }

  /** Nothing is left to do: the end is reached, or it failed. */
  get done(): boolean {
    return this.#failure !== undefined || this.#segment === this.#bounds.length;
  }

  /** Tries at most `steps` steps. True when done. */
  advance(steps: number): boolean {
    for (let left = steps; left > 0;) {
      const allowed = this.allowance(left);
      if (allowed === 0) break;
      const before = this.#attempts;
      this.take(this.#engine.advance(allowed));
      left -= Math.max(1, this.#attempts - before);
    }
    return this.done;
  }

  /** Of `steps`, how many may be tried at once; 0 when done, or when a budget is used up, which is a failure. */
  allowance(steps: number): number {
    if (this.done) return 0;
    const end = this.#bounds.at(-1)!;
    if (this.#attempts >= this.#maximumSteps) this.#failure = tooManySteps(this.time, end, this.#maximumSteps);
    else if (this.#engine.recorder.bytes > this.#maximumBytes) {
      this.#failure = outOfMemory(this.time, end, this.#maximumBytes);
    }
    return this.#failure ? 0 : Math.min(steps, this.#maximumSteps - this.#attempts, PORTION);
  }

  /** What to do next, after the engine has got so far: for those who advance the engine themselves. */
  take(progress: Progress): void {
    if (progress === 'going') return;
    if (progress === 'reached') {
      if (this.#segment + 1 < this.#bounds.length) this.#enterSegment();
      else this.#segment++;
      return;
    }
    const { point, h, error } = this.#engine.stuckAt();
    this.#failure =
      progress === 'not-finite'
        ? notFinite(this.#problem, point, h)
        : stepTooSmall(this.#problem, point, worstComponent(error, point.y, this.#problem.scales));
  }

  /** Ends it here, as a failure that keeps the trace up to now. */
  cancel(): void {
    if (!this.done) this.#failure = cancelled(this.time);
  }

  /** What has been computed so far; cheap to ask for on the way. */
  result(): Trajectory {
    const { recorder, statistics } = this.#engine;
    return makeTrajectory({
      names: this.#problem.names,
      ...(this.done ? recorder.finished() : recorder.view()),
      statistics: { ...statistics },
      ...(this.#failure && { failure: this.#failure }),
    });
  }

  /** Starts the next segment at the present point, where f may have jumped. */
  #enterSegment(): void {
    this.#segment++;
    const end = this.#bounds[this.#segment] ?? this.time;
    this.#problem.enterSegment?.(this.time, end);
    this.take(this.#engine.enter(end));
  }

  get #attempts(): number {
    const { steps, rejected } = this.#engine.statistics;
    return steps + rejected;
  }
}

function engineFor(problem: Problem, wanted: IntegrationOptions['engine'] = 'auto') {
  return (options: EngineOptions): Engine => {
    const { code } = problem;
    const kernel = wanted === 'auto' ? code?.kernel(8) : undefined;
    if (!code || !kernel) return new ReferenceEngine(problem, options);
    return new KernelEngine(singleSeat(kernel), problem, code.fixedValues(kernel), options);
  };
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
