/** Starts the VS Code of server-install.mjs on this machine, for `npm start` and for the tests alike. */
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { vscodeFolder } from './server-install.mjs';

/** A window without anything that is not about the file at hand, and that asks nothing of the internet. */
const calmSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.commandCenter.enabled': false,
  'window.commandCenter': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'git.enabled': false,
};

/**
 * What a page shows. All paths are those of this machine.
 * @typedef {object} View
 * @property {string} folder the workspace
 * @property {string} [file] opened at the start
 * @property {string} [extension] folder of an extension under development
 * @property {string} [tests] module exporting run(), for the extension host to run
 */

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {string} origin
 * @property {(view: View) => string} address of a page, below the origin
 * @property {() => string} log what the server has printed
 * @property {() => Promise<void>} stop ends the server and all it started, and removes its files
 */

/**
 * Starts a server; answers once it listens.
 * @param {{ settings?: object, vsix?: string, testDriver?: boolean }} [options] the user's settings, a packaged
 *   extension to install, and whether a page may run a test suite
 * @returns {Promise<Server>}
 */
export async function serve({ settings = {}, vsix, testDriver = false } = {}) {
  const state = mkdtempSync(join(tmpdir(), 'memb-vscode-'));
  mkdirSync(join(state, 'data', 'User'), { recursive: true });
  writeFileSync(
    join(state, 'data', 'User', 'settings.json'),
    JSON.stringify({ ...calmSettings, ...settings }, null, 2),
  );
  // Sockets and caches of this server stay in its own folder; without a gallery it has nobody to call.
  const env = { ...process.env, HOME: state, TMPDIR: state, XDG_RUNTIME_DIR: state, EXTENSIONS_GALLERY: '{}' };
  const program = join(vscodeFolder, 'out', 'server-main.js');
  const places = ['--server-data-dir', state, '--user-data-dir', join(state, 'data')];
  const words = [program, ...places, '--extensions-dir', join(state, 'extensions'), '--accept-server-license-terms'];
  if (vsix !== undefined) {
    await promisify(execFile)(process.execPath, [...words, '--install-extension', resolve(vsix)], { env });
  }
  const serving = ['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--disable-workspace-trust'];
  const driver = testDriver ? ['--enable-smoke-test-driver'] : [];
  const child = spawn(process.execPath, [...words, ...serving, '--telemetry-level', 'off', ...driver], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // In a process group of its own, which ends as one.
    detached: true,
  });
  const ended = new Promise((done) => child.once('exit', done));
  let output = '';
  const port = await new Promise((found, failed) => {
    const listen = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
      const [, digits] = /Web UI available at http:\/\/localhost:(\d+)/.exec(output) ?? [];
      if (digits !== undefined && output.includes('Extension host agent started')) found(Number(digits));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => failed(new Error(`VS Code's server ended with code ${code}:\n${output}`)));
  });
  return {
    port,
    origin: `http://localhost:${port}`,
    address: (view) => address(`localhost:${port}`, view),
    log: () => output,
    async stop() {
      if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      await ended;
      await rm(state, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
    },
  };
}

/**
 * The address of a view, without its origin.
 * @param {string} authority host and port as the browser names them
 * @param {View} view
 */
export function address(authority, { folder, file, extension, tests }) {
  const remote = (/** @type {string} */ path) => `vscode-remote://${authority}${resolve(path)}`;
  const payload = [
    ['skipWelcome', 'true'],
    ...(file === undefined ? [] : [['openFile', remote(file)]]),
    ...(extension === undefined ? [] : [['extensionDevelopmentPath', remote(extension)]]),
    ...(tests === undefined
      ? []
      : [
          ['extensionTestsPath', remote(tests)],
          ['enableProposedApi', ''],
        ]),
  ];
  return `/?folder=${encodeURIComponent(resolve(folder))}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}
