import assert from 'node:assert/strict';
import type { CompletionItem, CompletionList, Hover, InlayHint, MarkupContent } from 'vscode-languageserver-protocol';
import { readFileSync } from 'node:fs';
import { marked } from './marked-text.js';
import { useServer } from './use-server.js';

const text = readFileSync('test/fixtures/good-pools/input.memb', 'utf8');

describe('pools and buffers in the editor', () => {
  const server = useServer();

  async function hover(words: string): Promise<string> {
    const document = await server.client.open(text);
    const found = await document.askAt<Hover>('hover', text.indexOf(words));
    return (found.contents as MarkupContent).value;
  }

  async function offers(source: string): Promise<string[]> {
    const { text: plain, cursors } = marked(source);
    const document = await server.client.open(plain);
    const found = await document.askAt<CompletionItem[] | CompletionList>('completion', cursors[0]!);
    return (Array.isArray(found) ? found : found.items).map(({ label }) => label);
  }

  it('a pool says what a current does to it, and how long that lasts', async () => {
    const value = await hover('Shell');
    assert.match(value, /\*\*Shell\*\* · pool of Ca²⁺\n\nBeneath the membrane\./);
    assert.match(value, /dc\/dt = \(−I\/\(zF·d\) − \(c − c₀\)\/τ\) \/ \(1 \+ κ\)/);
    assert.match(value, /τ without buffers \| 20 ms/);
    assert.match(value, /c₀ \| 40 nM/);
    assert.match(value, /κ of its buffers at the start \| 272\.6/);
  });

  it('a buffer says what it holds', async () => {
    assert.match(await hover('Calbindin'), /bound at the start \| 4\.545 µM[\s\S]*κ at the start \| \*\*82\.64\*\*/);
    assert.match(await hover('kappa + Calbindin'), /kappa/);
    assert.match(await hover('bound, Calbindin'), /Concentration of the ion that it holds\.[\s\S]*\*\*15 µM\*\*/);
  });

  it('both show it at the end of their line', async () => {
    const document = await server.client.open(text);
    const range = { start: { line: 0, character: 0 }, end: { line: 12, character: 0 } };
    const labels = (await document.ask<InlayHint[]>('inlayHint', { range })).map(({ label }) => label as string);
    assert.ok(labels.includes('1.894 nM/ms per µA/cm² · τ = 5473 ms · κ = 273'), labels.join('\n'));
    assert.ok(labels.includes('κ = 82.6 · 4.55 µM bound'), labels.join('\n'));
  });

  it('completion offers them at every place', async () => {
    const ions = 'ion Ca 2+ { in = 50 nM dynamic, out = 2 mM }\n';
    assert.deepEqual(await offers(`${ions}pool Shell <|>`), ['holds']);
    assert.deepEqual(await offers(`${ions}buffer B binds <|>`), ['Ca']);
    assert.deepEqual(await offers(`${ions}pool Shell holds Ca { depth = 100 nm, <|> }`), ['decay', 'rest']);
    assert.deepEqual(await offers(`${ions}buffer B binds Ca { kappa = 4, <|> }`), []);
    assert.ok((await offers(`${ions}buffer B binds Ca { kappa = 4 }\nlet x = B.<|>`)).includes('bound'));
    assert.ok((await offers('<|>')).includes('pool'));
  });
});
