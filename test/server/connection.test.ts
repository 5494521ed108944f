import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { keywords } from '../../server/keywords.js';
import { LspClient } from './lsp-client.js';
import { neuron } from './texts.js';

describe('the server', () => {
  for (const transport of ['ipc', 'stdio'] as const) {
    it(`speaks over ${transport} and ends when it is told to`, async () => {
      const client = await LspClient.start(transport);
      const document = await client.open(neuron);
      const hover = await document.askAt<Hover>('hover', neuron.indexOf('K  +'));
      assert.match((hover.contents as MarkupContent).value, /−95\.0 mV/);
      await client.stop();
      assert.deepEqual(client.complaints, []);
    });
  }

  it('says what it can do', async () => {
    const client = await LspClient.start();
    const can = Object.entries(client.capabilities).flatMap(([name, value]) => (value ? [name] : []));
    await client.stop();
    assert.deepEqual(can.filter((name) => name.endsWith('Provider')).toSorted(), [
      'codeActionProvider',
      'codeLensProvider',
      'completionProvider',
      'definitionProvider',
      'documentFormattingProvider',
      'documentHighlightProvider',
      'documentLinkProvider',
      'documentRangeFormattingProvider',
      'documentSymbolProvider',
      'foldingRangeProvider',
      'hoverProvider',
      'inlayHintProvider',
      'referencesProvider',
      'renameProvider',
      'selectionRangeProvider',
      'semanticTokensProvider',
      'signatureHelpProvider',
    ]);
  });

  it('has a sentence for every word of the language', () => {
    const grammar = readFileSync('language/memb.langium', 'utf8');
    const words = [...grammar.matchAll(/'([a-z]+)'/g)].map(([, word]) => word!);
    assert.ok(words.includes('membrane'));
    assert.deepEqual(
      [...new Set(words)].filter((word) => !Object.hasOwn(keywords, word)),
      [],
    );
  });
});
