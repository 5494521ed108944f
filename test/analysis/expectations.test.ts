import assert from 'node:assert/strict';
import { checkExpectations } from '../../language/analysis/expectations.js';
import { measureRun } from '../../language/analysis/measures/measure.js';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { runToEnd, type RunResult } from '../../language/analysis/run.js';
import { evaluate } from '../../language/model/evaluate.js';
import type { Model } from '../../language/model/model.js';
import { build, Compilations } from '../language/diagnose.js';

const axon = `
membrane Axon { temperature = 6.3 degC, capacitance = 1 uF/cm^2 }
channel Nav {
  conductance = 120 mS/cm^2, reversal = 50 mV, open = m^3 * h
  gate m { alpha = 1/ms * linoid((V + 40 mV) / 10 mV),  beta = 4/ms * exp(-(V + 65 mV) / 18 mV) }
  gate h { alpha = 0.07/ms * exp(-(V + 65 mV) / 20 mV), beta = 1/ms / (1 + exp(-(V + 35 mV) / 10 mV)) }
}
channel Kdr {
  conductance = 36 mS/cm^2, reversal = -77 mV, open = n^4
  gate n { alpha = 0.1/ms * linoid((V + 55 mV) / 10 mV), beta = 0.125/ms * exp(-(V + 65 mV) / 80 mV) }
}
channel Leak { conductance = 0.3 mS/cm^2, reversal = -54.387 mV }
experiment Long { duration = 1 s, start = -65 mV, inject 10 uA/cm^2 }
experiment Quiet { duration = 10 ms }
`;

/** V relaxes from −60 mV to −50 mV with τ = C/g = 10 ms. */
const relaxing = `
membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
channel Leak { conductance = 0.1 mS/cm^2, reversal = -50 mV }
experiment Settle { duration = 30 ms, start = -60 mV }
`;

async function modelOf(text: string): Promise<Model> {
  const document = await build(text);
  assert.deepEqual(document.diagnostics, []);
  return Compilations.compilation(document).model!;
}

/** What each measure comes to, of one run. */
async function near(
  text: string,
  experiment: string,
  ...wanted: readonly (readonly [measure: string, si: number, relative: number])[]
): Promise<void> {
  // A quotient, so that the text needs no units; what is looked at is its numerator.
  const lines = wanted.map(([measure]) => `expect (${measure}) / (${measure}) in ${experiment} = 1 within 1 %`);
  const model = await modelOf(`${text}\n${lines.join('\n')}`);
  const run = runToEnd(model, experiment, defaultSymbols(model), { tolerance: 1e-10 });
  assert.ok(run.ok);
  const found = measuresOf(model, run.value, defaultSymbols(model));
  wanted.forEach(([measure, si, relative], i) => {
    const { node } = model.expectations[i]!;
    const quotient = model.graph.nodes[node]!;
    assert.ok('args' in quotient);
    const value = evaluate(model.graph, quotient.args[0], found);
    assert.ok(Math.abs(value - si) <= relative * Math.abs(si), `${measure}: ${value} is not ${si}`);
  });
}

function measuresOf(model: Model, run: RunResult, symbols: Float64Array): Float64Array {
  const point = Float64Array.from(symbols);
  for (const measure of model.measures) {
    const value = measure.kind === 'V_rest' ? V_REST : measureRun(model, measure, run, symbols);
    if (value.ok) point[measure.symbol] = value.value;
  }
  return point;
}

const V_REST = { ok: true, value: -0.05 } as const;

describe('measures of a run', () => {
  it('agree with the reference run of Hodgkin & Huxley 1952', async () => {
    await near(
      axon,
      'Long',
      ['count', 69, 0],
      ['first_spike(V from 990 ms)', 0.997462728076942, 1e-9],
      ['time_to_peak(V from 990 ms)', 0.007712760700599, 1e-6],
      ['peak(V from 990 ms)', 0.0304309144237579, 1e-8],
      ['steady(V)', -0.0743299849252961, 1e-7],
    );
  });

  it('agree with the exact solution of a relaxation', async () => {
    await near(
      relaxing,
      'Settle',
      ['steady(V to 10 ms)', -0.05 - 0.01 / Math.E, 1e-9],
      ['mean(V)', -0.05 - (0.01 * 0.01 * (1 - Math.exp(-3))) / 0.03, 1e-9],
      ['time_to(V, -55 mV)', 0.01 * Math.LN2, 1e-8],
      ['upstroke(V)', 1, 1e-3],
      ['peak(Leak.I)', -0.01, 1e-12],
      ['integral(Leak.I)', -1e-4 * (1 - Math.exp(-3)), 1e-8],
      ['steady(V) - V_rest', -0.01 * Math.exp(-3), 1e-7],
    );
  });

  it('that find nothing say so', async () => {
    const model = await modelOf(`${axon}\nexpect latency in Quiet = 1 ms within 1 ms`);
    const [verdict] = checkExpectations(model, defaultSymbols(model));
    assert.equal(verdict!.passed, false);
    assert.equal(verdict!.failure?.code, 'measure.none');
    assert.equal(verdict!.failure.message, 'latency: V never rises through 0 mV in the window.');
  });

  it('do not reach beyond the run', async () => {
    const model = await modelOf(`${axon}\nexpect mean(V to 20 ms) in Quiet = -65 mV within 1 mV`);
    const [verdict] = checkExpectations(model, defaultSymbols(model));
    assert.equal(verdict!.failure?.code, 'measure.window');
  });
});

describe('expectations', () => {
  const passes = async (expectation: string): Promise<boolean> => {
    const model = await modelOf(`${relaxing}param g = 2\nexpect ${expectation}`);
    return checkExpectations(model, defaultSymbols(model))[0]!.passed;
  };

  it('pass within their tolerance and fail beyond it', async () => {
    assert.ok(await passes('V_rest = -51 mV within 1 mV'));
    assert.ok(!(await passes('V_rest = -51.1 mV within 1 mV')));
    assert.ok(await passes('V_rest = -49.6 mV within 1 %'));
    assert.ok(!(await passes('V_rest = -49.4 mV within 1 %')));
    assert.ok(await passes('g = 2 within 0'));
    assert.ok(!(await passes('g = 2.1 within 1 %')));
    assert.ok(await passes('V_rest + 5 mV = -45 mV within 1e-9 mV'));
  });

  it('may be conditions', async () => {
    assert.ok(await passes('V_rest < -40 mV'));
    assert.ok(!(await passes('V_rest > -40 mV')));
    assert.ok(await passes('peak(V) in Settle > -51 mV'));
    assert.ok(!(await passes('peak(V) in Settle >= -50 mV')));
  });
});
