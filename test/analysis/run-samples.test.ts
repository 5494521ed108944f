import assert from 'node:assert/strict';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { runToEnd } from '../../language/analysis/run.js';
import { modelOf } from '../language/values.js';

describe('samples of a run', () => {
  it('say where a trace has no finite value though the solution has', async () => {
    const model = await modelOf(`membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
      channel Leak { conductance = 0.1 mS/cm^2, reversal = -50 mV }
      experiment Long { duration = 2 ms, start = -60 mV, plot exp(t / 1 us) / exp(t / 1 us), V }`);
    const run = runToEnd(model, 'Long', defaultSymbols(model));
    assert.ok(run.ok);
    assert.equal(run.value.failure, undefined);
    assert.equal(run.value.sample([1e-4, 5e-4]).gap, undefined);
    const { gap, V } = run.value.sample([1e-4, 1e-3, 2e-3]);
    assert.equal(gap?.code, 'run.not-finite');
    assert.match(
      gap.message,
      /^exp\(t .*\) comes out as no finite number at 1 ms, where V is −59\.\d+ mV: .* gap there\.$/,
    );
    assert.ok(V.every(Number.isFinite));
  });
});
