import assert from 'node:assert/strict';
import type { DocumentHighlight, Location, LocationLink, Range } from 'vscode-languageserver-protocol';
import type { OpenDocument } from './lsp-client.js';
import { marked } from './marked-text.js';
import { useServer } from './use-server.js';

describe('navigation', () => {
  const server = useServer();

  /** Opens a text with a cursor and ranges; the cursor is asked about and the ranges are expected. */
  async function open(source: string): Promise<{ document: OpenDocument; cursor: number; expected: string[] }> {
    const { text, cursors, ranges } = marked(source);
    const document = await server.client.open(text);
    const expected = ranges.map(({ start, end }) =>
      place({ start: document.positionAt(start), end: document.positionAt(end) }),
    );
    return { document, cursor: cursors[0]!, expected };
  }

  function place({ start, end }: Range): string {
    return `${start.line}:${start.character}-${end.line}:${end.character}`;
  }

  const cases = {
    'an ion, also where it is counted like a unit': `ion <|K|> + { in = 140 mM, out = 4 mM }
channel X conducts <|K|> { conductance = 1 mS/cm^2 }
pump P { moves 3 Na out, 2 <|<|>K|> in }
let x = <|K|>.E + K2.E`,
    'a gate inside its channel and in a plot': `channel Nav {
  open = <|m|>^3
  gate <|<|>m|> { inf = 1 }
}
channel Other { open = m, gate m { inf = 1 } }
experiment E { plot Nav.<|m|>, Other.m }`,
    'a parameter': `param <|g|> = 1 mS/cm^2
let m = 2 m + 1 g
channel X { conductance = <|<|>g|>, reversal = -70 mV }`,
    'a name in other letters': 'let <|α|> = 1/ms\nlet b = 2 * <|<|>α|>',
  };

  for (const [what, source] of Object.entries(cases)) {
    it(`finds all uses of ${what}`, async () => {
      const { document, cursor, expected } = await open(source);
      const references = await document.askAt<Location[]>('references', cursor, {
        context: { includeDeclaration: true },
      });
      assert.deepEqual(references.map(({ range }) => place(range)).toSorted(), expected.toSorted());
      const highlights = await document.askAt<DocumentHighlight[]>('documentHighlight', cursor);
      assert.deepEqual(highlights.map(({ range }) => place(range)).toSorted(), expected.toSorted());
    });

    it(`goes to the declaration of ${what}`, async () => {
      const { text, ranges } = marked(source);
      const document = await server.client.open(text);
      const declaration = /\b(ion|gate|param|let) /.exec(text)!;
      const name = ranges.find(({ start }) => start === declaration.index + declaration[0].length)!;
      for (const { start } of ranges) {
        const [link] = await document.askAt<LocationLink[]>('definition', start);
        assert.equal(document.text.offsetAt(link!.targetSelectionRange.start), name.start);
      }
    });
  }

  it('builtins and parts are declared nowhere', async () => {
    const { text, cursors } = marked('ion K + { in = 140 mM, out = 4 mM }\nlet x = <|>V + K.<|>E + <|>exp(1) * RT_F');
    const document = await server.client.open(text);
    for (const cursor of cursors) {
      assert.equal(await document.askAt('definition', cursor), null);
      assert.deepEqual(await document.askAt('references', cursor, { context: { includeDeclaration: true } }), []);
    }
  });
});
