/** Brings a run to the page as it arrives: at once when it is short, with its progress when it is long. */
import type { Model } from '../language/model/model.js';
import { makeRunStore, type RunStore } from './run-store.js';
import type { PageView } from './view/page-view.js';
import type { Ending, FromWorker, RunSamples } from './worker-messages.js';

/** A run that is done sooner shows no progress, ms; until then the picture before it stays. */
const LONG_RUN = 150;

export interface RunDisplay {
  begin(model: Model, start: FromWorker & { type: 'run' }): void;
  add(samples: RunSamples): void;
  end(ended: Ending): void;
  /** Forgets it. */
  stop(): void;
}

export function makeRunDisplay(view: PageView): RunDisplay {
  let run: { readonly model: Model; readonly store: RunStore; readonly since: number } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;

  /** No more than once a frame, however fast the stretches come. */
  const draw = (): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (run) view.document.showRun(run.model, run.store.run());
    });
  };
  const showProgress = (): void => {
    if (!run || performance.now() - run.since < LONG_RUN) return;
    const { times, duration } = run.store.run();
    view.document.showProgress((times.at(-1) ?? 0) / duration);
    draw();
  };
  const hideProgress = (): void => {
    clearTimeout(timer);
    view.document.showProgress(undefined);
  };

  return {
    begin(model, { experiment: name, duration, stimulus }) {
      const experiment = model.experiments.find((candidate) => candidate.name === name)!;
      run = { model, store: makeRunStore(experiment, duration, stimulus), since: performance.now() };
      clearTimeout(timer);
      timer = setTimeout(showProgress, LONG_RUN);
    },
    add(samples) {
      run?.store.add(samples);
      showProgress();
    },
    end(ended) {
      run?.store.end(ended);
      hideProgress();
      draw();
    },
    stop() {
      run = undefined;
      hideProgress();
    },
  };
}
