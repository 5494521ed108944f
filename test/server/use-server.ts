/** A server for all tests of a block; it must not complain in any of them. */
import assert from 'node:assert/strict';
import type { InitializeParams } from 'vscode-languageserver-protocol';
import { LspClient } from './lsp-client.js';

/** `client` is there once the tests run. */
export function useServer(options: Partial<InitializeParams> = {}): { readonly client: LspClient } {
  const used = {} as { client: LspClient };
  before(async () => {
    used.client = await LspClient.start('ipc', options);
  });
  after(async () => {
    await used.client.stop();
    assert.deepEqual(used.client.complaints, []);
  });
  return used;
}
