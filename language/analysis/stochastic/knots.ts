/** Collects a path that is smooth between jumps, as knots of a trajectory: each stretch a cubic with both its slopes. */
import type { Knots } from '../../solver/recorder.js';
import { Recorder } from '../../solver/recorder.js';
import { makePoint } from '../../solver/point.js';

/** So many stretches are recorded whatever their length. */
const FREE = 50_000;
/** After these, stretches shorter than this part of the run are drawn together, by a straight line. */
const FINEST = 1 / 200_000;

export class PathRecorder {
  readonly #recorder: Recorder;
  readonly #finest: number;
  readonly #a;
  readonly #b;
  /** The stretch that is not recorded yet, since it is too short. */
  #pending = false;
  #count = 0;

  constructor(size: number, duration: number) {
    this.#recorder = new Recorder(size);
    this.#finest = duration * FINEST;
    this.#a = makePoint(size);
    this.#b = makePoint(size);
  }

  /** A stretch from where the last one ended, y being there first `y0` and at t1 `y1`, with these slopes. */
  add(t0: number, y0: Float64Array, f0: Float64Array, t1: number, y1: Float64Array, f1: Float64Array): void {
    const h = t1 - t0;
    if (h <= 0) return;
    const [a, b] = [this.#a, this.#b];
    const joins = this.#pending;
    if (!joins) {
      a.t = t0;
      a.y.set(y0);
      a.slope.set(f0);
    }
    b.t = t1;
    b.y.set(y1);
    b.slope.set(f1);
    this.#pending = this.#count > FREE && t1 - a.t < this.#finest;
    if (joins) straighten(a, b);
    if (!this.#pending) this.flush();
  }

  /** Records what is waiting. */
  flush(): void {
    const [a, b] = [this.#a, this.#b];
    this.#pending = false;
    if (!(b.t > a.t)) return;
    this.#count++;
    bend(a, b);
    this.#recorder.add(a);
    this.#recorder.add(b);
    a.t = b.t;
  }

  get bytes(): number {
    return this.#recorder.bytes;
  }

  view(): Knots {
    return this.#recorder.view();
  }
}

interface Knot {
  t: number;
  readonly y: Float64Array;
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
}

function straighten(a: Knot, b: Knot): void {
  const h = b.t - a.t;
  for (let i = 0; i < a.y.length; i++) a.slope[i] = b.slope[i] = (b.y[i]! - a.y[i]!) / h;
}

/** The second derivatives with which the quintic through both is the cubic. */
function bend(a: Knot, b: Knot): void {
  const h = b.t - a.t;
  for (let i = 0; i < a.y.length; i++) {
    const mean = (b.y[i]! - a.y[i]!) / h;
    a.curvature[i] = (6 * mean - 4 * a.slope[i]! - 2 * b.slope[i]!) / h;
    b.curvature[i] = (-6 * mean + 2 * a.slope[i]! + 4 * b.slope[i]!) / h;
  }
}
