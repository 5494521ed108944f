/**
 * Buffers: what binds an ion and gives it back [Neher & Augustine 1992, J Physiol 450:273; Wagner & Keizer 1994,
 * Biophys J 67:447]. Concentrations in mol/m³, rates in 1/s, kon in m³/(mol s).
 */
import { rootOfRising } from './monotone-root.js';

/** A buffer at equilibrium with the free ion: B sites, dissociation constant Kd. */
export interface RapidBuffer {
  readonly total: number;
  readonly dissociation: number;
}

/** B·c/(Kd + c), the ions it holds at equilibrium. */
export function boundAtEquilibrium({ total, dissociation }: RapidBuffer, free: number): number {
  return (total * free) / (dissociation + free);
}

/** κ = ∂bound/∂c = B·Kd/(Kd + c)²: how many more ions are bound for one more that is free. */
export function bindingRatio({ total, dissociation }: RapidBuffer, free: number): number {
  return (total * dissociation) / (dissociation + free) ** 2;
}

/** d(bound)/dt = kon·c·(B − b) − koff·b. */
export function bindingRate(kon: number, koff: number, total: number, free: number, bound: number): number {
  return kon * free * (total - bound) - koff * bound;
}

/**
 * The free concentration where free and rapidly bound ions together are `all`: the root of
 * (1 + κ)·c + Σ B·c/(Kd + c) = all, κ that of buffers which are never near saturation.
 */
export function freeOfAll(all: number, kappa: number, buffers: readonly RapidBuffer[]): number {
  if (!(all > 0)) return all === 0 ? 0 : NaN;
  const lowest = all / (1 + kappa + buffers.reduce((sum, { total, dissociation }) => sum + total / dissociation, 0));
  const logarithm = rootOfRising((x) => {
    const c = lowest * Math.exp(x);
    const bound = buffers.reduce((sum, buffer) => sum + boundAtEquilibrium(buffer, c), 0);
    const ratio = buffers.reduce((sum, buffer) => sum + bindingRatio(buffer, c), 0);
    return { value: (1 + kappa) * c + bound - all, slope: (1 + kappa + ratio) * c };
  });
  return lowest * Math.exp(logarithm);
}

/**
 * dc/dt, mol/(m³ s), of the free ion in a shell of depth d (m) beneath the membrane that an influx J (mol/(m² s)) feeds
 * and that is cleared with the time constant τ (s) to c₀: (J/d − (c − c₀)/τ)/(1 + κ) [Neher & Augustine 1992, eq 2].
 */
export function poolRate(influx: number, depth: number, free: number, rest: number, decay: number, kappa = 0): number {
  return (influx / depth - (free - rest) / decay) / (1 + kappa);
}
