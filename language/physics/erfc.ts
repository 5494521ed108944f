/** Below, 1 minus the series; above, where that would lose digits, the continued fraction. */
const SERIES_UP_TO = 1.5;
const SERIES_TERMS = 60;
const FRACTION_TERMS = 100;

/** Complementary error function, (2/√π) ∫ₓ^∞ e^(−t²) dt [Abramowitz & Stegun 1964, 7.1.6 and 7.1.14]. Relative error below 1e-14. */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  return x <= SERIES_UP_TO ? 1 - erfBySeries(x) : erfcByFraction(x);
}

/** (2/√π) e^(−x²) Σ 2ⁿ x^(2n+1)/(2n+1)!!: all terms positive. */
function erfBySeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < SERIES_TERMS; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 1½/(x + …)))). */
function erfcByFraction(x: number): number {
  let tail = x;
  for (let n = FRACTION_TERMS; n >= 1; n--) tail = x + n / 2 / tail;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * tail);
}
