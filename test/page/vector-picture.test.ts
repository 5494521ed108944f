import assert from 'node:assert/strict';
import { build, Compilations } from '../language/diagnose.js';
import { niceTicks } from '../../media/chart/nice-ticks.js';
import { closeBrowser, openPreview } from './preview-page.js';

describe('round numbers of an axis', () => {
  for (const [min, max, expected] of [
    [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [-80, 40, [-80, -60, -40, -20, 0, 20, 40]],
    [0, 0.3, [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]],
  ] as const) {
    it(`${min} to ${max}`, () => assert.deepEqual(niceTicks(min, max, 6), expected));
  }
});

describe('a plot as SVG', function () {
  this.timeout(60_000);
  after(closeBrowser);

  it('is a drawing of what the panes show, its words as text, that a browser reads', async () => {
    const document = await build(`
membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
channel Leak { conductance = 0.1 mS/cm^2, reversal = -65 mV }
experiment Step { duration = 10 ms, inject 1 uA/cm^2; plot V }
`);
    const preview = await openPreview();
    await preview.show(Compilations.compilation(document).model!);
    await preview.page.locator('#run button', { hasText: 'SVG' }).click();
    const saved = (await preview.posted()).find((message) => message.type === 'save');
    assert.ok(saved?.type === 'save');
    assert.equal(saved.suggestedName, 'Cell-Step.svg');
    const read = await preview.page.evaluate((text) => {
      const svg = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        errors: svg.querySelectorAll('parsererror').length,
        lines: svg.querySelectorAll('path').length,
        words: [...svg.querySelectorAll('text')].map((one) => one.textContent),
      };
    }, saved.content);
    assert.deepEqual([read.errors, read.lines], [0, 2]);
    for (const word of ['Step', 'V', 'mV', 'injected', 'Time (ms)']) assert.ok(read.words.includes(word), word);
    await preview.close();
  });
});
