/** A gate with one step between closed and open, its charge moving through a field [Stevens 1978, Biophys J 22:295]. */
import { thermalVoltage } from './thermal-voltage.js';

export interface TwoStateGate {
  /** Rates at the reference voltage, 1/s; opening includes a ligand's concentration where one binds. */
  readonly opening: number;
  readonly closing: number;
  /** Elementary charges moved by opening. */
  readonly charge: number;
  /** δ: part of the field crossed on the way to the barrier, 0 … 1. */
  readonly distance: number;
  /** V. */
  readonly reference: number;
}

/** k₊ = α₀ e^(zδF(V−Vr)/RT), 1/s. */
export function openingRate(gate: TwoStateGate, voltage: number, temperature: number): number {
  return gate.opening * Math.exp(gate.distance * crossing(gate, voltage, temperature));
}

/** k₋ = β₀ e^(−z(1−δ)F(V−Vr)/RT), 1/s. */
export function closingRate(gate: TwoStateGate, voltage: number, temperature: number): number {
  return gate.closing * Math.exp(-(1 - gate.distance) * crossing(gate, voltage, temperature));
}

/** p∞ = k₊/(k₊ + k₋). */
export function openProbability(gate: TwoStateGate, voltage: number, temperature: number): number {
  const opening = openingRate(gate, voltage, temperature);
  return opening / (opening + closingRate(gate, voltage, temperature));
}

/** τ = 1/(k₊ + k₋), s. */
export function relaxationTime(gate: TwoStateGate, voltage: number, temperature: number): number {
  return 1 / (openingRate(gate, voltage, temperature) + closingRate(gate, voltage, temperature));
}

/** Energy of the gating charge from the reference, in units of RT. */
function crossing({ charge, reference }: TwoStateGate, voltage: number, temperature: number): number {
  return (charge * (voltage - reference)) / thermalVoltage(temperature);
}
