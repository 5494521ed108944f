import assert from 'node:assert/strict';
import { build, Compilations, diagnose } from './diagnose.js';

const MEMBRANE = 'membrane Cell { temperature = 37 degC }\n';

async function rangeOf(text: string): Promise<readonly [number | undefined, number | undefined]> {
  const [parameter] = Compilations.compilation(await build(MEMBRANE + text)).model!.parameters;
  return [parameter!.minimum, parameter!.maximum];
}

describe('language: ranges of parameters', () => {
  it('take the unit at their end for both ends', async () => {
    assert.deepEqual(await rangeOf('param P = 1e-6 cm/s in 0 .. 5e-6 cm/s'), [0, 5e-8]);
    assert.deepEqual(await rangeOf('param E = 3 mV in -60 .. 60 mV'), [-0.06, 0.06]);
    const [low, high] = await rangeOf('param Temp = 20 degC in -5 .. 40 degC');
    assert.ok(Math.abs(low! - 268.15) < 1e-9 && Math.abs(high! - 313.15) < 1e-9);
    assert.deepEqual(await rangeOf('param n = 3 in 0 .. 4'), [0, 4]);
  });

  it('want a unit at their end', async () => {
    const [problem, ...others] = await diagnose(`${MEMBRANE}param E = 3 mV in 1 mV .. 5`);
    assert.equal(problem!.code, 'unit.missing');
    assert.deepEqual(others, []);
  });
});
