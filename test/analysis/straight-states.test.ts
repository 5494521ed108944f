import assert from 'node:assert/strict';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { makeRunPoint } from '../../language/analysis/run-point.js';
import { makeSampler } from '../../language/analysis/run-samples.js';
import { makeTrajectory } from '../../language/solver/trajectory.js';
import { ModelBuilder } from '../model-builder.js';

describe('traces between knots', () => {
  it('stay finite where the polynomial leaves the domain of a formula though both its ends are in it', () => {
    const m = new ModelBuilder({ capacitance: 0.01 });
    const x = m.state('x', () => ({ rate: 0, steady: 1 }));
    m.experiment('E', { duration: 1, panes: [[{ label: 'ln x', node: x.log(), unit: '' }]] });
    const model = m.build();
    const experiment = model.experiments[0]!;
    // From 0.01 down and up to 0.03 again: the quintic with slopes −1 and 1 goes below 0.
    const knots = Float64Array.from([-0.07, 0.01, 0, -1, 0, 0, -0.07, 0.03, 0, 1, 0, 0]);
    const statistics = { steps: 1, rejected: 0, rhsEvaluations: 0, jacobians: 0, decompositions: 0, switches: 0 };
    const trajectory = makeTrajectory({ names: ['V', 'x'], times: Float64Array.from([0, 1]), knots, statistics });
    assert.ok(trajectory.sampleGrid([0.5])[1]![0]! < 0);
    const sampler = makeSampler(model, experiment, makeRunPoint(model, experiment, defaultSymbols(model), []));
    const { panes } = sampler(trajectory, Float64Array.of(0, 0.5, 1));
    const [[trace]] = panes as [[Float64Array]];
    assert.deepEqual(
      Array.from(trace, (value) => Math.exp(value).toFixed(12)),
      ['0.010000000000', '0.020000000000', '0.030000000000'],
    );
  });
});
