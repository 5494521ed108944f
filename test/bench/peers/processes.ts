/** Peers from Debian, each as a whole process in a folder of its own. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const FILES = 'test/bench/peers';
const PYTHON = '/usr/bin/python3';
const PACKAGES = ['python3-neuron', 'neuron-dev', 'xppaut', 'python3-brian', 'g++', 'make'];

/** Debian's packages that are there after trying to install all; what could not be had, in words. */
export function installPeers(): string[] {
  if (spawnSync('dpkg', ['--version']).status !== 0) return ['no Debian here: its packages of the peers cannot be had'];
  const missing = (): string[] => PACKAGES.filter((name) => spawnSync('dpkg', ['-s', name]).status !== 0);
  const wanted = missing();
  if (wanted.length === 0) return [];
  console.log(`Installing ${wanted.join(', ')} …`);
  const isRoot = process.getuid?.() === 0;
  for (const steps of [['update'], ['install', '-y', '--no-install-recommends', ...wanted]])
    spawnSync(isRoot ? 'apt-get' : 'sudo', isRoot ? steps : ['-n', 'apt-get', ...steps], { encoding: 'utf8' });
  return missing().map((name) => `Debian’s package ${name} could not be installed`);
}

export interface Answer {
  readonly output: string;
  /** ms of the whole process, from an edited file to the result. */
  readonly milliseconds: number;
}

/** A fresh folder with these files in it. */
export function folderWith(...files: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'memb-peers-'));
  for (const file of files) copyFileSync(join(FILES, file), join(folder, file));
  return folder;
}

/** Throws, with what it printed, where the program fails. */
export function answerOf(folder: string, command: string, ...args: readonly string[]): Answer {
  const before = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 });
  const milliseconds = performance.now() - before;
  if (status === 0) return { output: stdout, milliseconds };
  const said = stderr.trim().split('\n').at(-1);
  const reason = error?.message ?? (said === '' ? `${command} ended with ${status}` : said);
  throw new Error(reason);
}

/** What a script of this folder prints as JSON on its last line. */
export function python(
  folder: string,
  script: string,
  ...args: readonly string[]
): { readonly value: unknown; readonly milliseconds: number } {
  const { output, milliseconds } = answerOf(folder, PYTHON, resolve(FILES, script), ...args);
  return { value: JSON.parse(output.trim().split('\n').at(-1)!) as unknown, milliseconds };
}

/**
 * Compiles the .mod files of a folder with nocmodl. Debian's nrnivmodl looks for its makefile in the wrong place, so it
 * is given a home where everything is; it fails at the very end, at a program that nothing here needs.
 */
export function compileMechanisms(folder: string): number {
  const home = join(folder, 'home');
  mkdirSync(join(home, 'bin'), { recursive: true });
  symlinkSync('/usr/bin/nocmodl', join(home, 'bin', 'nocmodl'));
  symlinkSync('/usr/lib/nrn/nrnmech_makefile', join(home, 'bin', 'nrnmech_makefile'));
  for (const [name, place] of [
    ['include', '/usr/include'],
    ['share', '/usr/share'],
    ['lib', '/usr/lib/nrn'],
  ] as const)
    symlinkSync(place, join(home, name));
  const before = performance.now();
  const env = { ...process.env, NRNHOME: home, NRNHOME_EXEC: home };
  const { stderr, stdout } = spawnSync('nrnivmodl', ['.'], { cwd: folder, env, encoding: 'utf8' });
  if (!existsSync(join(folder, 'x86_64', 'libnrnmech.so')))
    throw new Error(`nocmodl: ${`${stdout}${stderr}`.trim().split('\n').at(-1)}`);
  return performance.now() - before;
}
