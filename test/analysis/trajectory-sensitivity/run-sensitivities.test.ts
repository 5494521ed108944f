import assert from 'node:assert/strict';
import { defaultSymbols } from '../../../language/analysis/parameter-values.js';
import { findRest } from '../../../language/analysis/rest.js';
import { runToEnd, type RunResult } from '../../../language/analysis/run.js';
import { restSensitivities } from '../../../language/analysis/sensitivity.js';
import {
  runSensitivities,
  type RunSensitivity,
} from '../../../language/analysis/trajectory-sensitivity/run-sensitivities.js';
import type { Model } from '../../../language/model/model.js';
import { ModelBuilder } from '../../model-builder.js';
import { build, Compilations } from '../../language/diagnose.js';

const TOLERANCE = 1e-9;

async function modelOf(text: string): Promise<Model> {
  const document = await build(text);
  assert.deepEqual(
    document.diagnostics?.map(({ message }) => message),
    [],
  );
  return Compilations.compilation(document).model!;
}

function resultOf(model: Model, name: string, symbols = defaultSymbols(model)): RunResult {
  const result = runToEnd(model, name, symbols, { tolerance: TOLERANCE });
  assert.ok(result.ok, result.ok ? '' : result.failure.message);
  return result.value;
}

/** By name of the parameter; a failure as its code. */
function answersOf(model: Model, name: string): Record<string, RunSensitivity | string> {
  const found = runSensitivities(model, defaultSymbols(model), resultOf(model, name), { tolerance: TOLERANCE });
  assert.ok(found.ok, found.ok ? '' : found.failure.message);
  return Object.fromEntries(found.value.map((one) => [one.parameter.name, 'failure' in one ? one.failure.code : one]));
}

function answer(model: Model, name: string, parameter: string): RunSensitivity {
  const one = answersOf(model, name)[parameter]!;
  assert.ok(typeof one !== 'string', parameter);
  return one;
}

function near(actual: number, expected: number, relative: number, scale = Math.abs(expected)): void {
  assert.ok(Math.abs(actual - expected) <= relative * scale, `${actual} is not ${expected}`);
}

/** What a tolerance is relative to, 100 mV for the whole of the parameter; more than all that comes out below. */
function largest({ parameters }: Model, name: string): number {
  return 0.1 / (Math.abs(parameters.find((one) => one.name === name)!.value) || 1);
}

/** Central differences of what a run comes to. */
function differences(model: Model, name: string, parameter: string, read: (result: RunResult) => number[]): number[] {
  const { symbol, value } = model.parameters.find((one) => one.name === parameter)!;
  const by = 1e-4 * (Math.abs(value) || 1);
  const [more, less] = [by, -by].map((step) => {
    const symbols = defaultSymbols(model);
    symbols[symbol]! += step;
    return read(resultOf(model, name, symbols));
  });
  return more!.map((upper, i) => (upper - less![i]!) / (2 * by));
}

const LEAK = `
membrane Cell { temperature = 37 degC, capacitance = C }
param C = 1 uF/cm^2
param g = 0.1 mS/cm^2
param E = -60 mV
param V0 = -80 mV
param on = 12 ms
param off = 33 ms
param I = 2 uA/cm^2
param idle = 0
channel Leak { conductance = g, reversal = E }
experiment Relaxes { duration = 50 ms, start = V0, plot V | Leak.I }
experiment Rests { duration = 50 ms, plot V }
experiment Pulse { duration = 50 ms, start = V0, inject I from on to off, plot V }
experiment Together { duration = 50 ms, inject I from on to 33 ms, inject I from 12 ms to 40 ms, plot V }
experiment Train { duration = 50 ms, inject I for 1 ms every on, plot V }
`;

const times = [0, 3e-3, 0.0119, 0.0125, 0.02, 0.0329, 0.034, 0.05];

