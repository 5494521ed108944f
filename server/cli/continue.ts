/** `memb continue FILE --param NAME`: steady states as a parameter changes, as a summary, CSV or JSON. */
import {
  continueRest,
  type Branch,
  type Continuation,
  type SteadyPoint,
} from '../../language/analysis/continuation.js';
import type { Model } from '../../language/model/model.js';
import { formatPotential, formatQuantity } from '../../language/units/display.js';
import { fromSI } from '../../language/units/convert.js';
import { exitCodes, UsageError, type Console, type ExitCode } from './console.js';
import { modelOf, readSetting } from './model-of.js';
import { quantity } from './quantity.js';
import { table } from './table.js';

export interface ContinueRequest {
  readonly format: 'summary' | 'csv' | 'json';
  /** `NAME=VALUE` sets a parameter; the one that is a name alone is followed. */
  readonly settings: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly experiment?: string;
}

export async function continueCommand(console: Console, file: string, request: ContinueRequest): Promise<ExitCode> {
  const [name, ...others] = request.settings.filter((setting) => !setting.includes('='));
  if (name === undefined || others.length > 0)
    throw new UsageError('`continue` follows one parameter: --param NAME, without a value.');
  const found = await modelOf(
    console,
    file,
    request.settings.filter((setting) => setting.includes('=')),
  );
  if (found === undefined) return exitCodes.failed;
  const { model, symbols } = found;
  const end = (option: '--from' | '--to', text: string | undefined): number | undefined =>
    text === undefined ? undefined : readSetting(model, `${name}=${text}`, option)[1];
  const from = end('--from', request.from);
  const to = end('--to', request.to);
  const { experiment } = request;
  const outcome = continueRest(model, symbols, name, {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(experiment !== undefined && { experiment }),
  });
  if (!outcome.ok) {
    console.err(`${file}: ${outcome.failure.code} ${outcome.failure.message}\n`);
    return exitCodes.failed;
  }
  const result = outcome.value;
  if (request.format === 'csv') console.out(csv(result));
  else if (request.format === 'json') console.out(`${JSON.stringify(json(file, model, result), null, 1)}\n`);
  else console.out(summary(model, result));
  return exitCodes.ok;
}

/** Digits of the parameter: as many as the points are good for. */
const DIGITS = 8;

function summary(model: Model, result: Continuation): string {
  const { parameter, from, to, experiment, branches, special, stability } = result;
  const value = (si: number): string => formatQuantity(si, parameter.unit, DIGITS);
  const head = [
    model.name,
    `steady states for ${parameter.name} from ${value(from)} to ${value(to)}`,
    ...(experiment ? [`injected as in ${experiment.name}, for ever`] : []),
  ];
  const points = special.map(({ kind, parameter: at, V, frequency }) => [
    kind === 'fold' ? 'fold' : 'Hopf',
    value(at),
    formatPotential(V, 4),
    frequency === undefined ? '' : formatQuantity(frequency, 'Hz', 5),
  ]);
  const rows = branches.flatMap((branch, i) =>
    stretches(branch).map(([first, last, stable], k) => [
      k === 0 ? `${i + 1}` : '',
      `${value(first.parameter)} → ${value(last.parameter)}`,
      `${formatPotential(first.V, 3)} → ${formatPotential(last.V, 3)}`,
      stable ? 'stable' : 'unstable',
    ]),
  );
  const parts = [
    `${head.join(' · ')}\n`,
    special.length === 0
      ? 'No fold and no Hopf point.\n'
      : table([['point', parameter.name, 'V', 'oscillates at'], ...points]),
    table([['branch', parameter.name, 'V', ''], ...rows]),
    ...(stability === 'slope'
      ? ['Stability by the slope of the steady-state current alone: Hopf points are not looked for.\n']
      : []),
    ...branches.flatMap(({ ends }, i) =>
      ends.some((end) => end === 'lost' || end === 'budget')
        ? [`Branch ${i + 1} could not be followed to its end.\n`]
        : [],
    ),
  ];
  return parts.join('\n');
}

/** Parts of a branch between its special points: first and last point, and whether what lies between is stable. */
function stretches({ points }: Branch): [SteadyPoint, SteadyPoint, boolean][] {
  const parts: [SteadyPoint, SteadyPoint, boolean][] = [];
  let first = 0;
  for (let i = 1; i < points.length; i++) {
    const isLast = i === points.length - 1;
    const changes = !isLast && points[i + 1]!.special === undefined && points[i + 1]!.stable !== points[i]!.stable;
    if (points[i]!.special === undefined && !changes && !isLast) continue;
    const inside = points.slice(first, i + 1).find(({ special }) => special === undefined);
    parts.push([points[first]!, points[i]!, inside?.stable ?? false]);
    first = i;
  }
  return parts;
}

function csv({ parameter, branches }: Continuation): string {
  const unit = parameter.unit === '' ? '' : ` (${parameter.unit})`;
  const rows = branches.flatMap(({ points }, i) =>
    points.map(({ parameter: at, V, stable, special }) =>
      [i + 1, fromSI(at, parameter.unit), fromSI(V, 'mV'), stable ? 1 : 0, special ?? ''].join(','),
    ),
  );
  return `branch,${parameter.name}${unit},V (mV),stable,point\n${rows.join('\n')}\n`;
}

function json(file: string, model: Model, result: Continuation): object {
  const { parameter, from, to, experiment, branches, special, stability } = result;
  const { unit } = parameter;
  return {
    file,
    membrane: model.name,
    parameter: parameter.name,
    from: quantity(from, unit),
    to: quantity(to, unit),
    ...(experiment && { injected: experiment.name }),
    stability,
    special: special.map((point) => ({
      kind: point.kind,
      parameter: quantity(point.parameter, unit),
      V: quantity(point.V, 'mV'),
      frequency: quantity(point.frequency, 'Hz'),
    })),
    branches: branches.map(({ points, ends }) => ({
      ends,
      parameter: { unit, values: points.map((point) => fromSI(point.parameter, unit)) },
      V: { unit: 'mV', values: points.map(({ V }) => fromSI(V, 'mV')) },
      stable: points.map(({ stable }) => stable),
      special: points.map(({ special: kind }) => kind ?? null),
    })),
  };
}
