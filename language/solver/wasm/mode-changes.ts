/**
 * Conditions on the state, as in `if V < -40 mV then … else …`. Within a step each stays as it was, so that f is smooth;
 * a step at whose middle or end one has changed is not taken. The change is located on the step's continuous output, a
 * shorter step lands there, and a new segment begins with the conditions as they are beyond.
 *
 * Where this cannot work, because a branch has no value beyond its condition, or because each side leads straight back to
 * the other, conditions are evaluated as they come, and steps shrink where they change.
 */
import { hermiteWeights } from '../dense-output.js';
import { SMALLEST_STEP } from '../step-control.js';
import { slots, status } from './layout.js';
import type { Seat } from './seat.js';

/** Of a step: how finely a change is located. */
const PRECISION = 2 ** -44;
/** How far into a segment conditions on the time are looked at first. */
const JUST_AFTER = 1e-9;
/** Changes with hardly a step between them, after which each side is taken to lead back to the other. */
const MOST_RETURNS = 6;

export class ModeChanges {
  readonly #seat: Seat;
  readonly #weights = new Float64Array(5);
  /** The time and y beyond the change that is being approached. */
  #beyond: { readonly t: number; readonly y: Float64Array } = { t: 0, y: new Float64Array(0) };
  #stepsAtLast = 0;
  #returns = 0;

  constructor(seat: Seat) {
    this.#seat = seat;
  }

  get some(): boolean {
    return this.#seat.kernel.layout.modeCount > 0;
  }

  /** Looks at all conditions, at the start of a segment. */
  begin(end: number): void {
    if (!this.some) return;
    const seat = this.#seat;
    const t = seat.get('t');
    this.#returns = 0;
    seat.putMask('isLive', false);
    this.#lookAt(t + JUST_AFTER * (end - t), this.#vector(slots.y));
  }

  /** After a step that was not taken because a condition changes in it: sets the next to end just beyond the change. */
  approach(): void {
    const seat = this.#seat;
    const [t, h] = [seat.get('t'), seat.get('tried')];
    let low = 0;
    let high = this.#differsAt(0.5, t, h) ? 0.5 : 1;
    while (high - low > PRECISION) {
      const middle = (low + high) / 2;
      if (this.#differsAt(middle, t, h)) high = middle;
      else low = middle;
    }
    this.#beyond = { t: t + high * h, y: this.#between(high, h) };
    if (high * h <= SMALLEST_STEP * Math.abs(t)) return seat.put('status', status.landed);
    seat.put('h', high * h);
    seat.putMask('landing', true);
    seat.put('status', status.going);
  }

  /** At the change: goes on with the conditions as they are beyond it. */
  pass(): void {
    const seat = this.#seat;
    const steps = seat.get('steps');
    this.#returns = steps - this.#stepsAtLast <= 2 ? this.#returns + 1 : 0;
    this.#stepsAtLast = steps;
    if (this.#returns > MOST_RETURNS) return this.giveUp();
    this.#lookAt(this.#beyond.t, this.#beyond.y);
    this.#restart();
  }

  /** Evaluates conditions as they come, until the next segment. */
  giveUp(): void {
    this.#seat.putMask('isLive', true);
    this.#restart();
  }

  get isLive(): boolean {
    return Number.isNaN(this.#seat.get('isLive'));
  }

  #restart(): void {
    const seat = this.#seat;
    seat.putMask('landing', false);
    seat.put('status', status.going);
    seat.kernel.enter(seat.lanes);
    // What is no number may not be drawn.
    if (seat.get('status') === status.notFinite) seat.flattenKnot();
  }

  #lookAt(t: number, y: Float64Array): void {
    this.#place(t, y);
    this.#seat.kernel.freeze(this.#seat.lanes);
  }

  #differsAt(s: number, t: number, h: number): boolean {
    this.#place(t + s * h, this.#between(s, h));
    return (this.#seat.kernel.differs() & this.#seat.lanes) !== 0;
  }

  #place(t: number, y: Float64Array): void {
    this.#seat.put('probe', t);
    for (let i = 0; i < y.length; i++) this.#seat.write(slots.argument, i, y[i]!);
  }

  #vector(slot: number): Float64Array {
    return Float64Array.from({ length: this.#seat.kernel.layout.size }, (_, i) => this.#seat.read(slot, i));
  }

  /** y at the fraction s of the step that was not taken. */
  #between(s: number, h: number): Float64Array {
    hermiteWeights(s, this.#weights);
    const [w0, w1, w2, w3, w4] = this.#weights as unknown as readonly [number, number, number, number, number];
    const part = (slot: number, i: number): number => this.#seat.read(slot, i);
    return this.#vector(slots.y).map((y, i) => {
      const slopes = h * (w1 * part(slots.slope, i) + w2 * part(slots.nextSlope, i));
      const bends = h * h * (w3 * part(slots.curvature, i) + w4 * part(slots.nextCurvature, i));
      return y + w0 * (part(slots.nextY, i) - y) + slopes + bends;
    });
  }
}
