/** `npm run screenshots`: the README's pictures, of a real window, in a light and a dark theme. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from '../browser.mjs';
import { openWindow } from './drive.mjs';

const folder = join('media', 'images');

const width = 1280;
const height = 830;
/** Height of the bar that says that an extension is being developed, which is not what the pictures are about. */
const titleBar = 30;

const settings = {
  'memb.preview.openAutomatically': true,
  'workbench.activityBar.location': 'hidden',
  'workbench.statusBar.visible': false,
};

/**
 * What there is to see, each in a window of its own.
 * @type {readonly { name: string, file: string, show?: (window: import('./drive.mjs').Window) => Promise<unknown> }[]}
 */
const pictures = [
  { name: 'neuron-at-rest', file: 'neuron-at-rest.memb' },
  { name: 'hover', file: 'neuron-at-rest.memb', show: hoverPotassium },
  { name: 'squid-axon', file: 'squid-axon.memb' },
];

/** @param {import('./drive.mjs').Window} window */
async function hoverPotassium(window) {
  await window.hover('K');
  // A hover fades in.
  await window.page.waitForTimeout(1000);
}

ensureChromium();
mkdirSync(folder, { recursive: true });
for (const theme of /** @type {const} */ (['light', 'dark'])) {
  for (const { name, file, show } of pictures) {
    const path = join(folder, `${name}-${theme}.png`);
    const size = { width, height };
    const window = await openWindow({ workspace: join('media', 'examples'), extension: '.', settings, size, theme });
    try {
      await window.openFile(file);
      await window.page.keyboard.press('Control+b');
      await window.webview().locator('canvas').first().waitFor();
      // The last frame of a chart's entrance, and of the sidebar's leave, are not announced.
      await window.page.waitForTimeout(3000);
      await show?.(window);
      await window.page.screenshot({ path, clip: { x: 0, y: titleBar, width, height: height - titleBar } });
      console.log(path);
    } finally {
      await window.close();
    }
  }
}
