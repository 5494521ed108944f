import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWindow } from '../vscode/drive.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const vsix = `memb-${version}.vsix`;

const membrane = `membrane Soma { temperature = 37 degC }
ion K + { in = 140 mM, out = 4 mM }
channel Leak conducts K { conductance = 0.1 mS/cm^2 }
`;

describe('the packaged extension', function () {
  this.timeout(120_000);

  let workspace: string;
  let window: Awaited<ReturnType<typeof openWindow>>;

  before(async () => {
    workspace = mkdtempSync(join(tmpdir(), 'memb-package-'));
    writeFileSync(join(workspace, 'soma.memb'), membrane);
    window = await openWindow({ workspace, vsix });
  });

  after(async () => {
    await window.close();
    rmSync(workspace, { recursive: true });
  });

  it('is smaller than a megabyte', () => {
    assert.ok(statSync(vsix).size < 1e6, `${statSync(vsix).size} bytes`);
  });

  it('shows the equilibrium potential beside an ion', async () => {
    await window.openFile('soma.memb');
    await window.page.locator('.view-lines', { hasText: 'E = −95.0 mV' }).waitFor();
  });

  it('explains an ion in its hover', async () => {
    assert.match(await window.hover('K'), /Nernst/);
  });

  it('draws the preview', async () => {
    await window.runCommand('Memb: Open Preview to the Side');
    await window.webview().getByText('−95.0 mV').first().waitFor();
  });

  it('has the preview follow what is typed', async () => {
    await window.typeAtEnd('ion Na + { in = 12 mM, out = 145 mM }\n');
    await window.webview().getByText('66.6 mV').first().waitFor();
  });

  it('marks a mistake', async () => {
    await window.typeAtEnd('ion Cl - { in = 7 mV, out = 120 mM }\n');
    await window.page.locator('.squiggly-error').first().waitFor();
  });

  it('throws nothing', () => {
    assert.deepEqual(window.errors(), []);
  });

  it('asks nothing of the internet', () => {
    assert.deepEqual(window.foreignHosts(), []);
  });
});
