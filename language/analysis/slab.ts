/** A slab in numbers: its current by Poisson–Nernst–Planck beside that by constant field, at one V or as a curve. SI. */
import { evaluate } from '../model/evaluate.js';
import type { Model, Slab, SlabValue } from '../model/model.js';
import { ghkCurrent, ghkVoltage } from '../physics/ghk.js';
import {
  debyeLength,
  slabAt,
  slabReversal,
  type SlabConditions,
  type SlabState,
} from '../physics/poisson-nernst-planck.js';

export interface SlabCurve {
  readonly name: string;
  /** V, rising. */
  readonly V: readonly number[];
  /** A/m², outward; NaN where it is not found. */
  readonly pnp: readonly number[];
  readonly field: readonly number[];
  /** V; NaN where it is not found. */
  readonly reversal: number;
  readonly fieldReversal: number;
  /** m. */
  readonly thickness: number;
  readonly debyeLength: number;
  /** mol/m³. */
  readonly charge: number;
}

export function slabConditions(model: Model, slab: Slab, symbols: Float64Array): SlabConditions {
  const value = (node: number): number => evaluate(model.graph, node, symbols);
  return {
    thickness: value(slab.thickness),
    permittivity: value(slab.permittivity),
    fixedCharge: value(slab.charge),
    temperature: value(model.temperature),
    ions: slab.ions.map(({ charge, diffusion, inside, outside }) => ({
      charge,
      diffusion: value(diffusion),
      inside: value(inside),
      outside: value(outside),
    })),
  };
}

function fieldCurrent({ ions, thickness, temperature }: SlabConditions, V: number): number {
  return ions.reduce(
    (sum, { diffusion, ...ion }) => sum + ghkCurrent({ ...ion, permeability: diffusion / thickness }, V, temperature),
    0,
  );
}

function fieldReversal({ ions, temperature }: SlabConditions): number {
  const permeant = ions.map(({ diffusion, ...ion }) => ({ ...ion, permeability: diffusion }));
  return ghkVoltage(permeant, temperature);
}

/** Solved once for each setting of the sliders: an editor asks again and again. */
const solved = new WeakMap<Model, Map<string, unknown>>();

function remembered<T>(model: Model, key: string, solve: () => T): T {
  let known = solved.get(model);
  if (!known) solved.set(model, (known = new Map<string, unknown>()));
  if (!known.has(key)) known.set(key, solve());
  return known.get(key) as T;
}

const STEP = 0.005;
const WIDEST = 0.15;

/** From −150 to 150 mV. */
export function slabCurve(model: Model, slab: Slab, symbols: Float64Array): SlabCurve {
  const conditions = slabConditions(model, slab, symbols);
  return remembered(model, `curve ${slab.name} ${JSON.stringify(conditions)}`, () => {
    const V = Array.from(
      { length: Math.round((2 * WIDEST) / STEP) + 1 },
      (_, i) => (i * STEP * 1e3 - WIDEST * 1e3) / 1e3,
    );
    let from: SlabState | undefined;
    const pnp = V.map((v) => {
      from = slabAt(conditions, v, from);
      return from?.current ?? Number.NaN;
    });
    return {
      name: slab.name,
      V,
      pnp,
      field: V.map((v) => fieldCurrent(conditions, v)),
      reversal: slabReversal(conditions),
      fieldReversal: fieldReversal(conditions),
      thickness: conditions.thickness,
      debyeLength: debyeLength(conditions),
      charge: conditions.fixedCharge,
    };
  });
}

/** Fills in what expectations ask of slabs. */
export function fillSlabValues(model: Model, symbols: Float64Array): void {
  for (const asked of model.slabValues ?? []) symbols[asked.symbol] = valueOf(model, asked, symbols);
}

function valueOf(model: Model, { slab, kind, at }: SlabValue, symbols: Float64Array): number {
  const conditions = slabConditions(model, slab, symbols);
  const V = at === undefined ? 0 : evaluate(model.graph, at, symbols);
  if (kind === 'field') return fieldCurrent(conditions, V);
  return remembered(model, `${kind} ${V} ${JSON.stringify(conditions)}`, () =>
    kind === 'reversal' ? slabReversal(conditions) : (slabAt(conditions, V)?.current ?? Number.NaN),
  );
}
