/**
 * What an experiment does to the membrane from outside. Each drive has symbols of its own of kind `drive`, constant
 * between its edges and 0 outside experiments, which nodes of the graph read: `1 while on`, or the two numbers of a line.
 */
import type { NodeId } from './graph.js';

export type Drive = IntervalDrive | TrainDrive | SettingDrive | NoiseDrive | DataDrive;

/** 1 for from ≤ t < to (s), else 0. */
export interface IntervalDrive {
  readonly kind: 'interval';
  readonly symbol: number;
  readonly from?: NodeId;
  readonly to?: NodeId;
}

/** 1 for `width` from each start on: from, from + period, … as long as it begins before `to`. */
export interface TrainDrive {
  readonly kind: 'train';
  readonly symbol: number;
  readonly width: NodeId;
  readonly period: NodeId;
  readonly from?: NodeId;
  readonly to?: NodeId;
}

/** Another value for something of the file: `flag` is 1 and `value` that value while it is on. A later one goes first. */
export interface SettingDrive {
  readonly kind: 'setting';
  /** As the file writes it: `K.out`. */
  readonly label: string;
  readonly flag: number;
  readonly value: number;
  readonly node: NodeId;
  readonly from?: NodeId;
  readonly to?: NodeId;
}

/** offset + slope·t: an Ornstein–Uhlenbeck process with this standard deviation and correlation time. */
export interface NoiseDrive {
  readonly kind: 'noise';
  readonly offset: number;
  readonly slope: number;
  readonly deviation: NodeId;
  readonly tau: NodeId;
  readonly seed: NodeId;
}

/** offset + slope·t: recorded values, joined by straight lines, the ends going on flat. */
export interface DataDrive {
  readonly kind: 'data';
  readonly offset: number;
  readonly slope: number;
  /** Indices in `model.recordings` and among its columns; the column has no gaps. */
  readonly recording: number;
  readonly column: number;
}

/** V imposed. */
export interface Clamp {
  /** V outside all steps, V; at t = 0 everything is settled there. */
  readonly hold: NodeId;
  /** V at every t, V. Reads t, parameters and drives. */
  readonly command: NodeId;
}

/** One of the values that a family of runs goes through. */
export interface SweepAxis {
  /** As the file calls it: `amplitude`; `V` of a family of clamp steps. */
  readonly name: string;
  /** A parameter, or a symbol of the experiment's own. */
  readonly symbol: number;
  /** SI: first, first + step, … up to last. */
  readonly first: NodeId;
  readonly last: NodeId;
  readonly step: NodeId;
  readonly unit: string;
}

/** A pane with measures, one point for each run of the family. */
export interface Curve {
  readonly traces: readonly { readonly label: string; readonly node: NodeId; readonly unit: string }[];
  /** What they are drawn against: reads parameters and axes. */
  readonly against: { readonly label: string; readonly node: NodeId; readonly unit: string };
}
