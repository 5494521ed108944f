import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, CodeActionContext } from 'vscode-languageserver-protocol';
import { marked } from './marked-text.js';
import { useServer } from './use-server.js';

describe('quick fixes', () => {
  const server = useServer();

  async function actions(
    source: string,
    context: Partial<CodeActionContext> = {},
  ): Promise<{ text: string; found: CodeAction[] }> {
    const { text, cursors } = marked(source);
    const document = await server.client.open(text);
    const position = document.positionAt(cursors[0]!);
    const found = await document.ask<CodeAction[]>('codeAction', {
      range: { start: position, end: position },
      context: { diagnostics: [], ...context },
    });
    return { text, found };
  }

  function applied(text: string, action: CodeAction): string {
    const [edits] = Object.values(action.edit!.changes!);
    return TextDocument.applyEdits(TextDocument.create('', '', 0, text), edits!);
  }

  const cell = 'membrane C { temperature = 37 degC }\n';

  for (const [what, source, title, result] of [
    ['a wrong charge', `${cell}ion Ca <|>+ { in = 100 nM, out = 1.5 mM }`, 'Replace with `2+`', 'ion Ca 2+ {'],
    ['a missing unit', `${cell}ion K + { in = 140<|>, out = 4 mM }`, 'Write `140 mM`', 'in = 140 mM, out'],
    ['an unknown unit', `${cell}ion K + { in = 140 <|>mm, out = 4 mM }`, undefined, 'in = 140 mM'],
    [
      'an undeclared ion',
      `${cell}channel X conducts <|>K { conductance = 1 mS/cm^2 }`,
      'Declare `ion K +`',
      'ion K + {',
    ],
    [
      'a misspelt property',
      'membrane C { temperature = 37 degC, capacitanse<|> = 1 uF/cm^2 }',
      undefined,
      'degC, capacitance = 1',
    ],
  ] as const) {
    it(`mends ${what}`, async () => {
      const { text, found } = await actions(source);
      const action = title === undefined ? found[0]! : found.find((entry) => entry.title === title)!;
      assert.ok(action, found.map((entry) => entry.title).join(', '));
      assert.equal(action.kind, 'quickfix');
      assert.ok(applied(text, action).includes(result), applied(text, action));
    });
  }

  it('the first fix of a diagnostic is preferred, and each names its diagnostic', async () => {
    const { found } = await actions(`${cell}ion K + { in = 140<|>, out = 4 mM }`);
    assert.ok(found.length > 1);
    assert.deepEqual(
      found.map(({ isPreferred }) => isPreferred),
      found.map((_, i) => i === 0),
    );
    assert.equal(found[0]!.diagnostics![0]!.code, 'unit.missing');
  });

  it('none where nothing is wrong, or where another kind of action is asked for', async () => {
    assert.deepEqual((await actions(`${cell}<|>ion K + { in = 140, out = 4 mM }`)).found, []);
    const wrong = `${cell}ion K + { in = 140<|>, out = 4 mM }`;
    assert.deepEqual((await actions(wrong, { only: ['refactor'] })).found, []);
    assert.notDeepEqual((await actions(wrong, { only: ['quickfix'] })).found, []);
  });

  it('offsets are those of the text as it is now', async () => {
    const document = await server.client.open(`${cell}ion Ca + { in = 100 nM, out = 1.5 mM }`);
    await document.ask('codeAction', {
      range: { start: document.positionAt(0), end: document.positionAt(0) },
      context: { diagnostics: [] },
    });
    await document.edit(0, 0, '// a new first line\n\n');
    const range = { start: document.positionAt(0), end: document.positionAt(document.text.getText().length) };
    const found = await document.ask<CodeAction[]>('codeAction', { range, context: { diagnostics: [] } });
    assert.match(applied(document.text.getText(), found[0]!), /\nion Ca 2\+ \{ in = 100 nM/);
  });
});
