import assert from 'node:assert/strict';
import { rootOfRising, type Rising } from '../../language/physics/monotone-root.js';

/** A function, with its evaluations counted. */
function counted(f: Rising): { f: Rising; calls: () => number } {
  let calls = 0;
  return { f: (x) => (calls++, f(x)), calls: () => calls };
}

describe('physics: root of a rising function', () => {
  const cases: readonly [string, Rising, number, number][] = [
    ['a line', (x) => ({ value: 3 * x - 1, slope: 3 }), 1 / 3, 8],
    ['a root far off', (x) => ({ value: x - 1e6, slope: 1 }), 1e6, 30],
    ['an exponential', (x) => ({ value: Math.exp(x) - 20, slope: Math.exp(x) }), Math.log(20), 20],
    ['a flat cubic', (x) => ({ value: (x - 0.3) ** 3, slope: 3 * (x - 0.3) ** 2 }), 0.3, 200],
    [
      'a saturating one',
      (x) => ({ value: Math.tanh(8 * (x - 0.7)), slope: 8 / Math.cosh(8 * (x - 0.7)) ** 2 }),
      0.7,
      40,
    ],
    ['a root at 0', (x) => ({ value: x, slope: 1 }), 0, 4],
  ];
  for (const [what, f, root, most] of cases) {
    it(`finds that of ${what} in at most ${most} evaluations`, () => {
      const spy = counted(f);
      const found = rootOfRising(spy.f);
      assert.ok(Math.abs(found - root) <= 1e-5 * Math.max(1, Math.abs(root)), String(found));
      assert.ok(spy.calls() <= most, `${spy.calls()} evaluations`);
    });
  }

  it('is NaN where there is none', () => {
    assert.ok(Number.isNaN(rootOfRising(() => ({ value: 1, slope: 0 }))));
    assert.ok(Number.isNaN(rootOfRising(() => ({ value: -1, slope: 0 }))));
    assert.ok(Number.isNaN(rootOfRising(() => ({ value: NaN, slope: NaN }))));
  });
});
