/**
 * `npm test`: everything that has to hold, stage by stage, and in the end one line with the sum.
 * What a stage needs from the machine it installs itself. Usage: npm test [-- STAGE…], which builds in any case
 */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { ensureChromium } from './browser.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

const parallel = `--parallel --jobs ${availableParallelism()}`;

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {readonly string[]} commands run in order until one fails
 * @property {boolean} [mocha] counts what mocha reports, in place of the stage as one
 * @property {() => void} [before]
 */

/** @type {readonly Stage[]} */
const stages = [
  { name: 'build', commands: ['npm run -s build', 'node esbuild.mjs tests'] },
  { name: 'types', commands: ['npm run -s types'] },
  { name: 'lint', commands: ['npm run -s lint'] },
  { name: 'format', commands: ['prettier --check --log-level warn .'] },
  {
    name: 'units',
    commands: [`mocha ${parallel} --reporter dot --ignore 'out/test/{page,package}/**' 'out/test/**/*.test.mjs'`],
    mocha: true,
  },
  { name: 'page', before: ensureChromium, commands: ["mocha 'out/test/page/**/*.test.mjs'"], mocha: true },
  { name: 'vscode', commands: ['node test/vscode/run.mjs'], mocha: true },
  {
    name: 'package',
    before: ensureChromium,
    commands: ['npm run -s package', "mocha 'out/test/package/**/*.test.mjs'"],
    mocha: true,
  },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => stages.every((stage) => stage.name !== name));
if (unknown.length > 0)
  throw new Error(`No such stage: ${unknown}. There are ${stages.map(({ name }) => name).join(', ')}.`);

let passed = 0;
let failed = 0;
const everything = wanted.length === 0;
if (everything) removeEarlierBuilds();
for (const stage of stages.filter(({ name }) => everything || name === 'build' || wanted.includes(name))) {
  const start = Date.now();
  console.log(`\n── ${stage.name}`);
  const counts = await runStage(stage);
  passed += counts.passed;
  failed += counts.failed;
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`── ${stage.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
  // Nothing else means anything then.
  if (stage.name === 'build' && counts.failed > 0) break;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** What they have left must not be what is tested. */
function removeEarlierBuilds() {
  for (const left of ['dist', 'out', `memb-${version}.vsix`]) rmSync(left, { recursive: true, force: true });
}

/** @param {Stage} stage */
async function runStage({ before, commands, mocha = false }) {
  let output = '';
  let broken = false;
  try {
    before?.();
    for (const command of commands) {
      const result = await run(command);
      output += result.output;
      broken = result.code !== 0;
      if (broken) break;
    }
  } catch (error) {
    console.error(error);
    broken = true;
  }
  const counts = mocha ? countTests(output) : { passed: broken ? 0 : 1, failed: 0 };
  // Where no test failed there may still have been a failure, or no test at all.
  if (counts.failed === 0 && (broken || counts.passed === 0)) counts.failed = 1;
  return counts;
}

/**
 * Sums what mocha's reporters print at the end of each run.
 * @param {string} output
 */
function countTests(output) {
  const sum = (/** @type {RegExp} */ pattern) =>
    [...output.matchAll(pattern)].reduce((total, [, digits]) => total + Number(digits), 0);
  return { passed: sum(/^\s*(\d+) passing/gm), failed: sum(/^\s*(\d+) failing/gm) };
}

/**
 * Runs a command as a shell does, showing what it prints; answers with that.
 * @param {string} command
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(command) {
  const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
    process.stdout.write(chunk);
  });
  return new Promise((done) => child.on('close', (code) => done({ code, output })));
}
