/** `memb run FILE` of a family: its measures, one line a run; a part of it; and parts put together again. */
import { startFamily, type Family, type Member } from '../../language/analysis/family.js';
import type { Model } from '../../language/model/model.js';
import { fromSI } from '../../language/units/convert.js';
import { formatNumber } from '../../language/units/display.js';
import { prettyUnit } from '../../language/units/pretty.js';
import { exitCodes, UsageError, type Console, type ExitCode } from './console.js';
import { csvCell } from './csv.js';
import { table } from './table.js';

export interface FamilyRequest {
  readonly format: 'summary' | 'csv' | 'json';
  readonly tolerance?: number;
  readonly slice?: { readonly part: number; readonly of: number };
}

/** Steps between two looks at what is finished. */
const PORTION = 20_000;

/** What `--json` writes and `memb merge` reads. */
export interface FamilyJson {
  readonly file: string;
  readonly membrane: string;
  readonly experiment: string;
  /** Of the whole family. */
  readonly runs: number;
  readonly columns: readonly { readonly name: string; readonly unit: string }[];
  /** In the order of their index, null where there is nothing to measure. */
  readonly rows: readonly {
    readonly index: number;
    readonly values: readonly (number | null)[];
    readonly failure?: string;
  }[];
}

export function runFamily(
  console: Console,
  file: string,
  model: Model,
  name: string,
  symbols: Float64Array,
  { format, tolerance, slice }: FamilyRequest,
): ExitCode {
  const started = startFamily(model, name, symbols, {
    ...(tolerance !== undefined && { tolerance }),
    ...(slice && { slice }),
  });
  if (!started.ok) {
    console.err(`${file}: ${started.failure.code} ${started.failure.message}\n`);
    return exitCodes.failed;
  }
  const family = started.value;
  const members: Member[] = [];
  let broken: Member['failure'];
  while (!family.done) {
    family.advance(PORTION);
    for (const { run, ...member } of family.takeMembers()) {
      if (run === undefined || run.failure !== undefined) broken ??= member.failure;
      // The solution itself would fill the memory of a long family.
      members.push(member);
    }
  }
  members.sort((a, b) => a.index - b.index);
  printFamily(console, familyJson(file, model, family, members), format);
  if (broken === undefined) return exitCodes.ok;
  console.err(`${file}: ${broken.code} ${broken.message}\n`);
  return exitCodes.failed;
}

function familyJson(file: string, model: Model, family: Family, members: readonly Member[]): FamilyJson {
  const { experiment, axes } = family;
  const traces = (experiment.curves ?? []).flatMap((curve) => curve.traces);
  return {
    file,
    membrane: model.name,
    experiment: experiment.name,
    runs: axes.reduce((product, { values }) => product * values.length, 1),
    columns: [
      ...axes.map(({ axis }) => ({ name: axis.name, unit: axis.unit })),
      ...traces.map(({ label, unit }) => ({ name: label, unit })),
    ],
    rows: members.map(({ index, values, curves, failure }) => ({
      index,
      values: [
        ...values.map((value, i) => inUnit(value, axes[i]!.axis.unit)),
        ...curves.flatMap((curve) => curve.values).map((value, i) => inUnit(value, traces[i]!.unit)),
      ],
      ...(failure && { failure: failure.message }),
    })),
  };
}

function inUnit(si: number, unit: string): number | null {
  if (!Number.isFinite(si)) return null;
  return unit === '' ? si : fromSI(si, unit);
}

export function printFamily({ out }: Console, found: FamilyJson, format: FamilyRequest['format']): void {
  const { columns, rows } = found;
  if (format === 'json') {
    out(`${JSON.stringify(found, null, 1)}\n`);
    return;
  }
  const name = (column: FamilyJson['columns'][number], unit: string): string =>
    unit === '' ? column.name : `${column.name} (${unit})`;
  if (format === 'csv') {
    out(`${columns.map((column) => csvCell(name(column, column.unit))).join(',')}\n`);
    for (const { values } of rows) out(`${values.map((value) => value ?? '').join(',')}\n`);
    return;
  }
  const header = columns.map((column) => name(column, column.unit === '' ? '' : prettyUnit(column.unit)));
  const lines = rows.map(({ values }) => values.map((value) => (value === null ? '–' : formatNumber(value, 6))));
  out(`${found.membrane} · ${found.experiment} · ${rows.length} of ${found.runs} runs\n\n${table([header, ...lines])}`);
}

/** `memb merge PARTS…`: the whole family from what its parts wrote with --json. */
export async function merge(
  console: Console,
  files: readonly string[],
  format: FamilyRequest['format'],
): Promise<ExitCode> {
  const parts = await Promise.all(files.map((file) => readPart(console, file)));
  const [first] = parts;
  if (first === undefined)
    throw new UsageError('`merge` needs the parts of a family, written by `run --json --sweep-part`.');
  const head = headOf(first);
  const stranger = parts.findIndex((part) => headOf(part) !== head);
  if (stranger >= 0) throw new UsageError(`${files[stranger]!} is not a part of the same family as ${files[0]!}.`);
  const rows = new Map(parts.flatMap((part) => part.rows).map((row) => [row.index, row]));
  const missing = Array.from({ length: first.runs }, (_, i) => i).filter((i) => !rows.has(i));
  printFamily(console, { ...first, rows: [...rows.values()].sort((a, b) => a.index - b.index) }, format);
  if (missing.length === 0) return exitCodes.ok;
  console.err(`memb: ${missing.length} of ${first.runs} runs are missing, the first is number ${missing[0]! + 1}.\n`);
  return exitCodes.failed;
}

function headOf({ membrane, experiment, runs, columns }: FamilyJson): string {
  return JSON.stringify([membrane, experiment, runs, columns]);
}

async function readPart(console: Console, file: string): Promise<FamilyJson> {
  let bytes: Uint8Array;
  try {
    bytes = await console.read(file);
  } catch (reason) {
    throw new UsageError(reason instanceof Error ? reason.message : `${file} cannot be read.`);
  }
  try {
    const part = JSON.parse(new TextDecoder().decode(bytes)) as FamilyJson;
    if (Array.isArray(part.rows) && Array.isArray(part.columns) && Number.isInteger(part.runs)) return part;
  } catch {
    // Said below.
  }
  throw new UsageError(`${file} is no part of a family: write it with \`run --json --sweep-part\`.`);
}

/** `3/64`. */
export function sliceOf(text: string | undefined): FamilyRequest['slice'] | undefined {
  if (text === undefined) return undefined;
  const [part, of] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).slice(1).map(Number);
  if (part === undefined || of === undefined || part < 1 || part > of)
    throw new UsageError(`--sweep-part is a part of the family, such as 3/64; \`${text}\` is none.`);
  return { part, of };
}
