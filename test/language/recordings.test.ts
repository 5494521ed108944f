import assert from 'node:assert/strict';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { runToEnd } from '../../language/analysis/run.js';
import type { Model } from '../../language/model/model.js';
import { readTable } from '../../language/semantics/data/delimited.js';
import { readHeader } from '../../language/semantics/data/header.js';
import { build, Compilations } from './diagnose.js';

const text = `
membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
channel Leak { conductance = 0.1 mS/cm^2, reversal = -65 mV }
data Cell7 "recordings/cell7.csv" { t = column "time" in ms, V = column "vm" in mV, i = column "stim" in uA/cm^2 }
data "recordings/gaps.csv" in Step { t = column "time (ms)" in ms, V = column "vm" in mV }
experiment Step { duration = 10 ms, inject Cell7.i; plot V, Cell7.i }
experiment Waveform { duration = 10 ms, clamp Cell7.V; plot Leak.I }
`;

async function modelOf(source: string): Promise<Model> {
  const document = await build(source);
  assert.deepEqual(
    (document.diagnostics ?? []).filter(({ severity }) => severity === 1),
    [],
  );
  return Compilations.compilation(document).model!;
}

function sampled(model: Model, name: string, times: readonly number[]): readonly (readonly number[])[] {
  const result = runToEnd(model, name, defaultSymbols(model), { tolerance: 1e-9 });
  assert.ok(result.ok && result.value.failure === undefined);
  return result.value
    .sample(times)
    .panes.flat()
    .map((trace) => Array.from(trace));
}

const near = (found: number, wanted: number, allowed: number): void =>
  assert.ok(Math.abs(found - wanted) <= allowed, `${found} is not ${wanted}`);

describe('language: recordings', () => {
  it('are in SI, with null for a gap, under the name that the legend shows', async () => {
    const { recordings } = await modelOf(text);
    assert.deepEqual(recordings![0]!.times, [0, 0.001, 0.002, 0.003, 0.01]);
    assert.deepEqual(recordings![0]!.columns[1], {
      name: 'V',
      label: 'Cell7.V',
      unit: 'mV',
      values: [-0.065, -0.0645, -0.06, -0.062, -0.065],
    });
    assert.equal(recordings![1]!.columns[1]!.label, 'V, gaps.csv');
    assert.deepEqual(recordings![1]!.columns[1]!.values, [-0.065, null, -0.06]);
    assert.equal(recordings![1]!.experiment, 'Step');
  });

  it('are plain JSON', async () => {
    const model = await modelOf(text);
    assert.deepEqual(JSON.parse(JSON.stringify(model.recordings)), model.recordings);
  });

  it('as a current: V follows the straight lines between the points exactly', async () => {
    const model = await modelOf(text);
    const [V, i] = sampled(model, 'Step', [0.0005, 0.001, 0.01]);
    assert.deepEqual(i!.slice(0, 2), [0.05, 0.1]);
    // τ = 10 ms; for a current a·t the exact V is E + (a/g)·(t − τ(1 − e^(−t/τ))).
    const slope = 0.1 / 0.001;
    const exact = (t: number): number => -0.065 + (slope / 1) * (t - 0.01 * (1 - Math.exp(-t / 0.01)));
    near(V![0]!, exact(0.0005), 1e-9);
    near(V![1]!, exact(0.001), 1e-9);
  });

  it('as a command: V is what was recorded', async () => {
    const model = await modelOf(text);
    const [I] = sampled(model, 'Waveform', [0.0005, 0.0025, 0.01]);
    [-0.06475, -0.061, -0.065].forEach((V, k) => near(I![k]!, 1 * (V + 0.065), 1e-12));
  });

  it('may jump where a time comes twice', async () => {
    const model = await modelOf(text.replace('recordings/cell7.csv', 'recordings/jump.csv'));
    const [I] = sampled(model, 'Waveform', [0.001, 0.003]);
    [-0.065, -0.02].forEach((V, k) => near(I![k]!, 1 * (V + 0.065), 1e-12));
  });

  it('are left out of a model that has an error in them', async () => {
    const document = await build(text.replace('"vm"', '"vn"'));
    assert.equal(Compilations.compilation(document).complete, false);
  });
});

describe('files of numbers', () => {
  it('have commas, semicolons or tabs, quotes and comments', () => {
    for (const separator of [',', ';', '\t']) {
      const table = readTable(`# made by hand\r\nt${separator}"a${separator}""b"""\r\n\r\n1${separator} 2 \r\n`)!;
      assert.deepEqual(table.headers, ['t', `a${separator}"b"`]);
      assert.deepEqual([table.rows, table.cell(0, 1), table.lineOf(0)], [1, '2', 4]);
    }
    assert.equal(readTable('\n  \n'), undefined);
  });

  it('give units in their headers', () => {
    for (const text of ['vm (mV)', 'vm [mV]', 'vm / mV']) {
      const { name, unit } = readHeader(text);
      assert.deepEqual([name, unit?.text], ['vm', 'mV']);
    }
    assert.deepEqual(readHeader('spike (first)'), { text: 'spike (first)', name: 'spike (first)' });
    assert.equal(readHeader('current (uA/cm^2)').unit?.text, 'uA/cm^2');
  });
});
