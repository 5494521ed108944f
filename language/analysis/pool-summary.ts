/** Pools and buffers in numbers, with the concentrations as the file gives them. SI. */
import type { Model } from '../model/model.js';
import { F } from '../physics/constants.js';
import type { RestingValues } from './resting-values.js';

export interface PoolSummary {
  readonly name: string;
  /** Name of the ion it holds. */
  readonly ion: string;
  readonly charge: number;
  /** Of the free ion, mol/m³. */
  readonly free?: number;
  /** Volume per membrane area, m, or volume, m³, by the basis. */
  readonly depth?: number;
  readonly volume?: number;
  /** s, without buffers, and the concentration it leads to, mol/m³. */
  readonly decay?: number;
  readonly rest?: number;
  /** Σ ∂bound/∂c of all buffers of the ion, there. */
  readonly kappa: number;
  /** (1 + κ)·decay, s: how a small rise dies away where every buffer is fast. */
  readonly slowed?: number;
  /** dc/dt of the free ion for one unit of inward current (A/m², or A), mol/(m³ s): 1/(|z|F·d·(1 + κ)). */
  readonly risePerCurrent?: number;
}

export interface BufferSummary {
  readonly name: string;
  readonly ion: string;
  readonly kind: 'ratio' | 'rapid' | 'slow';
  /** mol/m³. */
  readonly bound?: number;
  readonly kappa?: number;
  readonly total?: number;
  readonly dissociation?: number;
  /** m³/(mol s) and 1/s, and the time constant 1/(kon·c + koff), s. */
  readonly kon?: number;
  readonly koff?: number;
  readonly tau?: number;
}

function given<K extends string>(values: Readonly<Record<K, number | undefined>>): { readonly [k in K]?: number } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    readonly [k in K]?: number;
  };
}

export function summarizeBuffers({ buffers = [], ions }: Model, valueOf: RestingValues): BufferSummary[] {
  return buffers.map(({ name, ion, kind, ...nodes }) => {
    const [kon, koff] = [valueOf(nodes.kon), valueOf(nodes.koff)];
    const free = valueOf(ions[ion]!.inside);
    const isSlow = kon !== undefined && koff !== undefined && free !== undefined;
    return {
      name,
      ion: ions[ion]!.name,
      kind,
      ...given({
        bound: valueOf(nodes.bound),
        kappa: valueOf(nodes.kappa),
        total: valueOf(nodes.total),
        dissociation: valueOf(nodes.dissociation),
        kon,
        koff,
        tau: isSlow ? 1 / (kon * free + koff) : undefined,
      }),
    };
  });
}

export function summarizePools({ pools = [], buffers = [], ions }: Model, valueOf: RestingValues): PoolSummary[] {
  return pools.map((pool) => {
    const { name, charge, inside } = ions[pool.ion]!;
    const kappa = buffers
      .filter(({ ion }) => ion === pool.ion)
      .reduce((sum, buffer) => sum + (valueOf(buffer.kappa) ?? Number.NaN), 0);
    const [depth, decay] = [valueOf(pool.space?.depth), valueOf(pool.decay)];
    return {
      name: pool.name,
      ion: name,
      charge,
      kappa,
      ...given({
        free: valueOf(inside),
        depth,
        volume: valueOf(pool.space?.volume),
        decay,
        rest: valueOf(pool.rest),
        slowed: decay === undefined ? undefined : (1 + kappa) * decay,
        risePerCurrent: depth === undefined ? undefined : 1 / (Math.abs(charge) * F * depth * (1 + kappa)),
      }),
    };
  });
}
