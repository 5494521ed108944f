import assert from 'node:assert/strict';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import type { CompiledDocument } from '../../language/protocol.js';
import type { OpenDocument } from './lsp-client.js';
import { neuron } from './texts.js';
import { useServer } from './use-server.js';

describe('the compiled model', () => {
  const server = useServer();

  const compile = ({ client, uri }: Pick<OpenDocument, 'client' | 'uri'>): Promise<CompiledDocument | null> =>
    client.request('memb/compile', { uri });

  const heard = ({ client, uri }: OpenDocument): CompiledDocument[] => client.compiled.filter((one) => one.uri === uri);

  it('is answered with its version', async () => {
    const document = await server.client.open(neuron);
    const compiled = (await compile(document))!;
    assert.equal(compiled.uri, document.uri);
    assert.equal(compiled.version, 1);
    assert.equal(compiled.model!.name, 'Neuron');
    assert.deepEqual(compiled.problems, []);
  });

  it('is absent while there is an error, which is named with its place', async () => {
    const compiled = (await compile(await server.client.open(neuron.replace('0.02 mS/cm^2', '0.02 mM'))))!;
    assert.equal(compiled.model, undefined);
    assert.deepEqual(
      compiled.problems.map(({ code, line, column }) => [code, line, column]),
      [['unit.mismatch', 14, 43]],
    );
  });

  it('is there in spite of a warning', async () => {
    const compiled = (await compile(await server.client.open(neuron.replace('140 mM', '1400 mM'))))!;
    assert.ok(compiled.model);
    assert.deepEqual(compiled.problems, []);
  });

  it('is absent after a syntax error', async () => {
    const compiled = (await compile(await server.client.open(`${neuron}\nchannel X {`)))!;
    assert.equal(compiled.model, undefined);
    assert.equal(compiled.problems[0]!.code, 'syntax.unexpected');
  });

  it('null for a document that is not open', async () => {
    assert.equal(await compile({ client: server.client, uri: 'memb-test:/nowhere.memb' }), null);
    const document = await server.client.open(neuron);
    await compile(document);
    await document.close();
    assert.equal(await compile(document), null);
  });

  it('is sent after every build, and the last one is of the newest text', async () => {
    const document = await server.client.open(neuron);
    await compile(document);
    for (let i = 0; i < 20; i++) await document.edit(0, 0, '?');
    await document.edit(0, 20, '');
    const answer = (await compile(document))!;
    assert.equal(answer.version, 22);
    assert.ok(answer.model);
    while (heard(document).at(-1)?.version !== 22) await new Promise(setImmediate);
    const versions = heard(document).map(({ version }) => version);
    assert.deepEqual(
      versions,
      versions.toSorted((a, b) => a - b),
    );
    for (const { version, model } of heard(document))
      assert.equal(model !== undefined, version === 1 || version === 22);
  });

  describe('of a text that takes a while to read', () => {
    // Long enough for a build to be overtaken by what is typed meanwhile.
    const long = neuron + Array.from({ length: 300 }, (_, i) => `let x${i} = ${i} mV + K.E\n`).join('');

    it('answers are of the text as it stands, however fast one types', async () => {
      const document = await server.client.open(long);
      for (let i = 1; i <= 4; i++) {
        // The line grows, so that places of an older tree are wrong.
        const start = document.text.getText().indexOf('out = ') + 'out = '.length;
        await document.edit(start, document.text.getText().indexOf(' }', start), `${'0'.repeat(i)}${i} mM`);
        await document.edit(0, 0, '\n');
        const answer = document.askAt<Hover>('hover', document.text.getText().indexOf('K  +'));
        await new Promise((resolve) => setTimeout(resolve, 5 * i));
        const { contents, range } = await answer;
        assert.match((contents as MarkupContent).value, new RegExp(`ln\\(${i} mM / 140 mM\\)`));
        assert.equal(document.text.getText(range), 'K');
      }
    });
  });

  it('an untitled text is as good as a file', async () => {
    const document = await server.client.open(neuron, 'untitled:Untitled-1');
    assert.ok((await compile(document))!.model);
  });

  it('a document that is closed loses its diagnostics', async () => {
    const document = await server.client.open('ion Ca + { in = 100 nM, out = 1.5 mM }');
    while (!server.client.diagnostics.get(document.uri)?.diagnostics.length) await new Promise(setImmediate);
    await document.close();
    while (server.client.diagnostics.get(document.uri)!.diagnostics.length > 0) await new Promise(setImmediate);
  });
});
