import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openWindow } from '../vscode/drive.mjs';

describe('a preview', function () {
  this.timeout(300_000);

  it('is there again, and live, after the window is reloaded', async () => {
    const window = await openWindow({ workspace: join('media', 'examples'), extension: '.' });
    try {
      const rest = window.webview().locator('[data-memb="V_rest"]');
      await window.openFile('neuron-at-rest.memb');
      await window.runCommand('Memb: Open Preview to the Side');
      await rest.waitFor();
      await window.remembers('memb.preview');
      await window.page.reload();
      await window.page.locator('.monaco-editor .view-line').first().waitFor();
      await rest.waitFor();
      assert.equal(await rest.innerText(), '−71.7 mV');
      await window.webview().locator('[data-memb="status"][data-state="live"]').waitFor({ state: 'attached' });
    } finally {
      await window.close();
    }
  });
});
