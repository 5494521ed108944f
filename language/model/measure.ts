/**
 * One number taken from a run: the peak of a current, the frequency of spikes. An expression reads it through a symbol of
 * its own, so that `peak(V) - trough(V)` is an ordinary node of the graph, evaluated once the run is over.
 */
import type { NodeId } from './graph.js';

export const measureKinds = [
  'peak',
  'trough',
  'steady',
  'mean',
  'integral',
  'count',
  'frequency',
  'first_spike',
  'latency',
  'time_to',
  'time_to_peak',
  'amplitude',
  'threshold',
  'upstroke',
  'half_width',
  'APD',
  'V_rest',
] as const;
export type MeasureKind = (typeof measureKinds)[number];

export interface Measure {
  readonly kind: MeasureKind;
  /** What reads it. */
  readonly symbol: number;
  /** As the file writes it: `peak(Nav.I)`. */
  readonly label: string;
  /** What is measured. */
  readonly of: NodeId;
  /** A peak is the value of largest size, whatever its sign: so with currents. */
  readonly bySize?: boolean;
  /** The level of `time_to`, the share of `APD`. */
  readonly argument?: NodeId;
  /** The window, s; absent: that of the experiment. */
  readonly from?: NodeId;
  readonly to?: NodeId;
}
