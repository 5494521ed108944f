/**
 * `npm run bench`: what the solver costs, side by side with CVODE in C at equal error.
 * Usage: npm run bench -- [solver] [--json FILE]
 */
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { prepareRivals } from './rivals.js';
import { compareWorks, solverFigures } from './solver.js';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
const [what = 'solver'] = positionals;
if (what !== 'solver') throw new Error(`There is no bench called ${what}; there is solver.`);

prepareRivals();
console.log(`Processor times, medians of turns; load of the machine ${loadavg()[0]!.toFixed(1)}.\n`);
const figures = await solverFigures(await compareWorks());
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
