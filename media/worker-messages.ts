/** What page and worker say to each other. Numbers are SI throughout; arrays change hands, they are not copied. */
import type { VoltageCurves } from '../language/analysis/current-voltage.js';
import type { GateCurve } from '../language/analysis/gating-curves.js';
import type { PhasePlane } from '../language/analysis/phase-plane.js';
import type { RunSamples, Spike, Stimulus } from '../language/analysis/run.js';
import type { Summary } from '../language/analysis/summary.js';
import type { Model } from '../language/model/model.js';
import type { Failure, Outcome } from '../language/model/outcome.js';

export type { GateCurve, RunSamples, Spike, Stimulus, VoltageCurves };

/** One run of a family; samples where something is plotted over time. */
export interface FamilyMember {
  readonly index: number;
  /** SI, by axis. */
  readonly values: readonly number[];
  readonly curves: readonly { readonly x: number; readonly values: readonly number[] }[];
  readonly samples?: RunSamples;
}

/** By orbit, by trace; undefined where that is no plane of V and a state. */
export type Planes = readonly (readonly (PhasePlane | undefined)[])[];

export interface Ending {
  readonly spikes: readonly Spike[];
  readonly planes: Planes;
  readonly failure?: Failure;
}

export interface Settings {
  /** Parameters that stand elsewhere than in the file, by name. */
  readonly sliders: Readonly<Record<string, number>>;
  /** Which experiment to run; absent: none. */
  readonly experiment?: string;
}

/** A newer `compute` or `model` ends what is running. Every answer carries the `job` it belongs to. */
export type ToWorker =
  | { readonly type: 'model'; readonly model: Model }
  | { readonly type: 'compute'; readonly job: number; readonly settings: Settings }
  | { readonly type: 'cancel'; readonly job: number };

export type FromWorker =
  | {
      readonly type: 'rest';
      readonly job: number;
      readonly summary: Summary;
      readonly curves: Outcome<VoltageCurves>;
      readonly gates: Outcome<readonly GateCurve[]>;
    }
  /** `duration` in s. */
  | {
      readonly type: 'run';
      readonly job: number;
      readonly experiment: string;
      readonly duration: number;
      readonly stimulus?: Stimulus;
    }
  /** Those of a family finished since the last such message; the last one says `done`. */
  | {
      readonly type: 'family';
      readonly job: number;
      readonly experiment: string;
      readonly count: number;
      readonly members: readonly FamilyMember[];
      readonly done: boolean;
      readonly failure?: Failure;
    }
  | { readonly type: 'samples'; readonly job: number; readonly samples: RunSamples }
  /** The end of what `run` began; `failure` when it came early. */
  | ({ readonly type: 'ran'; readonly job: number } & Ending)
  /** The experiment cannot be run at all. */
  | { readonly type: 'unable'; readonly job: number; readonly failure: Failure }
  /** Nothing can be computed with these settings. */
  | { readonly type: 'failed'; readonly job: number; readonly failure: Failure };
