/** Numbers taken from a run: names, what they take, the dimension of what they give. One table for checking, completion and hover. */
import type { MeasureKind } from '../model/measure.js';
import { dimensionless, divide, multiply, rate, time, type Dimension } from '../units/dimension.js';

export interface MeasureRule {
  readonly name: string;
  readonly kind: MeasureKind;
  /** Beside what is measured. */
  readonly second?: { readonly name: string; readonly dimension: 'same' | 'pure' };
  /** Given by the name: `APD90`. */
  readonly share?: number;
  /** Dimension of the result by that of what is measured. */
  readonly result: (measured: Dimension) => Dimension;
  /** Is about action potentials, so it measures a voltage. */
  readonly ofVoltage: boolean;
  readonly doc: string;
}

const same = (measured: Dimension): Dimension => measured;
const toTime = (): Dimension => time;

function rule(
  name: MeasureKind,
  result: MeasureRule['result'],
  doc: string,
  details: Partial<MeasureRule> = {},
): MeasureRule {
  return { name, kind: name, result, doc, ofVoltage: false, ...details };
}

const spikes: Partial<MeasureRule> = { ofVoltage: true };

function durationAt(percent: number): MeasureRule {
  const doc = `Duration of the first action potential, from its steepest rise to ${percent} % repolarisation.`;
  return { ...rule('APD', toTime, doc, spikes), name: `APD${percent}`, share: percent / 100 };
}

const table: readonly MeasureRule[] = [
  rule('peak', same, 'Largest value; of a current the one of largest size, inward negative.'),
  rule('trough', same, 'Smallest value.'),
  rule('steady', same, 'Value at the end of the window.'),
  rule('mean', same, 'Average over time.'),
  rule('integral', (measured) => multiply(measured, time), 'Integral over time: of a current, the charge.'),
  rule('count', () => dimensionless, 'How many times V rises through 0 mV.', spikes),
  rule(
    'frequency',
    () => rate,
    'Spikes per time, from the first to the last of the window; 0 with fewer than two.',
    spikes,
  ),
  rule('first_spike', toTime, 'Time of the first rise of V through 0 mV, from the start of the experiment.', spikes),
  rule('latency', toTime, 'From the start of the window to the first rise of V through 0 mV.', spikes),
  rule('time_to', toTime, 'From the start of the window until a level is first passed.', {
    second: { name: 'level', dimension: 'same' },
  }),
  rule('time_to_peak', toTime, 'From the start of the window to the peak.'),
  rule('amplitude', same, 'Height of the first action potential, from its threshold to its peak.', spikes),
  rule('threshold', same, 'V where it first rises faster than 10 mV/ms.', spikes),
  rule('upstroke', (measured) => divide(measured, time), 'Steepest rise.'),
  rule('half_width', toTime, 'Width of the first action potential half-way from its threshold to its peak.', spikes),
  rule('APD', toTime, 'Duration of the first action potential, from its steepest rise to a share of repolarisation.', {
    ...spikes,
    second: { name: 'share', dimension: 'pure' },
  }),
  ...[30, 50, 70, 80, 90, 95].map(durationAt),
];

export const measures: ReadonlyMap<string, MeasureRule> = new Map(table.map((entry) => [entry.name, entry]));

/** `peak(x)`, `time_to(x, level)`. */
export function measureSignature({ name, second }: MeasureRule): string {
  return `${name}(x${second === undefined ? '' : `, ${second.name}`})`;
}
