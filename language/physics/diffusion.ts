/** Diffusion across a membrane and through the tissue around it. */
import { erfc } from './erfc.js';

/** J = P (c_out − c_in), mol/(m² s), inward, of an uncharged solute [Fick 1855, Ann Phys 170:59]. P in m/s, c in mol/m³. */
export function membraneInflux(permeability: number, inside: number, outside: number): number {
  return permeability * (outside - inside);
}

/** Extracellular space: α its part of the volume, λ how much longer the way round the cells is. */
export interface Tissue {
  readonly fraction: number;
  readonly tortuosity: number;
}

/** D* = D/λ², m²/s. */
export function apparentDiffusion(diffusion: number, { tortuosity }: Tissue): number {
  return diffusion / tortuosity ** 2;
}

/**
 * Concentration added at distance r (m) and time t (s) by a point source of Q mol/s that began at t = 0, mol/m³:
 * C = Qλ²/(4πDαr) · erfc(λr/(2√(Dt))) [Nicholson & Phillips 1981, J Physiol 321:225]. D in m²/s.
 */
export function pointSource(source: number, diffusion: number, tissue: Tissue, distance: number, time: number): number {
  if (time <= 0) return 0;
  const apparent = apparentDiffusion(diffusion, tissue);
  const settled = source / (4 * Math.PI * apparent * tissue.fraction * distance);
  return settled * erfc(distance / (2 * Math.sqrt(apparent * time)));
}
