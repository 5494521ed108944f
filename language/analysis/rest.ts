/**
 * Resting potentials: every V at which the steady-state membrane current vanishes.
 *
 * When no conductance, reversal potential or pump current depends on V this is the chord-conductance equation
 * V = (Σ gE − I_pump)/Σ g [Hodgkin & Horowicz 1959, J Physiol 148:127], exact; otherwise every root of
 * Σ I(V, x∞(V)) = 0 on the searched range. What depends on time is taken at t = 0.
 */
import type { Model } from '../model/model.js';
import { failure, success, type Outcome } from '../model/outcome.js';
import { chordRest, isChordModel } from './chord-rest.js';
import { searchRest } from './search-rest.js';
import { makeLinearisation, type Eigenvalue } from './stability.js';
import { steadyStateOf } from './steady-state.js';

export type { Eigenvalue };

export interface RestRoot {
  /** V. */
  readonly V: number;
  /**
   * All eigenvalues of the full system there have negative real parts. Without a capacitance nothing has a time
   * course, and with more than 120 states they are not computed: then stable means that the steady-state current turns
   * outward as V rises.
   */
  readonly stable: boolean;
  /** Of the full system, V and every state; empty where they are not computed. */
  readonly eigenvalues: readonly Eigenvalue[];
}

export interface Rest {
  readonly method: 'chord' | 'roots';
  /** In rising V. Never empty. */
  readonly roots: readonly RestRoot[];
  /** Index in `roots` of the one called V_rest: the most negative stable root, else the most negative. */
  readonly chosen: number;
}

/**
 * `symbols` holds the parameters (see `parameterValues`) and is left alone.
 * Fails with `rest.no-pathway`, `rest.no-channel`, `rest.no-conductance`, `rest.no-root`, `rest.undetermined`,
 * `rest.not-finite` or `rest.unsettled`.
 */
export function findRest(model: Model, symbols: Float64Array): Outcome<Rest> {
  const last = found.get(model);
  if (last && symbols.every((value, i) => Object.is(value, last.symbols[i]))) return last.rest;
  const rest = search(model, symbols);
  found.set(model, { symbols: Float64Array.from(symbols), rest });
  return rest;
}

/** What a model came to the last time: who asks for a plot asks again for its axis, and for where a run starts. */
const found = new WeakMap<Model, { readonly symbols: Float64Array; readonly rest: Outcome<Rest> }>();

function search(model: Model, symbols: Float64Array): Outcome<Rest> {
  if (model.pathways.length === 0) {
    return failure('rest.no-pathway', `${model.name} has no channel and no pump, so nothing sets a resting potential.`);
  }
  const steady = steadyStateOf(model);
  const method = isChordModel(model, steady) ? 'chord' : 'roots';
  const zeros = method === 'chord' ? chordRest(model, steady, symbols) : searchRest(model, steady, symbols);
  if (!zeros.ok) return zeros;

  const linearise = makeLinearisation(model, steady, symbols);
  const roots = [zeros.value].flat().map(({ x, kind }): RestRoot => {
    const linear = linearise?.(x);
    const settles = linear ? linear.stable : kind === 'rising';
    return { V: x, stable: settles && kind !== 'touching', eigenvalues: linear?.eigenvalues ?? [] };
  });
  return success({
    method,
    roots,
    chosen: Math.max(
      0,
      roots.findIndex((root) => root.stable),
    ),
  });
}
