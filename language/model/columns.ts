/** Evaluates a tape at many points, side by side. */
import { runTapeAbreast, type Tape } from './tape.js';

/** Values of symbols, one a point. */
export type Columns = ReadonlyMap<number, Float64Array>;

/**
 * Fills `out[i][row]` with the value of output i, to the last bit what the evaluator of the same tape gives where
 * `columns` have that row and all other symbols are as in `symbols`. Never throws.
 */
export type ColumnEvaluator = (
  symbols: ArrayLike<number>,
  columns: Columns,
  count: number,
  out: readonly Float64Array[],
) => void;

/** Points that are worked on at once: few enough to stay in a processor's cache. */
const LANES = 64;

/** Shared by all: each fills in anew what it reads. */
let scratch = new Float64Array(0);

/** Of a tape on which nothing is fixed. */
export function columnsOf(tape: Tape): ColumnEvaluator {
  const size = LANES * tape.values.length;
  return (symbols, columns, count, out) => {
    if (scratch.length < size) scratch = new Float64Array(size);
    const values = scratch;
    for (let slot = tape.symbols.length; slot < tape.firstResult; slot++) fill(values, slot, tape.values[slot]!);
    tape.symbols.forEach((symbol, slot) => {
      if (!columns.has(symbol)) fill(values, slot, symbols[symbol]!);
    });
    for (let first = 0; first < count; first += LANES) {
      const end = Math.min(first + LANES, count);
      tape.symbols.forEach((symbol, slot) => {
        const column = columns.get(symbol);
        if (column) values.set(column.subarray(first, end), LANES * slot);
      });
      runTapeAbreast(tape, values, LANES);
      tape.outputs.forEach((slot, i) => out[i]!.set(values.subarray(LANES * slot, LANES * slot + end - first), first));
    }
  };
}

function fill(values: Float64Array, slot: number, value: number): void {
  values.fill(value, LANES * slot, LANES * (slot + 1));
}
