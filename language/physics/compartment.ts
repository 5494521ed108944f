/** Concentrations in a space beside the membrane: how big it is, and what changes what is in it. */

/**
 * Volume outside that goes with a volume inside where the extracellular space is the part α of the tissue:
 * V_out = V_in α/(1 − α) [Nicholson & Phillips 1981, J Physiol 321:225].
 */
export function outsideVolume(inside: number, fraction: number): number {
  return (inside * fraction) / (1 - fraction);
}

/**
 * dc/dt, mol/(m³ s), of a space that receives a flux J (mol/(m² s), or mol/s of the whole cell) through the membrane:
 * J/w, w the volume per membrane area (m, or m³ of the whole cell) [Cressman et al. 2009, J Comput Neurosci 26:159].
 */
export function concentrationRate(influx: number, volume: number): number {
  return influx / volume;
}

/**
 * dc/dt of a space that exchanges with a bath by diffusion, (k/λ²)(c_bath − c): k (1/s) is the rate constant in free
 * solution, which the tortuosity λ lowers as it lowers the diffusion coefficient, D* = D/λ².
 */
export function bathExchange(exchange: number, tortuosity: number, bath: number, concentration: number): number {
  return (exchange / tortuosity ** 2) * (bath - concentration);
}
