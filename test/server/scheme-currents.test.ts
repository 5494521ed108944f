import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { marked } from './marked-text.js';
import { useServer } from './use-server.js';

const example = (name: string): string => readFileSync(`media/examples/${name}.memb`, 'utf8');

describe('schemes that move ions in the editor', () => {
  const server = useServer();

  async function hover(source: string, before: string): Promise<string> {
    const { text, cursors } = marked(source.replace(before, `<|>${before}`));
    const found = await (await server.client.open(text)).askAt<Hover>('hover', cursors[0]!);
    return (found.contents as MarkupContent).value;
  }

  it('a pump shows its turn, its current, its ATP and how its states are filled', async () => {
    const text = await hover(example('post-albers'), 'NaK {');
    for (const part of ['3 Na⁺ out, 2 K⁺ in for 1 ATP', 'Electrogenic: 1 net charge outward', 'cycles of one', 'E2K'])
      assert.ok(text.includes(part), text);
    assert.match(text, /\| ATP \| \*\*.*\/s\*\* \|/);
    assert.match(text, /state at rest/);
  });

  it('a pore shows what each ion carries', async () => {
    const text = await hover(example('single-file-pore'), 'TwoSites {');
    assert.match(text, /current at rest/);
    assert.match(text, /Tl⁺/);
    assert.match(text, /state at rest/);
  });

  it('an allosteric gate shows its least and its largest value', async () => {
    const text = await hover(example('mwc-gate'), 'o { half');
    assert.match(text, /least o∞, no sensor activated \| 9\.99/);
    assert.match(text, /largest o∞, all activated \| 0\.9959/);
  });

  it('a stochastic experiment shows its seed and how channels are followed', async () => {
    const text = await hover(example('single-channels-to-macroscopic'), 'AsADiffusion {');
    assert.match(text, /up to 10 channels/);
    assert.match(text, /as shares with noise, on a step of 5 µs/);
  });
});
