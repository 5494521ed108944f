/** The `memb` command: Node's part of it. */
import { readdir, readFile } from 'node:fs/promises';
import { writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { version } from '../package.json';
import { runCommand, type Options } from './cli/command-line.js';
import { exitCodes } from './cli/console.js';

const options = {
  json: { type: 'boolean' },
  csv: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  experiment: { type: 'string' },
  param: { type: 'string', multiple: true },
  samples: { type: 'string' },
  'sweep-part': { type: 'string' },
  tolerance: { type: 'string' },
  sensitivities: { type: 'boolean' },
  state: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
} as const;

async function main(): Promise<number> {
  let positionals: string[];
  let values: Options;
  try {
    ({ positionals, values } = parseArgs({ options, allowPositionals: true }));
  } catch (error) {
    // Node's message names the option; its advice about `--` on the next line helps nobody here.
    process.stderr.write(`memb: ${(error as Error).message.split(/[.\n]/, 1)[0]}.\n`);
    return exitCodes.usage;
  }
  return runCommand(
    { read, list, absolute: (file) => resolve(file), out: (text) => write(1, text), err: (text) => write(2, text) },
    positionals,
    values,
    version,
  );
}

async function read(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'reading it is not allowed' }[
      code ?? ''
    ];
    throw new Error(`${file} cannot be read: ${reason ?? String(code)}.`);
  }
}

async function list(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** Written at once, so that nothing is lost at exit; a reader that has gone away (`| head`) ends the program quietly. */
function write(descriptor: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') process.exit(exitCodes.ok);
      if (code !== 'EAGAIN') throw error;
    }
  }
}

void main().then((code) => {
  process.exitCode = code;
});
