/** The real browser that pages are tested in. */
import { readdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { installDebianPackages, onPath } from './machine.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Keeps a headless Chromium from calling home, which fills logs where there is no internet. */
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

/** Needed in containers: there Chromium has no sandbox of its own and no graphics. */
const contained = ['--no-sandbox', '--disable-gpu', '--disable-quic'];

/** Path of a Chromium: the environment variable CHROMIUM, else the first on PATH. */
export function findChromium() {
  return process.env['CHROMIUM'] ?? names.map(onPath).find((path) => path !== undefined);
}

/** Installs Debian's Chromium, and letters for it to draw, where they are missing. */
export function ensureChromium() {
  const missing = [
    ...(findChromium() === undefined ? ['chromium'] : []),
    ...(hasFonts() ? [] : ['fonts-dejavu-core', 'fonts-liberation']),
  ];
  if (missing.length > 0) installDebianPackages(missing, 'Testing in a real browser');
}

/** Starts Chromium without a window. */
export function launchChromium() {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium here: run `npm test`, or set CHROMIUM to its path.');
  return chromium.launch({ executablePath, headless: true, args: [...quiet, ...contained] });
}

function hasFonts() {
  if (process.platform !== 'linux') return true;
  try {
    return readdirSync('/usr/share/fonts/truetype').length > 0;
  } catch {
    return false;
  }
}
