/** A file of numbers as text: one line of headers, then rows, separated by commas, semicolons or tabs. */

export interface Table {
  readonly headers: readonly string[];
  /** Number of rows below the headers, empty lines left out. */
  readonly rows: number;
  /** The text of a cell, without spaces around it; undefined where the row ends before it. */
  cell(row: number, column: number): string | undefined;
  /** Line of a row in the file, from 1. */
  lineOf(row: number): number;
  /** How many cells a row has. */
  widthOf(row: number): number;
}

const SEPARATORS = [',', ';', '\t'] as const;

/** Lines that begin with `#` before the headers are comments; undefined when there are no headers at all. */
export function readTable(text: string): Table | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('#'));
  if (first < 0) return undefined;
  const separator = separatorOf(lines[first]!);
  const places: number[] = [];
  for (let i = first + 1; i < lines.length; i++) if (lines[i]!.trim() !== '') places.push(i);
  let lastRow = -1;
  let lastCells: readonly string[] = [];
  const cellsOf = (row: number): readonly string[] => {
    if (row !== lastRow) {
      lastCells = split(lines[places[row]!]!, separator);
      lastRow = row;
    }
    return lastCells;
  };
  return {
    headers: split(lines[first]!, separator),
    rows: places.length,
    cell: (row, column) => cellsOf(row)[column],
    lineOf: (row) => places[row]! + 1,
    widthOf: (row) => cellsOf(row).length,
  };
}

/** Whichever there is most of; a comma when there is none. */
function separatorOf(line: string): string {
  const counts = SEPARATORS.map((separator) => split(line, separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))]!;
}

/** Cells of a line; one in quotes may hold the separator, and a quote that is doubled. */
function split(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const char = line[i]!;
    if (char === '"' && quoted && line[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (char === '"') quoted = !quoted;
    else if (char === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += char;
  }
  return [...cells, cell.trim()];
}
