/** `data Cell7 "cell7.csv" { t = column "time" in ms, V = column "vm" in mV }`: numbers from a file, checked and in SI. */
import { isData, type Data, type DataColumn } from '../../generated/ast.js';
import type { Span } from '../../model/graph.js';
import type { RecordedColumn, Recording } from '../../model/recording.js';
import { dimensionless, isDimensionless, sameDimension, time, voltage, type Dimension } from '../../units/dimension.js';
import { describeDimension, unitsOf } from '../../units/quantities.js';
import { parseUnit, type Unit } from '../../units/unit.js';
import { nearest } from '../../units/nearest.js';
import type { Context } from '../context.js';
import { columnValues } from '../data/column-values.js';
import type { Table } from '../data/delimited.js';
import { readHeader } from '../data/header.js';
import { shortened, withArticle } from '../expectation.js';
import { fileName } from '../imports/addresses.js';
import { insertion, replacement } from '../issues.js';
import { spanOf, spanOfKeyword, spanOfProperty } from '../spans.js';
import { tableOf, textBetweenQuotes } from './recorded-files.js';

/** Rows times columns: beyond this nothing is drawn faster than it is read. */
const MOST_VALUES = 300_000;
const TIME_COLUMN = 't';

/** All recordings of a file, in its order; those with mistakes in them are left out, and reported. */
export function compileRecordings(context: Context): void {
  for (const data of context.file.declarations.filter(isData)) {
    const recording = compileRecording(context, data);
    if (recording === undefined) continue;
    context.recordingIndex.set(data, context.recordings.length);
    context.recordings.push(recording);
  }
}

function compileRecording(context: Context, data: Data): Recording | undefined {
  const table = tableOf(context, data);
  const experiment = data.experiment;
  if (experiment !== undefined && experiment.ref === undefined && experiment.$refText) {
    const span = spanOfProperty(data, 'experiment');
    return context.error('name.unknown', span, `\`${experiment.$refText}\` is no experiment of this file.`);
  }
  if (table === undefined || !areDifferent(context, data)) return undefined;
  const t = data.columns.find(({ name }) => name === TIME_COLUMN);
  if (t === undefined) return withoutTimes(context, data, table);
  const shape = raggedRow(table);
  const path = spanOfProperty(data, 'path');
  if (shape !== undefined) return context.error('data.rows', path, shape);
  if (table.rows < 2) {
    const message = `\`${shortened(data.path)}\` has ${table.rows === 0 ? 'no row' : 'one row'} of numbers; a recording has at least two.`;
    return context.error('data.rows', path, message);
  }
  const count = table.rows * data.columns.length;
  if (count > MOST_VALUES) {
    const message = `${table.rows} rows of ${data.columns.length} columns are more than ${MOST_VALUES} numbers: keep every ${Math.ceil(count / MOST_VALUES) + 1}th row, or the part that matters.`;
    return context.error('data.file', path, message);
  }
  const columns = data.columns.map((column) => compileColumn(context, column, table));
  if (columns.includes(undefined)) return undefined;
  const found = columns as RecordedColumn[];
  const times = timesOf(context, t, found[data.columns.indexOf(t)]!, table);
  if (times === undefined) return undefined;
  const file = fileName(data.path);
  return {
    file,
    times,
    columns: found.map((column) => ({
      ...column,
      label: data.name ? `${data.name}.${column.name}` : `${column.name}, ${file}`,
    })),
    span: data.name ? spanOfProperty(data, 'name') : path,
    ...(data.name && { name: data.name }),
    ...(experiment?.ref && { experiment: experiment.ref.name }),
  };
}

function areDifferent(context: Context, { columns }: Data): boolean {
  const again = columns.find(({ name }, i) => Boolean(name) && columns.findIndex((other) => other.name === name) < i);
  if (again === undefined) return true;
  const message = `\`${again.name}\` stands twice in this recording.`;
  context.error('property.duplicate', spanOfProperty(again, 'name'), message);
  return false;
}

