/** One pathway in parallel with others: conductance g and reversal potential E (V). g all in S, or all in S/m². */
export interface Chord {
  readonly conductance: number;
  readonly reversal: number;
}

/**
 * V at which the currents of parallel conductances and pumps cancel: (Σ gE − I_pump)/Σ g, V
 * [Hodgkin & Horowicz 1959, J Physiol 148:127; with a pump: Thomas 1972, Physiol Rev 52:563].
 *
 * Pump current is net and outward positive, in A with S or A/m² with S/m². NaN when nothing conducts.
 */
export function chordPotential(chords: readonly Chord[], pumpCurrent = 0): number {
  const total = chords.reduce((sum, { conductance }) => sum + conductance, 0);
  const weighted = chords.reduce((sum, { conductance, reversal }) => sum + conductance * reversal, 0);
  return total === 0 ? NaN : (weighted - pumpCurrent) / total;
}
