/**
 * `npm run verify:peers`: results of Memb beside those of other programs, from Debian: NEURON (its nernst and ghk, its own
 * hh, and a channel through nocmodl), XPPAUT, Brian2. Prints a table of differences and what each takes as a whole
 * process; says what could not be had. Fails where a difference is larger than allowed.
 */
import { readFileSync } from 'node:fs';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { runToEnd } from '../../language/analysis/run.js';
import { letsOf, modelOf } from '../language/values.js';
import { answerOf, compileMechanisms, folderWith, installPeers, python } from './peers/processes.js';

interface Row {
  readonly peer: string;
  readonly what: string;
  readonly memb: number;
  readonly theirs: number;
  readonly unit: string;
  /** In this unit, or a share of the value where that is larger. */
  readonly allowed: number;
}

interface Course {
  /** Rises through 0 mV, ms. */
  readonly spikes: readonly number[];
  /** At the end, mV. */
  readonly V: number;
}

const rows: Row[] = [];
const times: [string, number][] = [];
const absent = installPeers();

async function memb(file: string, experiment: string): Promise<Course> {
  const model = await modelOf(readFileSync(`media/examples/${file}`, 'utf8'));
  const run = runToEnd(model, experiment, defaultSymbols(model), { tolerance: 1e-10 });
  if (!run.ok) throw new Error(run.failure.message);
  const { spikes, duration, sample } = run.value;
  return { spikes: spikes.map(({ time }) => time * 1e3), V: sample([duration]).V[0]! * 1e3 };
}

/** From samples, crossings on the straight line between two. */
function courseOf(times: readonly number[], V: readonly number[]): Course {
  const spikes = V.flatMap((value, i) => {
    const before = V[i - 1];
    if (before === undefined || before >= 0 || value < 0) return [];
    return [times[i - 1]! + ((times[i]! - times[i - 1]!) * -before) / (value - before)];
  });
  return { spikes, V: V.at(-1)! };
}

function compare(peer: string, ours: Course, theirs: Course, allowed: { time: number; V: number }): void {
  rows.push({ peer, what: 'spikes', memb: ours.spikes.length, theirs: theirs.spikes.length, unit: '', allowed: 0 });
  const pairs = [
    ['first spike', 0],
    ['last spike', -1],
  ] as const;
  for (const [what, at] of pairs)
    rows.push({
      peer,
      what,
      memb: ours.spikes.at(at)!,
      theirs: theirs.spikes.at(at)!,
      unit: 'ms',
      allowed: allowed.time,
    });
  rows.push({ peer, what: 'V at the end', memb: ours.V, theirs: theirs.V, unit: 'mV', allowed: allowed.V });
}

