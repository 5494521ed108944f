/** Starts the VS Code of server-install.mjs on this machine, for `npm start` and for the tests alike. */
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { vscodeFolder } from './server-install.mjs';

/** A window without anything that is not about the file at hand, and that asks nothing of the internet. */
const calmSettings = {
  'workbench.startupEditor': 'none',
  'workbench.iconTheme': 'vs-seti',
  'workbench.preferredLightColorTheme': 'Default Light Modern',
  'workbench.preferredDarkColorTheme': 'Default Dark Modern',
  'window.autoDetectColorScheme': true,
  'workbench.tips.enabled': false,
  'editor.minimap.enabled': false,
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
 * @property {string} [tests] module exporting run(), for the extension host to run
 */

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {string} origin
 * @property {(view: View, authority?: string) => string} address of a page, below the origin; `authority` is host and
 *   port as the browser names them, if not those of the server itself
 * @property {() => string} log what the server has printed
 * @property {() => Promise<void>} stop ends the server and all it started, and removes its files
 */

/**
 * Starts a server; answers once it listens.
 * @param {object} [options]
 * @param {string} [options.extension] folder of an extension under development
 * @param {string} [options.vsix] packaged extension to install
 * @param {object} [options.settings] the user's settings
 * @param {boolean} [options.testDriver] whether a page may run a test suite
 * @returns {Promise<Server>}
 */
export async function serve({ extension, vsix, settings = {}, testDriver = false } = {}) {
  const state = mkdtempSync(join(tmpdir(), 'memb-vscode-'));
  mkdirSync(join(state, 'data', 'User'), { recursive: true });
  writeFileSync(
    join(state, 'data', 'User', 'settings.json'),
    JSON.stringify({ ...calmSettings, ...settings }, null, 2),
  );
  const link = extension === undefined ? undefined : linkExtension(extension, state);
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
    address: (view, authority = `localhost:${port}`) => address(view, authority, link),
    log: () => output,
    async stop() {
      if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      await ended;
      await rm(state, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
    },
  };
}

/**
 * VS Code takes a theme for the extension's own when it lies below the extension's folder, and shows it. As VS Code
 * itself lies there, it is given another way to the same folder.
 * @param {string} extension
 * @param {string} state
 */
function linkExtension(extension, state) {
  const link = join(state, 'extension');
  symlinkSync(resolve(extension), link);
  return link;
}

/**
 * @param {View} view
 * @param {string} authority
 * @param {string | undefined} extension
 */
function address({ folder, file, tests }, authority, extension) {
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