describe('sensitivities of a run: a leak, in closed form', () => {
  // SI, per area.
  const [C, g, E, V0, on, off, I] = [0.01, 1, -0.06, -0.08, 0.012, 0.033, 0.02];
  const decay = (t: number): number => (t < 0 ? 0 : Math.exp((-g * t) / C));

  it('V = E + (V0 − E) e^(−gt/C): ∂V/∂V0, ∂V/∂E, ∂V/∂g and ∂V/∂C, and those of its current g (V − E)', async () => {
    const model = await modelOf(LEAK);
    const exact: Record<string, (t: number) => number> = {
      V0: decay,
      E: (t) => 1 - decay(t),
      g: (t) => (-t / C) * (V0 - E) * decay(t),
      C: (t) => ((g * t) / C ** 2) * (V0 - E) * decay(t),
      I: () => 0,
      idle: () => 0,
    };
    for (const [name, slope] of Object.entries(exact)) {
      const { V, panes } = answer(model, 'Relaxes', name).sample(times);
      times.forEach((t, i) => {
        near(V[i]!, slope(t), 1e-8, largest(model, name));
        const current = g * slope(t) + (name === 'g' ? (V0 - E) * decay(t) : 0) - (name === 'E' ? g : 0);
        near(panes[1]![0]![i]!, current, 1e-8, largest(model, name));
      });
    }
  });

  it('a pulse adds (I/g)(1 − e^(−g(t−t_on)/C)) up to t_off: its edges may move with a parameter', async () => {
    const model = await modelOf(LEAK);
    const exact: Record<string, (t: number) => number> = {
      I: (t) => (decay(t - off) - decay(t - on) + (t >= on ? 1 : 0) - (t >= off ? 1 : 0)) / g,
      on: (t) => (-I / C) * decay(t - on),
      off: (t) => (I / C) * decay(t - off),
    };
    for (const [name, slope] of Object.entries(exact)) {
      const { V } = answer(model, 'Pulse', name).sample(times);
      times.forEach((t, i) => near(V[i]!, slope(t), 1e-8, largest(model, name)));
    }
  });

  it('that starts at rest and is left alone answers as V_rest does, all along', async () => {
    const model = await modelOf(LEAK);
    const { V } = answer(model, 'Rests', 'E').sample(times);
    V.forEach((slope) => near(slope, 1, 1e-9));
  });

  it('has none where an edge that moves coincides with one that does not, or where a whole train moves', async () => {
    const model = await modelOf(LEAK);
    const together = answersOf(model, 'Together');
    assert.equal(together['on'], 'sensitivity.edge');
    assert.ok(typeof together['g'] !== 'string');
    assert.equal(answersOf(model, 'Train')['on'], 'sensitivity.drive');
  });
});

const AXON = `
membrane Axon { temperature = 6.3 degC, capacitance = C }
param C = 1 uF/cm^2
param gNa = 120 mS/cm^2
param EL = -54.387 mV
param I = 10 uA/cm^2
param on = 5 ms
channel Nav { conductance = gNa, reversal = 50 mV, open = m^3*h
  gate m { alpha = 1/(1 ms) * linoid((V + 40 mV)/(10 mV)), beta = 4/(1 ms)*exp(-(V+65 mV)/(18 mV)) }
  gate h { alpha = 0.07/(1 ms)*exp(-(V+65 mV)/(20 mV)), beta = 1/(1 ms)/(1+exp(-(V+35 mV)/(10 mV))) }
}
channel K { conductance = 36 mS/cm^2, reversal = -77 mV, open = n^4
  gate n { alpha = 0.1/(1 ms)*linoid((V + 55 mV)/(10 mV)), beta = 0.125/(1 ms)*exp(-(V+65 mV)/(80 mV)) }
}
channel Leak { conductance = 0.3 mS/cm^2, reversal = EL }
experiment Spikes { duration = 30 ms, inject I from on to on + 20 ms, plot V | Nav.I | Nav.m }
experiment Clamped { clamp EL, then I * 1 kohm * 1 cm^2 from on to 20 ms, plot Nav.I | Nav.m }
`;

