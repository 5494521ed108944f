/** What an experiment does to the membrane, as signals: every symbol of kind `drive` with all its values in time. */
import { evaluate } from '../model/evaluate.js';
import type { NoiseDrive, SettingDrive, TrainDrive } from '../model/drive.js';
import type { Experiment, Model } from '../model/model.js';
import { pulse, type Signal } from '../solver/signals.js';
import { ornsteinUhlenbeck } from './noise.js';

/** `symbols` holds the parameters, `duration` is in s. */
export function signalsOf(model: Model, experiment: Experiment, symbols: Float64Array, duration: number): Signal[] {
  const drives = experiment.drives ?? [];
  const valueOf = (node: number): number => evaluate(model.graph, node, symbols);
  const intervalOf = ({ from, to }: { readonly from?: number; readonly to?: number }): readonly [number, number] => [
    from === undefined ? -Infinity : valueOf(from),
    to === undefined ? Infinity : valueOf(to),
  ];
  const settings = drives.filter((drive) => drive.kind === 'setting');
  const others = drives.flatMap((drive): Signal[] => {
    switch (drive.kind) {
      case 'interval':
        return [pulse(drive.symbol, ...intervalOf(drive), 1)];
      case 'train':
        return [train(drive, valueOf(drive.width), valueOf(drive.period), intervalOf(drive), duration)];
      case 'noise':
        return noise(drive, valueOf, duration);
      case 'data': {
        const { times, columns } = model.recordings![drive.recording]!;
        return lines(drive.offset, drive.slope, times, columns[drive.column]!.values as readonly number[]);
      }
      case 'setting':
        return [];
    }
  });
  return [...others, ...settingSignals(settings, valueOf, intervalOf)];
}

function train(
  { symbol }: TrainDrive,
  width: number,
  period: number,
  [from, to]: readonly [number, number],
  duration: number,
): Signal {
  const start = Math.max(0, from);
  const end = Math.min(to, duration);
  const edges: number[] = [];
  for (let i = 0; ; i++) {
    const begin = start + i * period;
    if (!(begin < end)) break;
    edges.push(begin, Math.min(begin + width, end));
  }
  return { symbol, before: 0, edges, values: edges.map((_, i) => (i % 2 === 0 ? 1 : 0)) };
}

/** Straight lines between points, flat before the first and after the last and jumping where a time comes twice, as the two numbers of offset + slope·t. */
export function lines(
  offset: number,
  slope: number,
  times: ArrayLike<number>,
  values: ArrayLike<number>,
): [Signal, Signal] {
  const n = times.length;
  const slopes = new Float64Array(n);
  const offsets = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const width = i + 1 < n ? times[i + 1]! - times[i]! : 0;
    if (width > 0) slopes[i] = (values[i + 1]! - values[i]!) / width;
    offsets[i] = values[i]! - slopes[i]! * times[i]!;
  }
  return [
    { symbol: offset, before: values[0] ?? 0, edges: times, values: offsets },
    { symbol: slope, before: 0, edges: times, values: slopes },
  ];
}

function noise(
  { offset, slope, deviation, tau, seed }: NoiseDrive,
  valueOf: (node: number) => number,
  duration: number,
) {
  const { times, values } = ornsteinUhlenbeck(valueOf(deviation), valueOf(tau), duration, valueOf(seed));
  return lines(offset, slope, times, values);
}

/** Of two settings of one thing the later in the file counts where both are on. */
function settingSignals(
  settings: readonly SettingDrive[],
  valueOf: (node: number) => number,
  intervalOf: (drive: SettingDrive) => readonly [number, number],
): Signal[] {
  return [...grouped(settings)].flatMap(([flag, group]) => {
    const placed = group.map((setting) => ({ interval: intervalOf(setting), value: valueOf(setting.node) }));
    const edges = [...new Set(placed.flatMap(({ interval }) => interval))]
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
    const at = (t: number) => placed.findLast(({ interval: [from, to] }) => from <= t && t < to);
    const on = edges.map(at);
    const before = at(-Infinity);
    return [
      { symbol: flag, before: before ? 1 : 0, edges, values: on.map((found) => (found ? 1 : 0)) },
      { symbol: group[0]!.value, before: before?.value ?? 0, edges, values: on.map((found) => found?.value ?? 0) },
    ];
  });
}

function grouped(settings: readonly SettingDrive[]): Map<number, SettingDrive[]> {
  const groups = new Map<number, SettingDrive[]>();
  for (const setting of settings) groups.set(setting.flag, [...(groups.get(setting.flag) ?? []), setting]);
  return groups;
}
