/** What the page is showing, and what follows from each thing that happens to it. */
import type { CompiledDocument, HostMessage, PageState, SourcePosition } from '../language/protocol.js';
import type { Experiment, Model } from '../language/model/model.js';
import type { Host } from './host.js';
import { fitSliders } from '../language/analysis/parameter-values.js';
import type { FamilyRun } from './family-store.js';
import { makeRunDisplay } from './run-display.js';
import type { PageView } from './view/page-view.js';
import type { WorkerClient } from './worker-client.js';
import type { FromWorker } from './worker-messages.js';

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
  let keepTimer: ReturnType<typeof setTimeout> | undefined;
  const runs = makeRunDisplay(view);

  let family: FamilyRun | undefined;
  const showFamily = (model: Model, message: FromWorker & { type: 'family' }): void => {
    const known = message.job === familyJob && family ? family.members : [];
    familyJob = message.job;
    family = {
      experiment: model.experiments.find(({ name }) => name === message.experiment)!,
      members: [...known, ...message.members].sort((a, b) => a.index - b.index),
      count: message.count,
      state: message.done ? 'done' : 'running',
      ...(message.failure && { failure: message.failure }),
    };
    runs.stop();
    view.document.showProgress(message.done ? undefined : family.members.length / family.count);
    view.document.showFamily(model, family);
  };
  let familyJob = 0;
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
    view.document.showModel(next.model, sliders, experiment());
    compute();
  };
  const turnTo = (next: string): void => {
    if (next === uri) return;
    uri = next;
    good = undefined;
    sliders = {};
    chosen = undefined;
    runs.stop();
    view.clear();
    delete root.dataset['version'];
    root.dataset['busy'] = 'false';
  };
  const showDocument = (document: CompiledDocument, wanted: string | undefined): void => {
    turnTo(document.uri);
    chosen = wanted ?? chosen;
    if (hasModel(document)) {
      view.live();
      showModel(document);
    } else {
      view.stale(document.problems, good !== undefined);
    }
    keep();
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
          ({ fileName, pinned } = message);
          showDocument(message.document, message.experiment);
          break;
        case 'gone':
          view.gone(message.message);
          break;
        case 'read':
          host.post({ type: 'html', id: message.id, html: document.documentElement.outerHTML });
      }
    },
    answer(message) {
      if (!good) return;
      switch (message.type) {
        case 'rest':
          view.document.showRest(good.model, message);
          break;
        case 'run':
          runs.begin(good.model, message);
          break;
        case 'family':
          showFamily(good.model, message);
          break;
        case 'samples':
          runs.add(message.samples);
          break;
        case 'ran':
          runs.end(message);
          break;
        case 'unable':
          runs.stop();
          view.document.showNoRun(message.failure);
          break;
        case 'failed':
          runs.stop();
          view.document.showFailure(message.failure);
      }
      const isLast =
        message.type === 'rest'
          ? experiment() === undefined
          : message.type === 'family'
            ? message.done
            : message.type !== 'run' && message.type !== 'samples';
      if (isLast) root.dataset['busy'] = 'false';
    },
    attach(started) {
      worker = started;
      compute();
    },
    slide(name, value) {
      if (!good) return;
      const others = Object.entries(sliders).filter(([other]) => other !== name);
      sliders = Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
      view.document.showSliders(good.model, sliders);
      compute();
      keep();
    },
    chooseExperiment(name) {
      if (!good) return;
      chosen = name;
      view.document.showModel(good.model, sliders, experiment());
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
