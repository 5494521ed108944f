import assert from 'node:assert/strict';
import { defaultSymbols, fitSliders, parameterValues, type Sliders } from '../../language/analysis/parameter-values.js';
import type { Model } from '../../language/model/model.js';
import { ModelBuilder } from '../model-builder.js';

describe('parameter values', () => {
  const m = new ModelBuilder();
  m.parameter('g', 1, { minimum: 0, maximum: 10 });
  m.parameter('E', -0.07);
  m.state('x', () => ({ rate: 0, steady: 0 }));
  const model: Model = m.build();
  const codeOf = (sliders: Sliders): string | undefined => {
    const values = parameterValues(model, sliders);
    return values.ok ? undefined : values.failure.code;
  };

  it('are the defaults, with V and states still to be set', () => {
    assert.deepEqual([...defaultSymbols(model)], [NaN, 0, 1, -0.07, NaN]);
  });

  it('are what the sliders say', () => {
    const values = parameterValues(model, { g: 10, E: -0.05 });
    assert.ok(values.ok);
    assert.deepEqual([...values.value], [NaN, 0, 10, -0.05, NaN]);
  });

  it('are refused for a name, a number or a range that does not fit', () => {
    assert.equal(codeOf({ h: 1 }), 'parameter.unknown');
    assert.equal(codeOf({ g: NaN }), 'parameter.not-finite');
    assert.equal(codeOf({ g: -1 }), 'parameter.out-of-range');
    assert.equal(codeOf({ E: 1e9 }), undefined);
  });

  it('kept from an earlier version of the file are made to fit', () => {
    assert.deepEqual(fitSliders(model, { gone: 3, g: 12, E: -0.06 }), { g: 10, E: -0.06 });
    assert.deepEqual(fitSliders(model, { g: NaN }), {});
  });
});
