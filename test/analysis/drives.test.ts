import assert from 'node:assert/strict';
import { coarseToFine, startFamily, type Member } from '../../language/analysis/family.js';
import { ornsteinUhlenbeck } from '../../language/analysis/noise.js';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { runToEnd, type RunResult } from '../../language/analysis/run.js';
import type { Model } from '../../language/model/model.js';
import { build, Compilations } from '../language/diagnose.js';

const text = `
membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
ion K + { in = 140 mM, out = 4 mM }
channel Leak { conductance = 0.1 mS/cm^2, reversal = -60 mV }
channel Kv conducts K { conductance = g, open = n, gate n { inf = if V < -20 mV then 0 else 1, tau = 2 ms } }
param g = 1 mS/cm^2
experiment Step { clamp -80 mV, then 0 mV from 5 ms to 9 ms, duration = 12 ms; plot Kv.n, I, V }
experiment Ramp { clamp -100 mV, then ramp -100 mV to 50 mV from 10 ms to 110 ms; plot Leak.I }
experiment Train { duration = 100 ms, set g = 0 mS/cm^2, inject 1 uA/cm^2 for 1 ms every 20 ms from 5 ms to 50 ms }
experiment Rise { duration = 20 ms, set g = 0 mS/cm^2, inject ramp 0 uA/cm^2 to 1 uA/cm^2 from 5 ms to 15 ms }
experiment Wash { duration = 3 s, set K.out = 40 mM from 1 s to 2 s; plot K.E }
experiment Noisy { duration = 50 ms, inject noise(1 uA/cm^2, 2 ms, 3) }
experiment Steps { clamp -80 mV, then -40 .. 40 mV by 20 mV from 1 ms to 2 ms; plot steady(Leak.I) against V }
experiment Grid {
  duration = 1 ms
  sweep g = 0 .. 2 mS/cm^2 by 1 mS/cm^2
  sweep a = 0 .. 1 uA/cm^2 by 1 uA/cm^2
  inject a
  plot steady(V) against a
}
`;

let model: Model;
before(async () => {
  const document = await build(text);
  assert.deepEqual(document.diagnostics, []);
  model = Compilations.compilation(document).model!;
});

function run(name: string): RunResult {
  const result = runToEnd(model, name, defaultSymbols(model), { tolerance: 1e-9 });
  assert.ok(result.ok);
  assert.equal(result.value.failure, undefined);
  return result.value;
}

const near = (found: number, wanted: number, allowed: number, what = ''): void =>
  assert.ok(Math.abs(found - wanted) <= allowed, `${what} ${found} is not ${wanted}`);

describe('voltage clamp', () => {
  it('lets gates relax at the level of each step, and hits both edges', () => {
    const times = [0.005, 0.007, 0.009, 0.011].map((t) => t);
    const { panes, V } = run('Step').sample(times);
    const [n, I] = panes[0]!;
    const risen = 1 - Math.exp(-2);
    [0, 1 - Math.exp(-1), risen, risen * Math.exp(-1)].forEach((wanted, i) => near(n![i]!, wanted, 1e-8));
    assert.deepEqual([...V], [0, 0, -0.08, -0.08]);
    near(I![3]!, 1 * (-0.08 + 0.06), 0.05 * 10, 'I');
  });

  it('has both sides of a jump in its own samples', () => {
    const { times, V } = run('Step').sample();
    const at = [...times.keys()].filter((i) => times[i] === 0.005);
    assert.deepEqual(
      at.map((i) => V[i]),
      [-0.08, 0],
    );
  });

  it('follows a ramp exactly', () => {
    const { V, panes } = run('Ramp').sample([0.01, 0.06, 0.085]);
    [-0.1, -0.025, 0.0125].forEach((wanted, i) => {
      near(V[i]!, wanted, 1e-15);
      near(panes[0]![0]![i]!, wanted + 0.06, 1e-14);
    });
  });
});

describe('injected currents', () => {
  /** Of V above rest under a current of 1 µA/cm² = 0.01 A/m² on a leak of 1 S/m² with τ = 10 ms. */
  const pulseResponse = (t: number, start: number): number =>
    t <= start ? 0 : 0.01 * (Math.exp(-(t - Math.min(t, start + 0.001)) / 0.01) - Math.exp(-(t - start) / 0.01));

  it('come as trains, every pulse where it belongs', () => {
    const { V } = run('Train').sample([0.006, 0.045, 0.0455, 0.1]);
    [0.006, 0.045, 0.0455, 0.1].forEach((t, i) => {
      const wanted = [0.005, 0.025, 0.045].reduce((sum, start) => sum + pulseResponse(t, start), -0.06);
      near(V[i]!, wanted, 1e-9, `at ${t}`);
    });
  });

  it('come as ramps', () => {
    const { V } = run('Rise').sample([0.015]);
    const x = 1;
    near(V[0]!, -0.06 + 0.01 * (x - (1 - Math.exp(-x))), 1e-9);
  });

  it('come as noise that its seed fixes', () => {
    const [a, b] = [run('Noisy'), run('Noisy')].map((result) => result.sample([0.05]).V[0]);
    assert.equal(a, b);
    const { values } = ornsteinUhlenbeck(2, 0.001, 20, 5);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    near(mean, 0, 0.06);
    near(variance, 4, 0.2);
    const lagged = values.slice(20).reduce((sum, value, i) => sum + value * values[i]!, 0) / (values.length - 20);
    near(lagged / variance, Math.exp(-1), 0.03);
  });
});

describe('settings', () => {
  it('hold between their times and nowhere else', () => {
    const { panes } = run('Wash').sample([0.5, 1.5, 2.5]);
    const E = [...panes[0]![0]!];
    near(E[0]!, -0.0950229, 1e-6);
    near(E[1]!, -0.0334818, 1e-6);
    assert.equal(E[2], E[0]);
  });
});

describe('families', () => {
  function members(name: string, slice?: { part: number; of: number }): Member[] {
    const family = startFamily(model, name, defaultSymbols(model), slice ? { slice } : {});
    assert.ok(family.ok);
    const found: Member[] = [];
    while (!family.value.done) {
      family.value.advance(50);
      found.push(...family.value.takeMembers());
    }
    return found.sort((a, b) => a.index - b.index);
  }

  it('have a member for each level, measured in its step', () => {
    const found = members('Steps');
    assert.equal(found.length, 5);
    found.forEach(({ curves }, i) => {
      near(curves[0]!.x, -0.04 + 0.02 * i, 1e-15);
      near(curves[0]!.values[0]!, curves[0]!.x + 0.06, 1e-12);
    });
  });

  it('over two axes have a member for each pair, and their parts are the whole', () => {
    const whole = members('Grid');
    assert.deepEqual(
      whole.map(({ values }) => values.map((value) => value / 10)),
      [0, 1, 2].flatMap((g) => [0, 0.001].map((a) => [g, a])),
    );
    const parts = [1, 2, 3].flatMap((part) => members('Grid', { part, of: 3 })).sort((a, b) => a.index - b.index);
    assert.deepEqual(
      parts.map(({ curves }) => curves),
      whole.map(({ curves }) => curves),
    );
  });

  it('go from coarse to fine', () => {
    assert.deepEqual(coarseToFine(9), [0, 8, 4, 2, 6, 1, 3, 5, 7]);
    for (const count of [1, 2, 3, 10, 33])
      assert.deepEqual(
        coarseToFine(count).toSorted((a, b) => a - b),
        [...Array(count).keys()],
      );
  });
});
