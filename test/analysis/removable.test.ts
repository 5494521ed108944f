import assert from 'node:assert/strict';
import { bridgeGaps } from '../../language/analysis/removable.js';

function bridged(f: (x: number) => number, x: number): number {
  const out = new Float64Array(1);
  bridgeGaps((at, values) => (values[0] = f(at)))(x, out);
  return out[0]!;
}

describe('a point without a value', () => {
  it('reads its limit, where there is one', () => {
    const cases: readonly [string, (x: number) => number, number][] = [
      ['x/(1 − e^(−x))', (x) => x / (1 - Math.exp(-x)), 1],
      ['sin(x)/x', (x) => Math.sin(x) / x, 1],
      ['a zero', (x) => (x * x) / x, 0],
      ['a double zero', (x) => x ** 3 / x, 0],
    ];
    for (const [name, f, limit] of cases) assert.ok(Math.abs(bridged(f, 0) - limit) < 1e-7, name);
  });

  it('has none at a pole or a jump, nor amid others', () => {
    const cases: readonly [string, (x: number) => number][] = [
      ['1/x', (x) => 1 / x],
      ['1/x²', (x) => 1 / (x * x)],
      ['ln|x|', (x) => Math.log(Math.abs(x))],
      ['x/|x|', (x) => x / Math.abs(x)],
      ['√x from the left', (x) => Math.sqrt(x - 1)],
    ];
    for (const [name, f] of cases) assert.ok(Number.isNaN(bridged(f, 0)), name);
  });

  it('leaves other values alone', () => {
    const out = new Float64Array(2);
    bridgeGaps((x, values) => values.set([x / x, x + 3]))(0, out);
    assert.deepEqual([...out], [1, 3]);
  });
});
