/** The real page in a real browser, with this test in the place of the editor. */
import { readFileSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { previewDocument } from '../../client/preview-document.js';
import type { CompiledDocument, HostMessage, PageMessage } from '../../language/protocol.js';
import type { Model } from '../../language/model/model.js';
import { themeVariables, type ThemeName } from './themes.js';

const ORIGIN = 'http://memb.test';
const files: Readonly<Record<string, readonly [path: string, type: string]>> = {
  '/page.css': ['media/page.css', 'text/css'],
  '/page.js': ['dist/page.js', 'text/javascript'],
  '/worker.js': ['dist/worker.js', 'text/javascript'],
  '/worker.whole.js': ['dist/worker.whole.js', 'text/javascript'],
};

let browser: Promise<Browser> | undefined;

export interface PreviewOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: ThemeName;
}

export interface Preview {
  readonly page: Page;
  /** What the console complained of, CSP violations included. */
  readonly complaints: string[];
  send(message: HostMessage): Promise<void>;
  /** Sends a good document and waits until all of it is shown. */
  show(model: Model, version?: number): Promise<void>;
  settled(): Promise<void>;
  posted(): Promise<PageMessage[]>;
  /** A data attribute of the first element that `selector` finds, as a number. */
  number(selector: string, attribute: string): Promise<number>;
  close(): Promise<void>;
}

export function documentOf(model: Model, version = 1): CompiledDocument {
  return { uri: 'file:///models/test.memb', version, model, problems: [] };
}

export async function openPreview({
  width = 700,
  height = 900,
  theme = 'light',
}: PreviewOptions = {}): Promise<Preview> {
  browser ??= chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const page = await (await browser).newPage({ viewport: { width, height } });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.route(`${ORIGIN}/**`, (route) => {
    const path = new URL(route.request().url()).pathname;
    const file = files[path];
    if (file) return route.fulfill({ body: readFileSync(file[0]), contentType: file[1] });
    if (path !== '/') return route.fulfill({ status: 404 });
    const body = previewDocument({
      style: '/page.css',
      script: '/page.js',
      worker: '/worker.js',
      wholeWorker: '/worker.whole.js',
      source: ORIGIN,
    });
    return route.fulfill({
      body: body.replace('<body>', `<body class="${themeVariables[theme].bodyClass}">`),
      contentType: 'text/html',
    });
  });
  await page.addInitScript(standInForEditor, { variables: themeVariables[theme].variables });
  await page.goto(ORIGIN);

  const preview: Preview = {
    page,
    complaints,
    send: (message) => page.evaluate((sent) => window.postMessage(sent, '*'), message),
    async show(model, version = 1) {
      await preview.send({
        type: 'document',
        document: documentOf(model, version),
        fileName: 'test.memb',
        pinned: false,
      });
      await page.waitForSelector(`#memb[data-version="${version}"]`);
      await preview.settled();
    },
    async settled() {
      await page.waitForSelector('#memb[data-busy="false"]', { timeout: 15_000 });
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    },
    posted: () => page.evaluate(() => (window as unknown as { posted: PageMessage[] }).posted),
    async number(selector, attribute) {
      return Number(await page.locator(selector).first().getAttribute(attribute));
    },
    close: () => page.close(),
  };
  return preview;
}

/** After the last test of a file. */
export async function closeBrowser(): Promise<void> {
  const opened = browser;
  browser = undefined;
  await (await opened)?.close();
}

/** Runs in the page, before its script: what VS Code puts into a webview. State outlives a reload there, too. */
function standInForEditor({ variables }: { variables: Readonly<Record<string, string>> }): void {
  const posted: unknown[] = [];
  Object.assign(window, {
    posted,
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => posted.push(structuredClone(message)),
      getState: () => (JSON.parse(sessionStorage.getItem('state') ?? 'null') as object | null) ?? undefined,
      setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
    }),
  });
  new MutationObserver((_, observer) => {
    observer.disconnect();
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
  }).observe(document, { childList: true });
}