function withoutTimes(context: Context, data: Data, table: Table): undefined {
  const headers = table.headers.map(readHeader);
  const likely =
    headers.find(({ unit }) => unit !== undefined && sameDimension(unit.dimension, time)) ??
    headers.find(({ name }) => /^t(ime)?$/i.test(name));
  const unit = likely?.unit ? '' : ' in ms';
  const example = `t = column "${likely?.name ?? 'time'}"${unit}`;
  const [first] = data.columns;
  const fixes =
    likely === undefined || first === undefined
      ? []
      : [insertion(spanOf(first).start, `${example}, `, `Write \`${example}\``)];
  const message = `A recording needs its times: \`${example}\`.`;
  return context.error('data.time', spanOfKeyword(data, 'data'), message, ...fixes);
}

/** A sentence about the first row that has more or fewer cells than there are headers. */
function raggedRow(table: Table): string | undefined {
  const wanted = table.headers.length;
  for (let row = 0; row < table.rows; row++) {
    const width = table.widthOf(row);
    if (width === wanted) continue;
    let spare = width > wanted;
    for (let column = wanted; column < width; column++) spare &&= table.cell(row, column) === '';
    if (!spare) return `Line ${table.lineOf(row)} of the file has ${width} cells, and there are ${wanted} headers.`;
  }
  return undefined;
}

function compileColumn(context: Context, column: DataColumn, table: Table): RecordedColumn | undefined {
  const { name, word } = column;
  // After a syntax error any of them may be missing.
  if (!name || !word || column.header === undefined) return undefined;
  if (word !== 'column') {
    const span = spanOfProperty(column, 'word');
    const message = `A column of the file is meant by \`column "…"\`; \`${word}\` says nothing here.`;
    return context.error('data.column', span, message, replacement(span, 'column'));
  }
  const place = placeOf(context, column, table);
  if (place === undefined) return undefined;
  const unit = unitOf(context, column, table.headers[place]!);
  if (unit === undefined) return undefined;
  const span = spanOfProperty(column, 'header');
  const { values, gap, wrong } = columnValues(table, place, unit);
  if (wrong !== undefined) {
    const comma = /^[+-]?\d+,\d+/.test(wrong.text) ? ' Decimals are written with a point.' : '';
    const message = `Line ${wrong.line} of the file: \`${shortened(wrong.text)}\` is no number.${comma}`;
    return context.error('data.cell', span, message);
  }
  if (gap !== undefined && name !== TIME_COLUMN) {
    const many = gap.count === 1 ? 'One cell holds' : `${gap.count} cells hold`;
    const what = gap.text === '' ? 'is empty' : `is \`${gap.text}\``;
    context.warn('data.cell', span, `${many} no number (line ${gap.line} ${what}): nothing is drawn there.`);
  }
  return { name, label: name, unit: unit.text, values };
}

/** Index of the column that a header names. */
function placeOf(context: Context, column: DataColumn, { headers }: Table): number | undefined {
  const wanted = textBetweenQuotes(context, column, 'header');
  const read = headers.map(readHeader);
  const exact = indicesOf(read, ({ text }) => text === wanted);
  const found = exact.length > 0 ? exact : indicesOf(read, ({ name }) => name === wanted);
  const [first, second] = found;
  if (first !== undefined && second === undefined) return first;
  const span = innerSpan(column);
  if (first !== undefined) {
    const message = `${found.length} columns of the file are called \`${wanted}\`; rename one of them in the file.`;
    return context.error('data.column', span, message);
  }
  const names = read.map(({ name }) => name).filter((name) => name !== '' && !name.includes('"'));
  const alike = names.filter((name) => name.toLowerCase() === wanted.toLowerCase());
  const close = alike.length > 0 ? alike : nearest(wanted, names);
  const question = close.length > 0 ? ` Did you mean \`${close[0]}\`?` : ` It has ${listed(names)}.`;
  const message = `The file has no column \`${wanted}\`.${question}`;
  return context.error('data.column', span, message, ...close.map((name) => replacement(span, name)));
}

function indicesOf<T>(list: readonly T[], test: (entry: T) => boolean): number[] {
  return list.flatMap((entry, i) => (test(entry) ? [i] : []));
}

