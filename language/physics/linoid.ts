/**
 * The removable singularities of channel kinetics, as functions that are exact there.
 *
 * The raw forms are 0/0 at x = 0 and lose all digits beside it; `Math.expm1` keeps them.
 * Hodgkin & Huxley 1952, J Physiol 117:500, eqs 12 and 20, write their rates with x/(e^x − 1) = linoid(−x).
 */

/** exprel(x) = (e^x − 1)/x, 1 at 0. Dimensionless. */
export function exprel(x: number): number {
  return x === 0 ? 1 : Math.expm1(x) / x;
}

/** d exprel/dx = Σ (n + 1) xⁿ/(n + 2)!, ½ at 0. */
export function exprelDerivative(x: number): number {
  if (Math.abs(x) < 1) {
    let term = 1 / 2;
    let sum = term;
    for (let n = 1; n < 20; n++) {
      term *= (x * (n + 1)) / (n * (n + 2));
      sum += term;
    }
    return sum;
  }
  if (x > 700) return Infinity;
  return (x * Math.exp(x) - Math.expm1(x)) / (x * x);
}

/** linoid(x) = x/(1 − e^(−x)), 1 at 0; x far right, 0 far left. */
export function linoid(x: number): number {
  return 1 / exprel(-x);
}

/** d linoid/dx, ½ at 0, between 0 and 1. */
export function linoidDerivative(x: number): number {
  if (x < -700) return 0;
  if (x > 700) return 1;
  const e = exprel(-x);
  return exprelDerivative(-x) / e / e;
}

/** boltzmann(x) = 1/(1 + e^(−x)), ½ at 0. */
export function boltzmann(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
