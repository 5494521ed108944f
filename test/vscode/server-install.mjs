/**
 * Installs a real VS Code that is used in a browser, from npm alone.
 *
 * The npm package code-server carries VS Code's own server and workbench in lib/vscode. Only that part is installed,
 * and nothing is compiled: of the compiled modules the file watcher comes prebuilt, and two small ones, which write
 * the log and end orphaned processes, have a stand-in in server-parts/. Terminals, which need a compiler, are left out.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Holds VS Code 1.100.3, the last version whose extension host runs on Node 20. */
const codeServer = 'code-server@4.100.3';

/** Prebuilt by npm package, where code-server's own version downloads it from GitHub. */
const ripgrep = '@vscode/ripgrep@1.18.0';

const home = join('.vscode-server');
const stamp = join(home, 'installed');
const parts = join('test', 'vscode', 'server-parts');

/** Where VS Code is, relative to the repository. */
export const vscodeFolder = join(home, 'vscode');

/** Installs VS Code into .vscode-server/ unless this very recipe has done so before. */
export async function installServer() {
  const recipe = recipeHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === recipe) return;
  const start = Date.now();
  console.log('Installing VS Code for the browser into .vscode-server/ (once, about half a minute) …');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(vscodeFolder, { recursive: true });
  await unpack();
  await npm(['install', '--ignore-scripts', '--omit=dev', ripgrep], vscodeFolder);
  replaceCompiledModules();
  // The workbench asks for its WebAssembly parts under this name.
  symlinkSync('node_modules', join(vscodeFolder, 'node_modules.asar'));
  writeFileSync(stamp, recipe);
  console.log(`Installed in ${Math.round((Date.now() - start) / 1000)} s.`);
}

async function unpack() {
  const { stdout } = await npm(['pack', codeServer, '--pack-destination', home, '--silent'], '.');
  const archive = join(home, stdout.trim().split('\n').at(-1) ?? '');
  await run('tar', ['xzf', archive, '-C', vscodeFolder, '--strip-components=3', 'package/lib/vscode']);
  rmSync(archive);
}

function replaceCompiledModules() {
  const modules = join(vscodeFolder, 'node_modules');
  copyFileSync(join(parts, 'spdlog.cjs'), join(modules, '@vscode', 'spdlog', 'index.js'));
  copyFileSync(join(parts, 'native-watchdog.cjs'), join(modules, 'native-watchdog', 'index.js'));
}

/**
 * @param {readonly string[]} words
 * @param {string} cwd
 */
async function npm(words, cwd) {
  try {
    return await run('npm', [...words, '--no-audit', '--no-fund'], { cwd, maxBuffer: 1e8 });
  } catch (error) {
    const output = /** @type {{ stderr?: string }} */ (error).stderr ?? String(error);
    throw new Error(`Installing VS Code for the browser failed at npm ${words.join(' ')}:\n${output}`, {
      cause: error,
    });
  }
}

function recipeHash() {
  const files = [
    join('test', 'vscode', 'server-install.mjs'),
    join(parts, 'spdlog.cjs'),
    join(parts, 'native-watchdog.cjs'),
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
}
