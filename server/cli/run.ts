/** `memb run FILE`: an experiment in time, as a summary, CSV or JSON. */
import { isFamily } from '../../language/analysis/family.js';
import { sampledPanes } from '../../language/analysis/run-samples.js';
import { runToEnd, type RunResult, type RunSamples } from '../../language/analysis/run.js';
import type { Chance } from '../../language/analysis/stochastic/stochastic-run.js';
import type { Model } from '../../language/model/model.js';
import { formatPotential, formatQuantity } from '../../language/units/display.js';
import { fromSI } from '../../language/units/convert.js';
import { nearest } from '../../language/units/nearest.js';
import { exitCodes, UsageError, type Console, type ExitCode } from './console.js';
import { csvCell } from './csv.js';
import { runFamily, type FamilyRequest } from './family.js';
import { modelOf } from './model-of.js';
import { quantity } from './quantity.js';
import { runSensitivitiesOf } from './run-sensitivities.js';
import { table } from './table.js';

export interface RunRequest {
  readonly experiment?: string;
  readonly format: 'summary' | 'csv' | 'json';
  readonly settings: readonly string[];
  readonly tolerance?: number;
  /** Evenly spaced samples; by default as dense as the solution needs. */
  readonly samples?: number;
  /** Also how the run answers to each parameter. */
  readonly sensitivities?: boolean;
  /** Of a family, only these runs. */
  readonly slice?: NonNullable<FamilyRequest['slice']>;
}

export async function run(console: Console, file: string, request: RunRequest): Promise<ExitCode> {
  const read = await modelOf(console, file, request.settings);
  if (read === undefined) return exitCodes.failed;
  const { model, symbols } = read;
  const name = experimentName(file, model, request.experiment);
  const { tolerance, format, slice } = request;
  const options = tolerance === undefined ? {} : { tolerance };
  if (model.experiments.some((experiment) => experiment.name === name && isFamily(experiment))) {
    if (request.sensitivities)
      throw new UsageError(`\`${name}\` is a family of runs; --sensitivities are those of a single run.`);
    const wanted = { format, ...(tolerance !== undefined && { tolerance }), ...(slice && { slice }) };
    return runFamily(console, file, model, name, symbols, wanted);
  }
  if (slice) throw new UsageError(`\`${name}\` is a single run; only a family has parts.`);
  const outcome = runToEnd(model, name, symbols, options);
  if (!outcome.ok) {
    console.err(`${file}: ${outcome.failure.code} ${outcome.failure.message}\n`);
    return exitCodes.failed;
  }
  const samples = request.format === 'summary' ? undefined : samplesOf(outcome.value, request.samples);
  const failure = outcome.value.failure ?? samples?.gap;
  const result = failure === undefined ? outcome.value : { ...outcome.value, failure };
  const slopes = request.sensitivities ? runSensitivitiesOf(model, symbols, outcome.value, options) : undefined;
  const found = slopes?.ok ? slopes.value : undefined;
  if (samples === undefined)
    console.out([summaryText(model, result), ...(found && found.text !== '' ? [found.text] : [])].join('\n'));
  else {
    const columns = [...columnsOf(result, samples), ...(found?.columns(samples.times) ?? [])];
    if (request.format === 'csv') printCsv(console, columns);
    else console.out(`${JSON.stringify(runJson(file, model, result, columns, found?.json), null, 1)}\n`);
  }
  const failures = [failure, ...(slopes && !slopes.ok ? [slopes.failure] : (found?.failures ?? []))];
  const told = new Set(failures.flatMap((each) => (each ? [`${file}: ${each.code} ${each.message}\n`] : [])));
  console.err([...told].join(''));
  return told.size === 0 ? exitCodes.ok : exitCodes.failed;
}

