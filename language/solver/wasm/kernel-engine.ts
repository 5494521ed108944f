/** Steps in generated code, many to a call. */
import { localTolerance, type Engine, type EngineOptions, type Progress } from '../engine.js';
import { methodFacts } from '../methods.js';
import { makePoint } from '../point.js';
import type { Problem } from '../problem.js';
import { Recorder } from '../recorder.js';
import type { Point } from '../stepper.js';
import type { Statistics } from '../trajectory.js';
import { KernelMemory, type Kernel, type Workspace } from './kernel.js';
import {
  componentOffset,
  control,
  integers,
  slots,
  status,
  vectorAddress,
  VECTOR,
  type ControlName,
} from './layout.js';

/** Bytes of knots that are kept in the shared memory before they are fetched. */
const KNOT_BYTES = 2 ** 19;
const FEWEST_KNOTS = 16;
const BOTH_LANES = 3;
const MOST_ATTEMPTS = 2 ** 30;

export class KernelEngine implements Engine {
  readonly recorder: Recorder;
  readonly #kernel: Kernel;
  readonly #problem: Problem;
  readonly #memory: KernelMemory;
  readonly #capacity: number;
  /** Fills in the values that depend on parameters and injected currents alone. */
  readonly #fixedValues: () => Float64Array;
  #time: number;
  #statistics: Statistics = { steps: 0, rejected: 0, rhsEvaluations: 0, jacobians: 0, decompositions: 0, switches: 0 };

  constructor(kernel: Kernel, problem: Problem, fixedValues: () => Float64Array, options: EngineOptions) {
    const { size } = problem;
    const knotBytes = (3 * size + 1) * 8;
    this.#kernel = kernel;
    this.#problem = problem;
    this.#fixedValues = fixedValues;
    this.#capacity = Math.max(FEWEST_KNOTS, Math.floor(KNOT_BYTES / knotBytes));
    this.#memory = new KernelMemory(kernel.layout, this.#capacity * knotBytes + VECTOR);
    this.#time = options.from;
    this.recorder = new Recorder(size);
    this.#begin(this.#memory.open(), options);
  }

  get time(): number {
    return this.#time;
  }

  get statistics(): Statistics {
    return this.#statistics;
  }

  enter(end: number): Progress {
    const work = this.#memory.open();
    const { layout } = this.#kernel;
    work.doubles.set(this.#fixedValues(), layout.fixed / 8);
    put(work, 'end', end);
    put(work, 'status', status.going);
    this.#kernel.enter(BOTH_LANES);
    if (get(work, 'status') === status.notFinite) {
      // What is no number may not be drawn.
      const knot = work.integers[integers.knots / 4]! / 8;
      work.doubles.fill(0, knot + this.#problem.size, knot + 3 * this.#problem.size);
    }
    return this.#take(work);
  }

  advance(attempts: number): Progress {
    const work = this.#memory.open();
    let left = Math.min(attempts, MOST_ATTEMPTS);
    let progress: Progress = 'going';
    while (left > 0 && progress === 'going') {
      left = this.#kernel.advance(left);
      progress = this.#take(work);
    }
    return progress;
  }

  stuckAt(): { point: Readonly<Point>; h: number; error: Float64Array } {
    const work = this.#memory.open();
    const point = makePoint(this.#problem.size);
    point.t = this.#time;
    const error = new Float64Array(this.#problem.size);
    this.#read(work, slots.y, point.y);
    this.#read(work, slots.slope, point.slope);
    this.#read(work, slots.error, error);
    return { point, h: get(work, 'tried'), error };
  }

  #begin(work: Workspace, { start, from, tolerance, method }: EngineOptions): void {
    const { layout } = this.#kernel;
    const { size, scales } = this.#problem;
    const times = Math.ceil(layout.end / VECTOR) * VECTOR;
    const whole: readonly (readonly [number, number])[] = [
      [integers.recordsEnd, layout.recordsEnd],
      [integers.single, 1],
      [integers.jacobian, layout.jacobian],
      [integers.nextJacobian, layout.nextJacobian],
      [integers.jacobianEnd, layout.jacobianEnd],
      [integers.knotPart, 8 * size],
      [integers.automatic, method === 'auto' ? 1 : 0],
      [integers.capacity, this.#capacity],
      [integers.times, times],
      [integers.knots, times + 8 * this.#capacity],
    ];
    for (const [address, value] of whole) work.integers[address / 4] = value;
    // A component that is not there has an error of 0, and a size to compare it with.
    for (let i = 0; i < size + (size % 2); i++) {
      work.doubles[place(slots.scale, i)] = scales[i] ?? 1;
      work.doubles[place(slots.y, i)] = start[i] ?? 0;
    }
    put(work, 't', from);
    const { explicit, implicit } = methodFacts();
    put(work, 'tolerance', localTolerance(tolerance, explicit.calibration));
    put(work, 'implicitTolerance', localTolerance(tolerance, implicit.calibration));
    work.integers.fill(method === 'implicit' ? -1 : 0, control.isImplicit / 4, control.isImplicit / 4 + 4);
  }

  /** Fetches the knots, and says how it stands. */
  #take(work: Workspace): Progress {
    const count = work.integers[integers.knotCount / 4]!;
    const { size } = this.#problem;
    const times = work.integers[integers.times / 4]! / 8;
    const knots = work.integers[integers.knots / 4]! / 8;
    this.recorder.append(
      work.doubles.subarray(times, times + count),
      work.doubles.subarray(knots, knots + 3 * size * count),
    );
    work.integers[integers.knotCount / 4] = 0;
    this.#time = get(work, 't');
    this.#statistics = {
      steps: get(work, 'steps'),
      rejected: get(work, 'rejected'),
      rhsEvaluations: get(work, 'evaluations'),
      jacobians: get(work, 'jacobians'),
      decompositions: get(work, 'decompositions'),
      switches: get(work, 'switches'),
    };
    return progressOf(get(work, 'status'));
  }

  #read(work: Workspace, slot: number, out: Float64Array): void {
    for (let i = 0; i < out.length; i++) out[i] = work.doubles[place(slot, i)]!;
  }
}

function place(slot: number, i: number): number {
  return (vectorAddress(slot) + componentOffset(i, 8)) / 8;
}

function get({ doubles }: Workspace, name: ControlName): number {
  return doubles[control[name] / 8]!;
}

function put({ doubles }: Workspace, name: ControlName, value: number): void {
  doubles.fill(value, control[name] / 8, control[name] / 8 + 2);
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
