/** A small sample of what `npm run verify:random` does at length. */
import assert from 'node:assert/strict';
import { randomNumbers } from '../random.js';
import { examples, trials } from '../random-trials.js';

describe('examples with their numbers moved at random', function () {
  this.timeout(120_000);
  for (const [name, text] of Object.entries(examples)) {
    it(`${name}: finite or explained, within the budget`, async () => {
      const random = randomNumbers(23);
      const found = [];
      for (let i = 0; i < 12; i++) found.push(...(await trials(text, random, 2)));
      assert.deepEqual(
        found.flatMap(({ violations }) => violations),
        [],
      );
      // A text that is refused as it stands says so by its diagnostics: the slab of an odd membrane has no solution.
      const isTried = found.some(({ outcomes }) => !outcomes.includes('refused'));
      assert.ok(!isTried || found.some(({ outcomes }) => outcomes.includes('ok')));
    });
  }
});
