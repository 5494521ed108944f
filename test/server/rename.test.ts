import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { marked } from './marked-text.js';
import { useServer } from './use-server.js';

describe('rename', () => {
  const server = useServer();

  async function renamed(source: string, newName: string): Promise<string> {
    const { text, cursors } = marked(source);
    const document = await server.client.open(text);
    const edit = await document.askAt<WorkspaceEdit>('rename', cursors[0]!, { newName });
    return TextDocument.applyEdits(document.text, edit.changes![document.uri]!);
  }

  async function refusal(source: string, newName: string): Promise<string> {
    let message = '';
    await assert.rejects(renamed(source, newName), (reason: Error) => {
      ({ message } = reason);
      return true;
    });
    return message;
  }

  it('an ion everywhere, but not the E of K.E', async () => {
    assert.equal(
      await renamed(
        `ion K + { in = 140 mM, out = 4 mM } // K stays here
channel X conducts K { conductance = 1 mS/cm^2, reversal = K.E }
pump P { moves 3 Na out, 2 <|>K in }
let T_K = 310 K`,
        'Kalium',
      ),
      `ion Kalium + { in = 140 mM, out = 4 mM } // K stays here
channel X conducts Kalium { conductance = 1 mS/cm^2, reversal = Kalium.E }
pump P { moves 3 Na out, 2 Kalium in }
let T_K = 310 K`,
    );
  });

  it('an ion whose name a count would cut in two, were it a unit', async () => {
    const text = 'ion K2P + { in = 1 mM, out = 2 mM }\npump X { moves 2 <|>K2P in, 3 K2P out }';
    assert.equal(await renamed(text, 'A1b2c'), text.replace('<|>', '').replaceAll('K2P', 'A1b2c'));
  });

  it('an ion called like a part', async () => {
    assert.equal(
      await renamed('ion <|>E + { in = 1 mM, out = 2 mM }\nlet x = E.E', 'Q'),
      'ion Q + { in = 1 mM, out = 2 mM }\nlet x = Q.E',
    );
  });

  it('a gate in its channel and in plots', async () => {
    assert.equal(
      await renamed('channel Nav { open = m^3, gate m { inf = 1 } }\nexperiment X { plot Nav.<|>m, V }', 'act'),
      'channel Nav { open = act^3, gate act { inf = 1 } }\nexperiment X { plot Nav.act, V }',
    );
  });

  it('from the end of a word', async () => {
    assert.equal(await renamed('let alpha<|> = 1\nlet b = alpha', 'α'), 'let α = 1\nlet b = α');
  });

  it('tells the editor what would be renamed', async () => {
    const { text, cursors, ranges } = marked('ion K + { in = 1 mM, out = 2 mM }\npump P { moves 2 <|<|>K|> in }');
    const document = await server.client.open(text);
    const range = await document.askAt<Range>('prepareRename', cursors[0]!);
    assert.equal(document.text.offsetAt(range.start), ranges[0]!.start);
    assert.equal(document.text.offsetAt(range.end), ranges[0]!.end);
  });

  for (const [what, source, message] of [
    ['a builtin name', 'let x = <|>V', '`V` is built in and keeps its name.'],
    ['a function', 'let x = <|>exp(1)', '`exp` is built in and keeps its name.'],
    [
      'a part',
      'ion K + { in = 1 mM, out = 2 mM }\nlet x = K.<|>in',
      '`in` is a part that every ion has, and keeps its name.',
    ],
    [
      'a property',
      'membrane C { <|>temperature = 37 degC }',
      'Only the name of something declared in this file can be renamed.',
    ],
    ['a charge', 'ion K <|>+', 'Only the name of something declared in this file can be renamed.'],
  ] as const) {
    it(`leaves ${what} alone`, async () => {
      assert.equal(await refusal(source, 'other'), message);
      const { text, cursors } = marked(source);
      const document = await server.client.open(text);
      await assert.rejects(document.askAt('prepareRename', cursors[0]!), { message });
    });
  }

  for (const [newName, message] of [
    ['2x', /^`2x` is no name/],
    ['a b', /^`a b` is no name/],
    ['', /^`` is no name/],
    ['ion', /^`ion` is a word of the language/],
    ['at', /^`at` is a word of the language/],
    ['V', /^`V` is built in: Membrane potential/],
    ['exp', /^`exp` is built in/],
    ['Na', /^`Na` is already the name of an ion on line 2\.$/],
    ['n', /^`n` is already the name of a gate on line 3\.$/],
  ] as const) {
    it(`refuses ${newName === '' ? 'nothing' : newName} as a new name`, async () => {
      const source = `let <|>x = 1
ion Na + { in = 1 mM, out = 2 mM }
channel C { open = n * x, gate n { inf = 1 } }`;
      assert.match(await refusal(source, newName), message);
    });
  }

  it('the membrane may be called like anything: nothing refers to it', async () => {
    assert.equal(await renamed('membrane <|>C { }\nion K +', 'K'), 'membrane K { }\nion K +');
  });

  it('a gate may not be called like a part of its channel', async () => {
    assert.match(
      await refusal('channel C { open = m, gate <|>m { inf = 1 } }', 'I'),
      /^`I` is a part that every channel has\.$/,
    );
  });
});
