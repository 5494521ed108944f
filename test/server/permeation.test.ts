import assert from 'node:assert/strict';
import type { CompletionList, Hover, InlayHint, MarkupContent } from 'vscode-languageserver-protocol';
import { marked } from './marked-text.js';
import { useServer } from './use-server.js';

const base = `membrane Cell { temperature = 37 degC }
ion Cl - { in = 7 mM, out = 120 mM }
ion HCO3 - { in = 14 mM, out = 24 mM }
ion K + { in = 140 mM, out = 4 mM }
ion Na + { in = 12 mM, out = 145 mM }
channel GABA_A permeates Cl 1, HCO3 0.2 { permeability = 1e-8 cm/s }
channel Leak conducts K { conductance = 0.1 mS/cm^2 }
pump NaK { moves 3 Na out, 2 K in; uses 1 ATP; current = 0.1 uA/cm^2 }
`;

describe('permeation in the editor', () => {
  const server = useServer();

  async function hover(before: string): Promise<string> {
    const { text, cursors } = marked(base.replace(before, `<|>${before}`));
    const found = await (await server.client.open(text)).askAt<Hover>('hover', cursors[0]!);
    return (found.contents as MarkupContent).value;
  }

  it('a channel shows its equation with numbers, its reversal, and what each ion carries at rest', async () => {
    const text = await hover('GABA_A permeates');
    assert.match(text, /\*\*GABA\\_A\*\* · channel, permeates Cl⁻ 1, HCO₃⁻ 0\.2/);
    assert.match(text, /I = Σ P·z·F/);
    assert.match(text, /E = −68\.0 mV {3}where I = 0/);
    assert.ok(text.includes('E = 26.73 mV · ln((7 + 0.2·14) / (120 + 0.2·24))\n  = −68.0 mV'), text);
    assert.match(text, /\| Cl⁻ \| 1×10⁻⁸ cm\/s \| −75\.9 mV \| [\d.×⁻⁰-⁹]+ µA\/cm² inward \|/);
    assert.match(text, /conductance at rest, I\/\(V − E\)/);
  });

  it('the membrane shows V_rest by the shorter equations too, and why they differ', async () => {
    const text = await hover('Cell {');
    assert.match(text, /\| V_rest by \| with pumps \| without \|/);
    assert.match(text, /\| constant field \(GHK\), permeabilities as at rest \|/);
    assert.match(text, /it leaves out Leak\./);
  });

  it('an ion in the list is that ion', async () => {
    assert.match(await hover('HCO3 0.2'), /bicarbonate/);
  });

  it('the line ends with where the channel reverses', async () => {
    const document = await server.client.open(base);
    const range = { start: { line: 5, character: 0 }, end: { line: 5, character: 99 } };
    const [hint] = await document.ask<InlayHint[]>('inlayHint', { range });
    assert.match(hint!.label as string, /^E = −68\.0 mV · I = /);
  });

  it('completion offers the words, ions, parts and properties of such a channel', async () => {
    const labels = async (source: string): Promise<string[]> => {
      const { text, cursors } = marked(base + source);
      const list = await (await server.client.open(text)).askAt<CompletionList>('completion', cursors[0]!);
      return list.items.map(({ label }) => label);
    };
    assert.ok((await labels('channel X <|>')).includes('permeates'));
    assert.deepEqual((await labels('channel X permeates <|>')).slice(0, 4), ['Cl', 'HCO3', 'K', 'Na']);
    assert.deepEqual((await labels('channel X permeates Cl 1, <|>')).slice(0, 4), ['Cl', 'HCO3', 'K', 'Na']);
    const items = await labels('channel X permeates Cl 1 {\n  <|>\n}');
    assert.deepEqual([items[0], items.includes('conductance')], ['permeability', false]);
    const parts = await labels('let x = GABA_A.<|>');
    assert.deepEqual(
      ['P', 'I_Cl', 'I_HCO3', 'g'].map((part) => parts.includes(part)),
      [true, true, true, false],
    );
    assert.ok(!(await labels('let x = Leak.<|>')).includes('P'));
  });
});
