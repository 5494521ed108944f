/** What the page is showing, and what follows from each thing that happens to it. */
import type { CompiledDocument, HostMessage, PageState, SourcePosition } from '../language/protocol.js';
import type { Experiment, Model } from '../language/model/model.js';
import type { Host } from './host.js';
import { fitSliders } from '../language/analysis/parameter-values.js';
import { makeRunStore, type RunStore } from './run-store.js';
import type { PageView } from './view/page-view.js';
import type { WorkerClient } from './worker-client.js';
import type { FromWorker } from './worker-messages.js';

/** A run that is done sooner shows no progress, ms; until then the picture before it stays. */
const LONG_RUN = 150;
/** State is kept at most this often, ms. */
const KEEP_INTERVAL = 250;

export interface Session {
  receive(message: HostMessage): void;
  answer(message: FromWorker): void;
  /** The worker is there. */
  attach(worker: WorkerClient): void;
  slide(name: string, value: number | undefined): void;
  chooseExperiment(name: string): void;
  cancelRun(): void;
  reveal(at: SourcePosition): void;
}

type DocumentWithModel = CompiledDocument & { readonly model: Model };

export function makeSession(root: HTMLElement, host: Host, view: PageView): Session {
  let worker: WorkerClient | undefined;
  let fileName = '';
  let pinned = false;
  let uri = '';
  let good: DocumentWithModel | undefined;
  let sliders: Readonly<Record<string, number>> = {};
  let chosen: string | undefined;
  let run: { readonly store: RunStore; readonly since: number } | undefined;
  let longRunTimer: ReturnType<typeof setTimeout> | undefined;
  let keepTimer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;

  const experiment = (): Experiment | undefined => {
    const experiments = good?.model.experiments ?? [];
    return experiments.find(({ name }) => name === chosen) ?? experiments[0];
  };
  const compute = (): void => {
    if (!good || !worker) return;
    const name = experiment()?.name;
    root.dataset['busy'] = 'true';
    worker.compute(good.model, { sliders, ...(name !== undefined && { experiment: name }) });
  };
  const keep = (): void => {
    keepTimer ??= setTimeout(() => {
      keepTimer = undefined;
      host.keep({
        uri,
        fileName,
        pinned,
        sliders,
        ...(good && { lastGood: good }),
        ...(chosen !== undefined && { experiment: chosen }),
      });
    }, KEEP_INTERVAL);
  };
  const showModel = (next: DocumentWithModel): void => {
    good = next;
    sliders = fitSliders(next.model, sliders);
    root.dataset['version'] = String(next.version);
    view.showModel(next.model, sliders, experiment());
    compute();
  };
  const turnTo = (next: string): void => {
    if (next === uri) return;
    uri = next;
    good = undefined;
    sliders = {};
    chosen = undefined;
    endRun();
    view.clear();
  };
  const showDocument = (document: CompiledDocument): void => {
    turnTo(document.uri);
    if (hasModel(document)) {
      view.live();
      showModel(document);
    } else {
      view.stale(document.problems, good !== undefined);
    }
    keep();
  };

  const showRun = (): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (run && good) view.showRun(good.model, run.store.run());
    });
  };
  const endRun = (): void => {
    clearTimeout(longRunTimer);
    longRunTimer = undefined;
    view.showProgress(undefined);
  };
  const isLong = (): boolean => run !== undefined && performance.now() - run.since >= LONG_RUN;
  const showProgress = (): void => {
    if (!run || !isLong()) return;
    const { times, duration } = run.store.run();
    view.showProgress((times.at(-1) ?? 0) / duration);
    showRun();
  };

  const saved = host.state();
  if (saved) restore(saved);

  function restore(state: PageState): void {
    ({ uri, fileName, pinned, sliders } = state);
    chosen = state.experiment;
    if (state.lastGood && hasModel(state.lastGood)) showModel(state.lastGood);
  }

  return {
    receive(message) {
      switch (message.type) {
        case 'document':
          fileName = message.fileName;
          pinned = message.pinned;
          {
            showDocument(message.document);
            return;
          }
        case 'gone': {
          view.gone(message.message);
          return;
        }
        case 'read': {
          host.post({ type: 'html', id: message.id, html: document.documentElement.outerHTML });
          return;
        }
      }
    },
    answer(message) {
      if (!good) return;
      switch (message.type) {
        case 'rest':
          view.showRest(good.model, message);
          if (!experiment()) root.dataset['busy'] = 'false';
          return;
        case 'run': {
          const runs = good.model.experiments.find(({ name }) => name === message.experiment);
          if (!runs) return;
          run = { store: makeRunStore(runs, message.duration, message.stimulus), since: performance.now() };
          clearTimeout(longRunTimer);
          longRunTimer = setTimeout(showProgress, LONG_RUN);
          return;
        }
        case 'samples':
          run?.store.add(message.samples);
          {
            showProgress();
            return;
          }
        case 'ran':
          run?.store.end(message.spikes, message.failure);
          endRun();
          root.dataset['busy'] = 'false';
          {
            showRun();
            return;
          }
        case 'unable':
          run = undefined;
          endRun();
          root.dataset['busy'] = 'false';
          {
            view.showNoRun(message.failure);
            return;
          }
        case 'failed':
          endRun();
          root.dataset['busy'] = 'false';
          {
            view.showFailure(message.failure);
            return;
          }
      }
    },
    attach(started) {
      worker = started;
      compute();
    },
    slide(name, value) {
      if (!good) return;
      const others = Object.entries(sliders).filter(([other]) => other !== name);
      sliders = Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
      view.showSliders(good.model, sliders);
      compute();
      keep();
    },
    chooseExperiment(name) {
      if (!good) return;
      chosen = name;
      view.showModel(good.model, sliders, experiment());
      compute();
      keep();
    },
    cancelRun: () => worker?.cancel(),
    reveal: (at) => host.post({ type: 'reveal', uri, at }),
  };
}

function hasModel(document: CompiledDocument): document is DocumentWithModel {
  return document.model !== undefined;
}
