/**
 * Collects the knots of a trajectory in two arrays that grow by doubling. Memory that is new to a process is dear, up
 * to as much as the numbers that go there, so the arrays of a trajectory that nobody needs any more may be had again.
 */
import type { Point } from './stepper.js';

export interface Knots {
  readonly times: Float64Array;
  readonly knots: Float64Array;
}

/** Of its memory a finished trajectory leaves no more than this part unused, unless it is to be had again anyway. */
const LARGEST_WASTE = 0.25;
/** Bytes of memory beyond which it is given back rather than kept for a next time. */
const LARGEST_KEPT = 2 ** 26;

export class Recorder {
  #times: Float64Array;
  #knots: Float64Array;
  #count = 0;
  readonly #stride: number;
  readonly #isRecycled: boolean;

  /** `recycled` will be written over, with whatever lies behind it in its memory. */
  constructor(size: number, recycled?: Knots) {
    this.#stride = 3 * size;
    const memory = recycled && recycled.knots.buffer.byteLength <= LARGEST_KEPT ? recycled : undefined;
    this.#isRecycled = memory !== undefined;
    this.#times = memory ? new Float64Array(memory.times.buffer) : new Float64Array(0);
    this.#knots = memory ? new Float64Array(memory.knots.buffer) : new Float64Array(0);
  }

  add({ t, y, slope, curvature }: Readonly<Point>): void {
    this.#reserve(1);
    const offset = this.#count * this.#stride;
    this.#times[this.#count++] = t;
    this.#knots.set(y, offset);
    this.#knots.set(slope, offset + y.length);
    this.#knots.set(curvature, offset + 2 * y.length);
  }

  /** Adds many at once; the arrays may change afterwards. */
  append(times: Float64Array, knots: Float64Array): void {
    if (times.length === 0) return;
    this.#reserve(times.length);
    this.#times.set(times, this.#count);
    this.#knots.set(knots, this.#count * this.#stride);
    this.#count += times.length;
  }

  get bytes(): number {
    return this.#count * (this.#stride + 1) * Float64Array.BYTES_PER_ELEMENT;
  }

  /** What was collected so far, without copying: knots are never changed, so it stays true as more are added. */
  view(): Knots {
    return { times: this.#times.subarray(0, this.#count), knots: this.#knots.subarray(0, this.#count * this.#stride) };
  }

  /** The same at the end, in arrays hardly larger than they need be. */
  finished(): Knots {
    const view = this.view();
    if (this.#isRecycled || this.#count >= (1 - LARGEST_WASTE) * this.#capacity) return view;
    return { times: view.times.slice(), knots: view.knots.slice() };
  }

  get #capacity(): number {
    return Math.min(this.#times.length, Math.floor(this.#knots.length / this.#stride));
  }

  #reserve(more: number): void {
    const needed = this.#count + more;
    if (needed <= this.#capacity) return;
    const capacity = Math.max(2 * this.#count, needed);
    const times = new Float64Array(capacity);
    times.set(this.#times.subarray(0, this.#count));
    this.#times = times;
    const knots = new Float64Array(capacity * this.#stride);
    knots.set(this.#knots.subarray(0, this.#count * this.#stride));
    this.#knots = knots;
  }
}
