/** Many like and independent channels: N of them, unitary conductance γ (S), each open with probability p. */

/** Mean g = N γ p, S. */
export function populationConductance(count: number, unitary: number, open: number): number {
  return count * unitary * open;
}

/** Mean I = N γ p (V − E), A; outward positive. */
export function populationCurrent(
  count: number,
  unitary: number,
  open: number,
  voltage: number,
  reversal: number,
): number {
  return populationConductance(count, unitary, open) * (voltage - reversal);
}

/** Standard deviation over mean of the number open, √((1 − p)/(N p)): binomial [Sigworth 1980, J Physiol 307:97]. */
export function populationVariation(count: number, open: number): number {
  return Math.sqrt((1 - open) / (count * open));
}
