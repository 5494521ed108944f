/** `memb run --sensitivities`. */
import assert from 'node:assert/strict';
import { call } from './call.js';

const LEAK = `
membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
param g = 0.1 mS/cm^2
param E = -60 mV
param Temp = 37 degC
param on = 5 ms
channel Leak { conductance = g, reversal = E }
experiment Relaxes { duration = 10 ms, start = -80 mV, plot Leak.I }
experiment Clash { duration = 10 ms, inject 1 uA/cm^2 from 5 ms to 9 ms, inject 1 uA/cm^2 from on to 8 ms }
experiment Family { duration = 10 ms, sweep g = 0.1 .. 0.2 mS/cm^2 by 0.1 mS/cm^2, plot peak(V) against g }
`;
const files = { 'a.memb': LEAK };

interface Json {
  readonly sensitivities: Record<
    string,
    { readonly end: { readonly value: number; readonly unit: string }; readonly failure?: { readonly code: string } }
  >;
  readonly columns: readonly { readonly name: string; readonly unit: string; readonly values: readonly number[] }[];
}

describe('memb run --sensitivities', () => {
  // V = E + (V0 − E) e^(−t/τ), τ = C/g = 10 ms: at 10 ms ∂V/∂E = 1 − 1/e and ∂V/∂g = −(t/C)(V0 − E)/e.
  const [byE, byG] = [1 - Math.exp(-1), 200 * Math.exp(-1)];

  it('adds what the end answers to each parameter, in its own unit', async () => {
    const { out, err, code } = await call(['run', 'a.memb'], { sensitivities: true }, files);
    assert.equal(err, '');
    assert.equal(code, 0);
    assert.match(out, /parameter +value +∂V\/∂p at 10 ms +for 1 % more/);
    assert.match(out, /g +0\.1 mS\/cm² +73\.58 mV\/\(mS\/cm²\) +0\.07358 mV/);
    assert.match(out, /E +−60 mV +0\.6321 mV\/mV +−0\.3793 mV/);
    assert.match(out, /Temp +37 °C +0 mV\/K +–/);
    const plain = await call(['run', 'a.memb'], {}, files);
    assert.ok(out.startsWith(plain.out));
  });

  it('writes their traces as JSON and CSV, at the times of the run', async () => {
    const options = { sensitivities: true, json: true, samples: '3', tolerance: '1e-10' };
    const { sensitivities, columns } = JSON.parse((await call(['run', 'a.memb'], options, files)).out) as Json;
    assert.equal(sensitivities['g']!.end.unit, 'mV/(mS/cm^2)');
    assert.ok(Math.abs(sensitivities['g']!.end.value - byG) < 1e-6);
    const slopes = columns.find(({ name }) => name === 'd(V)/d(E)')!;
    assert.equal(slopes.values.length, 3);
    assert.ok(Math.abs(slopes.values[2]! - byE) < 1e-8);
    const current = columns.find(({ name }) => name === 'd(Leak.I)/d(E)')!;
    assert.equal(current.unit, 'uA/cm^2/mV');
    assert.ok(Math.abs(current.values[2]! - 0.1 * (byE - 1)) < 1e-9);

    const csv = await call(['run', 'a.memb'], { sensitivities: true, csv: true, samples: '3' }, files);
    const [header, ...rows] = csv.out.trim().split('\n');
    assert.ok(header!.startsWith('t (ms),V (mV),Leak.I (uA/cm^2),d(V)/d(g) (mV/(mS/cm^2)),d(Leak.I)/d(g)'));
    assert.equal(rows.length, 3);
    assert.ok(rows.every((row) => row.split(',').length === header!.split(',').length));
  });

  it('tells spikes apart', async () => {
    const { out, code } = await call(['run', 'media/examples/calcium-pool.memb'], { sensitivities: true });
    assert.equal(code, 0);
    assert.match(out, /d\(rise\)\/dp +for 1 % more +d\(peak\)\/dp +for 1 % more\nsites +1 +−2\.676×10⁻⁴ ms\/µM/);
  });

  it('says when there is nothing to answer to', async () => {
    const { out, code } = await call(['run', 'media/examples/squid-axon.memb'], { sensitivities: true });
    assert.equal(code, 0);
    assert.match(out, /The file has no parameter that the run could answer to\./);
  });

  it('says which parameter has none and why, and exits with 1', async () => {
    const options = { sensitivities: true, experiment: 'Clash' };
    const { out, err, code } = await call(['run', 'a.memb'], options, files);
    assert.equal(code, 1);
    assert.match(err, /^a\.memb: sensitivity\.edge on: At 5 ms in Clash on moves/);
    assert.ok(/^g +0\.1 mS/m.test(out) && !/^on /m.test(out));
    const json = await call(['run', 'a.memb'], { ...options, json: true }, files);
    assert.equal((JSON.parse(json.out) as Json).sensitivities['on']!.failure!.code, 'sensitivity.edge');
  });

  it('is not for families', async () => {
    const { err, code } = await call(['run', 'a.memb'], { sensitivities: true, experiment: 'Family' }, files);
    assert.equal(code, 2);
    assert.match(err, /single run/);
  });
});