function experimentName(file: string, model: Model, wanted: string | undefined): string {
  const names = model.experiments.map(({ name }) => name);
  const [first] = names;
  if (first === undefined) throw new UsageError(`${file} has no experiment to run.`);
  if (wanted === undefined || names.includes(wanted)) return wanted ?? first;
  const [close] = nearest(wanted, names);
  throw new UsageError(
    `${file} has no experiment \`${wanted}\`; ${close === undefined ? `it has ${names.join(', ')}` : `did you mean \`${close}\``}.`,
  );
}

interface Column {
  readonly name: string;
  readonly unit: string;
  readonly values: Float64Array;
}

/** So many, evenly spaced; by default as dense as the solution needs. */
function samplesOf({ trajectory, duration, sample }: RunResult, samples: number | undefined): RunSamples {
  const end = Math.min(duration, trajectory.end);
  const times =
    samples === undefined
      ? undefined
      : Float64Array.from({ length: samples }, (_, i) => (i === samples - 1 ? end : (i / (samples - 1)) * end));
  return sample(times);
}

/** Time, V and every other trace of the plots, each once, in the units the plots show. */
function columnsOf({ experiment }: RunResult, found: RunSamples): Column[] {
  const columns: Column[] = [column('t', 'ms', found.times), column('V', 'mV', found.V)];
  sampledPanes(experiment).forEach((pane, i) =>
    pane.forEach(({ label, unit }, j) => {
      if (!columns.some((entry) => entry.name === label)) columns.push(column(label, unit, found.panes[i]![j]!));
    }),
  );
  return columns;
}

function column(name: string, unit: string, si: Float64Array): Column {
  return { name, unit, values: unit === '' ? si : si.map((value) => fromSI(value, unit)) };
}

const ROWS_AT_ONCE = 1000;

function printCsv({ out }: Console, columns: readonly Column[]): void {
  out(`${columns.map(({ name, unit }) => csvCell(unit === '' ? name : `${name} (${unit})`)).join(',')}\n`);
  const rows = columns[0]!.values.length;
  for (let start = 0; start < rows; start += ROWS_AT_ONCE) {
    const lines = Array.from({ length: Math.min(ROWS_AT_ONCE, rows - start) }, (_, i) =>
      columns.map(({ values }) => cell(values[start + i]!)).join(','),
    );
    out(`${lines.join('\n')}\n`);
  }
}

/** Empty where there is no number. */
function cell(value: number): string {
  return Number.isFinite(value) ? String(value) : '';
}

function runJson(
  file: string,
  model: Model,
  result: RunResult,
  columns: readonly Column[],
  sensitivities: object | undefined,
): object {
  const { trajectory, failure, spikes, experiment } = result;
  return {
    file,
    membrane: model.name,
    experiment: experiment.name,
    duration: quantity(result.duration, 'ms'),
    spikes: spikes.map(({ time, peakTime, peak }) => ({
      time: quantity(time, 'ms'),
      peakTime: quantity(peakTime, 'ms'),
      peak: quantity(peak, 'mV'),
    })),
    statistics: trajectory.statistics,
    ...(result.chance && { chance: chanceJson(result.chance) }),
    ...(failure !== undefined && {
      failure: { code: failure.code, message: failure.message, time: quantity(failure.time, 'ms') },
    }),
    ...(sensitivities && { sensitivities }),
    columns: columns.map(({ name, unit, values }) => ({ name, unit, values: Array.from(values) })),
  };
}

function chanceJson({ seed, step, populations }: Chance): object {
  return { seed, ...(step !== undefined && { step: quantity(step, 'us') }), populations };
}

/** `Seed 1: 100 Kv one by one, 20000 Nav as shares on a step of 5 µs.` */
function chanceText({ seed, step, populations }: Chance): string {
  const steps = step === undefined ? '' : ` on a step of ${formatQuantity(step, 'us')}`;
  const each = populations.map(
    ({ name, number, isExact }) => `${number} ${name} ${isExact ? 'one by one' : 'as shares with noise'}`,
  );
  return `Seed ${seed}: ${[...each, ...(each.length === 0 ? ['white noise'] : [])].join(', ')}${steps}.
`;
}

const MOST_SPIKES_LISTED = 12;

function summaryText(model: Model, { experiment, duration, trajectory, spikes, sample, chance }: RunResult): string {
  const { statistics, end, names } = trajectory;
  const last = new Float64Array(names.length);
  trajectory.sample(end, last);
  // Where V is imposed or balanced it is no component of the solution.
  const V = sample([end]).V[0]!;
  const rows = spikes
    .slice(0, MOST_SPIKES_LISTED)
    .map(({ time, peak, peakTime }, i) => [
      `${i + 1}`,
      formatQuantity(time, 'ms', 7),
      formatPotential(peak, 3),
      formatQuantity(peakTime, 'ms', 7),
    ]);
  const more = spikes.length > MOST_SPIKES_LISTED ? `… and ${spikes.length - MOST_SPIKES_LISTED} more\n` : '';
  const spikeText =
    spikes.length === 0
      ? 'No spike: V does not rise through 0 mV.\n'
      : `${table([['spike', 'rises through 0 mV', 'peak', 'peak at'], ...rows])}${more}`;
  const state = names.map(
    (name, i) =>
      `${name} ${i === 0 ? formatPotential(V, 4) : formatQuantity(last[i]!, model.states[i - 1]?.unit ?? '', 6)}`,
  );
  const work = `${statistics.steps} steps, ${statistics.rejected} rejected, ${statistics.rhsEvaluations} evaluations`;
  return `${model.name} · ${experiment.name} · ${formatQuantity(duration, 'ms')}\n\n${spikeText}\nAt ${formatQuantity(end, 'ms', 7)}: ${state.join(', ')}\n${work}\n${chance === undefined ? '' : chanceText(chance)}`;
}
