/** The measures of a run: each a number, or the reason why there is none. */
import { evaluate } from '../../model/evaluate.js';
import type { Measure } from '../../model/measure.js';
import type { Model } from '../../model/model.js';
import { failure, success, type Outcome } from '../../model/outcome.js';
import { formatTime } from '../field-units.js';
import type { RunResult } from '../run.js';
import type { Spike } from '../spikes.js';
import { firstActionPotential, none, type ActionPotential } from './action-potential.js';
import { makeObservable, type Observable } from './observable.js';
import { firstCrossing, integral, maximum, type Place } from './search.js';

/**
 * SI. `symbols` holds the parameters the run was made with. Fails with `measure.none` where the run holds nothing to
 * measure, `measure.window` where the window lies outside it, or as the run itself did.
 */
export function measureRun(model: Model, measure: Measure, run: RunResult, symbols: Float64Array): Outcome<number> {
  if (run.failure) return { ok: false, failure: run.failure };
  const timeOf = (node: number | undefined): number | undefined =>
    node === undefined ? undefined : evaluate(model.graph, node, symbols);
  const { window } = run.experiment;
  const whole = measure.from === undefined && measure.to === undefined ? window : undefined;
  const from = timeOf(measure.from ?? whole?.from) ?? 0;
  const to = timeOf(measure.to ?? whole?.to) ?? run.duration;
  if (!(from >= 0 && from < to && to <= run.duration * (1 + 1e-12))) {
    const window = `${formatTime(from)} … ${formatTime(to)}`;
    return failure(
      'measure.window',
      `${measure.label}: the window ${window} is not within the ${formatTime(run.duration)} of ${run.experiment.name}.`,
    );
  }
  const argument = measure.argument === undefined ? 0 : evaluate(model.graph, measure.argument, symbols);
  const end = Math.min(to, run.trajectory.end);
  const x = makeObservable(measure.of, run, end);
  const found = measured(measure, { x, from, to: end, argument, spikes: run.spikes });
  if (!found.ok) return failure(found.failure.code, `${measure.label}: ${found.failure.message}`);
  if (Number.isFinite(found.value)) return found;
  return none(`${measure.label} comes out as no finite number`);
}

interface Window {
  readonly x: Observable;
  readonly from: number;
  readonly to: number;
  readonly argument: number;
  /** Of the whole run. */
  readonly spikes: readonly Spike[];
}

function measured(measure: Measure, window: Window): Outcome<number> {
  const { x, from, to, argument } = window;
  const spikes = window.spikes.filter(({ time }) => time >= from && time <= to);
  const ofAction = (take: (action: ActionPotential) => Outcome<number>): Outcome<number> => {
    const action = firstActionPotential(x, from, to, spikes);
    return action.ok ? take(action.value) : action;
  };
  switch (measure.kind) {
    case 'peak':
      return success(peak(measure, window).value);
    case 'time_to_peak':
      return success(peak(measure, window).time - from);
    case 'trough':
      return success(-maximum((t) => -x.at(t), x.times(from, to)).value);
    case 'steady':
      return success(x.at(to));
    case 'mean':
      return success(integral(x.at, x.times(from, to)) / (to - from));
    case 'integral':
      return success(integral(x.at, x.times(from, to)));
    case 'upstroke':
      return success(maximum(x.slope, x.times(from, to)).value);
    case 'time_to': {
      const time = firstCrossing(x.at, x.times(from, to), argument, 'either');
      return time === undefined ? none('the level is not passed in the window') : success(time - from);
    }
    case 'count':
      return success(spikes.length);
    case 'frequency':
      return success(spikes.length < 2 ? 0 : (spikes.length - 1) / (spikes.at(-1)!.time - spikes[0]!.time));
    case 'first_spike':
    case 'latency':
      if (spikes[0] === undefined) return none('V never rises through 0 mV in the window');
      return success(spikes[0].time - (measure.kind === 'latency' ? from : 0));
    case 'threshold':
      return ofAction((action) => valueOf(action.threshold()));
    case 'amplitude':
      return ofAction((action) => {
        const threshold = action.threshold();
        return threshold.ok ? success(action.peak.value - threshold.value.value) : threshold;
      });
    case 'half_width':
      return ofAction((action) => action.halfWidth());
    case 'APD':
      return ofAction((action) => action.durationAt(argument));
    case 'V_rest':
      return none('V_rest is known before a run');
  }
}

function peak({ bySize }: Measure, { x, from, to }: Window): Place {
  const times = x.times(from, to);
  const highest = maximum(x.at, times);
  if (bySize !== true) return highest;
  const lowest = maximum((t) => -x.at(t), times);
  return lowest.value > highest.value ? { time: lowest.time, value: -lowest.value } : highest;
}

function valueOf(place: Outcome<Place>): Outcome<number> {
  return place.ok ? success(place.value.value) : place;
}
