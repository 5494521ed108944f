/**
 * Runs the VS Code suite in one or more of the hosts that there are for extensions.
 * Usage: node test/vscode/run.mjs [desktop] [browser] [web]
 * Without a word: in Node's host of a desktop VS Code if there is one, else of one in the browser; then in a worker's.
 */
import { hasScreen } from '../machine.mjs';
import { runInBrowser } from './run-in-browser.mjs';
import { findDesktop, runInDesktop } from './run-in-desktop.mjs';

/** @type {Record<string, { title: string, run: () => Promise<number> }>} */
const hosts = {
  desktop: { title: 'Node, VS Code on the desktop', run: runInDesktop },
  browser: { title: 'Node, VS Code in the browser', run: () => runInBrowser({ web: false }) },
  web: { title: 'a worker of the browser, as on vscode.dev', run: () => runInBrowser({ web: true }) },
};

const named = process.argv.slice(2);
const best = findDesktop() !== undefined && hasScreen() ? 'desktop' : 'browser';
let failed = false;
for (const name of named.length > 0 ? named : [best, 'web']) {
  const host = hosts[name];
  if (host === undefined) throw new Error(`No such host: ${name}. There are ${Object.keys(hosts).join(', ')}.`);
  console.log(`\nExtension host: ${host.title}`);
  try {
    failed = (await host.run()) !== 0 || failed;
  } catch (error) {
    console.error(error);
    failed = true;
  }
}
process.exit(failed ? 1 : 0);
