import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import type { Hover, InitializeResult, MarkupContent } from 'vscode-languageserver-protocol';
import { neuron } from './texts.js';

interface Message {
  readonly id?: number;
  readonly result?: unknown;
}

/** The server's bundle for web workers, in a world that has what a worker has and nothing of Node. */
function startWorker(): (method: string, params: unknown, id?: number) => Promise<unknown> {
  const answers = new Map<number, (result: unknown) => void>();
  const self = {
    onmessage: undefined as ((event: { data: unknown }) => void) | undefined,
    addEventListener: () => {},
    postMessage: ({ id, result }: Message) => {
      if (id !== undefined) answers.get(id)?.(result);
    },
  };
  const { setTimeout, clearTimeout, performance, TextDecoder, TextEncoder, URL, queueMicrotask } = globalThis;
  const world = { self, console, setTimeout, clearTimeout, performance, TextDecoder, TextEncoder, URL, queueMicrotask };
  runInContext(readFileSync('dist/server.cjs', 'utf8'), createContext(world));
  return async (method, params, id) => {
    // A worker keeps what is posted before its script has set this up.
    for (let turn = 0; turn < 100 && self.onmessage === undefined; turn++) await new Promise((go) => setTimeout(go));
    const answer = id === undefined ? Promise.resolve() : new Promise((resolve) => answers.set(id, resolve));
    self.onmessage!({ data: { jsonrpc: '2.0', method, params, ...(id !== undefined && { id }) } });
    return await answer;
  };
}

describe('the server as a web worker', () => {
  it('needs nothing of Node and gives the same answers', async () => {
    const send = startWorker();
    const { capabilities } = (await send(
      'initialize',
      { processId: null, rootUri: null, capabilities: {}, workspaceFolders: null },
      1,
    )) as InitializeResult;
    assert.equal(capabilities.hoverProvider, true);
    await send('initialized', {});
    const uri = 'vscode-test-web://mount/neuron.memb';
    await send('textDocument/didOpen', { textDocument: { uri, languageId: 'memb', version: 1, text: neuron } });
    const position = { line: 7, character: 4 };
    const hover = (await send('textDocument/hover', { textDocument: { uri }, position }, 2)) as Hover;
    assert.match((hover.contents as MarkupContent).value, /= −95\.0 mV/);
  });
});
