import assert from 'node:assert/strict';
import { continueRest, type Continuation } from '../../language/analysis/continuation.js';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { findRest } from '../../language/analysis/rest.js';
import { ModelBuilder } from '../model-builder.js';
import { MICROAMP_PER_CM2, morrisLecarBuilder, squidAxon } from '../models.js';

/** Injects a parameter I of 0 … 200 µA/cm² for ever. */
function driven(m: ModelBuilder, drive = 0, maximum = 200): ModelBuilder {
  const range = { minimum: 0, maximum: maximum * MICROAMP_PER_CM2 };
  m.experiment('Steady', { duration: 1, inject: [{ amplitude: m.parameter('I', drive * MICROAMP_PER_CM2, range) }] });
  return m;
}

function follow(m: ModelBuilder, options = {}): Continuation {
  const model = m.build();
  const result = continueRest(model, defaultSymbols(model), 'I', options);
  assert.ok(result.ok, result.ok ? '' : result.failure.message);
  return result.value;
}

/** µA/cm². */
const currents = (found: Continuation, kind: 'fold' | 'hopf'): number[] =>
  found.special.filter((point) => point.kind === kind).map(({ parameter }) => parameter / MICROAMP_PER_CM2);

function assertNear(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  assert.equal(actual.length, expected.length, actual.join(', '));
  actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) < tolerance, `${value}, not ${expected[i]}`));
}

describe('continuation of steady states', function () {
  this.timeout(30_000);

  it('finds the Hopf points of the squid axon at 9.775438 and 154.522434 µA/cm²', () => {
    const found = follow(driven(squidAxon()));
    assert.equal(found.branches.length, 1);
    assertNear(currents(found, 'hopf'), [9.775438, 154.522434], 1e-6);
    assertNear(currents(found, 'fold'), [], 0);
    assert.deepEqual(found.branches[0]!.ends, ['border', 'border']);
    for (const { parameter, stable } of found.branches[0]!.points) {
      const current = parameter / MICROAMP_PER_CM2;
      if (Math.abs(current - 9.775438) < 1e-6 || Math.abs(current - 154.522434) < 1e-6) continue;
      assert.equal(stable, current < 9.775438 || current > 154.522434, `${current}`);
    }
    // Small oscillations are quicker than the 68 spikes a second beside them.
    const { frequency } = found.special[0]!;
    assert.ok(frequency! > 85 && frequency! < 105, `${frequency}`);
  });

  it('goes round the folds of Morris and Lecar’s SNLC set, the upper at 39.963153 µA/cm²', () => {
    const found = follow(driven(morrisLecarBuilder('snlc'), 0, 150), { from: -0.5 });
    assert.equal(found.branches.length, 1);
    const folds = currents(found, 'fold');
    assert.equal(folds.length, 2);
    assert.ok(Math.abs(folds[1]! - 39.963153) < 1e-6, `${folds[1]}`);
    const { points } = found.branches[0]!;
    const least = Math.min(...points.map(({ V }) => V));
    assert.ok(points.some(({ V }) => V > least + 0.03));
  });

  it('passes through the same potentials as a search does', () => {
    for (const current of [10, 20, 39, 60]) {
      const m = driven(morrisLecarBuilder('snlc'), current, 150);
      const found = follow(m, { from: 0 });
      m.pump('Drive', { current: -current * MICROAMP_PER_CM2 });
      const model = m.build();
      const rest = findRest(model, defaultSymbols(model));
      assert.ok(rest.ok);
      const at = current * MICROAMP_PER_CM2;
      const crossed = found.branches.flatMap(({ points }) =>
        points.slice(1).flatMap((b, i) => {
          const a = points[i]!;
          if (a.parameter < at === b.parameter < at) return [];
          return [a.V + ((at - a.parameter) / (b.parameter - a.parameter)) * (b.V - a.V)];
        }),
      );
      assertNear(
        crossed.toSorted((a, b) => a - b),
        rest.value.roots.map(({ V }) => V),
        2e-4,
      );
    }
  });

  it('follows a branch that closes on itself all the way round, once', () => {
    // (V/100 mV)² + (p − ½)² = 0.1.
    const m = new ModelBuilder({ capacitance: 0.01 });
    const p = m.parameter('p', 0.5, { minimum: 0, maximum: 1 });
    const x = m.V.over(0.1);
    const current = x
      .times(x)
      .plus(p.minus(0.5).times(p.minus(0.5)))
      .minus(0.1);
    m.pump('Circle', { current });
    const model = m.build();
    const result = continueRest(model, defaultSymbols(model), 'p');
    assert.ok(result.ok);
    const [circle, ...others] = result.value.branches;
    assert.equal(others.length, 0);
    assert.deepEqual(circle!.ends, ['closed', 'closed']);
    for (const { V, parameter } of circle!.points)
      assert.ok(Math.abs((V / 0.1) ** 2 + (parameter - 0.5) ** 2 - 0.1) < 1e-9);
    const folds = result.value.special.map(({ kind, parameter }) => [kind, parameter.toFixed(6)]);
    assert.deepEqual(folds, [
      ['fold', (0.5 - Math.sqrt(0.1)).toFixed(6)],
      ['fold', (0.5 + Math.sqrt(0.1)).toFixed(6)],
    ]);
  });

  it('judges by the slope where there is no capacitance, and says so', () => {
    const found = follow(driven(squidAxon({ capacitance: false })));
    assert.equal(found.stability, 'slope');
    assertNear(currents(found, 'hopf'), [], 0);
  });

  it('fails in words', () => {
    const m = driven(squidAxon());
    m.parameter('free', 1);
    m.experiment('Moving', { duration: 1, inject: [{ amplitude: m.symbol(m.build().symbols.length - 2).times(m.t) }] });
    const model = m.build();
    const code = (name: string, options = {}): string | undefined => {
      const result = continueRest(model, defaultSymbols(model), name, options);
      return result.ok ? undefined : result.failure.code;
    };
    assert.equal(code('J'), 'continue.parameter');
    assert.equal(code('free'), 'continue.range');
    assert.equal(code('I', { from: 3, to: 1 }), 'continue.range');
    assert.equal(code('I', { experiment: 'Nowhere' }), 'continue.experiment');
    assert.equal(code('I', { experiment: 'Moving' }), 'continue.injection');
    const still = new ModelBuilder({ capacitance: 0.01 });
    still.pump('Drive', { current: still.parameter('I', 1, { minimum: 1, maximum: 2 }) });
    const alone = still.build();
    const none = continueRest(alone, defaultSymbols(alone), 'I');
    assert.equal(!none.ok && none.failure.code, 'continue.no-branch');
  });
});
