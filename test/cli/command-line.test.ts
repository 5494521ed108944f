/** The commands as a user calls them: what they print, where, and with which exit code. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { build, Compilations } from '../language/diagnose.js';
import { call, type Answer } from './call.js';

const examples = readdirSync('media/examples')
  .filter((name) => name.endsWith('.memb'))
  .map((name) => `media/examples/${name}`);
const neuron = 'media/examples/neuron-at-rest.memb';
const axon = 'media/examples/squid-axon.memb';
const WRONG =
  'membrane Cell { temperature = 37 degC }\r\nion K + { in = 140 mV, out = 4 mM }\r\nion Ca + { in = 100 nM, out = 2 mM }\r\n';

describe('memb check', () => {
  it('prints a line a finding and fails on errors', async () => {
    const { out, code } = await call(['check', 'wrong.memb'], {}, { 'wrong.memb': WRONG });
    const lines = out.trimEnd().split('\n');
    assert.equal(code, 1);
    assert.equal(lines.length, 2);
    assert.match(lines[0]!, /^wrong\.memb:2:16 error unit\.mismatch `in` wants a concentration/);
    assert.match(lines[1]!, /^wrong\.memb:3:8 error ion\.charge Calcium is Ca²⁺/);
  });

  it('says nothing on the output about files without a problem', async () => {
    assert.deepEqual(await call(['check', neuron, axon]), { out: '', err: '2 files, no problems\n', code: 0 });
  });

  it('gives JSON with places and titles of fixes', async () => {
    const { out, code } = await call(['check', 'wrong.memb'], { json: true }, { 'wrong.memb': WRONG });
    const [first] = JSON.parse(out) as {
      line: number;
      column: number;
      endColumn: number;
      code: string;
      fixes: string[];
    }[];
    assert.equal(code, 1);
    assert.deepEqual([first!.line, first!.column, first!.endColumn, first!.code], [2, 16, 22, 'unit.mismatch']);
    assert.ok(first!.fixes.some((title) => title.includes('mM')));
  });

  it('reads past a byte-order mark and refuses what is no text', async () => {
    const marked = await call(['check', 'a.memb'], {}, { 'a.memb': `\ufeff${WRONG}` });
    assert.match(marked.out, /^a\.memb:2:16 /);
    const binary = await call(['check', 'a.memb'], {}, { 'a.memb': Uint8Array.of(0xff, 0xfe, 0x00) });
    assert.deepEqual(binary, { out: '', err: 'memb: a.memb is not UTF-8 text.\n', code: 2 });
  });
});

describe('memb check of several files', () => {
  const good = 'membrane Cell { temperature = 37 degC }\n';

  it('keeps their names apart', async () => {
    const files = { 'a.memb': `${good}let a = 1\n`, 'b.memb': `${good}let b = a\n` };
    const { out, code } = await call(['check', 'a.memb', 'b.memb'], {}, files);
    assert.match(out, /^b\.memb:2:9 error name\.unknown `a` is not declared[^\n]*\n$/);
    assert.equal(code, 1);
  });

  it('checks the others when one cannot be read', async () => {
    const files = { 'wrong.memb': WRONG, 'good.memb': good };
    for (const words of [
      ['check', 'nowhere.memb', 'wrong.memb'],
      ['check', 'good.memb', 'wrong.memb', 'nowhere.memb'],
    ]) {
      const { out, err, code } = await call(words, {}, files);
      assert.equal(out.split('\n').length, 3);
      assert.match(err, /^memb: [^\n]*nowhere\.memb[^\n]*\n$/);
      assert.equal(code, 2);
    }
  });

  it('fails on errors alone, not on warnings', async () => {
    const doubtful = `${good}ion Ca 2+ { in = 100 mM, out = 1.5 mM }\n`;
    const { out, err, code } = await call(['check', 'a.memb'], {}, { 'a.memb': doubtful });
    assert.match(out, /^a\.memb:2:18 warning ion\.concentration-implausible /);
    assert.deepEqual([err, code], ['', 0]);
  });

  it('has nothing against an empty file', async () => {
    assert.deepEqual(await call(['check', 'a.memb'], { json: true }, { 'a.memb': '' }), {
      out: '[]\n',
      err: '',
      code: 0,
    });
  });
});

describe('memb rest', () => {
  it('gives the numbers of the one summary, at full precision, in named units', async () => {
    for (const file of examples) {
      const { out, code } = await call(['rest', file], { json: true });
      const json = JSON.parse(out) as {
        V_rest: { value: number; unit: string };
        ions: { name: string; E?: { value: number } }[];
        pathways: { name: string; current: { value: number; unit: string } }[];
        roots: { V: { value: number }; stable: boolean; chosen: boolean }[];
      };
      const summary = Compilations.summary(await build(await readFile(file, 'utf8')))!;
      assert.equal(code, 0);
      assert.equal(json.V_rest.unit, 'mV');
      assert.ok(Math.abs(json.V_rest.value / 1e3 - summary.restingPotential!) < 1e-15);
      for (const ion of summary.ions) {
        const shown = json.ions.find(({ name }) => name === ion.name)?.E?.value;
        if (ion.reversal === undefined) assert.equal(shown, undefined);
        else assert.ok(Math.abs(shown! / 1e3 - ion.reversal) < 1e-15, ion.name);
      }
      for (const [i, { name, current }] of summary.pathways.entries()) {
        const shown = json.pathways[i]!;
        assert.deepEqual([shown.name, shown.current.unit], [name, summary.basis === 'area' ? 'uA/cm^2' : 'pA']);
        const scale = summary.basis === 'area' ? 1e2 : 1e12;
        assert.ok(Math.abs(shown.current.value / scale - current!) <= 1e-12 * Math.abs(current!), name);
      }
      const roots = summary.rest?.ok ? summary.rest.value.roots : [];
      assert.deepEqual(
        json.roots.map(({ stable }) => stable),
        roots.map(({ stable }) => stable),
      );
    }
  });

  it('lays the same out as a table', async () => {
    const { out } = await call(['rest', neuron]);
    assert.match(out, /V_rest {2}−71\.660 mV {2}stable {2}\(chord-conductance equation\)/);
    assert.match(out, /K {4}\+1 {2}140 mM {5}4 mM {2}−95\.023 mV/);
    assert.match(out, /NaK {7}\+1 outward {2}1\.248×10⁷/);
  });

  it('sets parameters, and refuses those of another dimension, out of range or unknown', async () => {
    const file = 'media/examples/two-resting-potentials.memb';
    const set = await call(['rest', file], { param: ['gNaP=0 mS/cm^2', 'Temp = 37 degC'] });
    assert.match(set.out, /^Cell · 37 °C/);
    assert.match(set.out, /the one zero/);
    for (const [setting, reason] of [
      ['gNaP=1', /wants a conductance per area \(mS\/cm\^2\); `1` has no unit/],
      ['gNaP=1 mV', /`1 mV` is a voltage/],
      ['gNaP=9 mS/cm^2', /outside its range/],
      ['gNap=1 mS/cm^2', /Did you mean `gNaP`/],
      ['gNaP=1 mS/cm2', /Did you mean/],
      ['gNaP', /not of the form NAME=VALUE/],
    ] as const) {
      const { err, code } = await call(['rest', file], { param: [setting] });
      assert.match(err, reason);
      assert.equal(code, 2, setting);
    }
  });

  it('computes nothing from a file with errors, and says why there is no V_rest', async () => {
    const wrong = await call(['rest', 'wrong.memb'], {}, { 'wrong.memb': WRONG });
    assert.equal(wrong.code, 1);
    assert.equal(wrong.out, '');
    assert.match(wrong.err, /unit\.mismatch/);
    const closed =
      'membrane Cell { temperature = 37 degC }\nion K + { in = 140 mM, out = 4 mM }\nchannel L conducts K { conductance = 0 mS/cm^2 }\n';
    const { out, code } = await call(['rest', 'closed.memb'], {}, { 'closed.memb': closed });
    assert.match(out, /V_rest {2}not computed: /);
    assert.equal(code, 1);
    assert.deepEqual(await call(['rest', 'a.memb'], {}, { 'a.memb': '' }), {
      out: '',
      err: 'a.memb holds no membrane: give the file that imports it.\n',
      code: 1,
    });
  });

  it('gives equilibrium potentials where nothing conducts, and fails for want of V_rest', async () => {
    const ions = 'membrane Cell { temperature = 310 K }\nion K + { in = 140 mM, out = 5 mM }\n';
    const text = await call(['rest', 'a.memb'], {}, { 'a.memb': ions });
    assert.match(
      text.out,
      /not computed: the file has no channel or pump\.\n[^]*K {4}\+1 {2}140 mM {5}5 mM {2}−89\.016 mV/,
    );
    assert.equal(text.code, 1);
    const { out, code } = await call(['rest', 'a.memb'], { json: true }, { 'a.memb': ions });
    const json = JSON.parse(out) as { V_rest?: unknown; failure: { code: string }; ions: { E: { value: number } }[] };
    assert.deepEqual([json.V_rest, json.failure.code, code], [undefined, 'rest.no-pathway', 1]);
    assert.equal(json.ions[0]!.E.value.toFixed(3), '-89.016');
  });

  it('tells a pump that carries charge in from one that carries it out', async () => {
    const text = `membrane Cell { temperature = 37 degC, area = 1000 um^2 }
ion K + { in = 140 mM, out = 4 mM }
channel L conducts K { conductance = 1 nS }
pump In { moves 2 K in; uses 1 ATP; current = -1 pA }
pump Swap { moves 1 K in, 1 K out, rate = 0 /s }
`;
    const { out, code } = await call(['rest', 'a.memb'], {}, { 'a.memb': text });
    assert.match(out, /^In {9}\+2 inward/m);
    assert.match(out, /^Swap {12}none/m);
    assert.equal(code, 0);
  });

  it('aligns its columns', async () => {
    for (const file of examples) {
      const { out } = await call(['rest', file]);
      for (const block of out.trimEnd().split('\n\n').slice(2)) {
        const ends = block.split('\n').map((line) => [...line.replace(/\p{M}/gu, '')].length);
        assert.equal(new Set(ends).size, 1, block);
      }
    }
  });
});

describe('memb run', () => {
  it('finds the seven spikes of the axon', async () => {
    const { out, code } = await call(['run', axon], { json: true, samples: '11' });
    const json = JSON.parse(out) as {
      spikes: { time: { value: number } }[];
      columns: { name: string; unit: string; values: number[] }[];
    };
    assert.equal(code, 0);
    assert.equal(json.spikes.length, 7);
    assert.ok(Math.abs(json.spikes[6]!.time.value - 90.017708676035) < 0.005);
    assert.deepEqual(
      json.columns.slice(0, 3).map(({ name, unit }) => `${name} ${unit}`),
      ['t ms', 'V mV', 'Nav.I uA/cm^2'],
    );
    assert.ok(json.columns.every(({ values }) => values.length === 11 && values.every(Number.isFinite)));
  });

  it('writes CSV with units in its header', async () => {
    const { out } = await call(['run', axon], { csv: true, samples: '3', experiment: 'Pulse' });
    const lines = out.trimEnd().split('\n');
    assert.equal(lines[0], 't (ms),V (mV),Nav.g (mS/cm^2),Kdr.g (mS/cm^2)');
    assert.equal(lines.length, 4);
    assert.equal(lines[3]!.split(',')[0], '40');
  });

  it('says which experiments there are', async () => {
    const { err, code } = await call(['run', axon], { experiment: 'Puls' });
    assert.match(err, /did you mean `Pulse`/);
    assert.equal(code, 2);
    assert.match((await call(['run', neuron])).err, /has no experiment to run/);
  });

  it('refuses tolerances and sample counts that make no sense', async () => {
    for (const options of [
      { tolerance: '0' },
      { tolerance: 'x' },
      { samples: '1' },
      { samples: '2.5' },
      { csv: true, json: true },
    ]) {
      assert.equal((await call(['run', axon], options)).code, 2, JSON.stringify(options));
    }
  });
});

describe('memb test', () => {
  const text = `membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
channel Leak { conductance = 0.1 mS/cm^2, reversal = -50 mV }
experiment Settle { duration = 10 ms, start = -60 mV }
expect V_rest = -50 mV within 0.1 mV
expect peak(V) in Settle = -50 mV within 1 %
expect V_rest > -60 mV
`;

  it('prints a line for each expectation and fails when one is off', async () => {
    const { out, err, code } = await call(['test', 'a.memb'], {}, { 'a.memb': text });
    assert.equal(code, 1);
    assert.deepEqual(out.split('\n'), [
      'ok   a.memb:4 V_rest = −50 mV, expected −50 mV within 0.1 mV',
      'FAIL a.memb:5 peak(V) in Settle = −53.679 mV, expected −50 mV within 0.5 mV',
      'ok   a.memb:6 V_rest > -60 mV holds: V_rest = −50 mV',
      '',
    ]);
    assert.equal(err, '2 passed, 1 failed\n');
  });

  it('gives JSON at full precision', async () => {
    const { out, code } = await call(['test', 'a.memb'], { json: true }, { 'a.memb': text });
    const found = JSON.parse(out) as { line: number; passed: boolean; value?: { value: number; unit: string } }[];
    assert.equal(code, 1);
    assert.deepEqual(
      found.map(({ line, passed }) => [line, passed]),
      [
        [4, true],
        [5, false],
        [6, true],
      ],
    );
    assert.ok(Math.abs(found[1]!.value!.value - (-50 - 10 / Math.E)) < 1e-4);
  });

  it('passes when all is well, and fails on a file with errors', async () => {
    const good = text.replace('= -50 mV within 1 %', '= -53.7 mV within 1 %');
    assert.equal((await call(['test', 'a.memb'], {}, { 'a.memb': good })).code, 0);
    const mixed = await call(['test', 'a.memb', 'b.memb'], {}, { 'a.memb': good, 'b.memb': WRONG });
    assert.equal(mixed.code, 1);
    assert.match(mixed.err, /3 passed, 1 file with errors\n$/);
  });
});

describe('the memb program', () => {
  const program = (words: string[]): Promise<Answer> =>
    new Promise((resolve) => {
      execFile(process.execPath, ['dist/memb.cjs', ...words], (error, out, err) => {
        resolve({ out, err, code: (error?.code as number | undefined) ?? 0 });
      });
    });

  it('answers on the command line', async () => {
    const { out, code } = await program(['rest', neuron]);
    assert.match(out, /−71\.660 mV/);
    assert.equal(code, 0);
  });

  it('names what it does not know', async () => {
    assert.match((await program(['rets', neuron])).err, /Did you mean `rest`/);
    assert.equal((await program(['rest', neuron, '--foo'])).code, 2);
    assert.match((await program(['check', 'nowhere.memb'])).err, /there is no such file/);
    assert.match((await program(['check', 'test'])).err, /it is a folder/);
    assert.match((await program(['--version'])).out, /^\d+\.\d+\.\d+\n$/);
  });

  it('ends quietly when its reader goes away', async () => {
    const child = spawn(process.execPath, ['dist/memb.cjs', 'run', axon, '--csv', '--samples', '20000'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    await new Promise((resolve) => child.on('close', resolve));
    assert.equal(err, '');
  });
});
