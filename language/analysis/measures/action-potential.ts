/**
 * The first action potential of a window: threshold where V first rises faster than 10 mV/ms, half-width and amplitude
 * from there [Bean 2007, Nat Rev Neurosci 8:451]; duration from the steepest rise to a share of repolarisation towards
 * V at the start of the window.
 */
import { failure, success, type Outcome } from '../../model/outcome.js';
import type { Spike } from '../spikes.js';
import type { Observable } from './observable.js';
import { firstCrossing, maximum, type Place } from './search.js';

/** V/s. */
const THRESHOLD_SLOPE = 10;

export interface ActionPotential {
  readonly peak: Place;
  /** Where it rises fastest. */
  readonly upstroke: Place;
  threshold(): Outcome<Place>;
  halfWidth(): Outcome<number>;
  /** s, at a share of repolarisation. */
  durationAt(share: number): Outcome<number>;
}

/** `spikes` are those that rise within the window. Fails with `measure.none`. */
export function firstActionPotential(
  V: Observable,
  from: number,
  to: number,
  spikes: readonly Spike[],
): Outcome<ActionPotential> {
  const [spike] = spikes;
  if (spike === undefined) return none('V never rises through 0 mV in the window');
  const peak = { time: Math.min(spike.peakTime, to), value: spike.peak };
  const rise = V.times(from, peak.time);
  const upstroke = maximum(V.slope, rise);
  const end = spikes[1]?.time ?? to;
  const fallsTo = (level: number): number | undefined =>
    peak.time < end ? firstCrossing(V.at, V.times(peak.time, end), level, 'falling') : undefined;

  const threshold = (): Outcome<Place> => {
    if (V.slope(from) >= THRESHOLD_SLOPE) return success({ time: from, value: V.at(from) });
    const time = firstCrossing(V.slope, rise, THRESHOLD_SLOPE, 'rising');
    if (time === undefined) return none('V never rises faster than 10 mV/ms before the peak');
    return success({ time, value: V.at(time) });
  };
  return success({
    peak,
    upstroke,
    threshold,
    halfWidth() {
      const begin = threshold();
      if (!begin.ok) return begin;
      const level = (begin.value.value + peak.value) / 2;
      const up = firstCrossing(V.at, V.times(begin.value.time, peak.time), level, 'rising');
      const down = fallsTo(level);
      if (up === undefined || down === undefined) return none('V does not fall to half the amplitude');
      return success(down - up);
    },
    durationAt(share) {
      const down = fallsTo(peak.value - share * (peak.value - V.at(from)));
      return down === undefined ? none('V does not repolarise that far') : success(down - upstroke.time);
    },
  });
}

export function none(reason: string): Outcome<never> {
  return failure('measure.none', `${reason}.`);
}
