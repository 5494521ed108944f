import assert from 'node:assert/strict';
import { build, Compilations } from '../language/diagnose.js';
import { closeBrowser, openPreview } from './preview-page.js';

const text = `
membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
channel Leak { conductance = g, reversal = -60 mV }
param g = 0.1 mS/cm^2 in 0 .. 1 mS/cm^2
experiment IV {
  clamp -80 mV, then -40 .. 40 mV by 20 mV from 5 ms to 25 ms
  plot Leak.I
  plot steady(Leak.I) against V
}
experiment Grid {
  duration = 10 ms
  sweep g = 0.1 .. 0.3 mS/cm^2 by 0.1 mS/cm^2
  sweep amplitude = 0 .. 2 uA/cm^2 by 0.5 uA/cm^2
  inject amplitude
  plot steady(V) against amplitude
}
`;

describe('families in the preview', function () {
  this.timeout(60_000);
  after(closeBrowser);

  it('are drawn as a trace for each run, and as measures against what varies', async () => {
    const document = await build(text);
    assert.deepEqual(document.diagnostics, []);
    const { model } = Compilations.compilation(document);
    const preview = await openPreview();
    await preview.show(model!);
    const labels = (figure: string): Promise<(string | null)[]> =>
      preview.page
        .locator(`#${figure} [data-memb="trace"]`)
        .evaluateAll((all) => all.map((one) => one.getAttribute('data-label')));
    assert.deepEqual(
      await labels('run'),
      ['−40', '−20', '0', '20', '40'].map((mV) => `Leak.I, V = ${mV} mV`),
    );
    assert.deepEqual(await labels('curves'), ['steady(Leak.I)']);
    const curve = '#curves [data-label="steady(Leak.I)"]';
    assert.equal(await preview.number(curve, 'data-points'), 5);
    assert.ok(Math.abs((await preview.number(curve, 'data-max')) - 10) < 1e-9);
    await preview.page.selectOption('[data-memb="experiment"]', 'Grid');
    await preview.settled();
    assert.deepEqual(
      await labels('curves'),
      ['0.1', '0.2', '0.3'].map((g) => `steady(V), g = ${g} mS/cm²`),
    );
    const map = '[data-memb="heat-map"]';
    assert.equal(await preview.number(map, 'data-columns'), 5);
    assert.equal(await preview.number(map, 'data-rows'), 3);
    // The first arrow enters the map, at its first cell; g = 0.1 mS/cm² and 0.5 µA/cm² for one time constant of 10 ms.
    const surface = preview.page.locator(`${map} .surface`);
    await surface.focus();
    for (const key of ['ArrowRight', 'ArrowRight']) await surface.press(key);
    assert.equal(
      await preview.page.locator('[data-memb="cell"]').textContent(),
      'amplitude = 0.5 µA/cm², g = 0.1 mS/cm²: −56.84 mV',
    );
    await preview.page.locator(`${map} summary`).click();
    // What unfolds is filled in after the click.
    await preview.page.locator(`${map} tbody tr`).first().waitFor();
    assert.equal(await preview.page.locator(`${map} tbody tr`).count(), 3);
    assert.deepEqual(preview.complaints, []);
    await preview.close();
  });
});
