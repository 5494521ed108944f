import assert from 'node:assert/strict';
import type {
  CompletionList,
  Hover,
  InlayHint,
  Location,
  MarkupContent,
  SignatureHelp,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { marked } from './marked-text.js';
import { useServer } from './use-server.js';

const base = `membrane Cell { temperature = 37 degC }
/** The opening rate. */
let alpha(V, shift: mV) = 0.1/ms * linoid((V + shift) / 10 mV)
`;

describe('declared functions in the editor', () => {
  const server = useServer();

  async function at(method: string, source: string): Promise<unknown> {
    const { text, cursors } = marked(source);
    return (await server.client.open(text)).askAt(method, cursors[0]!);
  }

  it('show their formula and what they take and give, where declared and where called', async () => {
    const value = async (source: string): Promise<string> =>
      (((await at('hover', source)) as Hover).contents as MarkupContent).value;
    const declared = await value(base.replace('let alpha', 'let al<|>pha'));
    assert.match(declared, /```memb\nlet alpha\(V, shift: mV\) = 0\.1\/ms/);
    assert.match(declared, /The opening rate\./);
    assert.match(
      declared,
      /\| V \| a voltage \(mV\) \|\n\| shift \| a voltage \(mV\) \|\n\| result \| a rate \(1\/s\) \|/,
    );
    assert.equal(await value(`${base}let x = al<|>pha(V, 3 mV)`), declared);
    assert.match(
      await value(base.replace('(V + shift', '(<|>V + shift')),
      /parameter of `alpha\(V, shift\)`: a voltage/,
    );
    assert.match(await value(base.replace(': mV', ': m<|>V')), /mV = 0\.001 V/);
  });

  it('have a signature that says what each argument is', async () => {
    const found = (await at('signatureHelp', `${base}let x = alpha(V, <|>`)) as SignatureHelp;
    const [signature] = found.signatures;
    assert.deepEqual([signature!.label, found.activeParameter], ['alpha(V, shift)', 1]);
    assert.match((signature!.parameters![1]!.documentation as MarkupContent).value, /`shift`: a voltage \(mV\)/);
    assert.equal(await at('signatureHelp', 'let f(x, <|>'), null);
  });

  it('are completed with places for their arguments; their parameters inside alone', async () => {
    const labels = async (source: string): Promise<Record<string, string | undefined>> => {
      const found = (await at('completion', source)) as CompletionList;
      return Object.fromEntries(found.items.map((item) => [item.label, item.textEdit?.newText]));
    };
    const outside = await labels(`${base}let x = <|>`);
    assert.equal(outside['alpha'], 'alpha(${1:V}, ${2:shift})');
    assert.equal(outside['shift'], undefined);
    const inside = await labels(base.replace('linoid(', '<|>linoid('));
    assert.equal(inside['shift'], 'shift');
    assert.equal(inside['alpha'], undefined);
    assert.ok('mM' in (await labels('let f(c: <|>')));
    assert.ok('let with parameters' in (await labels('<|>')));
    assert.deepEqual(await labels('let f(<|>'), {});
  });

  it('are found and renamed, and so are their parameters', async () => {
    const found = (await at('definition', `${base}let x = al<|>pha(V, 3 mV)`)) as Location[];
    assert.equal(found.length, 1);
    const renamed = async (source: string, newName: string): Promise<string> => {
      const { text: plain, cursors } = marked(source);
      const document = await server.client.open(plain);
      const edit = await document.askAt<WorkspaceEdit>('rename', cursors[0]!, { newName });
      const edits = Object.values(edit.changes ?? {}).flat();
      return edits
        .map(({ range: { start } }) => `${start.line}:${start.character}`)
        .sort()
        .join(' ');
    };
    assert.equal(await renamed(`${base}let x = al<|>pha(V, 3 mV)`, 'a_m'), '2:4 3:8');
    assert.equal(await renamed(base.replace('V + shift', 'V + sh<|>ift'), 'dv'), '2:13 2:47');
    await assert.rejects(renamed(base.replace('V, shift', 'V, sh<|>ift'), 'V'), /already the name of a parameter/);
  });

  it('show what they take and give at the end of their line', async () => {
    const document = await server.client.open(base);
    const hints = await document.ask<InlayHint[]>('inlayHint', {
      range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
    });
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['mV, mV → 1/s'],
    );
  });
});
