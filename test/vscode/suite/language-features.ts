import { commands, type DocumentSymbol, type Location, type LocationLink, type WorkspaceEdit } from 'vscode';
import { equal, match, ok } from '../host/assert.js';
import {
  apply,
  completionLabels,
  diagnostics,
  hoverText,
  inlayHints,
  openExample,
  openText,
  positionOf,
  quickFixes,
} from '../host/editor.js';
import { eventually } from '../host/eventually.js';

describe('a neuron at rest', () => {
  it('opens without a problem', async () => {
    const document = await openExample('neuron-at-rest.memb');
    await eventually('inlay hints', async () => ((await inlayHints(document)).length > 0 ? true : undefined));
    equal((await diagnostics(document, 0)).length, 0);
  });

  it('shows E beside each ion, V_rest beside the membrane, and what the pump costs', async () => {
    const document = await openExample('neuron-at-rest.memb');
    const hints = await eventually('all hints', async () => {
      const found = (await inlayHints(document)).join('\n');
      return found.includes('V_rest') ? found : undefined;
    });
    match(hints, /E = −95\.0 mV/);
    match(hints, /E = 66\.6 mV/);
    match(hints, /E = −75\.9 mV/);
    match(hints, /V_rest = −71\.7 mV/);
    match(hints, /ATP\/s/);
  });

  it('explains potassium in a hover, with its numbers', async () => {
    const document = await openExample('neuron-at-rest.memb');
    const text = await hoverText(document, positionOf(document, 'ion K', 4));
    match(text, /Nernst/);
    match(text, /−95\.0/);
    match(text, /140 mM/);
    // The equation is a picture, in the colour of the theme and not in the one it is drawn with.
    match(text, /!\[E = RT.*\]\(data:image\/svg\+xml,/);
    ok(!text.includes('%23808081'), 'the picture has the colour of the theme');
  });

  it('outlines what is declared', async () => {
    const document = await openExample('neuron-at-rest.memb');
    const symbols = await commands.executeCommand<DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    const names = symbols.map(({ name }) => name).join(' ');
    for (const name of ['Neuron', 'K', 'Na', 'Cl', 'NaK'])
      ok(names.includes(name), `${name} is not in the outline: ${names}`);
  });

  it('goes from a channel to its ion', async () => {
    const document = await openExample('neuron-at-rest.memb');
    const at = positionOf(document, 'conducts Na', 9);
    const found = await commands.executeCommand<(Location | LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      at,
    );
    const [first] = found;
    ok(first !== undefined, 'no definition');
    const range = 'targetRange' in first ? (first.targetSelectionRange ?? first.targetRange) : first.range;
    equal(document.lineAt(range.start.line).text.startsWith('ion Na'), true);
  });
});

describe('the squid axon', () => {
  it('opens without a problem and knows its gates', async () => {
    const document = await openExample('squid-axon.memb');
    const text = await hoverText(document, positionOf(document, 'gate m', 5));
    match(text, /τ/);
    equal((await diagnostics(document, 0)).length, 0);
  });
});

describe('typing', () => {
  it('completes units of the dimension that fits', async () => {
    const document = await openText('membrane Cell { temperature = 37 degC }\nion K + { in = 140 , out = 4 mM }\n');
    const labels = await eventually('completions', async () => {
      const found = await completionLabels(document, positionOf(document, '140 ', 4));
      return found.includes('mM') ? found : undefined;
    });
    ok(!labels.includes('mV'), 'a voltage unit where a concentration belongs');
  });

  it('marks a wrong dimension and mends it', async () => {
    const document = await openText('membrane Cell { temperature = 37 degC }\nion K + { in = 140 mV, out = 4 mM }\n');
    const [problem] = await diagnostics(document, 1);
    equal(problem!.code, 'unit.mismatch');
    equal(document.getText(problem!.range), '140 mV');
    const fix = (await quickFixes(document, problem!)).find(({ title }) => title.includes('mM'));
    ok(fix !== undefined, 'no quick fix');
    await apply(fix.edit);
    match(document.getText(), /in = 140 mM/);
    await diagnostics(document, 0);
  });

  it('knows the charge of calcium', async () => {
    const document = await openText('membrane Cell { temperature = 37 degC }\nion Ca + { in = 100 nM, out = 2 mM }\n');
    const [problem] = await diagnostics(document, 1);
    equal(problem!.code, 'ion.charge');
    match(problem!.message, /2\+/);
  });

  it('renames an ion wherever it is used', async () => {
    const document = await openText(
      'membrane Cell { temperature = 37 degC }\nion K + { in = 140 mM, out = 4 mM }\nion Na + { in = 12 mM, out = 145 mM }\n' +
        'channel Leak conducts K { conductance = 1 mS/cm^2 }\npump NaK { moves 3 Na out, 2 K in, uses 1 ATP, current = 0.1 uA/cm^2 }\n' +
        'let E_K = K.E\n',
    );
    await diagnostics(document, 0);
    const at = positionOf(document, 'ion K', 4);
    const edit = await eventually('a rename', () =>
      commands.executeCommand<WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, at, 'Kalium').then(
        (found) => found,
        () => undefined,
      ),
    );
    await apply(edit);
    const text = document.getText();
    for (const piece of ['ion Kalium +', 'conducts Kalium', '2 Kalium in', 'Kalium.E'])
      ok(text.includes(piece), `no "${piece}" in ${text}`);
  });
});
