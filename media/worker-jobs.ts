/** One job at a time: the balance at rest with its curves, then the experiment in portions. The newest job wins. */
import { currentVoltage } from '../language/analysis/current-voltage.js';
import { gatingCurves } from '../language/analysis/gating-curves.js';
import { parameterValues } from '../language/analysis/parameter-values.js';
import { isFamily, startFamily, type Family } from '../language/analysis/family.js';
import { startRun, type Run } from '../language/analysis/run.js';
import { summarize } from '../language/analysis/summary.js';
import type { Trajectory } from '../language/solver/trajectory.js';
import type { Failure } from '../language/model/outcome.js';
import type { Model } from '../language/model/model.js';
import { planesOf } from './planes.js';
import type { FromWorker, Planes, Settings, ToWorker } from './worker-messages.js';

/** Between two looks at the post, ms. */
const PORTION = 12;
/** Steps between two looks at the clock. */
const STEPS = 25;
/** Between two stretches sent to the page, ms. */
const SEND_INTERVAL = 50;
/** A family of more runs shows its measures alone. */
const MOST_TRACED = 64;

/** `arrays` are those whose memory goes along. */
export type Send = (message: FromWorker, arrays: readonly Float64Array[]) => void;

interface Running {
  readonly job: number;
  readonly run: Run;
  readonly planes: () => Planes;
  lastSent: number;
  gap?: Failure | undefined;
}

export interface Jobs {
  receive(message: ToWorker): void;
}

export function makeJobs(send: Send): Jobs {
  let model: Model | undefined;
  let wanted: { readonly job: number; readonly settings: Settings } | undefined;
  let family: { readonly job: number; readonly runs: Family; lastSent: number; failure?: Failure } | undefined;
  /** Of the run before, whose memory the next may have. */
  let spare: Trajectory | undefined;
  let running: Running | undefined;
  // Unlike a timer, a message to oneself waits only behind the messages that came before it.
  const { port1, port2 } = new MessageChannel();
  let called = false;
  const callMyself = (): void => {
    if (called) return;
    called = true;
    port2.postMessage(null);
  };

  const begin = (job: number, { sliders, experiment }: Settings, of: Model): void => {
    const symbols = parameterValues(of, sliders);
    if (!symbols.ok) {
      send({ type: 'failed', job, failure: symbols.failure }, []);
      return;
    }
    const summary = summarize(of, symbols.value);
    const curves = currentVoltage(of, symbols.value);
    const gates = gatingCurves(of, symbols.value);
    send({ type: 'rest', job, summary, curves, gates }, [
      ...(curves.ok ? [curves.value.voltages, curves.value.total, ...curves.value.pathways] : []),
      ...(gates.ok
        ? gates.value.flatMap(({ voltages, steady, tau }) => (tau ? [voltages, steady, tau] : [voltages, steady]))
        : []),
    ]);
    if (experiment === undefined) return;
    if (of.experiments.some((entry) => entry.name === experiment && isFamily(entry))) {
      const runs = startFamily(of, experiment, symbols.value);
      if (!runs.ok) send({ type: 'unable', job, failure: runs.failure }, []);
      else family = { job, runs: runs.value, lastSent: 0 };
      return;
    }
    const started = startRun(of, experiment, symbols.value, { ...(spare && { recycled: spare }) });
    spare = undefined;
    if (!started.ok) {
      send({ type: 'unable', job, failure: started.failure }, []);
      return;
    }
    const run = started.value;
    const planes = (): Planes => planesOf(of, symbols.value, run);
    running = { job, run, planes, lastSent: performance.now() };
    const { duration, stimulus } = run;
    send(
      { type: 'run', job, experiment, duration, ...(stimulus && { stimulus }) },
      stimulus ? [stimulus.times, stimulus.current] : [],
    );
  };

  const sendSamples = (job: number, run: Run): void => {
    const samples = run.takeSamples();
    if (running) running.gap ??= samples.gap;
    if (samples.times.length > 0)
      send({ type: 'samples', job, samples }, [samples.times, samples.V, ...samples.panes.flat()]);
  };
  const advanceFamily = (): void => {
    if (!family) return;
    const { job, runs } = family;
    const until = performance.now() + PORTION;
    while (!runs.done && !family.failure && performance.now() < until) runs.advance(STEPS);
    const done = runs.done || family.failure !== undefined;
    if (!done && performance.now() - family.lastSent <= SEND_INTERVAL) return;
    family.lastSent = performance.now();
    const found = runs.takeMembers();
    const traced = runs.experiment.panes.length > 0 && runs.count <= MOST_TRACED;
    const members = found.map(({ index, values, curves, run }) => ({
      index,
      values,
      curves,
      ...(traced && run && { samples: run.sample() }),
    }));
    const failure =
      family.failure ??
      found.find(({ run, failure: reason }) => reason !== undefined && (!run || run.failure !== undefined))?.failure;
    const { name } = runs.experiment;
    send({ type: 'family', job, experiment: name, count: runs.count, members, done, ...(failure && { failure }) }, []);
    if (done) family = undefined;
  };
  const advance = (): void => {
    advanceFamily();
    if (!running) return;
    const { job, run, planes } = running;
    const until = performance.now() + PORTION;
    while (!run.done && performance.now() < until) run.advance(STEPS);
    if (run.done) {
      sendSamples(job, run);
      const { failure = running.gap, spikes, trajectory } = run.result();
      send({ type: 'ran', job, spikes, planes: planes(), ...(failure && { failure }) }, []);
      spare = trajectory;
      running = undefined;
    } else if (performance.now() - running.lastSent > SEND_INTERVAL) {
      sendSamples(job, run);
      running.lastSent = performance.now();
    }
  };

  port1.onmessage = () => {
    called = false;
    const next = wanted;
    wanted = undefined;
    try {
      if (next && model) begin(next.job, next.settings, model);
      advance();
    } catch (reason) {
      // A mistake of ours, never of the file's: say so rather than leave the page waiting.
      const message = `Something went wrong inside Memb: ${reason instanceof Error ? reason.message : String(reason)}`;
      send(
        { type: 'failed', job: next?.job ?? running?.job ?? family?.job ?? 0, failure: { code: 'internal', message } },
        [],
      );
      running = undefined;
      family = undefined;
    }
    if (running || family) callMyself();
  };

  return {
    receive(message) {
      switch (message.type) {
        case 'model':
          model = message.model;
          running = undefined;
          family = undefined;
          break;
        case 'compute':
          wanted = message;
          running = undefined;
          family = undefined;
          callMyself();
          break;
        case 'cancel':
          if (running?.job === message.job) running.run.cancel();
          if (family?.job === message.job) {
            const { finished, count } = family.runs;
            family.failure = { code: 'run.cancelled', message: `Cancelled after ${finished} of ${count} runs.` };
          }
      }
    },
  };
}
