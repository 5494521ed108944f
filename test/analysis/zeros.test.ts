import assert from 'node:assert/strict';
import { findMinimum, shrinkBracket } from '../../language/analysis/find-root.js';
import { findZeros, type Zeros } from '../../language/analysis/zeros.js';

function zerosOf(f: (x: number) => number, low = -1, high = 1, step = 0.01): Zeros {
  const x = Float64Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => low + i * step);
  return findZeros(f, { x, y: x.map(f) }, () => 1e-15);
}

const kinds = ({ zeros }: Zeros): string => zeros.map(({ x, kind }) => `${kind} ${x.toFixed(6)}`).join(', ');

describe('a bracket', () => {
  it('shrinks to the last digits in few evaluations, also where the slope is flat or the ends are far apart', () => {
    const cases: readonly [string, (x: number) => number, number, number, number][] = [
      ['straight', (x) => x - 0.3, -1, 1, 0.3],
      ['cubic', (x) => (x - 0.3) ** 3, -1, 1, 0.3],
      ['exponential', (x) => Math.exp(40 * x) - 2, -1, 1, Math.LN2 / 40],
      ['saturating', (x) => Math.tanh(1000 * (x - 0.123)), -1, 1, 0.123],
    ];
    for (const [name, f, a, b, root] of cases) {
      let evaluations = 0;
      const counted = (x: number): number => (evaluations++, f(x));
      const end = shrinkBracket(counted, { a, fa: f(a), b, fb: f(b) }, 1e-14);
      assert.ok(Math.abs(end.a - root) < (name === 'cubic' ? 1e-5 : 2e-14), `${name}: ${end.a}`);
      assert.ok(evaluations < 70, `${name}: ${evaluations} evaluations`);
    }
  });

  it('of a minimum closes in on it, and stops below zero', () => {
    const { x } = findMinimum((at) => 1 + (at - 0.2) ** 2, -1, 1, 1e-9);
    assert.ok(Math.abs(x - 0.2) < 1e-7);
    assert.ok(findMinimum((at) => (at - 0.2) ** 2 - 0.01, -1, 1, 1e-9).value <= 0);
  });
});

describe('zeros', () => {
  it('are found with their direction', () => {
    assert.equal(
      kinds(zerosOf((x) => (x + 0.505) * (x - 0.2049) * (x - 0.7051))),
      'rising -0.505000, falling 0.204900, rising 0.705100',
    );
  });

  it('that are samples themselves are found once', () => {
    assert.equal(kinds(zerosOf((x) => x, -1, 1, 0.25)), 'rising 0.000000');
    assert.equal(kinds(zerosOf((x) => -x, 0, 1, 0.25)), 'falling 0.000000');
    assert.equal(kinds(zerosOf((x) => x * x, -1, 1, 0.25)), 'touching 0.000000');
  });

  it('that lie closer than the samples are found, wherever they fall between them', () => {
    for (let i = 0; i < 50; i++) {
      const at = 0.3 + i * 0.0004;
      const { zeros } = zerosOf((x) => (x - at) * (x - at - 1e-5));
      assert.deepEqual(
        zeros.map(({ kind }) => kind),
        ['falling', 'rising'],
        `at ${at}`,
      );
    }
  });

  it('are not where the function only comes near, jumps or has a pole', () => {
    assert.equal(zerosOf((x) => (x - 0.3333) ** 2 + 1e-9).zeros.length, 0);
    const step = zerosOf((x) => (x < 0.1234 ? -1 : 2));
    assert.deepEqual([step.zeros.length, step.jumps.map((x) => x.toFixed(6))], [0, ['0.123400']]);
    const pole = zerosOf((x) => 1 / (x - 0.1234));
    assert.deepEqual([pole.zeros.length, pole.jumps.map((x) => x.toFixed(6))], [0, ['0.123400']]);
  });

  it('that fill a stretch are told apart', () => {
    const { zeros, flat } = zerosOf((x) => Math.max(0, x - 0.5) + Math.min(0, x + 0.5));
    assert.equal(zeros.length, 0);
    assert.deepEqual(
      flat.map((range) => range.map((x) => x.toFixed(2))),
      [['-0.50', '0.50']],
    );
  });
});
