import assert from 'node:assert/strict';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import type { OpenDocument } from './lsp-client.js';
import { marked } from './marked-text.js';
import { axon, neuron } from './texts.js';
import { useServer } from './use-server.js';

describe('hover', () => {
  const server = useServer();

  async function hover(document: OpenDocument, offset: number): Promise<string | undefined> {
    const found = await document.askAt<Hover | null>('hover', offset);
    return found === null ? undefined : (found.contents as MarkupContent).value;
  }

  /** What stands under the cursor of a marked text. */
  async function at(source: string): Promise<string | undefined> {
    const { text, cursors } = marked(source);
    return hover(await server.client.open(text), cursors[0]!);
  }

  /** A text with the cursor put before `words`. */
  const before = (text: string, words: string): string => text.replace(words, `<|>${words}`);

  it('an ion: the Nernst equation with its numbers, its driving force and direction, ∂E/∂c', async () => {
    assert.equal(
      await at(before(neuron, 'K  + {')),
      `**K⁺** · potassium, z = +1

\`\`\`text
E = RT/(zF) · ln([K⁺]ₒ / [K⁺]ᵢ)
  = 26.73 mV / (+1) · ln(4 mM / 140 mM)
  = −95.0 mV
\`\`\`

at 37 °C (310.15 K), RT/F = 26.73 mV

*Nernst 1889, Z Phys Chem 4:129*

|  |  |
| :-- | :-- |
| V_rest | −71.7 mV |
| driving force V − E | **+23.4 mV** |
| carries at rest, on balance | 2.203 µA/cm² outward |
| ∂E/∂[K⁺]ₒ | +6.682 mV/mM |
| ∂E/∂[K⁺]ᵢ | −0.1909 mV/mM |

At rest K⁺ **leaves** the cell through an open channel: outward current.`,
    );
  });

  it('an anion enters where its current is outward', async () => {
    const text = (await at(before(neuron, 'Cl - {')))!;
    assert.match(text, /= 26\.73 mV \/ \(−1\) · ln\(120 mM \/ 7 mM\)\n {2}= −75\.9 mV/);
    assert.match(text, /At rest Cl⁻ \*\*enters\*\* the cell through an open channel: outward current\./);
  });

  it('the same for an ion where it is conducted, moved and referred to', async () => {
    const declared = await at(before(neuron, 'K  + {'));
    assert.equal(await at(before(neuron, 'K  { conductance')), declared);
    assert.equal(await at(before(neuron, 'K in\n')), declared);
    assert.equal(await at(`${neuron}let x = <|>K.E`), declared);
  });

  it('activities stand in the equation where they are given', async () => {
    const text = (await at(`membrane Cell { temperature = 310 K }
      ion <|>Na + { in = 15 mM, out = 150 mM, gamma_in = 0.73, gamma_out = 0.80 }`))!;
    assert.match(text, /ln\(γₒ\[Na⁺\]ₒ \/ γᵢ\[Na⁺\]ᵢ\)/);
    assert.match(text, /ln\(0\.8 · 150 mM \/ \(0\.73 · 15 mM\)\)\n {2}= 64\.0 mV/);
  });

  it('an impermeant ion has no equilibrium, and it says so', async () => {
    const text = (await at('membrane Cell { temperature = 37 degC }\nimpermeant <|>A -1.2 { in = 120 mM }'))!;
    assert.match(text, /^\*\*A¹·²⁻\*\* · impermeant, z = −1\.2/);
    assert.match(text, /has no Nernst potential/);
    assert.doesNotMatch(text, /not computed|NaN|undefined/);
  });

  it('the membrane: the chord equation term by term, and without the pump', async () => {
    assert.equal(
      await at(before(neuron, 'Neuron {')),
      `**Neuron** · membrane

\`\`\`text
V_rest = (Σ g·E − I_pump) / Σ g
       = (−9.822 − 0.06667) µA/cm² / 0.138 mS/cm²
       = −71.7 mV
without NaK: −71.2 mV
\`\`\`

|  | g (mS/cm²) | E (mV) | g·E (µA/cm²) |
| :-- | --: | --: | --: |
| K2P | 0.1 | −95.0 | −9.502 |
| NALCN | 0.018 | 66.6 | 1.199 |
| ClC | 0.02 | −75.9 | −1.519 |
| −I of NaK |  |  | −0.06667 |
| Σ | **0.138** |  | **−9.889** |

*Chord-conductance equation. Hodgkin & Horowicz 1959, J Physiol 148:127; with a pump, Thomas 1972, Physiol Rev 52:563*

|  |  |
| :-- | :-- |
| temperature | 37 °C (310.15 K) |
| RT/F | 26.73 mV |
| capacitance | 1 µF/cm² (30 pF in all) |
| area | 3000 µm² |
| conductance at rest, Σ g | 0.138 mS/cm² (4.14 nS in all) |
| time constant C/Σ g | 7.246 ms |

A mammalian neuron at rest. [doi:10.1113/jphysiol.1949.sp004310](https://doi.org/10.1113/jphysiol.1949.sp004310)`,
    );
  });

  it('a membrane with gates: every root, and whether it is stable', async () => {
    const text = (await at(before(axon, 'Axon {')))!;
    assert.match(text, /Σ I\(V\) = 0, every gate at its steady state for V/);
    assert.match(text, /\| \*\*−65\.0 mV\*\* \| stable \| ← V_rest \|/);
    assert.match(text, /\| Kdr \| 4\.404 µA\/cm² outward \|/);
  });

  it('a channel: conductance, shares, reversal, current', async () => {
    assert.equal(
      await at(before(neuron, 'NALCN')),
      `**NALCN** · channel, conducts Na⁺

\`\`\`text
I = g·(V − E)   at V_rest
  = 0.018 mS/cm² · (−71.7 mV − 66.6 mV)
  = −2.489 µA/cm²
\`\`\`

*Hodgkin & Huxley 1952, J Physiol 117:500*

|  |  |
| :-- | :-- |
| conductance | 0.018 mS/cm² (540 pS in all) |
| open probability | always open |
| share of the resting conductance | 13 % |
| reversal E = E of Na | 66.6 mV |
| current of the whole cell at rest | 74.66 pA inward |
| share of the resting current, of Σ\\|I\\| | 50 % |`,
    );
  });

  it('a gated channel: how much of it is open at rest, and its gates', async () => {
    const text = (await at(before(axon, 'Nav {')))!;
    assert.match(text, /\| maximal conductance \| 120 mS\/cm² \|/);
    assert.match(text, /\| open probability `m\^3 \* h` at rest \| 8\.85×10⁻⁵ \|/);
    assert.match(text, /\| m \| 0\.05296 \| 0\.2368 ms \|\n\| h \| 0\.596 \| 8\.516 ms \|/);
  });

  it('a gate: as written, and at rest', async () => {
    const declared = (await at(before(axon, 'n { alpha')))!;
    assert.match(declared, /^\*\*n\*\* · gate of Kdr\n\n```memb\nalpha = 0\.1\/ms \* linoid/);
    assert.match(declared, /\| n∞ \| \*\*0\.3177\*\* \|\n\| τ \| \*\*5\.458 ms\*\* \|/);
    assert.match(declared, /\*dn\/dt = α\(1 − n\) − βn, .*Hodgkin & Huxley 1952/);
    assert.equal(await at(before(axon, 'n^4')), declared);
    assert.equal(await at(axon.replace('Kdr.n', 'Kdr.<|>n')), declared);
  });

  it('a gate’s Q10 factor', async () => {
    const text = (await at(before(axon.replace('6.3 degC, cap', '16.3 degC, cap'), 'm { alpha')))!;
    assert.match(text, /\| Q₁₀ factor on its rates \| 3\^\(10 K \/ 10 K\) = 3 \|/);
  });

  it('a pump: stoichiometry, net charge, turnover, ATP, and what it does to V_rest', async () => {
    assert.equal(
      await at(before(neuron, 'NaK')),
      `**NaK** · pump

3 Na⁺ out, 2 K⁺ in for 1 ATP

\`\`\`text
net charge out per cycle = Σ z·n = 3·(+1) − 2·(+1) = +1
\`\`\`

Electrogenic: 1 net charge outward per cycle.

|  |  |
| :-- | :-- |
| current | 0.06667 µA/cm² outward |
| of the whole cell | 2 pA outward |
| share of the resting current, of Σ\\|I\\| | 1.34 % |
| cycles | 1.25×10⁷/s |
| ATP | **1.25×10⁷/s** |
| its effect on V_rest | **−0.483 mV** |
| V_rest without it | −71.2 mV |

\`\`\`text
cycles = I / (z·e)
       = 2 pA / (+1 · 1.602×10⁻¹⁹ C)
       = 1.25×10⁷/s
\`\`\`

*Thomas 1972, Physiol Rev 52:563*

\`\`\`text
ΔG of a cycle = Σ n·(RT ln(aₒ/aᵢ) − zFV) at V_rest
  3 Na⁺ out  40.02 kJ/mol
  2 K⁺ in    4.508 kJ/mol
  Σ          44.53 kJ/mol
\`\`\`

Its gradients cost 44.53 kJ/mol for each ATP, whose hydrolysis sets free 50 to 60 kJ/mol in living cells.

*Mullins 1977, J Gen Physiol 70:681*`,
    );
  });

  it('a pump that works inward', async () => {
    const text = `membrane C { temperature = 37 degC, capacitance = 30 pF }
ion K + { in = 140 mM, out = 4 mM }
pump <|>P { moves 1 K in, current = -1 pA }`;
    assert.match((await at(text))!, /Σ z·n = −1·\(\+1\) = −1\n```\n\nElectrogenic: 1 net charge inward per cycle\./);
  });

  it('parameters and lets: value, range, at rest where it depends on V', async () => {
    assert.match(
      (await at(before(axon, 'amplitude =')))!,
      /\| value \| \*\*10 µA\/cm²\*\* \|\n\| range \| 0 µA\/cm² … 20/,
    );
    const drive = (await at(`${neuron}let <|>drive = V - K.E`))!;
    assert.match(drive, /let drive = V - K\.E/);
    assert.match(drive, /\| at V_rest = −71\.7 mV \| \*\*23\.3626 mV\*\* \|/);
  });

  it('units and numbers: what they are in SI', async () => {
    assert.equal(await at(before(neuron, 'mS/cm^2')), '**mS/cm² = 10 S/m²**\n\nconductance per area');
    assert.equal(await at(before(neuron, '0.018')), '**0.018 mS/cm² = 0.18 S/m²**\n\nconductance per area');
    assert.equal(await at(before(neuron, '37 degC')), '**37 °C = 310.15 K**\n\ntemperature');
    assert.equal(await at(before(neuron, '140 mM')), '**140 mM = 140 mol/m³**\n\nconcentration');
    assert.match((await at(before(axon, '/ms')))!, /^\*\*1\/ms = 1000 1\/s\*\*|^\*\*1\/ms = 1000\/s\*\*/);
  });

  it('properties: what they mean and want, and what they come to', async () => {
    assert.match(
      (await at(before(neuron, 'capacitance')))!,
      /^\*\*capacitance\*\* · Membrane capacitance.*\n\nWants a cap/,
    );
    assert.match((await at(before(axon, 'open ')))!, /\| at V_rest = −65\.0 mV \| \*\*8\.85×10⁻⁵\*\* \|/);
  });

  it('what every file knows: names, functions, parts, keywords', async () => {
    assert.match((await at(before(axon, 'V + 40')))!, /^\*\*V\*\* · voltage[^]*\| V_rest \| −65\.0 mV \|/);
    assert.match((await at(before(axon, 'linoid')))!, /linoid\(x\)[^]*exact at x = 0/);
    assert.match((await at(axon.replace('Kdr.I', 'Kdr.<|>I')))!, /\| at rest \| \*\*4\.404 µA\/cm² outward\*\* \|/);
    assert.match((await at(`${neuron}let x = K.<|>E`))!, /^\*\*K\.E\*\* · Nernst potential\.[^]*\*\*−95\.0 mV\*\*/);
    assert.match((await at(before(neuron, 'conducts')))!, /^\*\*conducts\*\* · /);
    assert.match((await at(before(neuron, 'ATP')))!, /Adenosine triphosphate/);
  });

  it('an experiment: how long, from where, what is injected', async () => {
    const text = (await at(before(axon, 'Spikes')))!;
    assert.match(
      text,
      /\| runs for \| 100 ms \|\n\| starts at \| −65\.0 mV \|\n\| injects \| 10 µA\/cm² from 5 ms to 95 ms, depol/,
    );
  });

  it('nothing where there is nothing to say', async () => {
    assert.equal(await at(before(neuron, '{ in = 140')), undefined);
    assert.equal(await at('<|>\n'), undefined);
    assert.equal(await at('// a comment about <|>K'), undefined);
  });

  it('says how far its answer reaches', async () => {
    const document = await server.client.open(neuron);
    const { range } = await document.askAt<Hover>('hover', neuron.indexOf('NALCN') + 2);
    assert.deepEqual(range, { start: { line: 12, character: 8 }, end: { line: 12, character: 13 } });
  });

  describe('with an error elsewhere', () => {
    const broken = neuron.replace('0.02 mS/cm^2', '0.02 mM');

    it('shows what can be computed and says why the rest is not', async () => {
      const text = (await at(before(broken, 'K  + {')))!;
      assert.match(text, /= −95\.0 mV/);
      assert.match(text, /∂E\/∂\[K⁺\]ₒ \| \+6\.682 mV\/mM/);
      assert.match(text, /V_rest needs all pathways; see the error on line 14\. `conductance` wants/);
      assert.doesNotMatch(text, /driving force/);
    });

    it('the membrane keeps its temperature, the broken channel says what is wrong with it', async () => {
      const membrane = (await at(before(broken, 'Neuron {')))!;
      assert.match(membrane, /\| temperature \| 37 °C/);
      assert.match(membrane, /see the error on line 14/);
      assert.match((await at(before(broken, 'ClC')))!, /Its current is not computed: see the error on line 14\./);
    });

    it('without a temperature an ion says that it needs one', async () => {
      const text = (await at('ion <|>K + { in = 140 mM, out = 4 mM }'))!;
      assert.match(
        text,
        /^\*\*K\*\* · ion\n\nE is not computed: see the error on line 1\. This file has no `membrane`/,
      );
    });

    it('a syntax error counts too', async () => {
      assert.match(
        (await at(`${before(neuron, 'K  + {')}\nchannel X { conductance = `))!,
        /see the error on line 2[12]/,
      );
    });
  });

  it('a wrong charge is where the ion fails', async () => {
    const text = (await at('membrane C { temperature = 37 degC }\nion <|>Ca + { in = 100 nM, out = 1.5 mM }'))!;
    assert.match(text, /E is not computed: see the error on line 2\. Calcium is Ca²⁺/);
  });
});
