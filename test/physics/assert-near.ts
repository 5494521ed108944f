import assert from 'node:assert/strict';

/** Fails with both numbers unless they differ by at most `tolerance`; NaN always fails. */
export function assertNear(actual: number, expected: number, tolerance: number, what = ''): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what} ${actual}, not ${expected}`.trim());
}
