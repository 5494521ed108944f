/**
 * What drives an ion through an open channel. V and E in V, V = φ_in − φ_out.
 *
 * V > E is outward current whatever the sign of the ion: a cation leaves, an anion enters.
 */

/** V − E, V. */
export function drivingForce(voltage: number, reversal: number): number {
  return voltage - reversal;
}

/** Which way the ion itself moves: out where z(V − E) > 0. */
export function ionFlow(charge: number, voltage: number, reversal: number): 'in' | 'out' | 'none' {
  const outward = charge * drivingForce(voltage, reversal);
  if (outward === 0) return 'none';
  return outward > 0 ? 'out' : 'in';
}
