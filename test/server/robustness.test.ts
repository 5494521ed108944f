import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { Diagnostic, Hover, InlayHint, MarkupContent } from 'vscode-languageserver-protocol';
import type { LspClient, OpenDocument } from './lsp-client.js';
import { axon, neuron } from './texts.js';
import { useServer } from './use-server.js';

/** Words, numbers and signs with their places. */
function tokensOf(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/[\p{L}\p{N}_.]+|[^\s\p{L}\p{N}_.]/gu)].map((match) => {
    return { start: match.index, end: match.index + match[0].length };
  });
}

const whole = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };

/** Everything an editor asks, at one place of a text. Rejects when the server fails at any of it. */
async function askEverything(document: OpenDocument, offset: number): Promise<void> {
  const position = document.positionAt(offset);
  const [hover, hints] = await Promise.all([
    document.askAt<Hover | null>('hover', offset),
    document.ask<InlayHint[]>('inlayHint', { range: whole }),
    document.askAt('completion', offset),
    document.askAt('signatureHelp', offset),
    document.askAt('definition', offset),
    document.askAt('references', offset, { context: { includeDeclaration: true } }),
    document.askAt('documentHighlight', offset),
    document.ask('documentSymbol'),
    document.ask('semanticTokens/full'),
    document.ask('foldingRange'),
    document.ask('selectionRange', { positions: [position] }),
    document.ask('codeLens'),
    document.ask('documentLink'),
    document.ask('codeAction', { range: { start: position, end: position }, context: { diagnostics: [] } }),
  ]);
  const texts = [
    (hover?.contents as MarkupContent | undefined)?.value ?? '',
    ...hints.map(({ label }) => label as string),
  ];
  for (const text of texts) assert.doesNotMatch(text, /\bNaN\b|\bundefined\b|\bInfinity\b|\[object/, text);
}

describe('broken text', () => {
  const server = useServer();
  // What no two runs choose differently, and no run chooses all of: every third place is enough to visit each kind.
  const everyThird = (places: readonly number[]): number[] => places.filter((_, i) => i % 3 === 0);

  async function survives(client: LspClient, text: string, offset: number): Promise<void> {
    const document = await client.open(text);
    try {
      await askEverything(document, offset);
    } catch (reason) {
      assert.fail(`${String(reason)} at ${offset} of\n${text}`);
    }
    await document.close();
  }

  const texts = { neuron, axon };
  for (const [name, text] of Object.entries(texts)) {
    const tokens = tokensOf(text);

    it(`${name} with each token deleted`, async function () {
      this.timeout(120_000);
      for (const { start, end } of tokens) await survives(server.client, text.slice(0, start) + text.slice(end), start);
    });

    it(`${name} with each token doubled`, async function () {
      this.timeout(120_000);
      for (const i of everyThird([...tokens.keys()])) {
        const { start, end } = tokens[i]!;
        await survives(server.client, `${text.slice(0, end)} ${text.slice(start)}`, end);
      }
    });

    it(`${name} broken off after each token, as it is when it is typed`, async function () {
      this.timeout(120_000);
      for (const { end } of tokens) await survives(server.client, text.slice(0, end), end);
      for (const i of everyThird([...tokens.keys()])) {
        await survives(server.client, `${text.slice(0, tokens[i]!.end)} `, tokens[i]!.end + 1);
      }
    });
  }

  it('every fixture, at every seventh token', async function () {
    this.timeout(120_000);
    for (const name of readdirSync('test/fixtures')) {
      const text = readFileSync(`test/fixtures/${name}/input.memb`, 'utf8');
      if (text.length > 20_000) continue;
      const document = await server.client.open(text);
      for (const [i, { start }] of tokensOf(text).entries()) if (i % 7 === 0) await askEverything(document, start);
      await document.close();
    }
  });

  for (const [what, text] of Object.entries({
    nothing: '',
    'a lone word': 'ion',
    'a byte order mark': `\uFEFF${neuron}`,
    'line ends of Windows': neuron.replaceAll('\n', '\r\n'),
    emoji: '😀 membrane 😀 { 😀 }',
    'an open comment': 'membrane C { /* temperature',
    'braces alone': '}}}{{{',
    'deep nesting': `let x = ${'('.repeat(10_000)}1${')'.repeat(10_000)}`,
    'a NUL': 'let x = \0 1',
  })) {
    it(what, async () => {
      await survives(server.client, text, Math.min(3, text.length));
      await survives(server.client, text, text.length);
    });
  }

  it('a place outside the text', async () => {
    const document = await server.client.open(neuron);
    for (const method of ['hover', 'completion', 'definition', 'signatureHelp']) {
      await document.ask(method, { position: { line: 10_000, character: 10_000 } });
    }
  });
});

describe('a large file', () => {
  const server = useServer();

  /** A membrane of as many leaks as make the file this long. */
  function largeText(length: number): string {
    const head = 'membrane C { temperature = 37 degC }\nion K + { in = 140 mM, out = 4 mM }\n';
    const line = 'channel c0 conducts K { conductance = 0.1 mS/cm^2 } // a leak as good as any other\n';
    const count = Math.floor((length - head.length) / (line.length + 4));
    return head + Array.from({ length: count }, (_, i) => line.replace('c0', `c${i}`)).join('');
  }

  it('of a megabyte answers, and follows what is typed', async function () {
    this.timeout(240_000);
    const text = largeText(990_000);
    const document = await server.client.open(text);
    const hover = (): Promise<Hover | null> =>
      document.askAt<Hover | null>('hover', document.text.getText().indexOf('K +'));
    assert.match(((await hover())!.contents as MarkupContent).value, /= −95\.0 mV/);
    const at = text.indexOf('4 mM');
    await document.edit(at, at + 1, '8');
    assert.match(((await hover())!.contents as MarkupContent).value, /ln\(8 mM \/ 140 mM\)/);
    await askEverything(document, text.length - 3);
  });

  it('beyond the limit says so, and answers nothing wrong', async function () {
    this.timeout(60_000);
    const document = await server.client.open(largeText(5_000_000));
    await askEverything(document, 50);
    const { diagnostics } = server.client.diagnostics.get(document.uri)!;
    assert.deepEqual(
      diagnostics.map(({ code }: Diagnostic) => code),
      ['syntax.limit'],
    );
  });
});
