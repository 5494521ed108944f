import assert from 'node:assert/strict';
import type { CompletionList, Hover, MarkupContent } from 'vscode-languageserver-protocol';
import type { Checked, CompiledDocument, Expected } from '../../language/protocol.js';
import type { OpenDocument } from './lsp-client.js';
import { useServer } from './use-server.js';

const cell = (data: string): string => `membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
channel Leak { conductance = 0.1 mS/cm^2, reversal = -65 mV }
experiment Step { duration = 2 ms, plot V }
experiment Family { duration = 10 ms, sweep a = 0 .. 2 uA/cm^2 by 0.5 uA/cm^2; inject a for 1 ms every 2 ms }
${data}
`;
const csv = 'time (ms),vm (mV)\n0,-65\n1,-60\n2,-55\n';

describe('recordings in the editor', () => {
  const server = useServer();
  let folders = 0;

  function folder(files: Record<string, string>): (name: string) => string {
    const address = `memb-test:/recordings${++folders}`;
    for (const [name, text] of Object.entries(files)) server.client.files.set(`${address}/${name}`, text);
    return (name) => `${address}/${name}`;
  }
  const compiled = ({ uri }: OpenDocument): Promise<CompiledDocument> =>
    server.client.request<CompiledDocument>('memb/compile', { uri });
  const labels = async (document: OpenDocument, after: string): Promise<string[]> => {
    const at = document.text.getText().indexOf(after) + after.length;
    return (await document.askAt<CompletionList>('completion', at)).items.map(({ label }) => label);
  };
  const hover = async (document: OpenDocument, word: string): Promise<string> => {
    const found = await document.askAt<Hover>('hover', document.text.getText().indexOf(word) + 1);
    return (found.contents as MarkupContent).value;
  };

  it('follow their file on disk: changed, taken away, brought back', async () => {
    const at = folder({ 'a.csv': csv });
    const a = await server.client.open(cell('data "a.csv" { t = column "time", V = column "vm" }'), at('a.memb'));
    const last = async (): Promise<number | null | undefined> =>
      (await compiled(a)).model?.recordings?.[0]!.columns[1]!.values.at(-1);
    assert.equal(await last(), -0.055);
    await server.client.change(at('a.csv'), csv.replace('-55', '-50'));
    while ((await last()) !== -0.05) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.client.change(at('a.csv'));
    while ((await compiled(a)).problems.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal((await compiled(a)).problems[0]!.code, 'data.file');
    await server.client.change(at('a.csv'), csv);
    while ((await last()) !== -0.055) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it('complete files, columns and units', async () => {
    const at = folder({ 'a.csv': csv, 'b.memb': '', 'c.txt': '' });
    const a = await server.client.open(cell('data Cell7 "a.csv" {  }\ndata "'), at('a.memb'));
    assert.deepEqual(await labels(a, 'data Cell7 "a.csv" { '), ['t = column "time"', 'V = column "vm"']);
    assert.deepEqual(await labels(a, '\ndata "'), ['a.csv', 'c.txt']);
    const b = await server.client.open(cell('data Cell7 "a.csv" { V = column "vm" in '), at('b.memb'));
    assert.ok((await labels(b, '"vm" in ')).includes('mV'));
  });

  it('say in their hover what is in them', async () => {
    const at = folder({ 'a.csv': csv });
    const text = 'data Cell7 "a.csv" { t = column "time", V = column "vm" }';
    const a = await server.client.open(cell(text), at('a.memb'));
    assert.match(await hover(a, 'Cell7'), /3, 0 ms to 2 ms[^]*\| V \| −65 mV \| −55 mV \| 0 \|/);
  });
});

describe('what lines of an experiment come to', () => {
  const server = useServer();
  const hover = async (text: string, word: string): Promise<string> => {
    const document = await server.client.open(text);
    const found = await document.askAt<Hover>('hover', document.text.getText().indexOf(word) + 1);
    return (found.contents as MarkupContent).value;
  };

  it('a sweep has so many runs, a train so many pulses', async () => {
    assert.match(await hover(cell(''), 'sweep'), /5: 0 µA\/cm², 0.5 µA\/cm²/);
    assert.match(await hover(cell(''), 'inject'), /pulses \| 5/);
  });

  it('an expectation has its value, what is wanted and whether that agrees', async () => {
    const text = cell('expect V_rest = -65 mV within 1 mV\nexpect peak(V) in Step = -60 mV within 2 mV');
    assert.match(await hover(text, 'expect'), /✓ holds[^]*−65 mV/);
    assert.match(
      await hover(text.replace('expect V_rest = -65 mV within 1 mV', ''), 'expect'),
      /✗ fails[^]*off by \| 5 mV/,
    );
  });
});

describe('the list of tests', () => {
  const server = useServer();

  it('has what a file expects, and judges it', async () => {
    const text = cell('expect V_rest = -65 mV within 1 mV\nexpect peak(V) in\n  Step = -60 mV within 2 mV');
    const { uri } = await server.client.open(text);
    const expected = await server.client.request<Expected[]>('memb/expectations', { uri });
    assert.deepEqual(
      expected.map(({ label, from }) => [label, from.line]),
      [
        ['V_rest = -65 mV within 1 mV', 4],
        ['peak(V) in Step = -60 mV within 2 mV', 5],
      ],
    );
    const starts = expected.map(({ start }) => start);
    const checked = await server.client.request<Checked[]>('memb/checkExpectations', { uri, starts });
    assert.deepEqual(
      checked.map(({ passed }) => passed),
      [true, false],
    );
    assert.equal(checked[1]!.message, 'peak(V) in Step = −65 mV, expected −60 mV within 2 mV');
  });

  it('knows nothing of a file with errors', async () => {
    const { uri } = await server.client.open(cell('expect V_rest = -65 mA within 1 mV'));
    const [{ start }] = await server.client.request<[Expected]>('memb/expectations', { uri });
    assert.equal(await server.client.request('memb/checkExpectations', { uri, starts: [start] }), null);
  });
});
