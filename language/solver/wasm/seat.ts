/**
 * Where an integration has its numbers: a kernel of its own, both lanes alike, or one lane of a kernel that two models
 * share.
 */
import { KernelMemory, type Kernel, type Workspace } from './kernel.js';
import { componentOffset, control, integers, status, vectorAddress, VECTOR, type ControlName } from './layout.js';

/** Bytes of knots that are kept in the shared memory before they are fetched. */
const KNOT_BYTES = 2 ** 19;
const FEWEST_KNOTS = 16;
const DOUBLE = Float64Array.BYTES_PER_ELEMENT;

export class Seat {
  readonly kernel: Kernel;
  readonly #memory: KernelMemory;
  readonly #lane: 0 | 1 | undefined;
  /** Addresses of the knots that wait to be fetched. */
  readonly #times: number;
  readonly #knots: number;
  #work: Workspace;

  constructor(kernel: Kernel, memory: KernelMemory, lane?: 0 | 1) {
    const capacity = knotCapacity(kernel);
    const start = Math.ceil(kernel.layout.end / VECTOR) * VECTOR + (lane ?? 0) * knotBytes(kernel);
    this.kernel = kernel;
    this.#memory = memory;
    this.#lane = lane;
    this.#times = start;
    this.#knots = start + DOUBLE * capacity;
    this.#work = this.open();
    const { layout } = kernel;
    const whole: readonly (readonly [number, number])[] = [
      [integers.recordsEnd, layout.recordsEnd],
      [integers.single, lane === undefined ? 1 : 0],
      [integers.jacobian, layout.jacobian],
      [integers.nextJacobian, layout.nextJacobian],
      [integers.jacobianEnd, layout.jacobianEnd],
      [integers.hasModes, layout.modeCount > 0 ? 1 : 0],
      [integers.knotPart, DOUBLE * layout.size],
      [integers.capacity, capacity],
      [integers.times + 4 * (lane ?? 0), this.#times],
      [integers.knots + 4 * (lane ?? 0), this.#knots],
    ];
    for (const [address, value] of whole) this.#work.integers[address / 4] = value;
    this.put('status', status.idle);
  }

  /** Brings the numbers into the shared memory; to be called before any of the others. */
  open(): Workspace {
    return (this.#work = this.#memory.open());
  }

  /** As the kernel numbers them: 1, 2, or 3 for both. */
  get lanes(): number {
    return this.#lane === undefined ? 3 : 1 << this.#lane;
  }

  /** Of one lane. */
  get(name: ControlName): number {
    return this.#work.doubles[control[name] / DOUBLE + (this.#lane ?? 0)]!;
  }

  put(name: ControlName, value: number): void {
    const at = control[name] / DOUBLE;
    if (this.#lane === undefined) this.#work.doubles.fill(value, at, at + 2);
    else this.#work.doubles[at + this.#lane] = value;
  }

  /** A mask: all bits or none. */
  putMask(name: ControlName, isSet: boolean): void {
    const at = control[name] / 4 + 2 * (this.#lane ?? 0);
    this.#work.integers.fill(isSet ? -1 : 0, at, at + (this.#lane === undefined ? 4 : 2));
  }

  putInteger(address: number, value: number): void {
    this.#work.integers[address / 4] = value;
  }

  /** A component of a vector. */
  read(slot: number, i: number): number {
    return this.#work.doubles[this.#place(slot, i)]!;
  }

  write(slot: number, i: number, value: number): void {
    this.#work.doubles[this.#place(slot, i)] = value;
  }

  writeFixed(values: Float64Array): void {
    const start = this.kernel.layout.fixed / DOUBLE;
    if (this.#lane === undefined) this.#work.doubles.set(values, start);
    else for (let i = 0; i < values.length; i++) this.#work.doubles[start + 2 * i + this.#lane] = values[i]!;
  }

  /** Of the knot written last: its slope and curvature made 0. */
  flattenKnot(): void {
    const { size } = this.kernel.layout;
    const count = this.#work.integers[(integers.knotCount + 4 * (this.#lane ?? 0)) / 4]!;
    const knot = this.#knots / DOUBLE + 3 * size * (count - 1);
    this.#work.doubles.fill(0, knot + size, knot + 3 * size);
  }

  /** The knots since the last time, as views that the next call voids. */
  takeKnots(): { readonly times: Float64Array; readonly knots: Float64Array } {
    const counter = (integers.knotCount + 4 * (this.#lane ?? 0)) / 4;
    const count = this.#work.integers[counter]!;
    this.#work.integers[counter] = 0;
    const [times, knots] = [this.#times / DOUBLE, this.#knots / DOUBLE];
    return {
      times: this.#work.doubles.subarray(times, times + count),
      knots: this.#work.doubles.subarray(knots, knots + 3 * this.kernel.layout.size * count),
    };
  }

  #place(slot: number, i: number): number {
    const { width } = this.kernel.layout;
    return (vectorAddress(slot) + componentOffset(i, width)) / DOUBLE + (this.#lane ?? 0);
  }
}

export function singleSeat(kernel: Kernel): Seat {
  return new Seat(kernel, new KernelMemory(kernel.layout, knotBytes(kernel)));
}

/** Two seats in a kernel for two models. */
export function pairOfSeats(kernel: Kernel): readonly [Seat, Seat] {
  const memory = new KernelMemory(kernel.layout, 2 * knotBytes(kernel));
  return [new Seat(kernel, memory, 0), new Seat(kernel, memory, 1)];
}

function knotCapacity({ layout }: Kernel): number {
  return Math.max(FEWEST_KNOTS, Math.floor(KNOT_BYTES / ((3 * layout.size + 1) * DOUBLE)));
}

/** With room for the last vector of an odd number of components. */
function knotBytes(kernel: Kernel): number {
  return Math.ceil((knotCapacity(kernel) * (3 * kernel.layout.size + 1) * DOUBLE) / VECTOR + 1) * VECTOR;
}
