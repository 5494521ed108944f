/**
 * Linear systems whose unknowns stand in a row of blocks that know their neighbours alone: block elimination forward,
 * substitution back, with pivots chosen inside each block [Golub & Van Loan 2013, Matrix Computations, 4.5].
 */

/** A row of the system: lower·x_{i−1} + diagonal·x_i + upper·x_{i+1} = right. Blocks are m×m, row-major; all are overwritten. */
export interface BlockRow {
  readonly lower: Float64Array;
  readonly diagonal: Float64Array;
  readonly upper: Float64Array;
  readonly right: Float64Array;
}

/** Leaves the solution in the `right` of each row; false where a block is singular. */
export function solveBlockTridiagonal(rows: readonly BlockRow[], m: number): boolean {
  const last = rows.length - 1;
  for (const [i, { lower, diagonal, upper, right }] of rows.entries()) {
    const before = rows[i - 1];
    if (before !== undefined) {
      // diagonal −= lower·U and right −= lower·r, U and r of the row before, already divided by its diagonal.
      subtractProduct(diagonal, lower, before.upper, m, m);
      subtractProduct(right, lower, before.right, m, 1);
    }
    if (!divideBy(diagonal, i === last ? undefined : upper, right, m)) return false;
  }
  for (let i = last - 1; i >= 0; i--) subtractProduct(rows[i]!.right, rows[i]!.upper, rows[i + 1]!.right, m, 1);
  return true;
}

/** out −= a·b, a m×m, b and out m×columns. */
function subtractProduct(out: Float64Array, a: Float64Array, b: Float64Array, m: number, columns: number): void {
  for (let i = 0; i < m; i++) {
    for (let k = 0; k < m; k++) {
      const factor = a[i * m + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < columns; j++) out[i * columns + j]! -= factor * b[k * columns + j]!;
    }
  }
}

/** Replaces `upper` and `right` by A⁻¹·upper and A⁻¹·right; A is lost. Gauss’ elimination with the largest pivot. */
function divideBy(A: Float64Array, upper: Float64Array | undefined, right: Float64Array, m: number): boolean {
  const swap = (of: Float64Array, a: number, b: number, columns: number): void => {
    for (let j = 0; j < columns; j++) {
      const kept = of[a * columns + j]!;
      of[a * columns + j] = of[b * columns + j]!;
      of[b * columns + j] = kept;
    }
  };
  for (let k = 0; k < m; k++) {
    let pivot = k;
    for (let i = k + 1; i < m; i++) if (Math.abs(A[i * m + k]!) > Math.abs(A[pivot * m + k]!)) pivot = i;
    if (!(Math.abs(A[pivot * m + k]!) > 0)) return false;
    if (pivot !== k) {
      swap(A, k, pivot, m);
      swap(right, k, pivot, 1);
      if (upper) swap(upper, k, pivot, m);
    }
    const scale = 1 / A[k * m + k]!;
    for (let i = 0; i < m; i++) {
      const factor = A[i * m + k]! * scale;
      if (i === k || factor === 0) continue;
      for (let j = k; j < m; j++) A[i * m + j]! -= factor * A[k * m + j]!;
      right[i]! -= factor * right[k]!;
      if (upper) for (let j = 0; j < m; j++) upper[i * m + j]! -= factor * upper[k * m + j]!;
    }
  }
  for (let k = 0; k < m; k++) {
    const scale = 1 / A[k * m + k]!;
    right[k]! *= scale;
    if (upper) for (let j = 0; j < m; j++) upper[k * m + j]! *= scale;
  }
  return true;
}
