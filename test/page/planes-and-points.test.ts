import assert from 'node:assert/strict';
import { build, Compilations } from '../language/diagnose.js';
import { closeBrowser, openPreview, type Preview } from './preview-page.js';

async function shown(text: string): Promise<Preview> {
  const document = await build(text);
  assert.deepEqual(document.diagnostics, []);
  const preview = await openPreview();
  await preview.show(Compilations.compilation(document).model!);
  return preview;
}

const labels = ({ page }: Preview, figure: string): Promise<(string | null)[]> =>
  page.locator(`#${figure} [data-memb="trace"]`).evaluateAll((all) => all.map((one) => one.getAttribute('data-label')));

describe('recordings and phase planes in the preview', function () {
  this.timeout(60_000);
  after(closeBrowser);

  it('recorded numbers are points beside the trace of their name', async () => {
    const preview = await shown(`
membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
channel Leak { conductance = 0.1 mS/cm^2, reversal = -65 mV }
data Cell7 "recordings/cell7.csv" { t = column "time", V = column "vm" }
experiment Step { duration = 10 ms, inject sine 1 uA/cm^2 at 100 Hz; plot V }
`);
    assert.deepEqual(await labels(preview, 'run'), ['V', 'Cell7.V', 'injected']);
    const points = '#run [data-label="Cell7.V"]';
    assert.equal(await preview.page.locator(points).getAttribute('data-kind'), 'points');
    assert.equal(await preview.number(points, 'data-points'), 5);
    assert.equal(await preview.number(points, 'data-max'), -60);
    // A sine in the strip of the injected current, up and down by its amplitude.
    assert.ok(Math.abs((await preview.number('#run [data-label="injected"]', 'data-min')) + 1) < 1e-4);
    assert.deepEqual(preview.complaints, []);
    await preview.close();
  });

  it('a gate against V has its nullclines and fixed points', async () => {
    const preview = await shown(`
membrane Muscle { temperature = 22 degC, capacitance = 20 uF/cm^2 }
channel Ca { conductance = 4.4 mS/cm^2, reversal = 120 mV, open = m, gate m { inf = (1 + tanh((V + 1.2 mV) / 18 mV)) / 2 } }
channel K {
  conductance = 8 mS/cm^2
  reversal    = -84 mV
  open        = w
  gate w { inf = (1 + tanh((V - 2 mV) / 30 mV)) / 2, tau = 1 / (0.04/ms * cosh((V - 2 mV) / 60 mV)) }
}
channel Leak { conductance = 2 mS/cm^2, reversal = -60 mV }
experiment Constant { duration = 300 ms, inject 90 uA/cm^2; plot V; plot K.w against V }
`);
    assert.deepEqual(await labels(preview, 'orbits'), ['dV/dt = 0 at 90 µA/cm²', 'dK.w/dt = 0', 'stable focus', 'K.w']);
    assert.equal(await preview.number('#orbits [data-label="stable focus"]', 'data-points'), 1);
    const words = await preview.page.locator('#orbits-description').textContent();
    assert.match(words ?? '', /stable focus at −26.6 mV, K.w = 0.1294/);
    assert.deepEqual(preview.complaints, []);
    await preview.close();
  });
});
