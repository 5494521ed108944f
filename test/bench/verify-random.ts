/**
 * `npm run verify:random`: many thousand random settings of every example. Fails when one throws, hangs, claims success
 * with what is no number, or fails without a reason. Usage: npm run verify:random -- [SETS] [SEED]
 */
import { randomNumbers } from '../random.js';
import { examples, trials } from '../random-trials.js';

/** Settings of the sliders for each text with numbers of its own. */
const SETS_PER_TEXT = 4;

const [sets = 10_000, seed = 1] = process.argv.slice(2).map(Number);
let bad = 0;
for (const [name, text] of Object.entries(examples)) {
  const random = randomNumbers(seed);
  const counts = new Map<string, number>();
  let done = 0;
  while (done < sets) {
    for (const { outcomes, violations } of await trials(text, random, Math.min(SETS_PER_TEXT, sets - done))) {
      done++;
      for (const outcome of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      for (const violation of violations) {
        bad++;
        console.error(`${name}: ${violation}`);
      }
    }
  }
  const shown = [...counts].toSorted(([, a], [, b]) => b - a).map(([outcome, count]) => `${outcome} ${count}`);
  console.log(`${name}: ${done} settings · ${shown.join(' · ')}`);
}
console.log(bad === 0 ? 'Every result is finite or explained.' : `${bad} results are neither.`);
process.exitCode = bad === 0 ? 0 : 1;
