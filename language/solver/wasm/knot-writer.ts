/** Puts the point down as a knot of the trajectory: its time, and y, dy/dt and d²y/dt² one after the other. */
import { f64, f64x2, forEach, i32, i64x2, sequence, v128, when, type Code, type Local } from './instructions.js';
import { control, integers, RECORD, RECORDS, slots, VECTOR } from './layout.js';
import type { FunctionReference, ModuleBuilder } from './module.js';

const zero = i32.value(0);
const PARTS = [slots.y, slots.slope, slots.curvature] as const;

/** addKnots(mask): one for each lane of the mask; where both lanes are one model's, one. */
export function writeKnots(module: ModuleBuilder): FunctionReference {
  return module.define(undefined, ['v128'], [], (body, mask) => {
    const [record, to, count] = [body.local('i32'), body.local('i32'), body.local('i32')];
    const part = i32.load(zero, integers.knotPart);
    const end = i32.load(zero, integers.recordsEnd);

    /** A lane's knot; `store` puts down the vector at hand, `stride` bytes of it. */
    const knot = (lane: 0 | 1, stride: number, store: (to: Local, vector: Code) => Code): Code => {
      const field = (base: number): Code => i32.load(zero, base + 4 * lane);
      const time = f64x2.lane(lane, v128.load(zero, control.t));
      const place = i32.mul(i32.mul(part, i32.value(PARTS.length)), count.get);
      return sequence(
        count.set(field(integers.knotCount)),
        f64.store(i32.add(field(integers.times), i32.mul(count.get, i32.value(8))), 0, time),
        ...PARTS.map((slot, i) =>
          sequence(
            to.set(i32.add(i32.add(field(integers.knots), place), i32.mul(part, i32.value(i)))),
            forEach(
              record,
              i32.value(RECORDS),
              end,
              RECORD,
              store(to, v128.load(record.get, slot * VECTOR)),
              to.set(i32.add(to.get, i32.value(stride))),
            ),
          ),
        ),
        i32.store(zero, integers.knotCount + 4 * lane, i32.add(count.get, i32.value(1))),
      );
    };
    // Of an odd number of components the last vector writes 8 bytes too many, which the next part overwrites.
    const single = knot(0, VECTOR, (place, vector) => v128.store(place.get, 0, vector));
    const ofLane = (lane: 0 | 1): Code =>
      when(
        v128.any(v128.and(mask.get, i64x2.onlyLane(lane))),
        knot(lane, 8, (place, vector) => v128.storeLane(lane, place.get, 0, vector)),
      );
    body.write(when(i32.load(zero, integers.single), single, sequence(ofLane(0), ofLane(1))));
  });
}
