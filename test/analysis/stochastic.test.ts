import assert from 'node:assert/strict';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { runToEnd, startRun, type RunResult } from '../../language/analysis/run.js';
import { diffusionMethod } from '../../language/analysis/stochastic/diffusion.js';
import { makePath } from '../../language/analysis/stochastic/path.js';
import { normalNumbers, uniformNumbers } from '../../language/analysis/random.js';
import type { Model } from '../../language/model/model.js';
import type { Problem } from '../../language/solver/problem.js';
import { modelOf } from '../language/values.js';

const text = (
  channel: string,
  experiment: string,
): string => `membrane Cell { temperature = 22 degC, capacitance = 20 pF }
ion K + { in = 140 mM, out = 4 mM }
channel X conducts K { unitary = 20 pS
${channel} }
channel Leak { conductance = 1 nS, reversal = -60 mV }
experiment E { ${experiment} }
`;
const twoStates = (count: number): string => `count = ${count}, open = O\nscheme { C <-> O : 2/ms, 3/ms }`;

function run(model: Model, options = {}): RunResult {
  const result = runToEnd(model, 'E', defaultSymbols(model), options);
  assert.ok(result.ok && result.value.failure === undefined, JSON.stringify(result));
  return result.value;
}

/** The first trace of the first pane at even times. */
function traceOf(result: RunResult, n: number): Float64Array {
  const times = Float64Array.from({ length: n }, (_, i) => (i / n) * result.duration);
  return result.sample(times).panes[0]![0]!;
}

function statistics(values: ArrayLike<number>): { mean: number; variance: number } {
  const all = Array.from(values);
  const mean = all.reduce((sum, x) => sum + x, 0) / all.length;
  return { mean, variance: all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / all.length };
}

function near(actual: number, expected: number, error: number): void {
  assert.ok(Math.abs(actual - expected) <= error * Math.abs(expected), `${actual} ≠ ${expected}`);
}

/** Two-sided estimate at f of x − mean, averaged over stretches of so many points. */
function spectrum(x: Float64Array, dt: number, f: number, points: number): number {
  const { mean } = statistics(x);
  let total = 0;
  const stretches = Math.floor(x.length / points);
  for (let s = 0; s < stretches; s++) {
    let [re, im] = [0, 0];
    for (let i = 0; i < points; i++) {
      const phase = 2 * Math.PI * f * i * dt;
      re += (x[s * points + i]! - mean) * Math.cos(phase);
      im -= (x[s * points + i]! - mean) * Math.sin(phase);
    }
    total += ((re * re + im * im) * dt) / points;
  }
  return total / stretches;
}

