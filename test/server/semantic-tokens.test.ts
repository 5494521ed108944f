import assert from 'node:assert/strict';
import type { SemanticTokens } from 'vscode-languageserver-protocol';
import type { OpenDocument } from './lsp-client.js';
import { useServer } from './use-server.js';

describe('semantic tokens', () => {
  const server = useServer();

  /** `word type.modifier` of each, in the order of the text. */
  function decode(document: OpenDocument, { data }: SemanticTokens): string[] {
    const { tokenTypes, tokenModifiers } = document.client.capabilities.semanticTokensProvider!.legend;
    const found: string[] = [];
    let line = 0;
    let character = 0;
    for (let i = 0; i < data.length; i += 5) {
      const [lines, characters, length, type, bits] = data.slice(i, i + 5) as [number, number, number, number, number];
      character = lines === 0 ? character + characters : characters;
      line += lines;
      const word = document.text.getText({ start: { line, character }, end: { line, character: character + length } });
      const modifiers = tokenModifiers.filter((_, bit) => (bits & (1 << bit)) !== 0);
      found.push([`${word} ${tokenTypes[type]!}`, ...modifiers].join('.'));
    }
    return found;
  }

  async function tokens(text: string): Promise<string[]> {
    const document = await server.client.open(text);
    return decode(document, await document.ask<SemanticTokens>('semanticTokens/full'));
  }

  it('name what stands there, whatever it looks like', async () => {
    assert.deepEqual(
      await tokens(`membrane Cell { temperature = 310 K }
ion K + { in = 140 mM }
pump P { moves 2 K in }
channel X conducts K { open = m, gate m { tau = 2 m } }
param g = 1 mS
let x = exp(V / 1 mV) * K.E * X.m + g`),
      [
        'Cell namespace.declaration',
        'temperature property',
        'K unit',
        'K type.declaration',
        'in property',
        'mM unit',
        'P class.declaration',
        'K type',
        'X class.declaration',
        'K type',
        'open property',
        'm variable',
        'm variable.declaration',
        'tau property',
        'm unit',
        'g parameter.declaration',
        'mS unit',
        'x variable.declaration.readonly',
        'exp function.defaultLibrary',
        'V variable.defaultLibrary',
        'mV unit',
        'K type',
        'E property',
        'X class',
        'm variable',
        'g parameter',
      ],
    );
  });

  it('leave alone what means nothing', async () => {
    assert.deepEqual(await tokens('let x = nobody + nofunction(1)'), ['x variable.declaration.readonly']);
  });

  it('come for a range of lines, too', async () => {
    const document = await server.client.open('let a = 1\nlet b = a\nlet c = b');
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 9 } };
    const found = decode(document, await document.ask<SemanticTokens>('semanticTokens/range', { range }));
    assert.deepEqual(found, ['b variable.declaration.readonly', 'a variable.readonly']);
  });
});
