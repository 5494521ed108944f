import assert from 'node:assert/strict';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { marked } from './marked-text.js';
import { useServer } from './use-server.js';

describe('hover of solutions', () => {
  const server = useServer();

  async function at(source: string): Promise<string> {
    const { text, cursors } = marked(source);
    const document = await server.client.open(text);
    const found = await document.askAt<Hover | null>('hover', cursors[0]!);
    return (found!.contents as MarkupContent).value;
  }

  const acid = (cursors: readonly [string, string, string]): string => `membrane M {
  temperature = 25 degC
  ${cursors[0]}inside = Strong
  outside = Weak
}
solution ${cursors[1]}Strong { H 100 mM, Cl 100 mM }
solution ${cursors[2]}Weak { H 10 mM, Cl 10 mM }
ion H + { mobility = 36.23e-8 m^2/V/s }
ion Cl - { mobility = 7.91e-8 m^2/V/s }
`;

  const EQUATION = `Liquid junction potential φ(Weak) − φ(Strong), \`junction(Strong, Weak)\`:

\`\`\`text
φ₂ − φ₁ = −RT/F · (Σ sgn(z)·u·Δc / Σ |z|·u·Δc) · ln(Σ |z|·u·c₂ / Σ |z|·u·c₁)
        = −25.69 mV · ((−2549) / (−3973)) · ln(441.4 / 4414)
        = 38.0 mV
\`\`\`

|  | u (10⁻⁸ m²/(V s)) | Strong | Weak |
| :-- | --: | --: | --: |
| H⁺ | 36.23 | 100 mM | 10 mM |
| Cl⁻ | 7.91 | 100 mM | 10 mM |

*Henderson 1907, Z Phys Chem 59:118; u from Robinson & Stokes 1959 unless given*`;

  it('the junction with the other side of the membrane, worked with its numbers', async () => {
    const text = await at(acid(['', '<|>', '']));
    assert.ok(text.endsWith(EQUATION), text);
    assert.match(
      text,
      /\| osmolarity, Σ c \| 200 mM \|\n\| ionic strength, ½ Σ z²·c \| 100 mM \|\n\| charge, Σ z·c \| 0 mM \|/,
    );
  });

  it('from the other side it is the opposite', async () => {
    const text = await at(acid(['', '', '<|>']));
    assert.match(text, /φ\(Strong\) − φ\(Weak\), `junction\(Weak, Strong\)`/);
    assert.match(text, /= −38\.0 mV/);
  });

  it('the property that names a side tells it from the inside out', async () => {
    const text = await at(acid(['<|>', '', '']));
    assert.match(text, /^\*\*inside\*\*/);
    assert.ok(text.endsWith(EQUATION), text);
  });

  it('where both conduct alike the formula is not 0/0', async () => {
    const text = await at(`membrane M { temperature = 25 degC }
solution <|>A { K 100 mM, Cl 100 mM }
solution B { K 100 mM, Br 100 mM }
ion Cl - { mobility = 8e-8 m^2/V/s }
ion Br - { mobility = 8e-8 m^2/V/s }
`);
    assert.match(text, /φ₂ − φ₁ = −RT\/F · Σ sgn\(z\)·u·Δc \/ Σ \|z\|·u·c\n.*\n {8}= 0\.0 mV/);
    assert.doesNotMatch(text, /NaN|undefined/);
  });

  it('without a mobility it says of which ion and how to give it', async () => {
    const text = await at(`membrane M { temperature = 25 degC }
ion gluconate -
solution <|>A { K 140 mM, gluconate 140 mM }
solution B { Na 145 mM, Cl 145 mM }
`);
    assert.match(text, /φ\(B\) − φ\(A\) is not computed: The mobility of `gluconate` is not known\. Give it where/);
    assert.match(text, /\| ionic strength, ½ Σ z²·c \| 140 mM \|/);
  });

  it('nor is there one with a solution that holds no ions', async () => {
    const text = await at(`membrane M { temperature = 25 degC }
solution <|>A { K 140 mM, Cl 140 mM }
solution B { sucrose 300 mM }
`);
    assert.match(text, /is not computed: `B` holds no ions\./);
  });

  it('others are listed, the one that cannot be computed too', async () => {
    const text = await at(`membrane M { temperature = 25 degC }
ion X -
solution <|>A { K 140 mM, Cl 140 mM }
solution B { Na 140 mM, Cl 140 mM }
solution C { K 140 mM, X 140 mM }
solution D { K 4 mM, Cl 4 mM }
`);
    assert.match(
      text,
      /\| junction\(A, B\) \| −?\d\.\d+ mV \|\n\| junction\(A, C\) \| not computed: The mobility of `X` /,
    );
    assert.match(text, /\| junction\(A, D\) \| −?\d\.\d+ mV \|/);
    assert.doesNotMatch(text, /Henderson/);
  });

  it('a solution that is not neutral says what it is short of', async () => {
    const text = await at('membrane M { temperature = 25 degC }\nsolution <|>A { K 140 mM, Cl 130 mM }\n');
    assert.match(text, /\| charge, Σ z·c \| \+10 mM \|\n\| short of neutral by \| 10 mM of negative charge \|/);
    assert.doesNotMatch(text, /junction/);
  });
});
