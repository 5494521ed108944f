/** How the cost grows: with the size of the model, with the tolerance, with the length of the output; and bundle bytes. */
import { existsSync, statSync } from 'node:fs';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { NO_INJECTIONS, systemOf } from '../../language/solver/model-system.js';
import { errorsOf } from './accuracy.js';
import { median } from './compare.js';
import { integrateCase, memb } from './contenders.js';
import { growingNeuron } from './models/growing-neuron.js';
import { firstWork, type BenchProblem } from './problems.js';
import { buildProblem } from './rivals.js';

const REPEATS = 5;

export async function showGrowth(): Promise<void> {
  const axon = await firstWork();
  console.log('As the model grows: a squid axon of schemes with further chains of five states, 200 ms');
  for (const extra of [0, 1, 3, 6, 12, 24, 37]) showSize(growing(extra));

  console.log('\nAs the tolerance tightens: W1');
  const { reference } = buildProblem(axon);
  const side = memb(axon);
  for (let k = 2; k <= 10; k++) {
    const setting = { tolerance: 10 ** -k, factor: 1 };
    const { largest, spikeTime } = errorsOf(axon, (await side.solve(setting))!, reference);
    const costs = [];
    for (let i = 0; i < REPEATS; i++) costs.push((await side.measure(setting))!);
    const ms = median(costs.map((cost) => cost.ms)).toFixed(2);
    const error = `error ${largest.toExponential(1)} mV   spikes ${spikeTime.toExponential(1)} ms`;
    console.log(`  1e-${k}  ${ms.padStart(9)} ms   ${error}   ${costs[0]!.evaluations} evaluations`);
  }

  console.log('\nAs the output grows: W1 sampled at evenly spaced times');
  const trajectory = integrateCase(axon, axon.cases[0]!, 1e-6);
  for (let samples = 1e3; samples <= 1e7; samples *= 10) {
    const times = Float64Array.from({ length: samples }, (_, i) => i / (samples - 1));
    const ms = timed(() => trajectory.sampleGrid(times));
    console.log(
      `  ${String(samples).padStart(9)} samples ${ms.toFixed(1).padStart(8)} ms   ${((ms * 1e6) / samples).toFixed(0)} ns each`,
    );
  }

  const worker = 'dist/worker.js';
  if (existsSync(worker)) console.log(`\nThe preview’s worker: ${statSync(worker).size} bytes`);
}

function growing(extra: number): BenchProblem {
  const { model, start } = growingNeuron(extra);
  return {
    ...{ key: 'growth', title: '', unit: 'mV', perUnit: 1e3, components: [0], accuracy: 0.1, duration: 0.2 },
    model,
    injections: model.experiments[0]!.injections,
    cases: [{ symbols: defaultSymbols(model), start }],
    grid: new Float64Array(),
  };
}

function showSize(problem: BenchProblem): void {
  const one = problem.cases[0]!;
  const nonzeros = systemOf(problem.model, problem.model.capacitance!, NO_INJECTIONS).places.length;
  const { statistics } = integrateCase(problem, one, 1e-4);
  const steps = statistics.steps + statistics.rejected;
  const ms = timed(() => integrateCase(problem, one, 1e-4));
  const perStep = (ms * 1e3) / steps;
  console.log(
    [
      `  ${String(one.start.length).padStart(3)} states ${String(nonzeros).padStart(5)} nonzeros in J`,
      `${ms.toFixed(2).padStart(9)} ms`,
      `${steps} steps of ${perStep.toFixed(1)} µs`,
      `${((perStep * 1e3) / nonzeros).toFixed(0)} ns for each nonzero`,
    ].join('   '),
  );
}

/** Median processor time, ms. */
function timed(work: () => unknown): number {
  const times = Array.from({ length: REPEATS }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e3;
  });
  return median(times);
}
