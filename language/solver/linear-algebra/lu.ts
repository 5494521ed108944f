/**
 * Dense LU factors with partial pivoting, for the small systems a membrane makes (n below about 100).
 * Matrices are row-major n×n in a Float64Array.
 */

/**
 * Replaces `a` by its factors (unit lower triangle below the diagonal) and fills `pivots` with the row taken at
 * each column. False, with `a` left half-done, when the matrix is singular or holds a number that is not finite.
 */
export function factorise(a: Float64Array, n: number, pivots: Int32Array): boolean {
  for (let k = 0; k < n; k++) {
    const pivot = pivotRow(a, n, k);
    const largest = Math.abs(a[pivot * n + k]!);
    if (!(largest > 0) || largest === Infinity) return false;
    pivots[k] = pivot;
    if (pivot !== k) swapRows(a, n, k, pivot);
    const reciprocal = 1 / a[k * n + k]!;
    for (let i = k + 1; i < n; i++) {
      const below = a[i * n + k]!;
      if (below === 0) continue;
      const factor = below * reciprocal;
      a[i * n + k] = factor;
      for (let j = k + 1; j < n; j++) a[i * n + j]! -= factor * a[k * n + j]!;
    }
  }
  return true;
}

/** Replaces `b`, n numbers from `offset`, by the solution of A x = b, given what `factorise` left. */
export function solveFactorised(lu: Float64Array, n: number, pivots: Int32Array, b: Float64Array, offset = 0): void {
  for (let k = 0; k < n; k++) {
    const pivot = offset + pivots[k]!;
    const held = b[pivot]!;
    b[pivot] = b[offset + k]!;
    b[offset + k] = held;
  }
  for (let i = 1; i < n; i++) {
    let sum = b[offset + i]!;
    for (let j = 0; j < i; j++) sum -= lu[i * n + j]! * b[offset + j]!;
    b[offset + i] = sum;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[offset + i]!;
    for (let j = i + 1; j < n; j++) sum -= lu[i * n + j]! * b[offset + j]!;
    b[offset + i] = sum / lu[i * n + i]!;
  }
}

/** Row at or below k whose entry in column k is largest; a NaN there wins, so that it is noticed. */
function pivotRow(a: Float64Array, n: number, k: number): number {
  let row = k;
  let largest = Math.abs(a[k * n + k]!);
  for (let i = k + 1; i < n; i++) {
    const size = Math.abs(a[i * n + k]!);
    if (size > largest || Number.isNaN(size)) {
      row = i;
      largest = size;
    }
  }
  return row;
}

function swapRows(a: Float64Array, n: number, i: number, j: number): void {
  for (let k = 0; k < n; k++) {
    const held = a[i * n + k]!;
    a[i * n + k] = a[j * n + k]!;
    a[j * n + k] = held;
  }
}
