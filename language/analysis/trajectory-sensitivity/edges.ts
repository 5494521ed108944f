/** What a parameter does to the times at which an experiment switches something, and to the values that it sets. */
import { evaluate } from '../../model/evaluate.js';
import type { NodeId } from '../../model/graph.js';
import type { Drive, SettingDrive } from '../../model/drive.js';
import type { Experiment, Model, Parameter } from '../../model/model.js';
import { failure, success, type Outcome } from '../../model/outcome.js';
import { signalAt, signalEdges, type Signal } from '../../solver/signals.js';
import { dependsOnSymbols } from '../depends-on.js';
import { formatTime } from '../field-units.js';
import { slopeAt } from './start.js';

/** A time at which something is switched, s, and its derivative, s per SI unit of the parameter: not 0. */
export interface MovingEdge {
  readonly time: number;
  readonly slope: number;
}

export interface Driven {
  /** Within the run, rising, each once. */
  readonly edges: readonly MovingEdge[];
  /** d/dp of the values that are set, by symbol. */
  readonly values: ReadonlyMap<number, number>;
}

/** Relative to the duration: edges this close are one. */
const SAME_TIME = 1e-12;

/**
 * `symbols` holds the parameters, `signals` what drives the membrane in this run. Fails with `sensitivity.drive` where
 * the parameter shapes a train or a noise, with `sensitivity.edge` where what it moves coincides with something else.
 */
export function drivenBy(
  model: Model,
  experiment: Experiment,
  parameter: Parameter,
  symbols: Float64Array,
  signals: readonly Signal[],
  duration: number,
): Outcome<Driven> {
  const reads = (node: NodeId | undefined): boolean =>
    node !== undefined && dependsOnSymbols(model.graph, node, [parameter.symbol]);
  const drives = experiment.drives ?? [];
  const tied = drives.find((drive) => shapedBy(drive, experiment).some(reads));
  if (tied) {
    const what = tied.kind === 'train' ? 'the times of a train' : 'a noise';
    return refusal(experiment, 'sensitivity.drive', `${parameter.name} shapes ${what} in ${experiment.name}`);
  }
  const set = drives.filter((drive) => drive.kind === 'setting');
  const values = settingSlopes(model, set, parameter, symbols, reads);
  if (values === undefined) {
    const what = `${parameter.name} is one of several values that ${experiment.name} sets for the same thing`;
    return refusal(experiment, 'sensitivity.drive', what);
  }
  const isOnAtStart = set.some(
    ({ flag, value }) =>
      values.has(value) && signals.some((signal) => signal.symbol === flag && signalAt(signal, 0) !== 0),
  );
  if (isOnAtStart && experiment.start === undefined && !experiment.clamp) {
    const what = `${experiment.name} starts at a resting potential where ${parameter.name} is what it sets something to`;
    return refusal(experiment, 'sensitivity.drive', what);
  }

  const valueOf = (node: NodeId): number => evaluate(model.graph, node, symbols);
  const intervals = [...experiment.injections, ...drives.flatMap((drive) => (hasInterval(drive) ? [drive] : []))];
  const switched = intervals.flatMap(({ from, to }) => {
    if (from !== undefined && to !== undefined && !(valueOf(from) < valueOf(to))) return [];
    return [from, to].flatMap((node): MovingEdge[] => {
      if (node === undefined) return [];
      return [{ time: valueOf(node), slope: reads(node) ? slopeAt(model, node, parameter, symbols) : 0 }];
    });
  });
  const fixed = signalEdges(signals.filter(({ symbol }) => drives.some((drive) => isOfFixedTimes(drive, symbol))));
  const all = [...switched, ...fixed.map((time) => ({ time, slope: 0 }))];
  const isSameTime = (a: MovingEdge, b: MovingEdge): boolean => Math.abs(a.time - b.time) <= SAME_TIME * duration;
  const moving = switched
    .filter(({ time, slope }) => slope !== 0 && time >= 0 && time < duration)
    .sort((a, b) => a.time - b.time);
  const clash = moving.find(
    (edge) => edge.time === 0 || all.some((other) => isSameTime(edge, other) && other.slope !== edge.slope),
  );
  if (clash) {
    const what = `At ${formatTime(clash.time)} in ${experiment.name} ${parameter.name} moves one of two things that happen together, so the run answers differently to more and to less of it`;
    return refusal(experiment, 'sensitivity.edge', what);
  }
  const edges = moving.filter((edge, i) => i === 0 || !isSameTime(edge, moving[i - 1]!));
  return success({ edges, values });
}

function refusal({ span }: Experiment, code: string, reason: string): Outcome<never> {
  return failure(code, `${reason}: a sensitivity to it is not computed.`, { span });
}

/** What a train or a noise depends on: all of its times or values would move at once. */
function shapedBy(drive: Drive, { duration }: Experiment): readonly (NodeId | undefined)[] {
  if (drive.kind === 'train') return [drive.width, drive.period, drive.from, drive.to];
  if (drive.kind === 'noise') return [drive.deviation, drive.tau, drive.seed, duration];
  return [];
}

function hasInterval(drive: Drive): drive is Extract<Drive, { readonly kind: 'interval' | 'setting' }> {
  return drive.kind === 'interval' || drive.kind === 'setting';
}

function isOfFixedTimes(drive: Drive, symbol: number): boolean {
  if (drive.kind === 'train') return drive.symbol === symbol;
  return (drive.kind === 'noise' || drive.kind === 'data') && drive.offset === symbol;
}

/** d/dp of what is set while it is set, by symbol; undefined where several settings share a symbol and p is in one. */
function settingSlopes(
  model: Model,
  settings: readonly SettingDrive[],
  parameter: Parameter,
  symbols: Float64Array,
  reads: (node: NodeId) => boolean,
): ReadonlyMap<number, number> | undefined {
  const slopes = new Map<number, number>();
  for (const { value, flag, node } of settings) {
    if (!reads(node)) continue;
    if (settings.filter((other) => other.flag === flag).length > 1) return undefined;
    slopes.set(value, slopeAt(model, node, parameter, symbols));
  }
  return slopes;
}
