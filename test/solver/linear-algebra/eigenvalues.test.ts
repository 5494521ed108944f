import assert from 'node:assert/strict';
import { eigenvalues, type ComplexNumber } from '../../../language/solver/linear-algebra/eigenvalues.js';
import { randomNumbers } from '../../random.js';

/** Top-row companion matrix of the monic polynomial with these roots: a real one, or half of a conjugate pair. */
function companion(roots: readonly (readonly [real: number, imaginary?: number])[]): { matrix: number[]; n: number } {
  let polynomial = [1];
  const multiply = (factor: readonly number[]): void => {
    const product = Array<number>(polynomial.length + factor.length - 1).fill(0);
    polynomial.forEach((a, i) => factor.forEach((b, j) => (product[i + j]! += a * b)));
    polynomial = product;
  };
  for (const [real, imaginary] of roots) {
    multiply(imaginary === undefined ? [1, -real] : [1, -2 * real, real * real + imaginary * imaginary]);
  }
  const n = polynomial.length - 1;
  const matrix = Array<number>(n * n).fill(0);
  for (let j = 0; j < n; j++) matrix[j] = -polynomial[j + 1]!;
  for (let i = 1; i < n; i++) matrix[i * n + i - 1] = 1;
  return { matrix, n };
}

function assertClose(
  actual: ComplexNumber[],
  expected: readonly (readonly [number, number])[],
  tolerance: number,
): void {
  assert.equal(actual.length, expected.length);
  expected.forEach(([real, imaginary], i) => {
    const distance = Math.hypot(actual[i]!.real - real, actual[i]!.imaginary - imaginary);
    assert.ok(distance <= tolerance, `${JSON.stringify(actual[i])} is not ${real} + ${imaginary}i`);
  });
}

