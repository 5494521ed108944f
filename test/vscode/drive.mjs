/** A VS Code window in a real browser, used as a person does: by keyboard, mouse and eye. */
import { launchChromium } from '../browser.mjs';
import { serve } from './serve.mjs';
import { installServer } from './server-install.mjs';

/**
 * @typedef {object} Window
 * @property {import('playwright-core').Page} page
 * @property {() => readonly string[]} foreignHosts every host but this machine that the page has asked for anything
 * @property {() => readonly string[]} errors that nothing in the page has caught
 * @property {(name: string) => Promise<void>} openFile by its name, as with Ctrl+P
 * @property {(title: string) => Promise<void>} runCommand by its title in the palette
 * @property {(word: string, occurrence?: number) => Promise<string>} hover over a word in the editor; answers with
 *   what the hover says
 * @property {(text: string) => Promise<void>} typeAtEnd of the file
 * @property {(text: string) => Promise<void>} remembers waits until the layout that a reload brings back holds a text:
 *   VS Code writes it down some seconds after it has changed
 * @property {() => import('playwright-core').FrameLocator} webview the inside of the webview that is shown
 * @property {() => Promise<void>} close
 */

/**
 * Opens a window on a folder, with an extension under development or a packaged one.
 * @param {object} options
 * @param {string} options.workspace
 * @param {string} [options.extension] folder of the extension
 * @param {string} [options.vsix] file to install
 * @param {object} [options.settings] the user's settings
 * @param {{ width: number, height: number }} [options.size] in the browser's pixels
 * @param {number} [options.scale] of a screenshot's pixels to those
 * @param {'light' | 'dark'} [options.theme]
 * @returns {Promise<Window>}
 */
export async function openWindow(options) {
  const { workspace, extension, vsix, settings = {}, size = { width: 1400, height: 850 }, scale, theme } = options;
  await installServer();
  const server = await serve({
    settings: { 'editor.hover.delay': 100, ...settings },
    ...(extension === undefined ? {} : { extension }),
    ...(vsix === undefined ? {} : { vsix }),
  });
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: size, deviceScaleFactor: scale ?? 1, colorScheme: theme ?? 'light' });
  // Of slow machines: nothing here is a measurement.
  page.setDefaultTimeout(120_000);
  const hosts = new Set();
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    // Under the second name a webview asks for the extension's files; VS Code answers without asking the internet.
    if (protocol.startsWith('http') && !/(^|\.)(localhost|vscode-cdn\.net)$/.test(hostname)) hosts.add(hostname);
  });
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(server.origin + server.address({ folder: workspace }));
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  return {
    page,
    foreignHosts: () => [...hosts],
    // VS Code throws this one itself, when it no longer wants an answer.
    errors: () => errors.filter((message) => message !== 'Canceled'),
    async openFile(name) {
      await pick(page, 'Control+p', name);
      await page.locator('.tab.active', { hasText: name }).waitFor();
      await page.locator('.editor-instance .view-line').first().waitFor();
    },
    runCommand: (title) => pick(page, 'F1', title),
    hover: (text, occurrence = 0) => hover(page, text, occurrence),
    async typeAtEnd(text) {
      await page.locator('.editor-instance .view-lines').first().click();
      await page.keyboard.press('Control+End');
      await page.keyboard.type(text);
    },
    async remembers(text) {
      while (!(await layoutHolds(page, text))) await page.waitForTimeout(250);
    },
    webview: () => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame'),
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} key that brings up the list
 * @param {string} text of the entry
 */
async function pick(page, key, text) {
  await page.keyboard.press(key);
  await page.locator('.quick-input-widget .quick-input-box input').waitFor();
  await page.keyboard.type(text);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().waitFor();
  await page.keyboard.press('Enter');
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} word
 * @param {number} occurrence
 */
async function hover(page, word, occurrence) {
  const token = new RegExp(`^\\s*${word}\\s*$`);
  const place = page.locator('.view-line span span', { hasText: token }).nth(occurrence);
  const shown = page.locator('.monaco-hover:not(.hidden) .hover-row').first();
  // An earlier hover would be read in place of the new one.
  await page.mouse.move(5, 5);
  await page.locator('.monaco-hover:not(.hidden)').waitFor({ state: 'hidden' });
  await place.hover();
  return (await shown.innerText()).trim();
}

/**
 * Whether what VS Code keeps of the editors of this window, in the browser's own store, holds a text.
 * @param {import('playwright-core').Page} page
 * @param {string} text
 */
function layoutHolds(page, text) {
  return page.evaluate(async (wanted) => {
    /** @param {IDBRequest} request */
    const answer = (request) =>
      new Promise((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
    for (const { name } of await indexedDB.databases()) {
      if (!name?.startsWith('vscode-web-state-db-')) continue;
      const database = await answer(indexedDB.open(name));
      const layout = await answer(
        database.transaction('ItemTable').objectStore('ItemTable').get('memento/workbench.parts.editor'),
      );
      database.close();
      if (typeof layout === 'string' && layout.includes(wanted)) return true;
    }
    return false;
  }, text);
}
