/** A hover, an inlay hint, the preview and the command line must never disagree: the same file, asked in all four ways. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Hover, InlayHint, MarkupContent } from 'vscode-languageserver-protocol';
import { CompileRequest, type CompiledDocument } from '../../language/protocol.js';
import { formatPotential } from '../../language/units/display.js';
import { runCommand } from '../../server/cli/command-line.js';
import { LspClient, type OpenDocument } from '../server/lsp-client.js';
import { closeBrowser, openPreview } from './preview-page.js';

interface RestJson {
  readonly V_rest: { readonly value: number };
  readonly roots: readonly { readonly V: { readonly value: number } }[];
  readonly ions: readonly { readonly name: string; readonly E?: { readonly value: number } }[];
  readonly pathways: readonly { readonly name: string; readonly current: { readonly value: number } }[];
}

/** Nernst potentials of a textbook, at 310 K, mV. */
const TEXTBOOK = `membrane Cell { temperature = 310 K, capacitance = 1 uF/cm^2 }
ion K  +  { in = 140 mM, out = 4 mM }
ion Ca 2+ { in = 1e-4 mM, out = 1.5 mM }
ion Cl -  { in = 15 mM, out = 150 mM, gamma_in = 0.73, gamma_out = 0.80 }
channel L conducts K { conductance = 1 mS/cm^2 }
channel M conducts Cl { conductance = 0.25 mS/cm^2 * (1 + 2/V * V) }
`;
const TEXTBOOK_E = { K: -94.977, Ca: 128.437, Cl: -63.957 };

describe('the same number in hover, hint, preview and command line', function () {
  this.timeout(60_000);
  let client: LspClient;
  before(async () => {
    client = await LspClient.start();
  });
  after(async () => {
    await client.stop();
    await closeBrowser();
  });

  async function compare(text: string): Promise<RestJson> {
    const document = await client.open(text);
    const compiled = await client.request<CompiledDocument>(CompileRequest, { uri: document.uri });
    const fromCommand = await restOf(text);
    const hints = await hintsOf(document);
    const preview = await openPreview();
    try {
      await preview.show(compiled.model!);
      const potential = (mV: number): string => formatPotential(mV / 1e3);

      const rest = fromCommand.V_rest.value;
      assert.ok(Math.abs((await preview.number('[data-memb="V_rest"]', 'data-value-mv')) - rest) < 1e-9);
      assert.ok(hints.includes(`V_rest = ${potential(rest)}`), `${potential(rest)} is not among ${hints}`);
      assert.ok((await hoverOf(document, /^membrane \w/m)).includes(potential(rest)));
      for (const { V } of fromCommand.roots) {
        assert.ok((await hoverOf(document, /^membrane \w/m)).includes(potential(V.value)), `root ${V.value}`);
      }
      for (const { name, E } of fromCommand.ions) {
        if (E === undefined) continue;
        const shown = await preview.number(`[data-memb="ion"][data-name="${name}"]`, 'data-reversal-mv');
        assert.ok(Math.abs(shown - E.value) < 1e-9, name);
        assert.ok(hints.includes(`E = ${potential(E.value)}`), `E of ${name}`);
        assert.ok(
          (await hoverOf(document, new RegExp(`^ion ${name}\\b`, 'm'))).includes(potential(E.value)),
          `E of ${name}`,
        );
      }
      for (const { name, current } of fromCommand.pathways) {
        const shown = await preview.number(`[data-memb="pathway"][data-name="${name}"]`, 'data-current');
        assert.ok(Math.abs(shown - current.value) <= 1e-9 * Math.abs(current.value), name);
      }
      return fromCommand;
    } finally {
      await preview.close();
    }
  }

  for (const name of ['neuron-at-rest', 'squid-axon', 'two-resting-potentials']) {
    it(name, async () => {
      await compare(await readFile(`media/examples/${name}.memb`, 'utf8'));
    });
  }

  it('textbook values, to the digits printed', async () => {
    const { ions } = await compare(TEXTBOOK);
    for (const [name, expected] of Object.entries(TEXTBOOK_E)) {
      const found = ions.find((ion) => ion.name === name)!.E!.value;
      assert.ok(Math.abs(found - expected) < 5e-4, `${name}: ${found}, expected ${expected}`);
    }
  });
});

async function restOf(text: string): Promise<RestJson> {
  let out = '';
  const console = {
    read: () => Promise.resolve(new TextEncoder().encode(text)),
    out: (part: string) => (out += part),
    err: (complaint: string) => assert.equal(complaint, ''),
  };
  assert.equal(await runCommand(console, ['rest', 'file.memb'], { json: true }, ''), 0);
  return JSON.parse(out) as RestJson;
}

async function hintsOf(document: OpenDocument): Promise<string> {
  const range = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
  const hints = await document.ask<InlayHint[]>('inlayHint', { range });
  return hints
    .map(({ label }) => (typeof label === 'string' ? label : label.map((part) => part.value).join('')))
    .join(' | ');
}

/** At the last character that `place` matches. */
async function hoverOf(document: OpenDocument, place: RegExp): Promise<string> {
  const found = place.exec(document.text.getText())!;
  const hover = await document.askAt<Hover>('hover', found.index + found[0].length - 1);
  return (hover.contents as MarkupContent).value;
}
