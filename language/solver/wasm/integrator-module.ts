/**
 * The integrator as a WebAssembly module: attempts of steps, step control, the choice of method, and knots, in the
 * words of integration.ts, step-control.ts and stiffness.ts. It is the same for every model, so it is built once and
 * stays optimised while only models are new.
 *
 * Everything that steers is a vector of two numbers, one for each lane: of one model both are the same, of two models
 * side by side each goes its own way, and the results of a lane are kept or not by a mask.
 */
import type { MethodFacts, Methods } from '../methods.js';
import { controlConstants, SMALLEST_STEP } from '../step-control.js';
import { stiffnessConstants } from '../stiffness.js';
import { call, f64x2, i32, i64x2, sequence, v128, when, repeatWhile, type Code, type Local } from './instructions.js';
import { writeKnots } from './knot-writer.js';
import { control, integers, slots, status, vectorAddress, VECTOR, type ControlName } from './layout.js';
import { mathematics } from './mathematics.js';
import { ModuleBuilder, type FunctionBody } from './module.js';
import { roughExp2, roughLog2 } from './rough-power.js';
import { forEachRecord, StepWriter, type ModelFunctions } from './step-writer.js';

const { add, sub, mul, div, value, lt, gt, le, abs, max, min } = f64x2;

const zero = i32.value(0);
const get = (name: ControlName): Code => v128.load(zero, control[name]);
const put = (name: ControlName, x: Code): Code => v128.store(zero, control[name], x);
/** In the lanes of the mask. */
const putWhere = (mask: Code, name: ControlName, x: Code): Code => put(name, v128.select(x, get(name), mask));
const count = (name: ControlName, mask: Code, by: number): Code => put(name, add(get(name), v128.and(mask, value(by))));
const integer = (name: 'jacobian' | 'nextJacobian' | 'jacobianEnd' | 'single' | 'automatic' | 'hasModes'): Code =>
  i32.load(zero, integers[name]);
const address = (slot: number): Code => i32.value(vectorAddress(slot));
/** Each two entries of a Jacobian in turn. */
const forEachEntry = (entry: Local, which: 'jacobian' | 'nextJacobian', statement: Code): Code => {
  const end = integer(which === 'jacobian' ? 'nextJacobian' : 'jacobianEnd');
  const advance = entry.tee(i32.add(entry.get, i32.value(VECTOR)));
  return sequence(
    entry.set(integer(which)),
    when(i32.below(entry.get, end), repeatWhile(i32.below(advance, end), statement)),
  );
};
/** A mask of lanes that are given as bits. */
const lanesOf = (lanes: Local): Code => {
  const lane = (index: 0 | 1): Code => {
    const bit = i32.and(lanes.get, i32.value(1 << index));
    return v128.and(i64x2.onlyLane(index), i32.splat(i32.sub(i32.isZero(bit), i32.value(1))));
  };
  return v128.or(lane(0), lane(1));
};
const not = (x: Code): Code => v128.not(x);

