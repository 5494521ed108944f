import assert from 'node:assert/strict';
import {
  bases,
  dimension,
  divide,
  isDimensionless,
  multiply,
  power,
  sameDimension,
} from '../../language/units/dimension.js';
import { editDistance, nearest } from '../../language/units/nearest.js';
import { equal, format, fromNumber, negate, plus, rational, times, toNumber } from '../../language/units/rational.js';

describe('units: rationals', () => {
  it('are in lowest terms with the sign above', () => {
    assert.deepEqual(rational(2, -4), { n: -1, d: 2 });
    assert.deepEqual(rational(-6, -3), { n: 2, d: 1 });
    assert.ok(Object.is(rational(-0).n, 0) && Object.is(rational(0, -3).n, 0));
    assert.deepEqual(rational(0, 7), { n: 0, d: 1 });
  });

  it('add, multiply and print exactly', () => {
    assert.deepEqual(plus(rational(1, 3), rational(1, 6)), rational(1, 2));
    assert.deepEqual(times(rational(2, 3), rational(3, 4)), rational(1, 2));
    assert.ok(equal(plus(rational(1, 3), negate(rational(1, 3))), rational(0)));
    assert.equal(toNumber(rational(-3, 2)), -1.5);
    assert.equal(format(rational(-3, 2)), '-3/2');
    assert.equal(format(rational(4, 2)), '2');
  });

  it('refuse what is none', () => {
    for (const [n, d] of [
      [1, 0],
      [0.5, 1],
      [NaN, 1],
      [2 ** 60, 1],
    ] as const)
      assert.throws(() => rational(n, d), RangeError);
  });

  it('are found again in decimals', () => {
    for (let d = 1; d <= 12; d++) for (let n = -30; n <= 30; n++) assert.deepEqual(fromNumber(n / d), rational(n, d));
    for (const x of [Math.PI, Math.SQRT2, 1e300, NaN, Infinity]) assert.equal(fromNumber(x), undefined);
  });
});

describe('units: dimensions', () => {
  const speed = dimension({ length: 1, time: -1 });

  it('multiply, divide and take powers', () => {
    assert.ok(isDimensionless(divide(speed, speed)));
    assert.ok(sameDimension(multiply(speed, speed), power(speed, rational(2))));
    assert.ok(sameDimension(power(power(speed, rational(1, 2)), rational(2)), speed));
    assert.equal(sameDimension(speed, dimension({ length: 1 })), false);
  });

  it('are plain data', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(speed)), speed);
    assert.deepEqual(Object.keys(speed), [...bases]);
  });
});

describe('units: nearest words', () => {
  it('counts a swap as one step and a change of case as half', () => {
    assert.equal(editDistance('', 'abc'), 3);
    assert.equal(editDistance('mV', 'mV'), 0);
    assert.equal(editDistance('mv', 'mV'), 0.5);
    assert.equal(editDistance('condcuts', 'conducts'), 1);
    assert.equal(editDistance('kitten', 'sitting'), 3);
  });

  it('gives the nearest first, equals in their order, and nothing far', () => {
    assert.deepEqual(nearest('pumb', ['bump', 'pump', 'pumps']), ['pump']);
    assert.deepEqual(nearest('ab', ['ax', 'ay', 'aB', 'ab']), ['aB', 'ax', 'ay']);
    assert.deepEqual(nearest('zzz', ['abc']), []);
  });
});
