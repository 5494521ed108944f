/**
 * `npm run bench`: what the solver costs, side by side with CVODE in C at equal error.
 * Usage: npm run bench -- [all | solver | latency | growth | plots] [--json FILE]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { showGrowth } from './growth.js';
import { latencyFigures } from './latency.js';
import { prepareRivals } from './rivals.js';
import type { Figures } from './report.js';
import { compareWorks, solverFigures, type Compared } from './solver.js';
import { showTextGrowth } from './text-growth.js';
import { drawWorkPrecision } from './work-precision.js';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
const IMAGES = 'language/reference/images';

const benches: Readonly<Record<string, () => Promise<void>>> = {
  /** The figures. */
  async solver() {
    writeFigures(await solverFigures(await compareWorks()));
  },
  /** What a person waits for, which needs no rival to be built. */
  async latency() {
    writeFigures(await latencyFigures());
    await showTextGrowth();
  },
  growth: showGrowth,
  /** The diagrams of the language reference. */
  async plots() {
    draw(await compareWorks());
  },
  async all() {
    const works = await compareWorks();
    draw(works);
    writeFigures(await solverFigures(works));
    await showGrowth();
  },
};

function writeFigures(figures: Figures): void {
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
}

function draw(works: readonly Compared[]): void {
  mkdirSync(IMAGES, { recursive: true });
  writeFileSync(`${IMAGES}/work-precision.svg`, drawWorkPrecision(works));
}

const [what = 'all'] = positionals;
const bench = benches[what];
if (bench === undefined)
  throw new Error(`There is no bench called ${what}; there are ${Object.keys(benches).join(', ')}.`);
if (what !== 'latency') prepareRivals();
console.log(`Processor times, medians of turns; load of the machine ${loadavg()[0]!.toFixed(1)}.\n`);
await bench();
