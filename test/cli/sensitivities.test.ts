/** `memb rest --sensitivities`. */
import assert from 'node:assert/strict';
import { call } from './call.js';

const TWO_LEAKS = `
membrane Cell { temperature = 37 degC }
param g = 0.1 mS/cm^2 in 0 .. 1 mS/cm^2
param x = 0.5
channel K  { conductance = g, reversal = -90 mV }
channel Na { conductance = 0.05 mS/cm^2 * x, reversal = 60 mV }
`;

describe('memb rest --sensitivities', () => {
  it('adds a line for each parameter, in its own unit', async () => {
    const { out, code } = await call(['rest', 'a.memb'], { sensitivities: true }, { 'a.memb': TWO_LEAKS });
    assert.equal(code, 0);
    // V = −60 mV; ∂V/∂g = (−90 + 60)/0.125 mV per mS/cm², ∂V/∂x = 0.05 (60 + 60)/0.125 mV.
    assert.match(out, /dV_rest\/dp {2}for 1 % more/);
    assert.match(out, /g +0\.1 mS\/cm² +−240 mV\/\(mS\/cm²\) +−0\.24 mV/);
    assert.match(out, /x +0\.5 +48 mV +0\.24 mV/);
  });

  it('gives them as JSON', async () => {
    const options = { sensitivities: true, json: true };
    const { out } = await call(['rest', 'a.memb'], options, { 'a.memb': TWO_LEAKS });
    const { sensitivities } = JSON.parse(out) as { sensitivities: Record<string, { value: number; unit: string }> };
    assert.ok(Math.abs(sensitivities['g']!.value + 240) < 1e-9);
    assert.equal(sensitivities['g']!.unit, 'mV/(mS/cm^2)');
  });

  it('says when there is nothing to answer to', async () => {
    const { out } = await call(['rest', 'media/examples/neuron-at-rest.memb'], { sensitivities: true });
    assert.match(out, /no parameter/);
    const plain = await call(['rest', 'media/examples/neuron-at-rest.memb']);
    assert.ok(!plain.out.includes('parameter'));
  });

  it('counts a temperature in kelvins', async () => {
    const { out } = await call(['rest', 'media/examples/two-resting-potentials.memb'], { sensitivities: true });
    assert.match(out, /Temp +30 °C +−0\.\d+ mV\/K +–/);
  });
});
