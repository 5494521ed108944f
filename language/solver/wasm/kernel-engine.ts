/** Steps in generated code, many to a call. */
import { localTolerance, type Engine, type EngineOptions, type Progress } from '../engine.js';
import { makePoint } from '../point.js';
import type { Problem } from '../problem.js';
import { Recorder } from '../recorder.js';
import type { Point } from '../stepper.js';
import type { Statistics } from '../trajectory.js';
import { control, integers, slots, status, type ControlName } from './layout.js';
import { ModeChanges } from './mode-changes.js';
import type { Seat } from './seat.js';

const MOST_ATTEMPTS = 2 ** 30;

export class KernelEngine implements Engine {
  readonly recorder: Recorder;
  readonly #seat: Seat;
  readonly #problem: Problem;
  /** Fills in the values that depend on parameters and injected currents alone. */
  readonly #fixedValues: () => Float64Array;
  readonly #modes: ModeChanges;
  #time: number;
  #statistics: Statistics = { steps: 0, rejected: 0, rhsEvaluations: 0, jacobians: 0, decompositions: 0, switches: 0 };

  constructor(seat: Seat, problem: Problem, fixedValues: () => Float64Array, options: EngineOptions) {
    this.#seat = seat;
    this.#modes = new ModeChanges(seat);
    this.#problem = problem;
    this.#fixedValues = fixedValues;
    this.#time = options.from;
    this.recorder = new Recorder(problem.size, options.recycled);
    this.#begin(options);
  }

  get time(): number {
    return this.#time;
  }

  get statistics(): Statistics {
    return this.#statistics;
  }

  enter(end: number): Progress {
    const seat = this.#seat;
    seat.open();
    seat.writeFixed(this.#fixedValues());
    seat.put('end', end);
    seat.put('status', status.going);
    this.#modes.begin(end);
    seat.kernel.enter(seat.lanes);
    // What is no number may not be drawn.
    if (seat.get('status') === status.notFinite) seat.flattenKnot();
    return this.fetch();
  }

  advance(attempts: number): Progress {
    this.#seat.open();
    let left = Math.min(attempts, MOST_ATTEMPTS);
    let progress: Progress = 'going';
    while (left > 0 && progress === 'going') {
      left = this.#seat.kernel.advance(left);
      progress = this.fetch();
    }
    return progress;
  }

  /** Takes over what the kernel has done: the knots, and how it stands. */
  fetch(): Progress {
    const seat = this.#seat;
    this.#followConditions();
    const { times, knots } = seat.takeKnots();
    this.recorder.append(times, knots);
    this.#time = seat.get('t');
    this.#statistics = {
      steps: seat.get('steps'),
      rejected: seat.get('rejected'),
      rhsEvaluations: seat.get('evaluations'),
      jacobians: seat.get('jacobians'),
      decompositions: seat.get('decompositions'),
      switches: seat.get('switches'),
    };
    return progressOf(seat.get('status'));
  }

  /**
   * Where a condition changes within the step that was not taken. With two models side by side to be asked of both
   * before either starts a segment, which writes over the ends of both steps.
   */
  locateChange(): void {
    if (this.#modes.some && this.#seat.get('status') === status.crossed) this.#modes.approach();
  }

  #followConditions(): void {
    if (!this.#modes.some) return;
    this.locateChange();
    const found = this.#seat.get('status');
    if (found === status.landed) this.#modes.pass();
    else if ((found === status.notFinite || found === status.tooSmall) && !this.#modes.isLive) this.#modes.giveUp();
  }

  /** Gives the seat up: the kernel goes on without it. */
  leave(): void {
    this.#seat.open();
    this.#seat.put('status', status.idle);
  }

  stuckAt(): { point: Readonly<Point>; h: number; error: Float64Array } {
    const seat = this.#seat;
    seat.open();
    const point = makePoint(this.#problem.size);
    point.t = this.#time;
    const read = (slot: number): Float64Array => point.y.map((_, i) => seat.read(slot, i));
    point.y.set(read(slots.y));
    point.slope.set(read(slots.slope));
    return { point, h: seat.get('tried'), error: read(slots.error) };
  }

  #begin({ start, from, tolerance, method }: EngineOptions): void {
    const seat = this.#seat;
    const { size, scales } = this.#problem;
    seat.open();
    for (const name of Object.keys(control)) seat.put(name as ControlName, 0);
    seat.put('status', status.idle);
    seat.putInteger(integers.automatic, method === 'auto' ? 1 : 0);
    seat.putMask('isImplicit', method === 'implicit');
    // A component that fills up the last vector has no error, and a size to compare it with.
    if (seat.kernel.layout.width === 8 && size % 2 === 1) seat.write(slots.scale, size, 1);
    for (let i = 0; i < size; i++) {
      seat.write(slots.scale, i, scales[i]!);
      seat.write(slots.y, i, start[i]!);
    }
    const { explicit, implicit } = seat.kernel.facts;
    seat.put('t', from);
    seat.put('tolerance', localTolerance(tolerance, explicit.calibration));
    seat.put('implicitTolerance', localTolerance(tolerance, implicit.calibration));
  }
}

function progressOf(found: number): Progress {
  switch (found) {
    case status.reached:
      return 'reached';
    case status.notFinite:
      return 'not-finite';
    case status.tooSmall:
      return 'too-small';
    default:
      return 'going';
  }
}
