import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';

interface Metafile {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
}

/** The files of which a bundle holds at least a byte. */
function inputsOf(bundle: string): readonly string[] {
  const { outputs } = JSON.parse(readFileSync(`dist/meta/${bundle}.json`, 'utf8')) as Metafile;
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
}

const sizeOf = (file: string) => statSync(`dist/${file}`).size;

describe('bundles', () => {
  it('the worker and the page hold no parser', () => {
    const parser = /langium|chevrotain|language\/(generated|parser|semantics)\//;
    for (const bundle of ['worker', 'worker.whole', 'page'])
      assert.deepEqual(
        inputsOf(bundle).filter((file) => parser.test(file)),
        [],
      );
  });

  it('the worker holds no chart', () => {
    assert.deepEqual(
      inputsOf('worker').filter((file) => file.includes('chart.js')),
      [],
    );
  });

  for (const bundle of ['client', 'client.browser']) {
    it(`of language/, ${bundle} holds the protocol alone`, () => {
      const language = inputsOf(bundle).filter((file) => file.startsWith('language/'));
      assert.deepEqual(language, ['language/protocol.ts']);
    });
  }

  it('the worker is small enough to start at each preview', () => {
    assert.ok(sizeOf('worker.js') <= 150_000, `${sizeOf('worker.js')} bytes`);
  });

  it('those for browsers use nothing of Node', () => {
    for (const bundle of ['client.browser.js', 'page.js', 'worker.js', 'worker.whole.js']) {
      assert.doesNotMatch(
        readFileSync(`dist/${bundle}`, 'utf8'),
        /require\("(node:|fs|path|child_process|net)/,
        bundle,
      );
    }
  });
});
