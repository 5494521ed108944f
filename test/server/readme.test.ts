/** The commands in the README print what the README says: `$ npm run -s memb -- …`, and the output below it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runCommand } from '../../server/cli/command-line.js';

const readme = readFileSync('README.md', 'utf8');
const COMMAND = /^\$ npm run -s memb -- (?<words>.*?)(?: \| head -n (?<lines>\d+))?\n/;

/** `cell.memb` in a command is the last file that the README shows above it. */
function fileAbove(index: number): Uint8Array {
  const [last] = [...readme.slice(0, index).matchAll(/^```memb(?:-error)?\n([^]*?)^```/gm)].slice(-1);
  return new TextEncoder().encode(last![1]);
}

async function outputOf(words: string, index: number): Promise<string> {
  let output = '';
  const write = (text: string): void => {
    output += text;
  };
  const read = (file: string): Promise<Uint8Array> =>
    file === 'cell.memb' ? Promise.resolve(fileAbove(index)) : readFile(file);
  const { values, positionals } = parseArgs({
    args: words.split(' '),
    options: { csv: { type: 'boolean' }, json: { type: 'boolean' }, experiment: { type: 'string' } },
    allowPositionals: true,
  });
  await runCommand({ read, out: write, err: write }, positionals, values, '');
  return output;
}

/** Numbers to five digits: what a solver's tolerance leaves open is no difference. */
function wordsOf(text: string): string[] {
  return text.split(/\s+/).map((word) => (/^−?\d+\.\d+$/.test(word) ? shortest(word.replace('−', '-')) : word));
}

function shortest(decimal: string): string {
  return String(Number(Number(decimal).toPrecision(5)));
}

describe('commands in the README', () => {
  for (const { index, 1: block } of readme.matchAll(/^```console\n([^]*?)^```/gm)) {
    const { words, lines } = COMMAND.exec(block!)!.groups as { words: string; lines?: string };
    it(words, async () => {
      const shown = block!.replace(COMMAND, '');
      const output = (await outputOf(words, index)).split('\n');
      const expected = lines === undefined ? output : [...output.slice(0, Number(lines)), ''];
      assert.deepEqual(wordsOf(shown), wordsOf(expected.join('\n')));
    });
  }
});
