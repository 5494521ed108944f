/** A quantity pumped at a constant rate that leaks in proportion to itself: dG/dt = p − kG [Tosteson & Hoffman 1960, J Gen Physiol 44:169]. */

/** Where it settles, p/k, in the unit of G. Pump in that unit per s, leak in 1/s. */
export function pumpLeakSteady(pump: number, leak: number): number {
  return pump / leak;
}

/** G(t) = G₀ + (p − kG₀) (1 − e^(−kt))/k; also without a leak, where it grows as p t. */
export function pumpLeakLevel(start: number, pump: number, leak: number, time: number): number {
  const settled = leak === 0 ? time : -Math.expm1(-leak * time) / leak;
  return start + (pump - leak * start) * settled;
}
