/** `memb run --sensitivities`: how a run answers to each parameter. */
import {
  runSensitivities,
  type RunSensitivity,
  type Unanswered,
} from '../../language/analysis/trajectory-sensitivity/run-sensitivities.js';
import { sampledPanes } from '../../language/analysis/run-samples.js';
import type { RunOptions, RunResult } from '../../language/analysis/run.js';
import type { Model, Parameter } from '../../language/model/model.js';
import type { Failure, Outcome } from '../../language/model/outcome.js';
import { formatNumber, formatQuantity } from '../../language/units/display.js';
import { prettyUnit } from '../../language/units/pretty.js';
import { perUnit, unitOfSlope } from './slope-units.js';
import { table } from './table.js';

type Answers = readonly (RunSensitivity | Unanswered)[];

/** Those of one run, to be written in any of the formats. */
export interface RunSensitivities {
  readonly text: string;
  readonly json: object;
  /** Of parameters that have none. */
  readonly failures: readonly Failure[];
  /** A column for V and each trace, for each parameter, at these times, s. */
  readonly columns: (times: Float64Array) => readonly SlopeColumn[];
}

export interface SlopeColumn {
  readonly name: string;
  readonly unit: string;
  readonly values: Float64Array;
}

export function runSensitivitiesOf(
  model: Model,
  symbols: Float64Array,
  result: RunResult,
  options: RunOptions,
): Outcome<RunSensitivities> {
  const found = runSensitivities(model, symbols, result, options);
  if (!found.ok) return found;
  const answers = found.value;
  return {
    ok: true,
    value: {
      text: textOf(answers, result),
      json: jsonOf(answers),
      failures: answers.flatMap((one) => (isAnswer(one) ? [] : [named(one)])),
      columns: (times) => answers.filter(isAnswer).flatMap((answer) => columnsOf(answer, result, times)),
    },
  };
}

function named({ parameter, failure }: Unanswered): Failure {
  return { ...failure, message: `${parameter.name}: ${failure.message}` };
}

function isAnswer(answer: RunSensitivity | Unanswered): answer is RunSensitivity {
  return !('failure' in answer);
}

const MOST_SPIKES_LISTED = 12;

function textOf(answers: Answers, { trajectory, spikes }: RunResult): string {
  if (answers.length === 0) return 'The file has no parameter that the run could answer to.\n';
  const known = answers.filter(isAnswer);
  const end = known.map((one) => [
    one.parameter.name,
    formatQuantity(one.value, one.parameter.unit),
    ...cells(one, one.end, 'mV'),
  ]);
  const atEnd = table([
    ['parameter', 'value', `∂V/∂p at ${formatQuantity(trajectory.end, 'ms', 7)}`, 'for 1 % more'],
    ...end,
  ]);
  const perSpike = spikes
    .slice(0, MOST_SPIKES_LISTED)
    .flatMap((_, i) =>
      known.map((one) => [
        one.parameter.name,
        `${i + 1}`,
        ...cells(one, one.spikes[i]!.time, 'ms'),
        ...cells(one, one.spikes[i]!.peak, 'mV'),
      ]),
    );
  const header = ['parameter', 'spike', 'd(rise)/dp', 'for 1 % more', 'd(peak)/dp', 'for 1 % more'];
  const tables = [...(known.length > 0 ? [atEnd] : []), ...(perSpike.length > 0 ? [table([header, ...perSpike])] : [])];
  return tables.join('\n');
}

/** For one unit of the parameter, and for 1 % more of it. */
function cells({ parameter, value }: RunSensitivity, slope: number, unit: string): readonly [string, string] {
  const one = `${formatNumber(perUnit(slope, unit, parameter))} ${prettyUnit(unitOfSlope(unit, parameter))}`;
  return [one, parameter.unit === 'degC' ? '–' : formatQuantity(0.01 * slope * value, unit)];
}

function jsonOf(answers: Answers): object {
  return Object.fromEntries(
    answers.map((one): [string, object] => {
      const { parameter } = one;
      if (!isAnswer(one))
        return [parameter.name, { failure: { code: one.failure.code, message: one.failure.message } }];
      const slope = (si: number, unit: string): object | null =>
        Number.isFinite(si) ? { value: perUnit(si, unit, parameter), unit: unitOfSlope(unit, parameter) } : null;
      const spikes = one.spikes.map(({ time, peak }) => ({ time: slope(time, 'ms'), peak: slope(peak, 'mV') }));
      return [parameter.name, { end: slope(one.end, 'mV'), spikes }];
    }),
  );
}

function columnsOf(one: RunSensitivity, { experiment }: RunResult, times: Float64Array): SlopeColumn[] {
  const { V, panes } = one.sample(times);
  const columns = [column('V', 'mV', V, one.parameter)];
  sampledPanes(experiment).forEach((pane, i) =>
    pane.forEach(({ label, unit }, j) => {
      const found = column(label, unit, panes[i]![j]!, one.parameter);
      if (!columns.some(({ name }) => name === found.name)) columns.push(found);
    }),
  );
  return columns;
}

function column(label: string, unit: string, slopes: Float64Array, parameter: Parameter): SlopeColumn {
  const values = slopes.map((slope) => perUnit(slope, unit, parameter));
  return { name: `d(${label})/d(${parameter.name})`, unit: unitOfSlope(unit, parameter), values };
}