/** The module's bytes. */
export function writeIntegrator(methods: Methods, facts: MethodFacts): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  const model: ModelFunctions = {
    rhs: module.import('rhs', ['v128', 'i32', 'i32']),
    linearise: module.import('linearise', ['v128', 'i32', 'i32', 'i32', 'i32']),
    curve: module.import('curve', ['i32', 'i32', 'i32', 'i32']),
    stiffness: module.import('stiffness', ['i32'], ['v128']),
    factor: module.import('factor', ['v128'], ['v128']),
    solve: module.import('solve', ['i32']),
    differs: module.import('differs', ['v128', 'i32'], ['v128']),
    freeze: module.import('freeze', ['v128', 'i32', 'v128']),
  };
  const find = mathematics(module);
  const exp = find('exp');
  const log = find('log');
  const inversePower = v128.select(
    value(1 / facts.implicit.errorPower),
    value(1 / facts.explicit.errorPower),
    get('isImplicit'),
  );
  const localTolerance = v128.select(get('implicitTolerance'), get('tolerance'), get('isImplicit'));

  /** The larger of both lanes where they are one model's. */
  const widest = (body: FunctionBody, x: Local): void =>
    body.write(when(integer('single'), x.set(max(x.get, v128.swap(x.get)))));

  /**
   * linearise(t): all that follows from t and y at the end of a step; derivatives that are not finite count as 0. The
   * value is a mask of the lanes whose y and f are finite.
   */
  const linearise = module.define(undefined, ['v128'], ['v128'], (body, t) => {
    const [entry, record] = [body.local('i32'), body.local('i32')];
    const worst = body.local('v128');
    const vector = (slot: number): Code => v128.load(record.get, slot * VECTOR);
    const finiteOnly = (x: Code): Code => v128.and(x, f64x2.eq(sub(x, x), value(0)));
    const keepFinite = (slot: number): Code => v128.store(record.get, slot * VECTOR, finiteOnly(vector(slot)));
    const nothing = (slot: number): Code => sub(vector(slot), vector(slot));
    const jacobian = integer('nextJacobian');
    const [y, f, ft] = [address(slots.nextY), address(slots.nextSlope), address(slots.nextTimeDerivative)];
    body.write(
      call(model.linearise, t.get, y, f, ft, jacobian),
      forEachEntry(entry, 'nextJacobian', v128.store(entry.get, 0, finiteOnly(v128.load(entry.get, 0)))),
      forEachRecord(record, keepFinite(slots.nextTimeDerivative)),
      call(model.curve, f, ft, address(slots.nextCurvature), jacobian),
      worst.set(value(0)),
      forEachRecord(
        record,
        keepFinite(slots.nextCurvature),
        worst.set(max(worst.get, add(nothing(slots.nextSlope), nothing(slots.nextY)))),
      ),
    );
    widest(body, worst);
    body.write(f64x2.eq(worst.get, value(0)));
  });
  const addKnots = writeKnots(module);

  /** errorNorm() in units of the local tolerance. */
  const errorNorm = module.define(undefined, [], ['v128'], (body) => {
    const [norm, record] = [body.local('v128'), body.local('i32')];
    const size = (slot: number): Code => abs(v128.load(record.get, slot * VECTOR));
    const weight = max(v128.load(record.get, slots.scale * VECTOR), max(size(slots.y), size(slots.nextY)));
    body.write(norm.set(value(0)), forEachRecord(record, norm.set(max(norm.get, div(size(slots.error), weight)))));
    widest(body, norm);
    // The reciprocal does not wait for the norm.
    body.write(mul(norm.get, div(value(1), localTolerance)));
  });

  /** Makes the end of the step the point, in the lanes of the mask. */
  const moveOn = module.define(undefined, ['v128'], [], (body, mask) => {
    const record = body.local('i32');
    const move = (from: number, to: number): Code => {
      const load = (slot: number): Code => v128.load(record.get, slot * VECTOR);
      return v128.store(record.get, to * VECTOR, v128.select(load(from), load(to), mask.get));
    };
    body.write(
      forEachRecord(
        record,
        move(slots.nextY, slots.y),
        move(slots.nextSlope, slots.slope),
        move(slots.nextTimeDerivative, slots.timeDerivative),
        move(slots.nextCurvature, slots.curvature),
      ),
    );
  });

  /** The Jacobian too, where an implicit step will ask for it. */
  const moveJacobian = module.define(undefined, ['v128'], [], (body, mask) => {
    const entry = body.local('i32');
    const size = i32.sub(integer('nextJacobian'), integer('jacobian'));
    const next = v128.load(i32.add(entry.get, size), 0);
    const kept = v128.select(next, v128.load(entry.get, 0), mask.get);
    body.write(
      when(
        v128.any(v128.and(mask.get, get('isImplicit'))),
        forEachEntry(entry, 'jacobian', v128.store(entry.get, 0, kept)),
      ),
    );
  });

  /** The step, and what it says of its error: NaN where it could not be taken. */
  const tryStep = module.define(undefined, ['v128'], ['v128'], (body, h) => {
    const [t, mask, solved] = [body.local('v128'), body.local('v128'), body.local('v128')];
    body.write(t.set(get('t')), solved.set(value(0)));
    for (const family of ['explicit', 'implicit'] as const) {
      body.write(mask.set(family === 'implicit' ? get('isImplicit') : not(get('isImplicit'))));
      body.write(
        when(v128.any(mask.get), (): void => {
          const done = methods[family].write(new StepWriter(body, model, h, t, mask));
          body.write(solved.set(v128.or(solved.get, v128.and(done, mask.get))));
        }),
      );
      body.write(count('evaluations', mask.get, facts[family].evaluations));
      body.write(count('decompositions', mask.get, facts[family].decompositions));
    }
    body.write(v128.select(call(errorNorm), value(NaN), solved.get));
  });

  /** Which method to go on with after an accepted step, and how long a step may be: see stiffness.ts. */
  const chooseMethod = module.define(undefined, ['v128', 'v128'], [], (body, h, mask) => {
    const [rate, product, change] = [body.local('v128'), body.local('v128'), body.local('v128')];
    const { STABLE_PRODUCT, STIFF_PRODUCT, STIFF_STEPS, NONSTIFF_PRODUCT, NONSTIFF_STEPS } = stiffnessConstants;
    const implicit = get('isImplicit');
    const speaks = v128.select(
      lt(product.get, value(NONSTIFF_PRODUCT)),
      gt(product.get, value(STIFF_PRODUCT)),
      implicit,
    );
    const patience = v128.select(value(NONSTIFF_STEPS), value(STIFF_STEPS), implicit);
    const explicit = v128.andNot(mask.get, implicit);
    body.write(
      rate.set(call(model.stiffness, integer('nextJacobian'))),
      putWhere(explicit, 'h', min(get('h'), div(value(STABLE_PRODUCT), rate.get))),
      product.set(mul(h.get, rate.get)),
    );
    const changes = sequence(
      putWhere(mask.get, 'streak', v128.and(add(get('streak'), value(1)), speaks)),
      change.set(v128.and(mask.get, f64x2.ge(get('streak'), patience))),
      putWhere(change.get, 'streak', value(0)),
      putWhere(change.get, 'lastStep', value(0)),
      putWhere(change.get, 'wasRejected', value(0)),
      put('isImplicit', v128.xor(implicit, change.get)),
      count('switches', change.get, 1),
    );
    body.write(when(integer('automatic'), changes));
  });

  /** Step size after an attempt of h that erred by `norm`, accepted where the mask says so: see step-control.ts. */
  const controlStep = module.define(undefined, ['v128', 'v128', 'v128', 'v128'], [], (body, h, norm, ok, active) => {
    const { SAFETY, SMALLEST_FACTOR, LARGEST_FACTOR, SMALLEST_ERROR, BLIND_FACTOR } = controlConstants;
    const [logarithm, factor, failed] = [body.local('v128'), body.local('v128'), body.local('v128')];
    const clamp = (x: Code): Code => min(value(LARGEST_FACTOR), max(value(SMALLEST_FACTOR), x));
    const isFinite = lt(norm.get, value(Infinity));
    const shorter = min(clamp(factor.get), value(SAFETY));
    const power = (x: Code): Code => roughExp2(body, mul(x, inversePower));
    body.write(logarithm.set(roughLog2(body, max(norm.get, value(SMALLEST_ERROR)))));
    body.write(factor.set(mul(value(SAFETY), power(f64x2.neg(logarithm.get)))));
    const change = power(sub(get('lastLog'), logarithm.get));
    const predicted = mul(mul(factor.get, div(h.get, get('lastStep'))), change);
    body.write(
      failed.set(v128.andNot(active.get, ok.get)),
      // Rejected: by what the error says, or by much where it says nothing.
      putWhere(failed.get, 'h', mul(h.get, v128.select(shorter, value(BLIND_FACTOR), isFinite))),
      // Accepted.
      factor.set(v128.select(f64x2.pmin(factor.get, predicted), factor.get, gt(get('lastStep'), value(0)))),
      factor.set(v128.select(min(factor.get, value(1)), factor.get, get('wasRejected'))),
      putWhere(ok.get, 'h', mul(h.get, clamp(factor.get))),
      putWhere(ok.get, 'lastStep', h.get),
      putWhere(ok.get, 'lastLog', logarithm.get),
      put('wasRejected', v128.select(failed.get, get('wasRejected'), active.get)),
    );
  });

  /**
   * A mask of the lanes in which a condition changes in a step of h that ends at `to`: by its end, or by the middle of
   * its continuous output.
   */
  const crosses = module.define(undefined, ['v128', 'v128'], ['v128'], (body, h, to) => {
    const record = body.local('i32');
    const vector = (slot: number): Code => v128.load(record.get, slot * VECTOR);
    const middle = add(
      mul(value(0.5), add(vector(slots.y), vector(slots.nextY))),
      mul(
        h.get,
        add(
          mul(value(5 / 32), sub(vector(slots.slope), vector(slots.nextSlope))),
          mul(mul(value(1 / 64), h.get), add(vector(slots.curvature), vector(slots.nextCurvature))),
        ),
      ),
    );
    body.write(
      forEachRecord(record, v128.store(record.get, slots.argument * VECTOR, middle)),
      v128.or(
        call(model.differs, to.get, address(slots.nextY)),
        call(model.differs, sub(to.get, mul(value(0.5), h.get)), address(slots.argument)),
      ),
    );
  });

  /** Tries one step in every lane that is going. */
  const attempt = module.define(undefined, [], [], (body) => {
    const [active, remaining, isLast, h, norm, to, ok, failed] = Array.from({ length: 8 }, () =>
      body.local('v128'),
    ) as unknown as readonly [Local, Local, Local, Local, Local, Local, Local, Local];
    const crossed = body.local('v128');
    // A step that was cut to land somewhere is not halved to leave a good last one.
    const bounded = v128.select(get('h'), min(get('h'), mul(remaining.get, value(0.5))), get('landing'));
    const floor = mul(value(SMALLEST_STEP), max(abs(get('t')), mul(value(1e-3), remaining.get)));
    const hopeless = v128.and(failed.get, not(gt(get('h'), floor)));
    const why = v128.select(value(status.tooSmall), value(status.notFinite), lt(norm.get, value(Infinity)));
    body.write(
      active.set(f64x2.eq(get('status'), value(status.going))),
      remaining.set(sub(get('end'), get('t'))),
      isLast.set(f64x2.ge(get('h'), remaining.get)),
      h.set(v128.select(remaining.get, bounded, isLast.get)),
      put('tried', h.get),
      norm.set(call(tryStep, h.get)),
      to.set(v128.select(get('end'), add(get('t'), h.get), isLast.get)),
      ok.set(v128.and(active.get, le(norm.get, value(1)))),
      when(
        v128.any(ok.get),
        sequence(
          failed.set(v128.andNot(ok.get, call(linearise, to.get))),
          norm.set(v128.select(value(NaN), norm.get, failed.get)),
          count('jacobians', ok.get, 1),
          count('evaluations', ok.get, 1),
          ok.set(v128.andNot(ok.get, failed.get)),
          when(
            integer('hasModes'),
            sequence(
              crossed.set(v128.andNot(ok.get, v128.or(get('landing'), get('isLive')))),
              crossed.set(v128.and(crossed.get, call(crosses, h.get, to.get))),
              putWhere(crossed.get, 'status', value(status.crossed)),
              ok.set(v128.andNot(ok.get, crossed.get)),
              active.set(v128.andNot(active.get, crossed.get)),
            ),
          ),
        ),
      ),
      failed.set(v128.andNot(active.get, ok.get)),
      putWhere(failed.get, 'landing', value(0)),
      count('steps', ok.get, 1),
      count('rejected', failed.get, 1),
      call(controlStep, h.get, norm.get, ok.get, active.get),
      putWhere(hopeless, 'status', why),
      when(
        v128.any(ok.get),
        sequence(
          call(moveOn, ok.get),
          putWhere(ok.get, 't', to.get),
          call(addKnots, ok.get),
          call(chooseMethod, h.get, ok.get),
          call(moveJacobian, ok.get),
          putWhere(v128.and(ok.get, get('landing')), 'status', value(status.landed)),
          putWhere(v128.and(ok.get, f64x2.eq(to.get, get('end'))), 'status', value(status.reached)),
        ),
      ),
    );
  });

  /** advance(attempts): tries so many steps, unless something happens before; the value is how many it has not. */
  module.define('advance', ['i32'], ['i32'], (body, attempts) => {
    const eventful = v128.any(gt(get('status'), value(status.going)));
    const isFull = (lane: 0 | 1): Code =>
      i32.isZero(i32.below(i32.load(zero, integers.knotCount + 4 * lane), i32.load(zero, integers.capacity)));
    const more = i32.isZero(i32.or(i32.isZero(attempts.get), i32.or(eventful, i32.or(isFull(0), isFull(1)))));
    body.write(
      when(more, repeatWhile(more, call(attempt), attempts.set(i32.sub(attempts.get, i32.value(1))))),
      attempts.get,
    );
  });

  /**
   * freeze(lanes): looks at the conditions at the vector `argument` and the time `probe`; differs(): which lanes' are not
   * as they were, as bits.
   */
  module.define('freeze', ['i32'], [], (body, whichLanes) => {
    const mask = body.local('v128');
    body.write(mask.set(lanesOf(whichLanes)), call(model.freeze, get('probe'), address(slots.argument), mask.get));
  });
  module.define('differs', [], ['i32'], (body) => {
    const mask = body.local('v128');
    const bit = (lane: 0 | 1): Code => v128.any(v128.and(mask.get, i64x2.onlyLane(lane)));
    body.write(
      mask.set(call(model.differs, get('probe'), address(slots.argument))),
      i32.or(bit(0), i32.mul(bit(1), i32.value(2))),
    );
  });

  /**
   * enter(lanes): begins a segment at the point, where f may have jumped: its derivatives, a knot, a first step. What is
   * not finite there is the lane's status.
   */
  module.define('enter', ['i32'], [], (body, whichLanes) => {
    const [mask, finite, rate, record] = [
      body.local('v128'),
      body.local('v128'),
      body.local('v128'),
      body.local('i32'),
    ];
    const vector = (slot: number): Code => v128.load(record.get, slot * VECTOR);
    const weight = max(vector(slots.scale), abs(vector(slots.y)));
    body.write(
      mask.set(lanesOf(whichLanes)),
      // By way of the step's end, so that other lanes keep what they have.
      forEachRecord(record, v128.store(record.get, slots.nextY * VECTOR, vector(slots.y))),
      finite.set(call(linearise, get('t'))),
      count('jacobians', mask.get, 1),
      count('evaluations', mask.get, 1),
      call(moveOn, mask.get),
      call(moveJacobian, mask.get),
      putWhere(v128.andNot(mask.get, finite.get), 'status', value(status.notFinite)),
      rate.set(call(model.stiffness, integer('nextJacobian'))),
      forEachRecord(
        record,
        rate.set(max(rate.get, div(abs(vector(slots.slope)), weight))),
        rate.set(max(rate.get, f64x2.sqrt(div(abs(vector(slots.curvature)), weight)))),
      ),
    );
    widest(body, rate);
    body.write(
      putWhere(mask.get, 'h', div(call(exp, mul(call(log, localTolerance), inversePower)), rate.get)),
      putWhere(mask.get, 'lastStep', value(0)),
      putWhere(mask.get, 'wasRejected', value(0)),
      call(addKnots, mask.get),
    );
  });

  return module.bytes();
}