describe('analysis: stochastic runs', () => {
  for (const [what, exact] of [
    ['one by one', 1000],
    ['as shares with noise', 0],
  ] as const) {
    it(`of channels ${what} have the mean, the variance and the spectrum of the binomial`, async () => {
      const experiment = `duration = 4 s, stochastic { seed = 3, exact = ${exact} }\nclamp 0 mV\nplot X.O`;
      const result = run(await modelOf(text(twoStates(50), experiment)));
      const [p, N, rate] = [0.4, 50, 5000];
      const x = traceOf(result, 80_000);
      const { mean, variance } = statistics(x);
      near(mean, p, 0.02);
      near(variance, (p * (1 - p)) / N, 0.05);
      // S(f) = 2σ²τ/(1 + (2πfτ)²), two-sided.
      for (const f of [100, 800, 2000]) {
        const expected = (2 * ((p * (1 - p)) / N / rate)) / (1 + ((2 * Math.PI * f) / rate) ** 2);
        near(spectrum(x, 5e-5, f, 400), expected, 0.2);
      }
    });
  }

  it('are the same for one seed, bit by bit, and differ between seeds', async () => {
    const of = async (seed: number, exact: number): Promise<Float64Array> => {
      const experiment = `duration = 50 ms, stochastic { seed = ${seed}, exact = ${exact}, step = 10 us }\nplot V`;
      return traceOf(run(await modelOf(text(twoStates(50), experiment))), 500);
    };
    for (const exact of [0, 1000]) {
      const [a, b, c] = [await of(1, exact), await of(1, exact), await of(2, exact)];
      assert.deepEqual(a, b);
      assert.notDeepEqual(a, c);
    }
  });

  it('locate jumps where the integral of rates that change with V says', async () => {
    const scheme = 'count = 20000, open = O\nscheme { start = C\nC -> O : 0.2/ms * exp(V / 20 mV) }';
    const experiment =
      'duration = 5 ms, stochastic { seed = 5, exact = 1e6 }\nclamp -60 mV, then ramp -60 mV to 20 mV from 0 ms to 5 ms\nplot X.O';
    const document = text(scheme, experiment).replace(/$/, '');
    const model = await modelWithWarnings(document);
    const x = run(model).sample([0.002, 0.003, 0.004]).panes[0]![0]!;
    for (const [i, t] of [2, 3, 4].entries()) {
      // ∫ 0.2 e^((−60 + 16t)/20) dt
      const integral = (0.2 / 0.8) * (Math.exp(-3 + 0.8 * t) - Math.exp(-3));
      const expected = 1 - Math.exp(-integral);
      assert.ok(Math.abs(x[i]! - expected) < 4 * Math.sqrt((expected * (1 - expected)) / 20000), `${x[i]}`);
    }
  });

  it('of a channel with gates m³h let as many be open as independent particles do', async () => {
    const gates = `count = 40, open = m^3 * h
gate m { alpha = 3/ms, beta = 1/ms }
gate h { inf = 0.5, tau = 2 ms }`;
    const model = await modelOf(
      text(gates, 'duration = 1 s, stochastic { seed = 9 }\nclamp 0 mV\nplot X.open | X.m | X.h'),
    );
    const result = run(model);
    const times = Float64Array.from({ length: 20_000 }, (_, i) => i * 5e-5);
    const [open, m, h] = result.sample(times).panes.map(([trace]) => statistics(trace!));
    const p = 0.75 ** 3 * 0.5;
    near(open!.mean, p, 0.04);
    near(open!.variance, (p * (1 - p)) / 40, 0.15);
    near(m!.mean, 0.75, 0.02);
    near(m!.variance, (0.75 * 0.25) / 120, 0.15);
    near(h!.mean, 0.5, 0.03);
  });

  it('carry the current of the channels that are open, also in measures', async () => {
    const gates = 'count = 5, open = m^2\ngate m { alpha = 1/ms, beta = 1/ms }';
    const model = await modelOf(text(gates, 'duration = 20 ms, stochastic { seed = 1 }\nclamp 0 mV\nplot X.g, X.open'));
    const [g, open] = run(model).sample().panes[0]!;
    for (const [i, value] of g!.entries())
      assert.ok(Math.abs(value - 1e-10 * open![i]!) < 1e-22, `${i} ${value} ${open![i]}`);
    assert.ok(open!.every((value) => Math.abs(value * 5 - Math.round(value * 5)) < 1e-9));
    assert.ok(new Set(open).size > 1);
  });

  it('of white noise make V an Ornstein–Uhlenbeck process of variance S/(4gC)', async () => {
    const experiment = 'duration = 60 s, stochastic { seed = 2, step = 1 ms, noise = 0.1 pA/Hz^(1/2) }\nplot V';
    const result = run(
      await modelOf(text('count = 1', experiment).replace('channel X conducts K { unitary = 20 pS\ncount = 1 }', '')),
    );
    const { mean, variance } = statistics(traceOf(result, 60_000));
    near(mean, -0.06, 0.001);
    near(variance, 1e-26 / (4 * 1e-9 * 20e-12), 0.06);
  });

  it('stop with what is known when they are cancelled, or have no steps left', async () => {
    const model = await modelOf(text(twoStates(50), 'duration = 1 s, stochastic { seed = 3 }\nplot V'));
    const short = runToEnd(model, 'E', defaultSymbols(model), { maximumSteps: 100 });
    assert.ok(short.ok);
    assert.equal(short.value.failure?.code, 'solver.too-many-steps');
    assert.ok(short.value.trajectory.end > 0);
    const begun = startRun(model, 'E', defaultSymbols(model));
    assert.ok(begun.ok);
    begun.value.advance(50);
    begun.value.cancel();
    assert.equal(begun.value.result().failure?.code, 'solver.cancelled');
  });

  it('say that a step is too long for the rates instead of showing what comes of it', async () => {
    const experiment = 'duration = 100 ms, stochastic { seed = 3, exact = 0, step = 2 ms }\nplot X.O';
    const model = await modelOf(text(twoStates(50), experiment));
    const result = runToEnd(model, 'E', defaultSymbols(model));
    assert.ok(result.ok);
    assert.equal(result.value.failure?.code, 'run.step');
  });
});