describe('sensitivities of a run: the squid axon, against central differences', () => {
  const at = [0, 4e-3, 6.8e-3, 8e-3, 0.0199, 0.026, 0.03];

  for (const parameter of ['C', 'gNa', 'EL', 'I', 'on']) {
    it(`of V, currents, gates, spike times and peaks to ${parameter}`, async () => {
      const model = await modelOf(AXON);
      const { spikes, sample, end } = answer(model, 'Spikes', parameter);
      const read = (result: RunResult): number[] => {
        const { V, panes } = result.sample(at);
        const marks = result.spikes.flatMap(({ time, peak }) => [time, peak]);
        return [...V, ...panes.flat().flatMap((trace) => [...trace]), ...marks];
      };
      const wanted = differences(model, 'Spikes', parameter, read);
      const { V, panes } = sample(at);
      assert.equal(spikes.length, 2);
      const found = [...V, ...panes.flat().flatMap((t) => [...t]), ...spikes.flatMap(({ time, peak }) => [time, peak])];
      assert.equal(found.length, wanted.length);
      const { value } = model.parameters.find(({ name }) => name === parameter)!;
      // Of changes by the whole of the parameter: 1 µV, 1 µA/m², 1e-5 of a gate, 0.1 µs.
      found.forEach((slope, i) => {
        const floor = 1e-5 / Math.abs(value);
        assert.ok(Math.abs(slope - wanted[i]!) <= 2e-4 * Math.abs(wanted[i]!) + floor, `${i}: ${slope} ${wanted[i]}`);
      });
      assert.equal(end, V.at(-1));
    });
  }

  it('of clamped gates and their current, where V itself is what the parameter imposes', async () => {
    const model = await modelOf(AXON);
    for (const parameter of ['EL', 'I', 'on', 'gNa']) {
      const { sample } = answer(model, 'Clamped', parameter);
      const clampTimes = [1e-3, 5.2e-3, 6e-3, 0.0195];
      const wanted = differences(model, 'Clamped', parameter, (result) => {
        const { V, panes } = result.sample(clampTimes);
        return [...V, ...panes.flat().flatMap((trace) => [...trace])];
      });
      const { V, panes } = sample(clampTimes);
      const { value } = model.parameters.find(({ name }) => name === parameter)!;
      [...V, ...panes.flat().flatMap((trace) => [...trace])].forEach((slope, i) => {
        const close = Math.abs(slope - wanted[i]!) <= 1e-5 * Math.abs(wanted[i]!) + 1e-5 / Math.abs(value);
        assert.ok(close, `${parameter} ${i}: ${slope} ${wanted[i]}`);
      });
    }
  });

  it('start as V_rest does', async () => {
    const model = await modelOf(AXON);
    const symbols = defaultSymbols(model);
    const rest = findRest(model, symbols);
    assert.ok(rest.ok);
    const slopes = restSensitivities(model, symbols, rest.value.roots[0]!.V);
    assert.ok(slopes.ok);
    for (const { parameter, slope } of slopes.value)
      near(answer(model, 'Spikes', parameter.name).sample([0]).V[0]!, slope, 1e-12);
  });
});

const CONDITIONS = `
membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
param g = 0.1 mS/cm^2
param when = 20 ms
let past = if V > -50 mV then 2 else 1
let rising = if V > -50 mV then 1 + (V + 50 mV) / (10 mV) else 1
let later = if t > when then 2 else 1
let fixed = if t > 20 ms then 2 else 1
channel Jumps { conductance = g * past, reversal = -30 mV }
experiment A { duration = 50 ms, start = -60 mV, plot V }
experiment Below { duration = 1 ms, start = -60 mV, plot V }
`;

describe('sensitivities of a run: conditions', () => {
  const using = (name: string): Promise<Model> => modelOf(CONDITIONS.replace('g * past', `g * ${name}`));

  it('where the equations jump at a condition on V there are none; where it never changes there are', async () => {
    const model = await using('past');
    assert.equal(answersOf(model, 'A')['g'], 'sensitivity.condition');
    assert.ok(typeof answersOf(model, 'Below')['g'] !== 'string');
  });

  it('where they are continuous there they are as differences are', async () => {
    const model = await using('rising');
    const [wanted] = differences(model, 'A', 'g', (result) => [result.sample([0.03]).V[0]!]);
    near(answer(model, 'A', 'g').sample([0.03]).V[0]!, wanted!, 1e-5);
  });

  it('a time that is a parameter refuses that parameter alone; a time that is a number none', async () => {
    const later = answersOf(await using('later'), 'A');
    assert.equal(later['when'], 'sensitivity.condition');
    assert.ok(typeof later['g'] !== 'string');
    const model = await using('fixed');
    const [wanted] = differences(model, 'A', 'g', (result) => [result.sample([0.03]).V[0]!]);
    near(answer(model, 'A', 'g').sample([0.03]).V[0]!, wanted!, 1e-5);
  });
});

