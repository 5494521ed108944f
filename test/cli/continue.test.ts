/** `memb continue`: what it prints and how it fails. */
import assert from 'node:assert/strict';
import { call } from './call.js';

const axon = 'test/bench/models/hodgkin-huxley.memb';

interface Json {
  readonly injected: string;
  readonly special: readonly {
    kind: string;
    parameter: { value: number; unit: string };
    frequency: { value: number };
  }[];
  readonly branches: readonly {
    V: { values: number[] };
    parameter: { values: number[] };
    special: (string | null)[];
  }[];
}

describe('memb continue', function () {
  this.timeout(30_000);

  it('tells the special points and the stretches between them', async () => {
    const { out, code } = await call(['continue', axon], { param: ['I'] });
    assert.equal(code, 0);
    assert.match(
      out,
      /SquidAxon · steady states for I from 0 µA\/cm² to 200 µA\/cm² · injected as in Second, for ever/,
    );
    assert.match(out, /Hopf +9\.775438 µA\/cm² +−59\.6541 mV/);
    assert.match(out, /Hopf +154\.52243 µA\/cm²/);
    assert.equal(out.match(/unstable/g)!.length, 1);
    assert.equal(out.match(/ stable/g)!.length, 2);
  });

  it('gives the same as JSON and as CSV', async () => {
    const found = await call(['continue', axon], { param: ['I'], json: true, to: '50 uA/cm^2' });
    const json = JSON.parse(found.out) as Json;
    assert.equal(json.injected, 'Second');
    assert.deepEqual(
      json.special.map(({ kind }) => kind),
      ['hopf'],
    );
    assert.ok(Math.abs(json.special[0]!.parameter.value - 9.775438) < 1e-6);
    assert.equal(json.special[0]!.parameter.unit, 'uA/cm^2');
    const { out } = await call(['continue', axon], { param: ['I'], csv: true, to: '50 uA/cm^2' });
    const [header, ...rows] = out.trimEnd().split('\n');
    assert.equal(header, 'branch,I (uA/cm^2),V (mV),stable,point');
    assert.equal(rows.length, json.branches[0]!.V.values.length);
    assert.ok(Math.abs(Number(rows.at(-1)!.split(',')[1]) - 50) < 1e-12);
    assert.ok(rows.some((row) => row.endsWith(',hopf')));
  });

  it('sets other parameters on the way', async () => {
    const file = 'media/examples/two-resting-potentials.memb';
    const { out } = await call(['continue', file], { param: ['gNaP', 'Temp=37 degC'] });
    assert.match(out, /fold +0\.\d+ mS\/cm²/);
  });

  for (const [what, options, code, message] of [
    ['no parameter', {}, 2, /follows one parameter: --param NAME/],
    ['two parameters', { param: ['I', 'J'] }, 2, /follows one parameter/],
    ['one that is not there', { param: ['Q'] }, 1, /continue\.parameter/],
    ['a range of another kind', { param: ['I'], to: '5 mV' }, 2, /5 mV/],
    ['a range without a number', { param: ['I'], from: 'zero' }, 2, /--from/],
    ['both kinds of output', { param: ['I'], csv: true, json: true }, 2, /not both/],
    ['an option of another command', { param: ['I'], samples: '3' }, 2, /no option --samples/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const answer = await call(['continue', axon], options);
      assert.equal(answer.code, code);
      assert.equal(answer.out, '');
      assert.match(answer.err, message);
    });
  }
});
