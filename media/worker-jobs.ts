/** One job at a time: the balance at rest with its curves, then the experiment in portions. The newest job wins. */
import { currentVoltage } from '../language/analysis/current-voltage.js';
import { gatingCurves } from '../language/analysis/gating-curves.js';
import { parameterValues } from '../language/analysis/parameter-values.js';
import { startRun, type Run } from '../language/analysis/run.js';
import { summarize } from '../language/analysis/summary.js';
import type { Model } from '../language/model/model.js';
import type { FromWorker, Settings, ToWorker } from './worker-messages.js';

/** Between two looks at the post, ms. */
const PORTION = 12;
/** Steps between two looks at the clock. */
const STEPS = 25;
/** Between two stretches sent to the page, ms. */
const SEND_INTERVAL = 50;

/** `arrays` are those whose memory goes along. */
export type Send = (message: FromWorker, arrays: readonly Float64Array[]) => void;

export interface Jobs {
  receive(message: ToWorker): void;
}

export function makeJobs(send: Send): Jobs {
  let model: Model | undefined;
  let wanted: { readonly job: number; readonly settings: Settings } | undefined;
  let running: { readonly job: number; readonly run: Run; lastSent: number } | undefined;
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
    const started = startRun(of, experiment, symbols.value);
    if (!started.ok) {
      send({ type: 'unable', job, failure: started.failure }, []);
      return;
    }
    const run = started.value;
    running = { job, run, lastSent: performance.now() };
    const { duration, stimulus } = run;
    send(
      { type: 'run', job, experiment, duration, ...(stimulus && { stimulus }) },
      stimulus ? [stimulus.times, stimulus.current] : [],
    );
  };

  const sendSamples = (job: number, run: Run): void => {
    const samples = run.takeSamples();
    if (samples.times.length > 0)
      send({ type: 'samples', job, samples }, [samples.times, samples.V, ...samples.panes.flat()]);
  };
  const advance = (): void => {
    if (!running) return;
    const { job, run } = running;
    const until = performance.now() + PORTION;
    while (!run.done && performance.now() < until) run.advance(STEPS);
    if (run.done) {
      sendSamples(job, run);
      const { failure, spikes } = run.result();
      send({ type: 'ran', job, spikes, ...(failure && { failure }) }, []);
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
      send({ type: 'failed', job: next?.job ?? running?.job ?? 0, failure: { code: 'internal', message } }, []);
      running = undefined;
    }
    if (running) callMyself();
  };

  return {
    receive(message) {
      switch (message.type) {
        case 'model':
          model = message.model;
          running = undefined;
          break;
        case 'compute':
          wanted = message;
          running = undefined;
          callMyself();
          break;
        case 'cancel':
          if (running?.job === message.job) running.run.cancel();
      }
    },
  };
}
