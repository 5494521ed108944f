import assert from 'node:assert/strict';
import type {
  CompletionList,
  DocumentLink,
  Hover,
  InlayHint,
  Location,
  LocationLink,
  MarkupContent,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import type { CompiledDocument } from '../../language/protocol.js';
import type { OpenDocument } from './lsp-client.js';
import { useServer } from './use-server.js';

const cell = (imports: string): string => `${imports}
membrane Cell { temperature = 37 degC }
ion K + { in = 140 mM, out = 4 mM }
channel Leak { conductance = 1 mS/cm^2, reversal = -60 mV }
`;
const leak = (conductance: string): string => `channel K_leak conducts K { conductance = ${conductance} }\n`;

describe('imports', () => {
  const server = useServer();
  let folders = 0;

  /** A folder of its own with these files, none of them open. */
  function folder(files: Record<string, string>): (name: string) => string {
    const address = `memb-test:/folder${++folders}`;
    for (const [name, text] of Object.entries(files)) server.client.files.set(`${address}/${name}`, text);
    return (name) => `${address}/${name}`;
  }

  async function restOf(document: OpenDocument): Promise<string> {
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = await document.ask<InlayHint[]>('inlayHint', { range });
    const labels = hints.map(({ label }) => label as string);
    return labels.find((label) => label.startsWith('V_rest')) ?? 'none';
  }

  const problemsOf = async ({ client, uri }: OpenDocument): Promise<string[]> => {
    const compiled = await client.request<CompiledDocument>('memb/compile', { uri });
    return compiled.problems.map(({ code }) => code);
  };

  /** Waits until something holds: what nobody asked for comes when it comes. */
  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  it('a value follows a library that lies two files away, while it is typed', async () => {
    const at = folder({ 'b.memb': 'import "c.memb"\n', 'c.memb': leak('1 mS/cm^2') });
    const a = await server.client.open(cell('import "b.memb"'), at('a.memb'));
    assert.equal(await restOf(a), 'V_rest = −77.5 mV');
    const c = await server.client.open(leak('1 mS/cm^2'), at('c.memb'));
    const start = c.text.getText().indexOf('1 mS');
    await c.edit(start, start + 1, '3');
    await until(async () => (await restOf(a)) === 'V_rest = −86.3 mV');
    await until(async () => server.client.compiled.findLast(({ uri }) => uri === a.uri)?.version === 1);
    // What was typed and not saved is gone with the editor.
    await c.close();
    await until(async () => (await restOf(a)) === 'V_rest = −77.5 mV');
  });

  it('a value follows a library that another program changes, takes away and brings back', async () => {
    const at = folder({ 'b.memb': 'import "c.memb"\n', 'c.memb': leak('1 mS/cm^2') });
    const a = await server.client.open(cell('import "b.memb"'), at('a.memb'));
    assert.equal(await restOf(a), 'V_rest = −77.5 mV');
    await server.client.change(at('c.memb'), leak('3 mS/cm^2'));
    await until(async () => (await restOf(a)) === 'V_rest = −86.3 mV');
    await server.client.change(at('c.memb'));
    await until(async () => (await problemsOf(a)).includes('import.broken'));
    await server.client.change(at('c.memb'), leak('1 mS/cm^2'));
    await until(async () => (await restOf(a)) === 'V_rest = −77.5 mV');
  });

  it('what is said about a library by itself and in an importer', async () => {
    const at = folder({ 'kv.memb': leak('1 mS/cm^2') });
    const library = await server.client.open(leak('1 mS/cm^2'), at('kv.memb'));
    assert.deepEqual(await problemsOf(library), []);
    const importer = await server.client.open('import "kv.memb"\nmembrane C { temperature = 37 degC }', at('c.memb'));
    assert.deepEqual(await problemsOf(importer), ['ion.undeclared']);
    assert.deepEqual(await problemsOf(library), []);
  });

  it('a text that was never saved says so', async () => {
    const document = await server.client.open(cell('import "kv.memb"'), 'untitled:Untitled-7');
    assert.deepEqual(await problemsOf(document), ['import.path']);
  });

  it('leads to the declaration, and shows it with the importer’s numbers', async () => {
    const at = folder({ 'kv.memb': leak('1 mS/cm^2') });
    const text = `${cell('import K_leak from "kv.memb"')}let x = K_leak.g\n`;
    const document = await server.client.open(text, at('a.memb'));
    for (const place of [text.indexOf('K_leak'), text.lastIndexOf('K_leak')]) {
      const [link] = await document.askAt<LocationLink[]>('definition', place);
      assert.equal(link!.targetUri, at('kv.memb'));
      const { contents } = await document.askAt<Hover>('hover', place);
      assert.match((contents as MarkupContent).value, /conducts K⁺[^]*I = g·\(V − E\)[^]*−95\.0 mV/);
    }
    const links = await document.ask<DocumentLink[]>('documentLink');
    assert.deepEqual(
      links.map(({ target }) => target),
      [at('kv.memb')],
    );
  });

  it('a rename reaches every importer, open or not', async () => {
    const other = `${cell('import K_leak from "kv.memb"')}let y = K_leak.I\n`;
    const at = folder({ 'kv.memb': leak('1 mS/cm^2'), 'other.memb': other });
    const text = `${cell('import K_leak from "kv.memb"')}let x = K_leak.g\n`;
    const document = await server.client.open(text, at('a.memb'));
    const edit = await document.askAt<WorkspaceEdit>('rename', text.lastIndexOf('K_leak'), { newName: 'K2P' });
    const counts = Object.entries(edit.changes!).map(([uri, edits]) => [uri, edits.length] as const);
    assert.deepEqual(
      new Map(counts),
      new Map([
        [at('kv.memb'), 1],
        [at('a.memb'), 2],
        [at('other.memb'), 2],
      ]),
    );
    const found = await document.askAt<Location[]>('references', text.lastIndexOf('K_leak'), {
      context: { includeDeclaration: true },
    });
    assert.equal(found.length, 5);
  });

  it('an ion that a library asks for keeps its name', async () => {
    const at = folder({ 'kv.memb': leak('1 mS/cm^2') });
    const text = cell('import "kv.memb"');
    const document = await server.client.open(text, at('a.memb'));
    await assert.rejects(document.askAt('rename', text.indexOf('K +'), { newName: 'Kalium' }), {
      message: '`kv.memb` asks for the ion `K` by this name.',
    });
  });

  it('completes paths, names and what is imported', async () => {
    const at = folder({ 'kv.memb': `${leak('1 mS/cm^2')}param g = 1 nS\n`, 'more/nav.memb': '', 'notes.txt': '' });
    const labels = async (text: string, place: number): Promise<string[]> => {
      const document = await server.client.open(text, at(`a${++folders}.memb`));
      const list = await document.askAt<CompletionList>('completion', place);
      return list.items.map(({ label }) => label);
    };
    assert.deepEqual(await labels('import "', 8), ['kv.memb', 'more/']);
    assert.deepEqual(await labels('import "more/x"', 13), ['nav.memb']);
    const named = 'import K_leak,  from "kv.memb"';
    assert.deepEqual(await labels(named, named.indexOf('  from') + 1), ['g']);
    const used = `${cell('import K_leak from "kv.memb"')}let x = `;
    assert.ok((await labels(used, used.length)).some((label) => label.startsWith('K_leak')));
  });
});
