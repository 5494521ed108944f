import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { fingerprints, runs, type ModelRun } from './same-bits.js';

interface InPage {
  fingerprints(of: readonly ModelRun[]): string[];
}

describe('runs in a browser', function () {
  this.timeout(60_000);

  it('have the bits of runs in Node, of the same compiled model', async () => {
    const contents = `import { fingerprints } from './same-bits.js'; globalThis.fingerprints = fingerprints;`;
    const stdin = { contents, resolveDir: 'test/page', loader: 'ts' } as const;
    const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'iife', target: 'es2023' });
    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu'],
    });
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: outputFiles[0]!.text });
      const found = await page.evaluate((of) => (globalThis as unknown as InPage).fingerprints(of), [...runs]);
      const own = fingerprints(runs);
      own.forEach((each) => assert.match(each, /^\d+ numbers/));
      assert.deepEqual(found, own);
    } finally {
      await browser.close();
    }
  });
});
