import assert from 'node:assert/strict';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { startRun } from '../../language/analysis/run.js';
import { build, Compilations } from '../language/diagnose.js';

const text = `
membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
channel Leak { conductance = 0.1 mS/cm^2, reversal = -60 mV }
experiment Sine { duration = 200 ms, inject sine 1 uA/cm^2 at 20 Hz from 50 ms }
experiment Chirp { duration = 1 s, inject chirp 1 uA/cm^2 at 2 .. 12 Hz from 0.2 s to 1 s }
experiment Reached { duration = 200 ms, inject 1 uA/cm^2 * V / 10 mV }
`;

describe('sine and chirp', () => {
  const run = async (name: string) => {
    const document = await build(text);
    assert.deepEqual(document.diagnostics, []);
    const { model } = Compilations.compilation(document);
    const started = startRun(model!, name, defaultSymbols(model!), { tolerance: 1e-10 });
    assert.ok(started.ok);
    started.value.advance(Infinity);
    return started.value;
  };

  it('a sine drives a leak as the exact solution says', async () => {
    const { value: times } = { value: [0.02, 0.06, 0.111, 0.2] };
    const V = (await run('Sine')).result().sample(times).V;
    // C dV/dt = −g(V − E) + I sin ωτ, from rest: (I/g)/(1 + ω²τ_m²)·(sin ωτ − ωτ_m cos ωτ + ωτ_m e^(−τ/τ_m)).
    const [omega, tau, height] = [2 * Math.PI * 20, 0.01, 0.01 / 1];
    const exact = (t: number): number => {
      const s = Math.max(0, t - 0.05);
      const turning = Math.sin(omega * s) - omega * tau * Math.cos(omega * s) + omega * tau * Math.exp(-s / tau);
      return -0.06 + (height / (1 + (omega * tau) ** 2)) * turning;
    };
    times.forEach((t, i) => assert.ok(Math.abs(V[i]! - exact(t)) < 1e-10, `${V[i]} at ${t}`));
  });

  it('a chirp goes through as many turns as the mean of its frequencies times its length', async () => {
    const { stimulus } = await run('Chirp');
    const { times, current } = stimulus!;
    const rises = Array.from(times).filter((_, i) => current[i - 1]! <= 0 && current[i]! > 0);
    // 7 Hz for 0.8 s is 5.6 turns: six times it rises from 0.
    assert.equal(rises.length, 6);
    assert.ok(Math.max(...current) <= 0.01 && Math.max(...current) > 0.01 * 0.9999);
    // The second rise is where 2τ + (10/1.6)τ² = 1.
    const second = 0.2 + (-2 + Math.sqrt(4 + 25)) / 12.5;
    assert.ok(Math.abs(rises[1]! - second) < 1e-3, `${rises[1]} is not ${second}`);
  });

  it('a current that depends on V is not drawn beforehand', async () => {
    assert.equal((await run('Reached')).stimulus, undefined);
  });
});
