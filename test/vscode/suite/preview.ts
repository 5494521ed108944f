import { commands, extensions, window, type TextDocument } from 'vscode';
import { equal, ok } from '../host/assert.js';
import { diagnostics, openExample, openText, replaceText } from '../host/editor.js';
import { eventually } from '../host/eventually.js';

interface Api {
  previewHtml(uri: TextDocument['uri']): Promise<string | undefined>;
}

async function pageOf(document: TextDocument, wanted: (html: string) => boolean, what: string): Promise<string> {
  const api = await eventually('the extension', () => extensions.getExtension<Api>('memb.memb')?.exports);
  return eventually(what, async () => {
    const html = await api.previewHtml(document.uri);
    return html !== undefined && wanted(html) ? html : undefined;
  });
}

/** The number the page shows for V_rest, mV. */
function restOf(html: string): number | undefined {
  const found =
    /data-memb="V_rest"[^>]*data-value-mv="([^"]+)"/.exec(html) ??
    /data-value-mv="([^"]+)"[^>]*data-memb="V_rest"/.exec(html);
  return found === null ? undefined : Number(found[1]);
}

describe('the preview', () => {
  after(() => commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens beside the file and shows the resting potential', async () => {
    const document = await openExample('neuron-at-rest.memb');
    await commands.executeCommand('memb.openPreviewToSide');
    const html = await pageOf(document, (page) => restOf(page) !== undefined, 'V_rest in the page');
    ok(Math.abs(restOf(html)! + 71.65997) < 1e-4, `V_rest is ${restOf(html)}`);
    equal(window.activeTextEditor?.document.uri.toString(), document.uri.toString());
  });

  it('follows the text, keeps the last good picture of a broken one, and says so', async () => {
    const document = await openText(
      'membrane Cell { temperature = 37 degC }\nion K + { in = 140 mM, out = 4 mM }\nchannel L conducts K { conductance = 1 mS/cm^2 }\n',
    );
    await commands.executeCommand('memb.openPreviewToSide');
    // The panel follows the editor: for a moment it still shows the file it comes from.
    const first = await pageOf(
      document,
      (page) => Math.abs((restOf(page) ?? 0) + 95.0226) < 1e-3,
      'V_rest in the page',
    );

    await replaceText(document, 'out = 4 mM', 'out = 8 mM');
    const second = await pageOf(document, (page) => Math.abs((restOf(page) ?? 0) + 76.497) < 1e-2, 'the new V_rest');
    ok(restOf(second) !== restOf(first));

    await replaceText(document, 'out = 8 mM', 'out = 8 mV');
    await diagnostics(document, 1);
    const broken = await pageOf(document, (page) => page.includes('data-state="stale"'), 'the stale mark');
    equal(restOf(broken), restOf(second), 'the last good value');

    await replaceText(document, 'out = 8 mV', 'out = 4 mM');
    await pageOf(
      document,
      (page) => Math.abs((restOf(page) ?? 0) + 95.0226) < 1e-3 && !page.includes('data-state="stale"'),
      'the picture live again',
    );
  });

  it('runs the axon’s experiment', async () => {
    const document = await openExample('squid-axon.memb');
    await commands.executeCommand('memb.openPreviewToSide');
    const html = await pageOf(document, (page) => /data-count="\d+"/.test(page), 'spikes in the page');
    equal(/data-count="(\d+)"/.exec(html)?.[1], '7', 'spikes in 100 ms');
    const first = Number(/data-first-ms="([^"]+)"/.exec(html)?.[1]);
    ok(Math.abs(first - 1.9009719516573555) < 0.005, `the first spike is at ${first} ms`);
  });
});
