/**
 * Straight-line LU factors of d·I − J for one pattern of J: pivots on the diagonal, in the order that makes least
 * fill (H. M. Markowitz, The elimination form of the inverse, Management Sci. 3 (1957) 255).
 *
 * There is no exchange of rows. As the step shrinks d grows and the diagonal wins, so a pivot that is small against
 * what it was made of ends the attempt, and the driver tries a shorter step.
 */

/** Entry (row, column); `index` in the array of factors. */
export interface Entry {
  readonly row: number;
  readonly column: number;
}

export interface EliminationStep {
  readonly pivot: number;
  /** Rows below, each with its entry in the pivot's column. */
  readonly rows: readonly number[];
  /** Columns to the right, each with its entry in the pivot's row. */
  readonly columns: readonly number[];
}

export interface Elimination {
  /** In this order. */
  readonly steps: readonly EliminationStep[];
  /** Index of each entry of the factors: `${row} ${column}`. */
  indexOf(row: number, column: number): number;
  readonly entries: readonly Entry[];
  /** Products in a factorisation. */
  readonly work: number;
}

export function planElimination(n: number, pattern: readonly Entry[]): Elimination {
  const rows = Array.from({ length: n }, (_, i) => new Set([i]));
  const columns = Array.from({ length: n }, (_, i) => new Set([i]));
  const indices = new Map<number, number>();
  const entries: Entry[] = [];
  const add = (row: number, column: number): void => {
    const key = row * n + column;
    if (indices.has(key)) return;
    indices.set(key, entries.push({ row, column }) - 1);
    rows[row]!.add(column);
    columns[column]!.add(row);
  };
  for (let i = 0; i < n; i++) add(i, i);
  for (const { row, column } of pattern) add(row, column);

  const left = new Set(rows.keys());
  const steps: EliminationStep[] = [];
  let work = 0;
  while (left.size > 0) {
    const pivot = cheapest(left, rows, columns);
    left.delete(pivot);
    const below = [...columns[pivot]!].filter((row) => row !== pivot).sort((a, b) => a - b);
    const right = [...rows[pivot]!].filter((column) => column !== pivot).sort((a, b) => a - b);
    for (const row of below) {
      rows[row]!.delete(pivot);
      for (const column of right) add(row, column);
    }
    for (const column of right) columns[column]!.delete(pivot);
    work += below.length * (1 + right.length);
    steps.push({ pivot, rows: below, columns: right });
  }
  return { steps, entries, work, indexOf: (row, column) => indices.get(row * n + column)! };
}

/** The pivot with least possible fill; of several the first. */
function cheapest(left: ReadonlySet<number>, rows: readonly Set<number>[], columns: readonly Set<number>[]): number {
  let best = -1;
  let least = Infinity;
  for (const i of left) {
    const fill = (rows[i]!.size - 1) * (columns[i]!.size - 1);
    if (fill < least) [best, least] = [i, fill];
  }
  return best;
}
