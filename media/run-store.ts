/** A run as it arrives: stretches of samples put together into whole curves. */
import { sampledPanes } from '../language/analysis/run-samples.js';
import type { Experiment } from '../language/model/model.js';
import type { Failure } from '../language/model/outcome.js';
import type { Ending, Planes, RunSamples, Spike, Stimulus } from './worker-messages.js';

export interface Run {
  readonly experiment: Experiment;
  /** s. */
  readonly duration: number;
  readonly stimulus?: Stimulus;
  /** s. */
  readonly times: Float64Array;
  /** By pane, by trace, those of orbits last; SI. */
  readonly panes: readonly (readonly Float64Array[])[];
  readonly state: 'running' | 'done';
  /** Known at the end. */
  readonly spikes: readonly Spike[];
  /** By orbit, by trace: the nullclines of its plane, where it has some. Known at the end. */
  readonly planes: Planes;
  readonly failure?: Failure;
}

export interface RunStore {
  add(samples: RunSamples): void;
  end(ended: Ending): void;
  /** The curves up to now. Their arrays are views and stay as they are. */
  run(): Run;
}

export function makeRunStore(experiment: Experiment, duration: number, stimulus: Stimulus | undefined): RunStore {
  const times = new Growing();
  const panes = sampledPanes(experiment).map((pane) => pane.map(() => new Growing()));
  let state: Run['state'] = 'running';
  let spikes: readonly Spike[] = [];
  let planes: Planes = [];
  let failure: Failure | undefined;
  return {
    add(samples) {
      times.append(samples.times);
      panes.forEach((pane, i) => pane.forEach((trace, j) => trace.append(samples.panes[i]![j]!)));
    },
    end(ended) {
      state = 'done';
      ({ spikes, planes, failure } = ended);
    },
    run: () => ({
      experiment,
      duration,
      ...(stimulus && { stimulus }),
      times: times.view(),
      panes: panes.map((pane) => pane.map((trace) => trace.view())),
      state,
      spikes,
      planes,
      ...(failure && { failure }),
    }),
  };
}

/** A Float64Array that grows by doubling. */
class Growing {
  #values = new Float64Array(1024);
  #length = 0;

  append(more: Float64Array): void {
    const needed = this.#length + more.length;
    if (needed > this.#values.length) {
      const larger = new Float64Array(Math.max(needed, 2 * this.#values.length));
      larger.set(this.#values.subarray(0, this.#length));
      this.#values = larger;
    }
    this.#values.set(more, this.#length);
    this.#length = needed;
  }

  view(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }
}
