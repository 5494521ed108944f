/**
 * Runs the VS Code suite where there is no desktop: VS Code's server here, its workbench in Chromium.
 * How the page is told what to run, and tells what came of it, is VS Code's own way for its integration tests.
 */
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { format } from 'node:util';
import { ensureChromium, launchChromium } from '../browser.mjs';
import { installServer, vscodeFolder } from './server-install.mjs';
import { serve } from './serve.mjs';

const limitSeconds = 300;

/** Lines that VS Code itself prints: about its connection, and about what it does not find without an internet. */
const vscodeNoise =
  /^(\[(remote-connection|reconnection|Service Worker)|Creat|Resolv|Updating|ChatSessionStore|Error while getting|getaddrinfo|Ignoring|Request to|Loading|Canceled)/;

/**
 * Answers with the suite's exit code.
 * @param {{ web: boolean }} host whether extensions run in a worker of the browser, as on vscode.dev, or in Node
 * @param {string} [extension] its folder
 * @param {string} [folder] the workspace
 */
export async function runInBrowser({ web }, extension = '.', folder = join('media', 'examples')) {
  await installServer();
  ensureChromium();
  const server = await serve({ testDriver: true, ...(web ? {} : { extension }) });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    page.on('pageerror', (error) => console.error(`In the page: ${error.message}`));
    await page.exposeFunction('codeAutomationLog', (/** @type {string} */ _kind, /** @type {unknown[]} */ words) => {
      const line = format(...words);
      if (!vscodeNoise.test(line)) console.log(line);
    });
    const exit = new Promise((found) => void page.exposeFunction('codeAutomationExit', found));
    if (web) await developInWorker(page, server.port, extension);
    const tests = join('out', 'vscode', 'suite.cjs');
    await page.goto(server.origin + server.address(web ? { folder } : { folder, tests }));
    const late = new Promise((_, fail) => {
      const message = `No answer in ${limitSeconds} s.\n${server.log()}`;
      setTimeout(() => fail(new Error(message)), limitSeconds * 1000).unref();
    });
    return Number(await Promise.race([exit, late]));
  } finally {
    await browser.close();
    await server.stop();
  }
}

/**
 * Hands the extension and its suite to the worker host. It takes them by http alone, so for the time of this run
 * the extension's folder appears among the files that the server gives out.
 * @param {import('playwright-core').Page} page
 * @param {number} port
 * @param {string} extension
 */
async function developInWorker(page, port, extension) {
  const name = `extension-${process.pid}`;
  const link = join(vscodeFolder, name);
  symlinkSync(resolve(extension), link);
  process.on('exit', () => rmSync(link, { force: true }));
  const { quality, commit } = JSON.parse(readFileSync(join(vscodeFolder, 'product.json'), 'utf8'));
  const uri = (/** @type {string} */ path) => ({
    scheme: 'http',
    authority: `localhost:${port}`,
    path: `/${quality}-${commit}/static/${name}${path}`,
  });
  const development = { extensions: [uri('')], extensionTestsPath: uri('/out/vscode/suite.browser.js') };
  // The workbench reads its configuration from an attribute of its page.
  await page.addInitScript((options) => {
    const read = Element.prototype.getAttribute;
    Element.prototype.getAttribute = function (/** @type {string} */ attribute) {
      const value = read.call(this, attribute);
      if (this.id !== 'vscode-workbench-web-configuration' || attribute !== 'data-settings' || !value) return value;
      const configuration = JSON.parse(value);
      return JSON.stringify({
        ...configuration,
        developmentOptions: { ...configuration.developmentOptions, ...options },
      });
    };
  }, development);
}
