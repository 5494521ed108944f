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

  /** Copies of what was collected. */
  result(): { times: Float64Array; knots: Float64Array } {
    return { times: this.#times.slice(0, this.#count), knots: this.#knots.slice(0, this.#count * this.#stride) };
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
