/**
 * Eigenvalues of a real matrix without symmetry: balancing, reduction to Hessenberg form by reflections, then QR
 * iterations with the implicit double shift.
 *
 * J. G. F. Francis, The QR transformation, Comput. J. 4 (1961) 265 and (1962) 332; G. H. Golub & C. F. Van Loan,
 * Matrix Computations, ch. 7. A simple eigenvalue is good to about ε‖A‖; a k-fold defective one to (ε‖A‖)^(1/k).
 */

export interface ComplexNumber {
  readonly real: number;
  readonly imaginary: number;
}

/** QR sweeps without finding an eigenvalue before a shift is made up, to leave a cycle; and before giving up. */
const SWEEPS_TO_EXCEPTION = 10;
const SWEEPS_TO_GIVE_UP = 300;

/**
 * All n eigenvalues of the row-major n×n `matrix`, which is left as it is, from the largest real part down; of a
 * conjugate pair the positive imaginary part comes first. All NaN when an entry is not finite.
 */
export function eigenvalues(matrix: ArrayLike<number>, n: number): ComplexNumber[] {
  const a = Float64Array.from({ length: n * n }, (_, i) => matrix[i]!);
  if (!a.every(Number.isFinite)) return Array.from({ length: n }, () => ({ real: NaN, imaginary: NaN }));
  balance(a, n);
  reduceToHessenberg(a, n);
  return hessenbergEigenvalues(a, n).sort((x, y) => (x.real === y.real ? y.imaginary - x.imaginary : y.real - x.real));
}

/** Scales rows and columns by powers of two until they are of like size: exact, and it saves digits. */
function balance(a: Float64Array, n: number): void {
  for (let settled = false; !settled;) {
    settled = true;
    for (let i = 0; i < n; i++) {
      let row = 0;
      let column = 0;
      for (let j = 0; j < n; j++) {
        if (j === i) continue;
        row += Math.abs(a[i * n + j]!);
        column += Math.abs(a[j * n + i]!);
      }
      if (row === 0 || column === 0) continue;
      const factor = 2 ** Math.round(Math.log2(row / column) / 2);
      if (row / factor + column * factor >= 0.95 * (row + column)) continue;
      settled = false;
      for (let j = 0; j < n; j++) {
        a[i * n + j]! /= factor;
        a[j * n + i]! *= factor;
      }
    }
  }
}

function reduceToHessenberg(a: Float64Array, n: number): void {
  const v = new Float64Array(n);
  for (let k = 0; k < n - 2; k++) {
    const size = n - k - 1;
    for (let i = 0; i < size; i++) v[i] = a[(k + 1 + i) * n + k]!;
    reflect(a, n, v, size, k + 1, [k, n - 1], [0, n - 1]);
    for (let i = k + 2; i < n; i++) a[i * n + k] = 0;
  }
}

/**
 * Applies from both sides the reflection that turns the first `size` numbers of `v` into a multiple of the first unit
 * vector; it acts on rows and columns `first` … `first + size − 1`, within the columns and rows given.
 */
function reflect(
  a: Float64Array,
  n: number,
  v: Float64Array,
  size: number,
  first: number,
  [columnStart, columnEnd]: readonly [number, number],
  [rowStart, rowEnd]: readonly [number, number],
): void {
  let largest = 0;
  for (let i = 0; i < size; i++) largest = Math.max(largest, Math.abs(v[i]!));
  if (largest === 0) return;
  let squares = 0;
  for (let i = 0; i < size; i++) squares += (v[i]! /= largest) ** 2;
  const norm = v[0]! < 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
  v[0]! += norm;
  const factor = 1 / (norm * v[0]!);
  for (let j = columnStart; j <= columnEnd; j++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += v[i]! * a[(first + i) * n + j]!;
    for (let i = 0; i < size; i++) a[(first + i) * n + j]! -= factor * sum * v[i]!;
  }
  for (let i = rowStart; i <= rowEnd; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += v[j]! * a[i * n + first + j]!;
    for (let j = 0; j < size; j++) a[i * n + first + j]! -= factor * sum * v[j]!;
  }
}

/** Works on ever smaller diagonal blocks, from the bottom up. */
function hessenbergEigenvalues(a: Float64Array, n: number): ComplexNumber[] {
  const found: ComplexNumber[] = [];
  let sweeps = 0;
  for (let high = n - 1; high >= 0;) {
    const low = blockStart(a, n, high);
    if (low >= high - 1 || sweeps === SWEEPS_TO_GIVE_UP) {
      found.push(...(low === high ? [{ real: a[high * n + high]!, imaginary: 0 }] : pairOf(a, n, high)));
      high -= low === high ? 1 : 2;
      sweeps = 0;
    } else {
      sweeps++;
      sweep(a, n, low, high, sweeps % SWEEPS_TO_EXCEPTION === 0);
    }
  }
  return found;
}

/** First row of the block that ends at `high`: where the entry left of the diagonal is nothing, and is made so. */
function blockStart(a: Float64Array, n: number, high: number): number {
  for (let k = high; k > 0; k--) {
    const neighbours = Math.abs(a[(k - 1) * n + k - 1]!) + Math.abs(a[k * n + k]!);
    const below = k * n + k - 1;
    if (Math.abs(a[below]!) > Number.EPSILON * neighbours && Math.abs(a[below]!) > Number.MIN_VALUE) continue;
    a[below] = 0;
    return k;
  }
  return 0;
}

/** Eigenvalues of the 2×2 block that ends at `high`. */
function pairOf(a: Float64Array, n: number, high: number): ComplexNumber[] {
  const d = a[high * n + high]!;
  const half = (a[(high - 1) * n + high - 1]! - d) / 2;
  const product = a[(high - 1) * n + high]! * a[high * n + high - 1]!;
  const discriminant = half * half + product;
  if (discriminant < 0) {
    const imaginary = Math.sqrt(-discriminant);
    return [
      { real: d + half, imaginary },
      { real: d + half, imaginary: -imaginary },
    ];
  }
  const larger = half + (half < 0 ? -1 : 1) * Math.sqrt(discriminant);
  return [
    { real: d + larger, imaginary: 0 },
    { real: larger === 0 ? d : d - product / larger, imaginary: 0 },
  ];
}

/** One QR step with both eigenvalues of the last 2×2 block as shifts, by chasing a bulge down the block. */
function sweep(a: Float64Array, n: number, low: number, high: number, exceptional: boolean): void {
  const at = (i: number, j: number): number => a[i * n + j]!;
  const size = Math.abs(at(high, high - 1)) + Math.abs(at(high - 1, high - 2));
  const trace = exceptional ? 1.5 * size : at(high, high) + at(high - 1, high - 1);
  const determinant = exceptional
    ? size * size
    : at(high, high) * at(high - 1, high - 1) - at(high, high - 1) * at(high - 1, high);
  const v = Float64Array.of(
    at(low, low) * (at(low, low) - trace) + determinant + at(low, low + 1) * at(low + 1, low),
    at(low + 1, low) * (at(low, low) + at(low + 1, low + 1) - trace),
    at(low + 1, low) * at(low + 2, low + 1),
  );
  for (let k = low; k < high; k++) {
    const length = Math.min(3, high - k + 1);
    reflect(a, n, v, length, k, [Math.max(low, k - 1), high], [low, Math.min(k + 3, high)]);
    for (let i = 0; i < 3; i++) v[i] = k + 1 + i <= high ? at(k + 1 + i, k) : 0;
    for (let i = k + 1; k > low && i <= Math.min(k + 2, high); i++) a[i * n + k - 1] = 0;
  }
}