describe('eigenvalues', () => {
  it('of nothing and of a number', () => {
    assert.deepEqual(eigenvalues([], 0), []);
    assert.deepEqual(eigenvalues([-3], 1), [{ real: -3, imaginary: 0 }]);
  });

  it('of 2×2 matrices: real, equal, conjugate, and with cancelling digits', () => {
    assertClose(
      eigenvalues([1, 2, 3, 2], 2),
      [
        [4, 0],
        [-1, 0],
      ],
      1e-15,
    );
    assertClose(
      eigenvalues([5, 0, 0, 5], 2),
      [
        [5, 0],
        [5, 0],
      ],
      0,
    );
    assertClose(
      eigenvalues([0, -4, 1, 0], 2),
      [
        [0, 2],
        [0, -2],
      ],
      1e-15,
    );
    const [large, small] = eigenvalues([1e8, 1, 1, 1e-8 + 1e-8], 2);
    assert.ok(Math.abs(large!.real - 1e8) < 1e-7);
    assert.ok(Math.abs(small!.real - 1e-8) < 1e-10);
  });

  it('of companion matrices are the roots', () => {
    const six = companion([[1], [2], [3], [4], [5], [6]]);
    assertClose(
      eigenvalues(six.matrix, six.n),
      [
        [6, 0],
        [5, 0],
        [4, 0],
        [3, 0],
        [2, 0],
        [1, 0],
      ],
      1e-10,
    );
    const mixed = companion([[-1, 2], [0.5, 3], [-4]]);
    assertClose(
      eigenvalues(mixed.matrix, mixed.n),
      [
        [0.5, 3],
        [0.5, -3],
        [-1, 2],
        [-1, -2],
        [-4, 0],
      ],
      1e-12,
    );
  });

  it('of a cyclic permutation, on which the plain double shift goes round in circles, are the roots of unity', () => {
    for (const n of [3, 4, 5, 8]) {
      const matrix = Array<number>(n * n).fill(0);
      for (let i = 0; i < n; i++) matrix[i * n + ((i + 1) % n)] = 1;
      for (const { real, imaginary } of eigenvalues(matrix, n)) {
        const turns = (Math.atan2(imaginary, real) / (2 * Math.PI)) * n;
        assert.ok(Math.abs(Math.hypot(real, imaginary) - 1) < 1e-14);
        assert.ok(Math.abs(turns - Math.round(turns)) < 1e-13);
      }
    }
  });

  it('of a defective matrix, as closely as rounding lets a k-fold one be known', () => {
    const block = [3, 1, 0, 0, 3, 1, 0, 0, 3];
    assertClose(
      eigenvalues(block, 3),
      [
        [3, 0],
        [3, 0],
        [3, 0],
      ],
      1e-12,
    );
    const triple = companion([[-2], [-2], [-2]]);
    assertClose(
      eigenvalues(triple.matrix, 3),
      [
        [-2, 0],
        [-2, 0],
        [-2, 0],
      ],
      1e-4,
    );
  });

  it('of badly scaled matrices keep their small ones', () => {
    const matrix = [-1, 1e9, 0, 1e-9, -2, 1e-9, 0, 1e9, -3];
    const balanced = [-1, 1, 0, 1, -2, 1, 0, 1, -3];
    const expected = eigenvalues(balanced, 3).map(({ real, imaginary }) => [real, imaginary] as const);
    assertClose(eigenvalues(matrix, 3), expected, 1e-12);
  });

  it('of random matrices have the trace, the squares and the determinant right, and come in pairs', () => {
    const random = randomNumbers(7);
    for (const n of [3, 5, 8, 20, 50]) {
      const a = Float64Array.from({ length: n * n }, () => random() - 0.5);
      const before = [...a];
      const found = eigenvalues(a, n);
      assert.deepEqual([...a], before, 'the matrix is left alone');
      let trace = 0;
      let traceOfSquare = 0;
      for (let i = 0; i < n; i++) {
        trace += a[i * n + i]!;
        for (let j = 0; j < n; j++) traceOfSquare += a[i * n + j]! * a[j * n + i]!;
      }
      const sum = found.reduce((total, z) => total + z.real, 0);
      const squares = found.reduce((total, z) => total + z.real ** 2 - z.imaginary ** 2, 0);
      assert.ok(Math.abs(sum - trace) < 1e-12 * n, `trace, n = ${n}`);
      assert.ok(Math.abs(squares - traceOfSquare) < 1e-12 * n, `squares, n = ${n}`);
      found.forEach((z, i) => {
        if (z.imaginary > 0) assert.deepEqual(found[i + 1], { real: z.real, imaginary: -z.imaginary });
      });
      const logarithm = found.reduce((total, z) => total + Math.log(Math.hypot(z.real, z.imaginary)), 0);
      assert.ok(Math.abs(logarithm - logDeterminant(a, n)) < 1e-9, `determinant, n = ${n}`);
    }
  });

  it('of a similar matrix are the same', () => {
    const random = randomNumbers(3);
    const n = 6;
    const spectrum = [2, 1, 0.5, -1, -3, -100];
    const p = Float64Array.from({ length: n * n }, () => random() - 0.5);
    for (let i = 0; i < n; i++) p[i * n + i]! += 2;
    // P D = A P row by row: solve Pᵀ Aᵀ = D Pᵀ by elimination.
    const matrix = multiplyByInverse(p, spectrum, n);
    assertClose(
      eigenvalues(matrix, n),
      spectrum.map((value) => [value, 0] as const),
      1e-11,
    );
  });

  it('of what is not finite are all NaN', () => {
    for (const { real, imaginary } of eigenvalues([1, 2, NaN, 4], 2)) assert.ok(Number.isNaN(real + imaginary));
  });
});

function logDeterminant(matrix: Float64Array, n: number): number {
  const a = Float64Array.from(matrix);
  let sum = 0;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k; i < n; i++) if (Math.abs(a[i * n + k]!) > Math.abs(a[pivot * n + k]!)) pivot = i;
    for (let j = 0; j < n; j++) [a[k * n + j], a[pivot * n + j]] = [a[pivot * n + j]!, a[k * n + j]!];
    sum += Math.log(Math.abs(a[k * n + k]!));
    for (let i = k + 1; i < n; i++) {
      const factor = a[i * n + k]! / a[k * n + k]!;
      for (let j = k; j < n; j++) a[i * n + j]! -= factor * a[k * n + j]!;
    }
  }
  return sum;
}

/** P D P⁻¹ by Gauss–Jordan. */
function multiplyByInverse(p: Float64Array, diagonal: readonly number[], n: number): number[] {
  const rows = Array.from({ length: n }, (_, i) => [
    ...Array.from({ length: n }, (_, j) => p[i * n + j]!),
    ...Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)),
  ]);
  for (let k = 0; k < n; k++) {
    const pivot = rows[k]![k]!;
    rows[k] = rows[k]!.map((value) => value / pivot);
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = rows[i]![k]!;
      rows[i] = rows[i]!.map((value, j) => value - factor * rows[k]![j]!);
    }
  }
  const inverse = (i: number, j: number): number => rows[i]![n + j]!;
  return Array.from({ length: n * n }, (_, index) => {
    const i = Math.floor(index / n);
    const j = index % n;
    return diagonal.reduce((sum, d, k) => sum + p[i * n + k]! * d * inverse(k, j), 0);
  });
}