async function modelWithWarnings(source: string): Promise<Model> {
  const { build, Compilations } = await import('../language/diagnose.js');
  const { model, complete } = Compilations.compilation(await build(source));
  assert.ok(model && complete);
  return model;
}

/** dx = −a x dt + s dW from x0, by the method on n steps of T/n with these normal numbers: x at T. */
function linear(n: number, normal: () => number): number {
  const problem: Problem = {
    size: 1,
    names: ['V'],
    scales: Float64Array.of(1),
    rhs: (_, y, out) => (out[0] = -A * y[0]!),
    jacobian: (_, __, J) => (J[0] = -A),
    timeDerivative: (_, __, out) => (out[0] = 0),
  };
  const equations = {
    problem,
    particles: [],
    jumpRates: () => undefined,
    point: () => new Float64Array(2),
    start: Float64Array.of(X0),
    end: T,
    tolerance: 1e-6,
    maximumSteps: 1e6,
    uniform: uniformNumbers(1),
  };
  const path = makePath(equations, diffusionMethod(equations, { step: T / n, exact: 0, noise: S, normal }));
  path.advance(Infinity);
  const out = new Float64Array(1);
  path.result().sample(T, out);
  return out[0]!;
}
const [A, S, T, X0] = [1.5, 0.7, 1, 1];

describe('analysis: the fixed step of white noise', () => {
  it('is of weak order 2: mean and variance over all outcomes of two-point noise', () => {
    const variance = (n: number): number => {
      let [sum, squares] = [0, 0];
      for (let signs = 0; signs < 2 ** n; signs++) {
        let bit = 0;
        const x = linear(n, () => ((signs >> bit++) & 1 ? 1 : -1));
        sum += x;
        squares += x * x;
      }
      return squares / 2 ** n - (sum / 2 ** n) ** 2;
    };
    const exact = ((S * S) / (2 * A)) * (1 - Math.exp(-2 * A * T));
    const [coarse, fine] = [4, 8].map((n) => Math.abs(variance(n) - exact));
    assert.ok(coarse! / fine! > 3.3 && coarse! / fine! < 5.5, `${coarse} ${fine}`);
  });

  it('is of strong order 1: the same path on half the step errs by half', () => {
    const finest = 512;
    const errors = [16, 32, 64].map((n) => {
      const normal = normalNumbers(7);
      let squares = 0;
      for (let trial = 0; trial < 200; trial++) {
        const each = Array.from({ length: finest }, () => normal());
        const coarse = Array.from(
          { length: n },
          (_, i) =>
            each.slice((i * finest) / n, ((i + 1) * finest) / n).reduce((sum, x) => sum + x, 0) / Math.sqrt(finest / n),
        );
        const of = (list: readonly number[]): number => {
          let i = 0;
          return linear(list.length, () => list[i++]!);
        };
        squares += (of(coarse) - of(each)) ** 2;
      }
      return Math.sqrt(squares / 200);
    });
    for (const [a, b] of [errors.slice(0, 2), errors.slice(1)] as [number, number][])
      assert.ok(a / b > 1.7 && a / b < 2.4, errors.join(' '));
  });
});