describe('sensitivities of a run: what is started and set', () => {
  const text = `
membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
param bath = 4 mM
param x0 = 0.2
param k = 2
ion K + { in = 140 mM, out = 4 mM }
channel Leak conducts K { conductance = 0.1 mS/cm^2 * (1 + x + y) }
channel Other { conductance = 0.1 mS/cm^2, reversal = 0 mV }
state x { start = x0^2, rate = (k - x) / (30 ms) }
state y { start = 0, rate = (k - y - y^3 + V / (100 mV)) / (5 ms) }
experiment Bath { duration = 50 ms, start = -60 mV, set K.out = 2 * bath from 10 ms to 30 ms plot V | x | y }
experiment AtOnce { duration = 50 ms, set K.out = 2 * bath plot V }
`;

  it('states from a start of their own, and a value that is set for a time', async () => {
    const model = await modelOf(text);
    const at = [0, 5e-3, 0.02, 0.05];
    for (const { name } of model.parameters) {
      const read = ({ sample }: Pick<RunResult, 'sample'>): number[] => {
        const { V, panes } = sample(at);
        return [...V, ...panes.flat().flatMap((trace) => [...trace])];
      };
      const wanted = differences(model, 'Bath', name, read);
      const { V, panes } = answer(model, 'Bath', name).sample(at);
      [...V, ...panes.flat().flatMap((trace) => [...trace])].forEach((slope, i) => {
        const close = Math.abs(slope - wanted[i]!) <= 1e-5 * Math.abs(wanted[i]!) + 1e-8;
        assert.ok(close, `${name} ${i}: ${slope} ${wanted[i]}`);
      });
    }
  });

  it('states that start where their rate vanishes, without a closed form for that', () => {
    const m = new ModelBuilder({ capacitance: 0.01 });
    const p = m.parameter('p', 2);
    // x³ + x = p + V/100 mV.
    const x = m.state('x', (self) => ({
      rate: p.plus(m.V.over(0.1)).minus(self).minus(self.pow(3)).times(100),
      steady: Number.NaN,
    }));
    m.channel('K', { conductance: x.plus(1), reversal: -0.08 });
    m.channel('Na', { conductance: 0.5, reversal: 0.05 });
    const drawn = [[{ label: 'x', node: x, unit: '' }]];
    m.experiment('Put', { duration: 0.02, start: -0.07, panes: drawn });
    m.experiment('Rests', { duration: 0.02, panes: drawn, inject: [{ amplitude: 0.05, from: 0.01 }] });
    const built = m.build();
    const model = { ...built, states: built.states.map(({ steady: _none, ...state }) => state) };
    for (const name of ['Put', 'Rests']) {
      const read = ({ sample }: Pick<RunResult, 'sample'>): number[] => {
        const { V, panes } = sample([0, 0.005, 0.02]);
        return [...V, ...panes[0]![0]!];
      };
      const wanted = differences(model, name, 'p', read);
      const { V, panes } = answer(model, name, 'p').sample([0, 0.005, 0.02]);
      [...V, ...panes[0]![0]!].forEach((slope, i) => near(slope, wanted[i]!, 1e-5, 0.01));
    }
  });

  it('refuses a rest that what is set decides', async () => {
    assert.equal(answersOf(await modelOf(text), 'AtOnce')['bath'], 'sensitivity.drive');
  });
});

describe('sensitivities of a run: refusals', () => {
  const refusal = async (text: string): Promise<string> => {
    const model = await modelOf(text);
    const { experiments } = model;
    const found = runSensitivities(model, defaultSymbols(model), resultOf(model, experiments[0]!.name));
    assert.ok(!found.ok);
    return found.failure.code;
  };

  it('V that is no state', async () => {
    const text = `
membrane Cell { temperature = 37 degC, area = 1000 um^2, potential = electroneutral }
compartment inside { volume = 2 pL }
param g = 0.1 mS/cm^2
ion K + { in = 140 mM dynamic, out = 4 mM }
ion Cl - { in = 9 mM dynamic, out = 4 mM }
impermeant A -1 { in = 131 mM }
channel KL conducts K { conductance = g }
channel ClL conducts Cl { conductance = 0.02 mS/cm^2 }
experiment Minute { duration = 1 min, plot V }
`;
    assert.equal(await refusal(text), 'sensitivity.electroneutral');
  });

  it('a run with chance in it', async () => {
    const text = `
membrane Patch { temperature = 22 degC, capacitance = 5 pF }
param g = 1 nS
channel Leak { conductance = g, reversal = -60 mV }
experiment Noisy { duration = 10 ms, stochastic { seed = 1, noise = 0.01 pA/Hz^(1/2) } plot V }
`;
    assert.equal(await refusal(text), 'sensitivity.stochastic');
  });
});
