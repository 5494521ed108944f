/** Collects the knots of a trajectory in arrays that grow by doubling. */
import type { Point } from './stepper.js';

export class Recorder {
  #times: Float64Array<ArrayBuffer>;
  #knots: Float64Array<ArrayBuffer>;
  #count = 0;
  readonly #stride: number;

  constructor(size: number) {
    this.#stride = 3 * size;
    this.#times = new Float64Array(64);
    this.#knots = new Float64Array(64 * this.#stride);
  }

  add({ t, y, slope, curvature }: Readonly<Point>): void {
    if (this.#count === this.#times.length) this.#grow();
    const offset = this.#count * this.#stride;
    this.#times[this.#count++] = t;
    this.#knots.set(y, offset);
    this.#knots.set(slope, offset + y.length);
    this.#knots.set(curvature, offset + 2 * y.length);
  }

  /** Adds many at once. */
  append(times: Float64Array, knots: Float64Array): void {
    while (this.#count + times.length > this.#times.length) this.#grow();
    this.#times.set(times, this.#count);
    this.#knots.set(knots, this.#count * this.#stride);
    this.#count += times.length;
  }

  get bytes(): number {
    return this.#count * (this.#stride + 1) * Float64Array.BYTES_PER_ELEMENT;
  }

  /** What was collected so far, without copying: knots are never changed, so it stays true as more are added. */
  view(): { times: Float64Array; knots: Float64Array } {
    return { times: this.#times.subarray(0, this.#count), knots: this.#knots.subarray(0, this.#count * this.#stride) };
  }

  /** The same in arrays of its own, no larger than they need be. */
  copy(): { times: Float64Array; knots: Float64Array } {
    const { times, knots } = this.view();
    return { times: times.slice(), knots: knots.slice() };
  }

  #grow(): void {
    const times = new Float64Array(2 * this.#times.length);
    times.set(this.#times);
    this.#times = times;
    const knots = new Float64Array(2 * this.#knots.length);
    knots.set(this.#knots);
    this.#knots = knots;
  }
}
