import assert from 'node:assert/strict';
import type { InlayHint, MarkupContent } from 'vscode-languageserver-protocol';
import type { OpenDocument } from './lsp-client.js';
import { axon, neuron } from './texts.js';
import { useServer } from './use-server.js';

describe('inlay hints', () => {
  const server = useServer();

  async function hints(document: OpenDocument, from = 0, to = document.text.lineCount): Promise<InlayHint[]> {
    const range = { start: { line: from, character: 0 }, end: { line: to, character: 0 } };
    return document.ask<InlayHint[]>('inlayHint', { range });
  }

  /** The text with its hints in double brackets where they stand. */
  async function shown(text: string): Promise<string> {
    const document = await server.client.open(text);
    const places = (await hints(document)).map(({ position, label }) => {
      return { offset: document.text.offsetAt(position), label: label as string };
    });
    return places
      .toSorted((a, b) => b.offset - a.offset)
      .reduce((result, { offset, label }) => `${result.slice(0, offset)} ⟦${label}⟧${result.slice(offset)}`, text);
  }

  it('every value stands at the end of the line where its cause is written', async () => {
    assert.equal(
      await shown(neuron),
      `/** A mammalian neuron at rest. doi:10.1113/jphysiol.1949.sp004310 */
membrane Neuron { ⟦V_rest = −71.7 mV⟧
  temperature = 37 degC
  capacitance = 1 uF/cm^2
  area        = 3000 um^2
}

ion K  + { in = 140 mM, out = 4 mM } ⟦E = −95.0 mV⟧
ion Na + { in = 12 mM,  out = 145 mM } ⟦E = 66.6 mV⟧
ion Cl - { in = 7 mM,   out = 120 mM } ⟦E = −75.9 mV⟧

channel K2P   conducts K  { conductance = 0.10 mS/cm^2 } ⟦I = 2.34 µA/cm²⟧
channel NALCN conducts Na { conductance = 0.018 mS/cm^2 } ⟦I = −2.49 µA/cm²⟧
channel ClC   conducts Cl { conductance = 0.02 mS/cm^2 } ⟦I = 0.0857 µA/cm²⟧

pump NaK { ⟦net +1 outward · 0.0667 µA/cm² · 1.25×10⁷ ATP/s⟧
  moves 3 Na out, 2 K in
  uses 1 ATP
  current = 2 pA
}
`,
    );
  });

  it('gates show their steady state and time constant at rest', async () => {
    const text = await shown(axon);
    assert.match(text, /18 mV\) } ⟦m∞ = 0\.053, τ = 0\.237 ms⟧\n/);
    assert.match(text, /80 mV\) } ⟦n∞ = 0\.318, τ = 5\.46 ms⟧\n/);
  });

  it('a let shows what it comes to unless it is a bare number', async () => {
    const text = `membrane C { temperature = 37 degC }
ion K + { in = 140 mM, out = 4 mM }
channel Leak conducts K { conductance = 1 mS/cm^2 }
let a = 3 mV
let b = a * 2 // doubled
let c = V - K.E + b
param p = 2 * 3 mV
let d = if V > 0 mV then 1 else 2`;
    assert.equal(
      (await shown(text)).split('\n').slice(3).join('\n'),
      `let a = 3 mV
let b = a * 2 ⟦= 6 mV⟧ // doubled
let c = V - K.E + b ⟦= 6 mV at rest⟧
param p = 2 * 3 mV ⟦= 6 mV⟧
let d = if V > 0 mV then 1 else 2 ⟦= 2 at rest⟧`,
    );
  });

  it('several roots are counted, and a root that is not stable is called so', async () => {
    const text = `membrane C { temperature = 37 degC, capacitance = 1 uF/cm^2 }
channel Leak { conductance = 0.3 mS/cm^2, reversal = -70 mV }
channel NaP { conductance = 1 mS/cm^2, reversal = 50 mV, open = m, gate m { half = -30 mV, slope = 5 mV } }`;
    assert.match(await shown(text), /⟦V_rest = −\d\d\.\d mV \(3 roots\)⟧/);
  });

  it('two declarations on one line each keep their own', async () => {
    const text =
      'membrane C { temperature = 37 degC } ion K + { in = 140 mM, out = 4 mM } ion Na + { in = 9 mM, out = 90 mM }';
    assert.match(await shown(text), /out = 4 mM } ⟦E = −95\.0 mV⟧ ion Na .* ⟦E = 61\.5 mV⟧$/);
  });

  it('the whole cell in absolute units, and an electroneutral pump', async () => {
    const text = `membrane C { temperature = 37 degC, capacitance = 30 pF }
ion K + { in = 140 mM, out = 4 mM }
ion Na + { in = 12 mM, out = 145 mM }
channel Leak conducts K { conductance = 2 nS }
pump NaK { moves 3 Na out, 2 K in, uses 1 ATP, current = 2 pA }
pump Swap { moves 1 K out, 1 Na in, current = 0 pA }`;
    const lines = (await shown(text)).split('\n');
    assert.match(lines[4]!, /⟦net \+1 outward · 2 pA · 1\.25×10⁷ ATP\/s⟧$/);
    assert.match(lines[5]!, /⟦electroneutral · ΔG = −15\.6 kJ\/mol⟧$/);
  });

  it('with an error elsewhere what does not depend on it stays, and nothing is NaN or undefined', async () => {
    const text = await shown(neuron.replace('0.02 mS/cm^2', '0.02 mM'));
    assert.match(text, /⟦E = −95\.0 mV⟧/);
    assert.doesNotMatch(text, /V_rest|NaN|undefined|∞ =/);
  });

  it('a tooltip has more digits', async () => {
    const [first] = await hints(await server.client.open(neuron), 7, 7);
    assert.match(
      (first!.tooltip as MarkupContent).value,
      /Nernst potential of K: −95\.022576 mV \(4 mM outside, 140 mM inside\)\./,
    );
  });

  it('only those of the lines that are asked for', async () => {
    const document = await server.client.open(neuron);
    assert.deepEqual(
      (await hints(document, 7, 8)).map(({ label }) => label),
      ['E = −95.0 mV', 'E = 66.6 mV'],
    );
  });
});
