/**
 * Resting potentials: every V at which the steady-state membrane current vanishes.
 *
 * When no conductance, reversal potential or pump current depends on V this is the chord-conductance equation
 * V = (Σ gE − I_pump)/Σ g [Hodgkin & Horowicz 1959, J Physiol 148:127], exact; otherwise every root of
 * Σ I(V, x∞(V)) = 0 on the searched range.
 */
export interface Eigenvalue {
  /** 1/s. */
  readonly real: number;
  readonly imaginary: number;
}

export interface RestRoot {
  /** V. */
  readonly V: number;
  /** All eigenvalues of the full system there have negative real parts. */
  readonly stable: boolean;
  readonly eigenvalues: readonly Eigenvalue[];
}

export interface Rest {
  readonly method: 'chord' | 'roots';
  /** In rising V. Never empty. */
  readonly roots: readonly RestRoot[];
  /** Index in `roots` of the one called V_rest: the most negative stable root, else the most negative. */
  readonly chosen: number;
}
