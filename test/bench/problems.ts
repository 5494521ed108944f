/** The four pieces of work that the solver is measured by, each read from its text as a user's would be. */
import { readFileSync } from 'node:fs';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import type { Injection, Model } from '../../language/model/model.js';
import { prepareRun } from '../../language/analysis/run.js';
import { compileText } from './compile-text.js';
import { hodgkinHuxley, hodgkinHuxleyStart } from './hodgkin-huxley.js';

export interface BenchCase {
  /** Symbol vector: parameters count. */
  readonly symbols: Float64Array;
  readonly start: readonly number[];
}

export interface BenchProblem {
  readonly key: string;
  readonly title: string;
  readonly model: Model;
  readonly injections: readonly Injection[];
  /** One, or those of a sweep. */
  readonly cases: readonly BenchCase[];
  /** s. */
  readonly duration: number;
  /** Where solutions are compared, s, rising. */
  readonly grid: Float64Array;
  /** Components whose largest error counts, and what turns it into `unit`. */
  readonly components: readonly number[];
  readonly perUnit: number;
  readonly unit: string;
  /** The error that both sides have to meet. */
  readonly accuracy: number;
}

export async function firstWork(): Promise<BenchProblem> {
  return {
    key: 'w1',
    title: 'W1 Hodgkin–Huxley, 1 s of spiking',
    ...(await axon([10])),
    accuracy: 0.03,
  };
}

/** The f–I curve of W1's model. */
export async function sweepWork(): Promise<BenchProblem> {
  const currents = Array.from({ length: 100 }, (_, i) => 0.5 * (i + 1));
  return { key: 'sweep', title: 'f–I curve, 100 × 1 s', ...(await axon(currents)), accuracy: 0.03 };
}

async function axon(currents: readonly number[]): Promise<Omit<BenchProblem, 'key' | 'title' | 'accuracy'>> {
  const model = await hodgkinHuxley();
  const cases = currents.map((current) => {
    const symbols = defaultSymbols(model);
    symbols[model.parameters[0]!.symbol] = current * 0.01;
    return { symbols, start: hodgkinHuxleyStart };
  });
  const { injections } = model.experiments[0]!;
  return { model, injections, cases, duration: 1, grid: evenly(0, 1, 1e-4), ...millivolts };
}

export async function secondWork(): Promise<BenchProblem> {
  const beats = 10;
  const text = readFileSync('test/reference/luo-rudy-smooth.memb', 'utf8').replace(/experiment Beat \{[^}]*\}/, () => {
    const stimuli = Array.from({ length: beats }, (_, i) => `inject 80 uA/cm^2 from ${i}.05 s to ${i}.0505 s`);
    return `experiment Beats {\n duration = ${beats} s\n start = -84.5286 mV\n ${stimuli.join('\n ')}\n plot V\n}`;
  });
  const upstrokes = Array.from({ length: beats }, (_, beat) => [...evenly(beat + 0.05, beat + 0.06, 5e-5)]);
  return {
    key: 'w2',
    title: 'W2 Luo–Rudy 1991, 10 beats',
    ...(await firstExperiment(text)),
    grid: merged([...evenly(0, beats, 1e-3)], upstrokes.flat()),
    ...millivolts,
    accuracy: 0.01,
  };
}

export async function thirdWork(): Promise<BenchProblem> {
  const experiment = await firstExperiment(readFileSync('test/bench/models/ion-concentrations.memb', 'utf8'));
  const during = Array.from({ length: 6 }, (_, i) => [...evenly(10 + 100 * i, 15.05 + 100 * i, 5e-4)]);
  const moving = experiment.model.states.flatMap(({ name }, i) => (/\.(in|out)$/.test(name) ? [i + 1] : []));
  return {
    key: 'w3',
    title: 'W3 ion concentrations, 600 s',
    ...experiment,
    grid: merged([...evenly(0, experiment.duration, 0.1)], during.flat()),
    components: moving,
    perUnit: 1,
    unit: 'mM',
    accuracy: 1e-3,
  };
}

export async function fourthWork(): Promise<BenchProblem> {
  return {
    key: 'w4',
    title: 'W4 60 states of kinetic schemes, 1 s of spiking',
    ...(await firstExperiment(readFileSync('test/bench/models/markov-neuron.memb', 'utf8'))),
    grid: evenly(0, 1, 1e-4),
    ...millivolts,
    accuracy: 0.1,
  };
}

/** The first experiment of a text, with its own parameters. */
async function firstExperiment(
  text: string,
): Promise<Pick<BenchProblem, 'model' | 'injections' | 'cases' | 'duration'>> {
  const model = await compileText(text);
  const symbols = defaultSymbols(model);
  const { name, injections } = model.experiments[0]!;
  const run = prepareRun(model, name, symbols);
  if (!run.ok) throw new Error(run.failure.message);
  const { duration, options } = run.value;
  return { model, injections, cases: [{ symbols, start: Array.from(options.start) }], duration };
}

const millivolts = { components: [0], perUnit: 1e3, unit: 'mV' };

function evenly(from: number, to: number, step: number): Float64Array {
  const count = Math.round((to - from) / step);
  return Float64Array.from({ length: count + 1 }, (_, i) => (i === count ? to : from + (i / count) * (to - from)));
}

function merged(...parts: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from([...new Set(parts.flat())].sort((a, b) => a - b));
}
