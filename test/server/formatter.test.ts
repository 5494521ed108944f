import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from 'vscode-languageserver-protocol';
import type { CompiledDocument } from '../../language/protocol.js';
import { randomMembrane } from '../random-membranes.js';
import { axon, neuron } from './texts.js';
import { useServer } from './use-server.js';

describe('formatting', () => {
  const server = useServer();
  const options = { tabSize: 2, insertSpaces: true };

  async function formatted(text: string, asked: object = {}): Promise<string> {
    const document = await server.client.open(text);
    const edits = await document.ask<TextEdit[]>('formatting', { options, ...asked });
    await document.close();
    return TextDocument.applyEdits(document.text, edits);
  }

  /** What a text means, without the places. */
  async function meaning(text: string): Promise<unknown> {
    const document = await server.client.open(text);
    const compiled = await document.client.request<CompiledDocument>('memb/compile', { uri: document.uri });
    await document.close();
    const { model, problems } = compiled;
    const withoutPlaces = (key: string, value: unknown): unknown =>
      key === 'span' || key === 'spans' ? undefined : value;
    return JSON.stringify({ model, codes: problems.map(({ code }) => code) }, withoutPlaces);
  }

  it('indents, keeps one blank line, puts commas and spaces where they are due', async () => {
    assert.equal(
      await formatted(`

membrane   Cell{temperature=37 degC capacitance = 1 uF/cm^2}
/** doc */ // more


   ion K +{
in = 140 mM ,out=4 mM   // trailing
    // on its own
      }
channel Kv conducts K {
conductance = 36 mS/cm^2 open = n^4 gate n {
alpha = 0.1/ms *
linoid( (V + 55 mV) / 10 mV )
beta = 0.125 / ms
}
}
pump NaK { moves 1 K in uses 1 ATP current = -1 pA }
experiment E { plot V | Kv.n duration = 1 ms }`),
      `membrane   Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
/** doc */ // more

ion K + {
  in = 140 mM, out = 4 mM   // trailing
  // on its own
}
channel Kv conducts K {
  conductance = 36 mS/cm^2, open = n^4, gate n {
    alpha = 0.1/ms *
      linoid((V + 55 mV) / 10 mV)
    beta = 0.125 / ms
  }
}
pump NaK { moves 1 K in, uses 1 ATP, current = -1 pA }
experiment E { plot V | Kv.n; duration = 1 ms }
`,
    );
  });

  it('leaves alone what is well written, and what has been aligned', async () => {
    assert.equal(await formatted(neuron), neuron);
    assert.equal(await formatted(axon), axon);
    for (const name of readdirSync('media/examples')) {
      const text = readFileSync(`media/examples/${name}`, 'utf8');
      assert.equal(await formatted(text), text, name);
    }
  });

  it('leaves a text with syntax errors alone', async () => {
    assert.equal(await formatted('ion   K + {in = \n\n\n'), 'ion   K + {in = \n\n\n');
  });

  it('indents with tabs where the editor does, ends lines as the text does', async () => {
    assert.equal(
      await formatted('membrane C {\r\ntemperature = 37 degC   \r\n}', {
        options: { tabSize: 4, insertSpaces: false },
      }),
      'membrane C {\r\n\ttemperature = 37 degC\r\n}\r\n',
    );
  });

  it('formats a range of lines', async () => {
    const document = await server.client.open('ion K +{ in=1 mM }\nion Na +{ in=1 mM }\nion Cl -{ in=1 mM }\n');
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } };
    const edits = await document.ask<TextEdit[]>('rangeFormatting', { options, range });
    assert.equal(
      TextDocument.applyEdits(document.text, edits),
      'ion K +{ in=1 mM }\nion Na + { in = 1 mM }\nion Cl -{ in=1 mM }\n',
    );
  });

  it('changes no meaning, and nothing a second time', async function () {
    this.timeout(300_000);
    const fixtures = readdirSync('test/fixtures').map((name) =>
      readFileSync(`test/fixtures/${name}/input.memb`, 'utf8'),
    );
    const examples = readdirSync('media/examples').map((name) => readFileSync(`media/examples/${name}`, 'utf8'));
    const programs = Array.from({ length: 12 }, (_, i) => randomMembrane(500 + i, { closed: i % 3 === 0 }).text);
    for (const text of [neuron, axon, ...fixtures, ...examples, ...programs]) {
      if (text.length > 20_000) continue;
      // As much space as can be taken away, or put in, without making another text of it.
      const tight = text
        .replace(/ *([{}=]) */g, '$1')
        .replace(/^ +| +$/gm, '')
        .replace(/==+/g, ' $& ');
      const loose = text.replace(/\n/g, ' \n\n\n   ').replace(/([{},;])/g, ' $1 ');
      for (const messy of [text, tight, loose]) {
        const once = await formatted(messy);
        assert.equal(await formatted(once), once, messy);
        assert.equal(await meaning(once), await meaning(messy), messy);
      }
    }
  });
});
