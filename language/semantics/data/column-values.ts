/** The numbers of a column, in SI. */
import { literalToSI } from '../../units/convert.js';
import type { Unit } from '../../units/unit.js';
import type { Table } from './delimited.js';

export interface ColumnValues {
  /** null where the file says that there is none. */
  readonly values: readonly (number | null)[];
  /** The first such place. */
  readonly gap?: { readonly line: number; readonly text: string; readonly count: number };
  /** The first cell that is no number. */
  readonly wrong?: { readonly line: number; readonly text: string };
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** What instruments and spreadsheets write where nothing was recorded. */
const GAP = /^(?:|-|nan|na|n\/a|null|none|missing)$/i;

export function columnValues(table: Table, column: number, unit: Unit): ColumnValues {
  const values: (number | null)[] = [];
  let gap: ColumnValues['gap'];
  for (let row = 0; row < table.rows; row++) {
    const text = table.cell(row, column) ?? '';
    if (GAP.test(text)) {
      values.push(null);
      gap = { line: gap?.line ?? table.lineOf(row), text: gap?.text ?? text, count: (gap?.count ?? 0) + 1 };
      continue;
    }
    const value = NUMBER.test(text) ? literalToSI(text.replace(/^\+/, ''), unit) : NaN;
    if (!Number.isFinite(value)) return { values, wrong: { line: table.lineOf(row), text } };
    values.push(value);
  }
  return { values, ...(gap && { gap }) };
}
