/** The examples: each tells its story, and is what its own expectations say. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { checkExpectations } from '../../language/analysis/expectations.js';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { listExamples } from '../../client/list-examples.mjs';
import { build, Compilations } from './diagnose.js';

const FOLDER = 'media/examples';
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.memb'));

describe('gallery', function () {
  this.timeout(60_000);

  for (const name of names) {
    const text = readFileSync(`${FOLDER}/${name}`, 'utf8');

    it(`${name} begins with its story: what is seen, why, and a source`, () => {
      const story = /^\/\*\*([^]*?)\*\/\n(?:membrane|import) /.exec(text)?.[1];
      assert.ok(story, 'a doc comment comes first, and belongs to the membrane');
      assert.ok(story.split(/\n \*\n/).length >= 2, 'two paragraphs or more');
      assert.match(story, /\b(?:1[89]|20)\d\d\b/, 'a year');
    });

    it(`${name} is without a finding, and comes to what it expects`, async () => {
      const document = await build(text);
      assert.deepEqual(document.diagnostics, []);
      const { model } = Compilations.compilation(document);
      const verdicts = checkExpectations(model!, defaultSymbols(model!));
      assert.ok(verdicts.length >= 3, 'three expectations or more');
      const failed = verdicts.filter(({ passed }) => !passed);
      assert.deepEqual(
        failed.map(({ expectation, value, wanted, failure }) => [expectation.label, value, wanted, failure?.message]),
        [],
      );
      const last = /\n(?!expect |\/\/)\S[^\n]*\n?$/.exec(text);
      assert.equal(last, null, 'the expectations come last');
    });
  }

  it('is what the command to open an example offers, each with a title and a sentence', () => {
    const offered = listExamples(FOLDER);
    assert.deepEqual(offered.map(({ file }) => file).sort(), names.sort());
    for (const { file, label, detail } of offered) {
      assert.ok(label.length > 5 && label.length < 120, `${file}: ${label}`);
      assert.ok(detail.length > 20 && !/doi:|\*/.test(label + detail), `${file}: ${detail}`);
    }
    assert.equal(new Set(offered.map(({ label }) => label)).size, offered.length);
  });

  it('is on its page of the reference, with what the example is about', () => {
    const page = readFileSync('language/reference/examples.md', 'utf8');
    const missing = names.filter((name) => !page.includes(`(../../${FOLDER}/${name})`));
    assert.deepEqual(missing, []);
  });
});
