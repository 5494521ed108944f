import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { useServer } from './use-server.js';

const text = readFileSync('test/fixtures/good-slab/input.memb', 'utf8');

describe('slabs in the editor', () => {
  const server = useServer();

  it('the hover sets Poisson–Nernst–Planck beside constant field', async () => {
    const document = await server.client.open(text);
    const found = await document.askAt<Hover>('hover', text.indexOf('Pore'));
    const { value } = found.contents as MarkupContent;
    assert.match(value, /\*\*Pore\*\* · slab\n\nA charged pore\./);
    assert.match(value, /\| I = 0 \| 7\.\d\d mV \| −8\.8\d mV \|/);
    assert.match(value, /fixed charge X \| −100 mM/);
  });

  it('its functions are explained, and the ion leads to its own hover', async () => {
    const document = await server.client.open(text);
    const of = async (words: string): Promise<string> => {
      const found = await document.askAt<Hover>('hover', text.indexOf(words));
      return (found.contents as MarkupContent).value;
    };
    assert.match(await of('pnp_reversal'), /V at which no current flows through a slab/);
    assert.match(await of('Na 1.33e-9'), /\*\*Na⁺\*\* · sodium/);
  });
});
