/** What a person waits for: from text to trace, and to V_rest, on a warm process with models it has never seen. */
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { findRest } from '../../language/analysis/rest.js';
import { runToEnd } from '../../language/analysis/run.js';
import { luoRudy } from '../luo-rudy.js';
import { median } from './compare.js';
import { compileText } from './compile-text.js';
import { hodgkinHuxleyText } from './hodgkin-huxley.js';
import type { Figures } from './report.js';

const WARM_UP = 20;
const REPEATS = 25;

export async function latencyFigures(): Promise<Figures> {
  const parsing: number[] = [];
  const tracing: number[] = [];
  const resting: number[] = [];
  for (let i = 0; i < WARM_UP + REPEATS; i++) {
    const text = neverSeen(i);
    const start = processorTime();
    const model = await compileText(text);
    const compiled = processorTime();
    const symbols = defaultSymbols(model);
    const run = runToEnd(model, model.experiments[0]!.name, symbols);
    if (!run.ok || run.value.failure) throw new Error('the run failed');
    run.value.sample();
    const traced = processorTime();
    const rest = findRest(await compileText(text), symbols);
    if (!rest.ok) throw new Error(rest.failure.message);
    if (i < WARM_UP) continue;
    parsing.push(compiled - start);
    tracing.push(traced - start);
    resting.push(restOnly(await compileText(text)));
  }
  const heart = Array.from({ length: 9 }, () => restOnly(withSteadyCalcium()));
  const figures = { 'text.trace.ms': median(tracing), 'rest.ms': median(resting) };
  console.log('From text, warm, a model never seen (processor time, median)');
  console.log(
    `  to the trace of W1       ${figures['text.trace.ms'].toFixed(2)} ms, of it text to model ${median(parsing).toFixed(2)} ms`,
  );
  console.log(
    `  every V_rest of W1       ${figures['rest.ms'].toFixed(3)} ms; of Luo–Rudy ${median(heart).toFixed(2)} ms\n`,
  );
  return figures;
}

/** The squid axon with a conductance that no text before has had. */
function neverSeen(i: number): string {
  return hodgkinHuxleyText.replace('120 mS/cm^2', `${120 + 1e-6 * (i + 1)} mS/cm^2`);
}

/** Of a copy, for which nothing has been computed yet. */
function restOnly(known: Awaited<ReturnType<typeof compileText>>): number {
  const model = structuredClone(known);
  const symbols = defaultSymbols(model);
  const start = processorTime();
  const rest = findRest(model, symbols);
  const took = processorTime() - start;
  if (!rest.ok) throw new Error(rest.failure.message);
  return took;
}

/** Calcium has no closed form here; held at its resting concentration the current has three zeros. */
function withSteadyCalcium(): ReturnType<typeof luoRudy> {
  const model = luoRudy('smooth');
  const { nodes } = model.graph;
  const resting = nodes.findIndex((node) => node.op === 'const' && node.value === 1e-4);
  return {
    ...model,
    states: model.states.map((state) => (state.name === 'Ca' ? { ...state, steady: resting } : state)),
  };
}

/** ms of the whole process. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}
