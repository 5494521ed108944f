/** The same curves as numbers: what a screen reader reads, and what goes into a CSV file. */
import { formatNumber } from '../../language/units/display.js';
import { element } from '../element.js';
import { axisText, valueAt, type Axis, type Range, type Series } from '../chart/series.js';

export interface Column {
  readonly series: Series;
  readonly y: Axis;
}

/** Rows of the table in the page. */
const ROWS = 41;

/** Of paths: a row for each point, whose x is its own. */
function pathRows(columns: readonly Column[], most = Infinity): [string, number, number][] {
  return columns.flatMap(({ series: { label, x, y } }) => {
    const step = Math.max(1, Math.ceil(x.length / most));
    return Array.from({ length: Math.ceil(x.length / step) }, (_, k): [string, number, number] => {
      return [label, x[k * step]!, y[k * step]!];
    }).filter(([, at, value]) => Number.isFinite(at + value));
  });
}

function arePaths(columns: readonly Column[]): boolean {
  return columns.some(({ series }) => series.path);
}

/** Evenly spaced over `range`. */
export function valueTable(caption: string, x: Axis, columns: readonly Column[], range: Range): HTMLTableElement {
  if (arePaths(columns)) return pathTable(caption, x, columns);
  const heads = [axisText(x), ...columns.map(headOf)].map((text) => element('th', { scope: 'col' }, text));
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const at = range.min + ((range.max - range.min) * i) / (ROWS - 1);
    const cells = columns.map(({ series }) => element('td', {}, numberText(valueAt(series, at))));
    return element('tr', {}, element('th', { scope: 'row' }, formatNumber(at, 4)), ...cells);
  });
  return element(
    'table',
    { class: 'numbers' },
    element('caption', { class: 'sr-only' }, caption),
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...rows),
  );
}

function pathTable(caption: string, x: Axis, columns: readonly Column[]): HTMLTableElement {
  const heads = ['trace', axisText(x), axisText(columns[0]!.y)].map((text) => element('th', { scope: 'col' }, text));
  const rows = pathRows(columns, ROWS).map(([label, at, value]) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, label),
      element('td', {}, formatNumber(at, 4)),
      element('td', {}, numberText(value)),
    ),
  );
  return element(
    'table',
    { class: 'numbers' },
    element('caption', { class: 'sr-only' }, caption),
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...rows),
  );
}

/** Every computed point at full precision, in rows of the longest series. */
export function delimited(x: Axis, columns: readonly Column[], separator: ',' | '\t'): string {
  const longest = columns.reduce<Float64Array>(
    (most, { series }) => (series.x.length > most.length ? series.x : most),
    new Float64Array(),
  );
  const [first] = columns;
  const quote = (text: string): string => (/[",\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  if (first !== undefined && arePaths(columns)) {
    const head = ['trace', axisText(x), axisText(first.y)].map(quote).join(separator);
    const rows = pathRows(columns).map(([label, at, value]) => [quote(label), at, value].join(separator));
    return `${[head, ...rows].join('\n')}\n`;
  }
  const lines = [[axisText(x), ...columns.map(headOf)].map(quote).join(separator)];
  longest.forEach((at, i) => {
    const values = columns.map(({ series }) => (series.x === longest ? series.y[i] : valueAt(series, at)));
    lines.push([at, ...values.map((value) => value ?? '')].join(separator));
  });
  return `${lines.join('\n')}\n`;
}

function headOf({ series, y }: Column): string {
  return y.unit === '' ? series.label : `${series.label} (${y.unit})`;
}

function numberText(value: number | undefined): string {
  return value === undefined ? '' : formatNumber(value, 5);
}