const MOST_LISTED = 8;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).map((name) => `\`${name}\``);
  return names.length > MOST_LISTED ? `${shown.join(', ')} …` : shown.join(', ');
}

/** The text between the quotes; with them where there is none. */
function innerSpan(column: DataColumn): Span {
  const span = spanOfProperty(column, 'header');
  return span.end - span.start > 2 ? { ...span, start: span.start + 1, end: span.end - 1 } : span;
}

/** The unit of the statement, that of the header, or both where they are the same. */
function unitOf(context: Context, column: DataColumn, header: string): Unit | undefined {
  const inHeader = readHeader(header).unit;
  const span = column.unit === undefined ? innerSpan(column) : spanOfProperty(column, 'unit');
  const written = column.unit === undefined ? undefined : parseUnit(column.unit);
  if (written !== undefined && !written.ok) {
    const { found, suggestions, start, end } = written.error;
    const at = { ...span, start: span.start + start, end: span.start + end };
    const question = suggestions[0] === undefined ? '' : ` Did you mean \`${suggestions[0]}\`?`;
    const fixes = suggestions.map((suggestion) => replacement(at, suggestion));
    return context.error('unit.unknown', at, `\`${found}\` is no unit that Memb knows.${question}`, ...fixes);
  }
  const unit = written?.unit ?? inHeader;
  const wanted = dimensionOf(column.name);
  if (unit === undefined) {
    if (wanted === undefined || isDimensionless(wanted)) return unitless;
    const example = unitsOf(wanted)[0] ?? '';
    const end = spanOf(column).end;
    const message = `Neither \`${shortened(header)}\` in the file nor the statement gives a unit: write \`in ${example}\`.`;
    return context.error('data.unit', span, message, insertion(end, ` in ${example}`, `Write \`in ${example}\``));
  }
  if (wanted !== undefined && !sameDimension(unit.dimension, wanted)) {
    const message = `\`${column.name}\` is ${withArticle(describeDimension(wanted))} (${unitsOf(wanted)[0]}); \`${unit.text}\` is ${withArticle(describeDimension(unit.dimension))}.`;
    const fixes =
      column.unit === undefined
        ? []
        : unitsOf(wanted)
            .slice(0, 2)
            .map((other) => replacement(span, other));
    return context.error('data.unit', span, message, ...fixes);
  }
  if (written !== undefined && inHeader !== undefined && !isSameUnit(written.unit, inHeader)) {
    const message = `The file says \`${inHeader.text}\` and the statement \`${column.unit}\`: one of them is wrong.`;
    return context.error(
      'data.unit',
      span,
      message,
      replacement(span, inHeader.text, `Use the file’s \`${inHeader.text}\``),
    );
  }
  return unit;
}

const unitless: Unit = { text: '', dimension: dimensionless, factor: 1, divisor: 1, exponent10: 0, affine: undefined };

function isSameUnit(a: Unit, b: Unit): boolean {
  const isAlike = a.factor === b.factor && a.divisor === b.divisor && a.exponent10 === b.exponent10;
  return isAlike && a.affine === b.affine && sameDimension(a.dimension, b.dimension);
}

/** Of what every file knows. */
function dimensionOf(name: string): Dimension | undefined {
  if (name === TIME_COLUMN) return time;
  return name === 'V' ? voltage : undefined;
}

function timesOf(
  context: Context,
  column: DataColumn,
  { values }: Pick<RecordedColumn, 'values'>,
  table: Table,
): readonly number[] | undefined {
  const span = spanOfProperty(column, 'header');
  const row = values.findIndex((value, i) => value === null || (i > 0 && !(value >= values[i - 1]!)));
  if (row < 0 && values.at(-1)! > values[0]!) return values as readonly number[];
  if (row < 0) return context.error('data.time', span, 'All times of this recording are the same.');
  const line = table.lineOf(row);
  const message =
    values[row] === null
      ? `Line ${line} of the file has no time.`
      : `Times rise from row to row; that in line ${line} of the file lies before the one above it.`;
  return context.error('data.time', span, message);
}
