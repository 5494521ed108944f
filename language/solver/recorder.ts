/** Collects the knots of a trajectory: one by one in arrays that grow by doubling, or in pieces that are joined when asked for. */
import type { Point } from './stepper.js';

interface Knots {
  readonly times: Float64Array;
  readonly knots: Float64Array;
}

export class Recorder {
  #times: Float64Array<ArrayBuffer>;
  #knots: Float64Array<ArrayBuffer>;
  #count = 0;
  /** What follows, not joined yet. */
  readonly #pieces: Knots[] = [];
  #inPieces = 0;
  readonly #stride: number;

  constructor(size: number) {
    this.#stride = 3 * size;
    this.#times = new Float64Array(16);
    this.#knots = new Float64Array(16 * this.#stride);
  }

  add({ t, y, slope, curvature }: Readonly<Point>): void {
    this.#join();
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
    this.#pieces.push({ times: times.slice(), knots: knots.slice() });
    this.#inPieces += times.length;
  }

  get bytes(): number {
    return (this.#count + this.#inPieces) * (this.#stride + 1) * Float64Array.BYTES_PER_ELEMENT;
  }

  /** What was collected so far, without copying: knots are never changed, so it stays true as more are added. */
  view(): Knots {
    this.#join();
    return { times: this.#times.subarray(0, this.#count), knots: this.#knots.subarray(0, this.#count * this.#stride) };
  }

  /** The same in arrays of its own, no larger than they need be. */
  copy(): Knots {
    const count = this.#count + this.#inPieces;
    const [times, knots] = [new Float64Array(count), new Float64Array(count * this.#stride)];
    times.set(this.#times.subarray(0, this.#count));
    knots.set(this.#knots.subarray(0, this.#count * this.#stride));
    this.#copyPieces(times, knots);
    return { times, knots };
  }

  #join(): void {
    if (this.#inPieces === 0) return;
    this.#reserve(this.#inPieces);
    this.#copyPieces(this.#times, this.#knots);
    this.#count += this.#inPieces;
    this.#inPieces = 0;
    this.#pieces.length = 0;
  }

  #copyPieces(times: Float64Array, knots: Float64Array): void {
    let at = this.#count;
    for (const piece of this.#pieces) {
      times.set(piece.times, at);
      knots.set(piece.knots, at * this.#stride);
      at += piece.times.length;
    }
  }

  #reserve(more: number): void {
    if (this.#count + more <= this.#times.length) return;
    const capacity = Math.max(2 * this.#times.length, this.#count + more);
    const times = new Float64Array(capacity);
    times.set(this.#times);
    this.#times = times;
    const knots = new Float64Array(capacity * this.#stride);
    knots.set(this.#knots);
    this.#knots = knots;
  }
}
