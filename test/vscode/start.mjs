/**
 * Opens Memb to try it: in the desktop's VS Code if there is one, else in a VS Code in the browser.
 * Usage: npm start [-- --port N] [-- --browser]     the environment variable PORT does the same as --port
 */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium } from '../browser.mjs';
import { hasScreen, onPath } from '../machine.mjs';
import { openFrontDoor } from './front-door.mjs';
import { serve } from './serve.mjs';
import { installServer } from './server-install.mjs';

const examples = join('media', 'examples');
const first = 'neuron-at-rest.memb';

const { values } = parseArgs({ options: { port: { type: 'string' }, browser: { type: 'boolean', default: false } } });
const port = Number(values.port ?? process.env['PORT'] ?? 3773);

const settings = { 'memb.preview.openAutomatically': true };
const workspace = copyExamples();
const copied = lastChange();
const desktop = values.browser || !hasScreen() ? undefined : (onPath('code') ?? onPath('codium'));
if (desktop === undefined || !openDesktop(desktop)) await openBrowser();

/** The examples in a folder of their own, so that trying things out leaves the repository as it is. */
function copyExamples() {
  const folder = join(mkdtempSync(join(tmpdir(), 'memb-')), 'examples');
  cpSync(examples, folder, { recursive: true });
  return folder;
}

/** @param {string} program */
function openDesktop(program) {
  mkdirSync(join(workspace, '.vscode'));
  writeFileSync(join(workspace, '.vscode', 'settings.json'), JSON.stringify(settings, null, 2));
  const words = ['--extensionDevelopmentPath', resolve('.'), workspace, join(workspace, first)];
  const opened = spawnSync(program, words, { stdio: 'inherit' }).status === 0;
  if (opened) console.log(`Memb is open in VS Code. The examples there are copies, in ${workspace}.`);
  return opened;
}

async function openBrowser() {
  await installServer();
  const server = await serve({ extension: '.', settings });
  const view = { folder: workspace, file: join(workspace, first) };
  const door = await openFrontDoor(server, view, port);
  const url = `http://localhost:${door.port}/`;
  const stop = async () => {
    door.close();
    await server.stop();
    removeExamples();
    process.exit();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);
  const browser = hasScreen() ? (onPath('xdg-open') ?? onPath('open') ?? findChromium()) : undefined;
  if (browser !== undefined) spawn(browser, [url], { stdio: 'ignore', detached: true }).unref();
  console.log(
    `\nMemb is open in VS Code at ${url}\n\n${browser ? '' : 'Open this address in a browser. '}Ctrl+C ends it.`,
  );
}

/** Removes the copies, unless someone has worked on them. */
function removeExamples() {
  if (lastChange() === copied) rmSync(dirname(workspace), { recursive: true });
  else console.log(`What you have changed is kept in ${workspace}.`);
}

function lastChange() {
  const files = readdirSync(workspace, { recursive: true }).map((name) => join(workspace, String(name)));
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}
