// Bundles everything that runs. Usage: node esbuild.mjs [all | product | tests] [--watch] [--production]
import { context, build } from 'esbuild';
import { existsSync, readdirSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const what = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? 'all';

const common = { bundle: true, sourcemap: !production, minify: production, logLevel: 'warning', metafile: true, target: 'es2023' };

/** One entry a bundle; test/structure reads dist/meta/<name>.json to see what each one holds. */
const product = [
  { name: 'client', entry: 'client/extension.node.ts', platform: 'node', format: 'cjs', external: ['vscode'] },
  { name: 'client.browser', entry: 'client/extension.browser.ts', platform: 'browser', format: 'cjs', external: ['vscode'] },
  { name: 'server', entry: 'server/main.node.ts', platform: 'node', format: 'cjs' },
  { name: 'server.browser', entry: 'server/main.browser.ts', platform: 'browser', format: 'iife' },
  { name: 'page', entry: 'media/page.ts', platform: 'browser', format: 'iife' },
  { name: 'worker', entry: 'media/worker.ts', platform: 'browser', format: 'iife' },
  { name: 'memb', entry: 'server/memb.ts', platform: 'node', format: 'cjs', banner: { js: '#!/usr/bin/env node' } },
];

async function bundle({ name, entry, ...options }) {
  if (!existsSync(entry)) return;
  const settings = { ...common, ...options, entryPoints: [entry], outfile: `dist/${name}.${options.format === 'cjs' ? 'cjs' : 'js'}` };
  if (watch) return (await context(settings)).watch();
  const { metafile } = await build(settings);
  mkdirSync('dist/meta', { recursive: true });
  writeFileSync(`dist/meta/${name}.json`, JSON.stringify(metafile));
}

/** Every test file on its own, packages left outside, so that mocha's reports name the file. */
async function bundleTests() {
  const files = readdirSync('test', { recursive: true }).map((file) => join('test', file));
  const entryPoints = files.filter((file) => file.endsWith('.test.ts'));
  if (entryPoints.length === 0) return;
  await build({ ...common, sourcemap: 'inline', minify: false, entryPoints, outdir: 'out/test', outbase: 'test', platform: 'node', format: 'esm', packages: 'external', external: ['vscode'], outExtension: { '.js': '.mjs' } });
}

if (what !== 'tests') await Promise.all(product.map(bundle));
if (what !== 'product') await bundleTests();
