// Bundles everything that runs. Usage: node esbuild.mjs [all | product | tests | bench] [--watch]
import { build, context } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { listExamples } from './client/list-examples.mjs';

const watch = process.argv.includes('--watch');
const what = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? 'all';

const common = { bundle: true, sourcemap: true, logLevel: 'warning', target: 'es2023' };

/** One entry a bundle; test/structure reads dist/meta/<name>.json to see what each one holds. */
const product = [
  { name: 'client', entry: 'client/extension.node.ts', platform: 'node', format: 'cjs', external: ['vscode'] },
  {
    name: 'client.browser',
    entry: 'client/extension.browser.ts',
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
  },
  // For a process and a web worker alike: what only one of them has is not touched in the other.
  {
    name: 'server',
    entry: 'server/main.ts',
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    plugins: [onlyInCommon()],
  },
  { name: 'page', entry: 'media/page.ts', platform: 'browser', format: 'iife' },
  {
    name: 'worker',
    entry: 'media/worker.ts',
    platform: 'browser',
    format: 'iife',
    plugins: [withoutRareParts()],
  },
  { name: 'worker.whole', entry: 'media/worker.ts', platform: 'browser', format: 'iife' },
  { name: 'memb', entry: 'server/memb.ts', platform: 'node', format: 'cjs', banner: { js: '#!/usr/bin/env node' } },
];

/**
 * Leaves out of the small worker what few models need: a module of language/ is replaced by the one of its name in
 * media/worker-parts/, which has the same exports.
 */
function withoutRareParts() {
  const folder = join('media', 'worker-parts');
  const names = new Set(readdirSync(folder).map((file) => file.replace(/\.ts$/, '')));
  return {
    name: 'without-rare-parts',
    setup({ onResolve }) {
      onResolve({ filter: /\.js$/ }, ({ path, resolveDir, kind }) => {
        const name = path.replace(/^.*\/|\.js$/g, '');
        const from = resolve(resolveDir, path);
        const isReal = ['analysis', 'units'].some((layer) => from.includes(join('language', layer)));
        if (kind === 'entry-point' || !isReal || !names.has(name)) return undefined;
        return { path: resolve(folder, `${name}.ts`) };
      });
    },
  };
}

/** The protocol's packages are Node's by their bare names; here that is what Node and browsers have in common. */
function onlyInCommon() {
  return {
    name: 'only-in-common',
    setup(build) {
      build.onResolve({ filter: /^vscode-(jsonrpc|languageserver(-protocol|-types)?)\/?$/ }, async (args) => {
        if (args.pluginData === 'found') return undefined;
        const { resolveDir, kind, path } = args;
        const found = await build.resolve(path, { resolveDir, kind, pluginData: 'found' });
        const common = found.path.replace(/lib([\\/])(?:node|browser|common)[\\/]\w+\.js$/, 'lib$1common$1api.js');
        return { path: common.replace(/lib([\\/])umd([\\/])/, 'lib$1esm$2') };
      });
    },
  };
}

/** Always minified, so that what is tested is what is shipped; only someone who watches wants to read it. */
async function bundle({ name, entry, ...options }) {
  if (!existsSync(entry)) return;
  // The extension host in a browser's worker knows no other ending than .js.
  const outfile = `dist/${name}.${options.platform === 'node' ? 'cjs' : 'js'}`;
  const settings = { ...common, ...options, minify: !watch, metafile: true, entryPoints: [entry], outfile };
  if (watch) return (await context(settings)).watch();
  const { metafile } = await build(settings);
  writeFileSync(`dist/meta/${name}.json`, JSON.stringify(metafile));
}

async function bundleProduct() {
  mkdirSync('dist/meta', { recursive: true });
  writeFileSync('dist/examples.json', JSON.stringify(listExamples('media/examples')));
  await Promise.all(product.map(bundle));
}

/** Every test file on its own, packages left outside, so that mocha's reports name the file. */
async function bundleTests() {
  const files = readdirSync('test', { recursive: true }).map((file) => join('test', file));
  const entryPoints = files.filter((file) => file.endsWith('.test.ts'));
  const places = { outdir: 'out/test', outbase: 'test', outExtension: { '.js': '.mjs' } };
  await build({
    ...common,
    ...places,
    sourcemap: 'inline',
    entryPoints,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  await Promise.all([
    bundleSuite('node', 'out/vscode/suite.cjs'),
    bundleSuite('browser', 'out/vscode/suite.browser.js'),
  ]);
}

/** What `npm run bench` runs. */
async function bundleBench() {
  const settings = { sourcemap: 'inline', platform: 'node', format: 'esm', packages: 'external' };
  const places = { outdir: 'out/bench', outExtension: { '.js': '.mjs' } };
  await build({
    ...common,
    ...settings,
    ...places,
    entryPoints: [
      'test/bench/main.ts',
      'test/bench/sweep-worker.ts',
      'test/bench/verify-random.ts',
      'test/bench/verify-peers.ts',
    ],
  });
}

/** All of test/vscode/suite in one file that exports run(), for an extension host on Node or in a browser's worker. */
async function bundleSuite(platform, outfile) {
  const suite = readdirSync('test/vscode/suite').filter((file) => file.endsWith('.ts'));
  const contents = [
    `import './host/mocha.${platform}.js';`,
    ...suite.map((file) => `import './suite/${file}';`),
    `export { run } from './host/run.js';`,
  ].join('\n');
  const external = platform === 'node' ? ['vscode', 'mocha'] : ['vscode'];
  const stdin = { contents, resolveDir: 'test/vscode', loader: 'ts' };
  await build({ ...common, sourcemap: 'inline', stdin, platform, format: 'cjs', external, outfile });
}

try {
  if (what === 'bench') await bundleBench();
  else {
    if (what !== 'tests') await bundleProduct();
    if (what !== 'product') await bundleTests();
  }
} catch {
  // esbuild has said what is wrong, and where.
  process.exitCode = 1;
}