async function attempt(peer: string, work: () => Promise<void> | void): Promise<void> {
  try {
    await work();
  } catch (error) {
    absent.push(`${peer}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const axon = await memb('squid-axon.memb', 'Spikes');
const muscle = await memb('morris-lecar.memb', 'Constant');

await attempt('NEURON’s h.nernst and h.ghk', async () => {
  const cases = [
    ['K', '+', 1, 140, 4, 37],
    ['Na', '+', 1, 12, 145, 6.3],
    ['Cl', '-', -1, 7, 120, 25],
    ['Ca', '2+', 2, 1e-4, 1.5, 36],
  ] as const;
  for (const [name, sign, z, inside, outside, celsius] of cases) {
    const text = `membrane Cell { temperature = ${celsius} degC }
ion ${name} ${sign} { in = ${inside} mM, out = ${outside} mM }
channel Pore permeates ${name} 1 { permeability = 1e-6 cm/s }
let E = ${name}.E
let I = Pore.I`;
    const V = -60;
    const { E, I } = letsOf(await modelOf(text), V * 1e-3);
    const asked = JSON.stringify([[V, inside, outside, z, celsius]]);
    const [answer] = python(folderWith(), 'neuron_constants.py', asked).value as [number, number][];
    const [nernst, ghk] = answer!;
    rows.push(
      { peer: 'NEURON nernst', what: `E of ${name}`, memb: E! * 1e3, theirs: nernst, unit: 'mV', allowed: 1e-6 },
      {
        peer: 'NEURON ghk',
        what: `I of ${name}`,
        memb: I! * 1e5,
        theirs: ghk,
        unit: 'mA/cm² at 1 cm/s',
        allowed: 1e-6,
      },
    );
  }
});

await attempt('NEURON’s own hh', () => {
  const { value, milliseconds } = python(folderWith(), 'neuron_axon.py', 'hh');
  compare('NEURON hh', axon, value as Course, { time: 1e-4, V: 1e-3 });
  times.push(['NEURON, its own hh', milliseconds]);
});

await attempt('NEURON, a channel through nocmodl', () => {
  const folder = folderWith('axon.mod');
  const compiling = compileMechanisms(folder);
  const { value, milliseconds } = python(folder, 'neuron_axon.py', 'axon');
  compare('NEURON nocmodl', axon, value as Course, { time: 1e-4, V: 1e-3 });
  times.push(['NEURON, axon.mod compiled and run', compiling + milliseconds]);
});

for (const [file, ours, label] of [
  ['axon.ode', axon, 'squid axon'],
  ['muscle.ode', muscle, 'Morris–Lecar'],
] as const) {
  await attempt(`XPPAUT, ${label}`, () => {
    const folder = folderWith(file);
    const { milliseconds } = answerOf(folder, 'xppaut', file, '-silent');
    const table = readFileSync(`${folder}/output.dat`, 'utf8').trim().split('\n');
    const columns = table.map((line) => line.trim().split(/\s+/).map(Number));
    const course = courseOf(
      columns.map(([t]) => t!),
      columns.map(([, V]) => V!),
    );
    compare(`XPPAUT ${label}`, ours, course, { time: 1e-3, V: 1e-3 });
    times.push([`XPPAUT, ${label}`, milliseconds]);
  });
}

for (const [name, ours, label] of [
  ['axon', axon, 'squid axon'],
  ['muscle', muscle, 'Morris–Lecar'],
] as const) {
  await attempt(`Brian2, ${label}`, () => {
    const { value, milliseconds } = python(folderWith(), 'brian.py', name);
    const { step, V } = value as { step: number; V: number[] };
    const course = courseOf(
      V.map((_, i) => i * step),
      V,
    );
    compare(`Brian2 ${label}`, ours, course, { time: 5e-3, V: 0.01 });
    times.push([`Brian2, ${label}`, milliseconds]);
  });
}

for (const [file, label] of [
  ['squid-axon.memb', 'squid axon'],
  ['morris-lecar.memb', 'Morris–Lecar'],
] as const) {
  const { milliseconds } = answerOf('.', process.execPath, 'dist/memb.cjs', 'run', `media/examples/${file}`, '--csv');
  times.unshift([`Memb, ${label}`, milliseconds]);
}

const differs = ({ memb, theirs, allowed }: Row): boolean =>
  !(Math.abs(memb - theirs) <= Math.max(allowed, allowed * Math.abs(memb)));
const cells = rows.map((row) => [
  row.peer,
  row.what,
  `${Number(row.memb.toPrecision(10))} ${row.unit}`,
  String(Number(row.theirs.toPrecision(10))),
  Math.abs(row.memb - row.theirs).toExponential(1),
  differs(row) ? 'TOO FAR' : 'ok',
]);
printTable(['peer', 'what', 'Memb', 'peer', 'difference', ''], cells);
console.log('\nWhole processes, from the edited file to the result, wall time:');
printTable(
  ['', 'ms'],
  times.map(([what, ms]) => [what, ms.toFixed(0)]),
);
for (const reason of absent) console.log(`Not compared: ${reason}.`);
process.exitCode = rows.length === 0 || rows.some(differs) ? 1 : 0;

function printTable(header: readonly string[], body: readonly (readonly string[])[]): void {
  const widths = header.map((cell, i) => Math.max(cell.length, ...body.map((line) => line[i]!.length)));
  for (const line of [header, ...body])
    console.log(
      line
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    );
}
