import assert from 'node:assert/strict';
import type { MarkupContent, SignatureHelp } from 'vscode-languageserver-protocol';
import { marked } from './marked-text.js';
import { useServer } from './use-server.js';

describe('signature help', () => {
  const server = useServer();

  async function help(source: string): Promise<SignatureHelp | null> {
    const { text, cursors } = marked(source);
    return (await server.client.open(text)).askAt<SignatureHelp | null>('signatureHelp', cursors[0]!);
  }

  /** The parameter being written, as it stands in the signature. */
  async function parameter(source: string): Promise<string | undefined> {
    const found = await help(source);
    const [signature] = found?.signatures ?? [];
    const { label } = signature?.parameters?.[found!.activeParameter ?? -1] ?? {};
    return label === undefined
      ? undefined
      : `${signature!.label} ${signature!.label.slice(...(label as [number, number]))}`;
  }

  it('shows the signature with what the function does and takes', async () => {
    const { signatures } = (await help('let x = exp(<|>'))!;
    assert.equal(signatures[0]!.label, 'exp(x)');
    assert.match((signatures[0]!.documentation as MarkupContent).value, /Takes pure numbers/);
  });

  for (const [source, expected] of [
    ['let x = exp(<|>', 'exp(x) x'],
    ['let x = max(1 mV, <|>', 'max(a, b, …) b'],
    ['let x = max(1 mV, 2 mV, 3 <|>', 'max(a, b, …) b'],
    ['let x = max(exp(1), <|>)', 'max(a, b, …) b'],
    ['let x = max(exp(<|>1), 2)', 'exp(x) x'],
    ['let x = exp((V - <|>', 'exp(x) x'],
    ['expect peak(<|>', 'peak(x) x'],
    ['expect time_to(V, <|>', 'time_to(x, level) level'],
    ['experiment E { inject noise(1 pA, <|>', 'noise(sd, tau, seed) tau'],
    ['let x = exp(1, <|>', undefined],
    ['let x = exp(1)<|>', undefined],
    ['let x = (1 + <|>', undefined],
    ['let x = exp(1\nion K<|> +', undefined],
    ['channel X { open = exp(1, conductance = <|>', undefined],
    ['// exp(<|>', undefined],
  ] as const) {
    it(`${JSON.stringify(source)}: ${expected ?? 'none'}`, async () => {
      assert.equal(await parameter(source), expected);
    });
  }
});
