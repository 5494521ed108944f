/** What a line of an experiment comes to: how many runs, how many pulses, from what to what. */
import { axisValues } from '../../language/analysis/family.js';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import {
  isClamp,
  isExperiment,
  isInjection,
  isPhase,
  isSetting,
  isSweep,
  type Injection,
  type Setting,
} from '../../language/generated/ast.js';
import { evaluate } from '../../language/model/evaluate.js';
import type { SettingDrive, SweepAxis, TrainDrive } from '../../language/model/drive.js';
import type { Experiment as ModelExperiment, Model } from '../../language/model/model.js';
import { formatQuantity } from '../../language/units/display.js';
import { AstUtils, type AstNode } from 'langium';
import { keywords } from '../keywords.js';
import type { Reading } from '../reading.js';
import { blocks, escaped, facts, type Row } from './markdown.js';

const MOST_LISTED = 6;

/** undefined where the word means the same everywhere. */
export function statementHover(reading: Reading, node: AstNode, word: string): string | undefined {
  const experiment = AstUtils.getContainerOfType(node, isExperiment);
  const { model } = reading.compilation;
  const compiled = model?.experiments.find(({ name }) => name === experiment?.name);
  if (model === undefined || experiment === undefined || compiled === undefined) return undefined;
  const rows = rowsOf(model, compiled, node);
  return rows.length === 0
    ? undefined
    : blocks(`**${escaped(word)}** · ${keywords[word] ?? 'a family of runs'}`, facts(...rows));
}

function rowsOf(model: Model, experiment: ModelExperiment, node: AstNode): Row[] {
  const axes = experiment.axes ?? [];
  if (isSweep(node))
    return familyRows(
      model,
      axes,
      axes.find(({ name }) => name === node.name),
    );
  if (isPhase(node) && node.step !== undefined)
    return familyRows(
      model,
      axes,
      axes.find(({ name }) => name === 'V'),
    );
  if (isSetting(node)) return settingRows(model, experiment, node);
  if (isInjection(node)) return injectionRows(model, experiment, node);
  if (isClamp(node) && experiment.clamp !== undefined) {
    const hold = evaluate(model.graph, experiment.clamp.hold, defaultSymbols(model));
    return [['holds at', Number.isFinite(hold) ? formatQuantity(hold, 'mV') : undefined], runsRow(model, axes)];
  }
  return [];
}

function familyRows(model: Model, axes: readonly SweepAxis[], axis: SweepAxis | undefined): Row[] {
  if (axis === undefined) return [];
  const { values } = axisValues(model, axis, defaultSymbols(model));
  const shown = Array.from(values, (value) => formatQuantity(value, axis.unit));
  const list = shown.length <= MOST_LISTED ? shown : [...shown.slice(0, 3), '…', shown.at(-1)!];
  return [['values', `${values.length}: ${list.join(', ')}`], ...(axes.length > 1 ? [runsRow(model, axes)] : [])];
}

function runsRow(model: Model, axes: readonly SweepAxis[]): Row {
  const symbols = defaultSymbols(model);
  const counts = axes.map((axis) => axisValues(model, axis, symbols).values.length);
  if (counts.length === 0) return ['runs', undefined];
  return [
    'runs',
    counts.length === 1 ? `${counts[0]}` : `${counts.join(' × ')} = ${counts.reduce((a, b) => a * b, 1)}`,
  ];
}

function settingRows(model: Model, { drives = [] }: ModelExperiment, { target, part }: Setting): Row[] {
  const label = part === undefined ? target?.$refText : `${target?.$refText}.${part.$refText}`;
  const setting = drives.find((drive): drive is SettingDrive => drive.kind === 'setting' && drive.label === label);
  const parameter = model.parameters.find(({ name }) => name === label);
  const unit = parameter?.unit ?? (label === 'temperature' ? 'degC' : 'mM');
  if (setting === undefined) return [];
  const symbols = defaultSymbols(model);
  const before = parameter?.value ?? presentValue(model, label, symbols);
  const after = evaluate(model.graph, setting.node, symbols);
  return [
    ['here', before === undefined ? undefined : formatQuantity(before, unit)],
    ['in this experiment', formatQuantity(after, unit)],
  ];
}

function presentValue(model: Model, label: string | undefined, symbols: Float64Array): number | undefined {
  if (label === 'temperature') return evaluate(model.graph, model.temperature, symbols);
  const [name, side] = label?.split('.') ?? [];
  const ion = model.ions.find((entry) => entry.name === name);
  const node = side === 'in' ? ion?.inside : ion?.outside;
  return node === undefined ? undefined : evaluate(model.graph, node, symbols);
}

function injectionRows(model: Model, experiment: ModelExperiment, { width, $containerIndex }: Injection): Row[] {
  if (width === undefined) return [];
  const trains = (experiment.drives ?? []).filter((drive): drive is TrainDrive => drive.kind === 'train');
  const index = trainIndex(experiment, $containerIndex);
  const train = trains[index];
  if (train === undefined) return [];
  const symbols = defaultSymbols(model);
  const valueOf = (node: number | undefined, otherwise: number): number =>
    node === undefined ? otherwise : evaluate(model.graph, node, symbols);
  const duration = evaluate(model.graph, experiment.duration, symbols);
  const [from, to] = [Math.max(0, valueOf(train.from, 0)), Math.min(duration, valueOf(train.to, duration))];
  const period = valueOf(train.period, Infinity);
  const pulses = Math.max(0, Math.ceil((to - from) / period - 1e-9));
  return [
    ['pulses', `${pulses}`],
    ['per second', formatQuantity(1 / period, 'Hz')],
  ];
}

/** Which of the trains an injection is: known where the experiment has one alone. */
function trainIndex({ drives = [] }: ModelExperiment, index: number | undefined): number {
  return drives.filter(({ kind }) => kind === 'train').length === 1 ? 0 : (index ?? 0);
}
