import assert from 'node:assert/strict';
import { DocumentState, URI } from 'langium';
import { CancellationTokenSource, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompiledDocument } from '../../language/protocol.js';
import { createServerServices } from '../../server/memb-server-module.js';
import { addMembRequests } from '../../server/memb-requests.js';

/** A server without an editor: its text changes when the test says so, and is built when the test says so. */
async function setUp() {
  const sent: CompiledDocument[] = [];
  const connection = {
    onRequest: () => ({ dispose: () => {} }),
    sendNotification: async (_method: string, payload: CompiledDocument) => void sent.push(payload),
  } as unknown as Connection;
  const { shared, memb } = createServerServices(connection);
  addMembRequests(connection, shared, memb);
  const builder = shared.workspace.DocumentBuilder;
  await shared.workspace.WorkspaceManager.initializeWorkspace([]);

  const uri = URI.parse('memb-test:/a.memb');
  const text = TextDocument.create(uri.toString(), 'memb', 1, 'membrane A { temperature = 37 degC }');
  shared.workspace.TextDocuments.set(text);
  await builder.update([uri], []);
  const type = (): void => void TextDocument.update(text, [{ text: `${text.getText()}\n` }], text.version + 1);
  return { uri, builder, sent, type, rebuild: () => builder.update([uri], []) };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a text that has been typed in since it was read', () => {
  it('is waited for, until it has been read again', async () => {
    const { uri, builder, type, rebuild } = await setUp();
    type();
    let isAnswered = false;
    const answer = builder.waitUntil(DocumentState.Linked, uri).then(() => (isAnswered = true));
    await turn();
    assert.equal(isAnswered, false);
    await rebuild();
    await answer;
  });

  it('is not waited for by who no longer wants to know', async () => {
    const { uri, builder, type } = await setUp();
    type();
    const source = new CancellationTokenSource();
    const answer = builder.waitUntil(DocumentState.Linked, uri, source.token);
    source.cancel();
    await assert.rejects(answer, /cancelled/);
  });

  it('is not waited for when it is closed', async () => {
    const { uri, builder, type } = await setUp();
    type();
    const answer = builder.waitUntil(DocumentState.Linked, uri);
    const refused = assert.rejects(answer, /closed/);
    await builder.update([], [uri]);
    await refused;
  });

  it('is not sent as compiled', async () => {
    const { builder, sent, type, rebuild } = await setUp();
    assert.deepEqual(
      sent.map(({ version }) => version),
      [1],
    );
    const typing = builder.onDocumentPhase(DocumentState.Linked, type);
    await rebuild();
    typing.dispose();
    assert.deepEqual(
      sent.map(({ version }) => version),
      [1],
    );
    await rebuild();
    assert.deepEqual(
      sent.map(({ version }) => version),
      [1, 2],
    );
  });
});
