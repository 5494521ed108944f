/**
 * The resting potential in several ways: by the model as it is, by the chord-conductance equation with every conductance
 * as it is at rest, and by the constant-field equation with every permeability as it is at rest; each with the pumps and
 * without. Where they differ, the difference says what the shorter equation leaves out.
 */
import type { Model, Pathway } from '../model/model.js';
import { chordPotential } from '../physics/chord-conductance.js';
import { ghkConductance, ghkCurrent, ghkVoltage, type PermeantIon } from '../physics/ghk.js';
import { rootOfRising } from '../physics/monotone-root.js';
import { thermalVoltage } from '../physics/thermal-voltage.js';
import { findRest } from './rest.js';
import { restingValues, type RestingValues } from './resting-values.js';
import { steadyStateOf } from './steady-state.js';
import type { Summary } from './summary.js';

export interface WithAndWithout {
  /** V. */
  readonly withPumps: number;
  /** V; absent without a pump, and where nothing but the pump sets a resting potential. */
  readonly withoutPumps?: number;
}

export interface RestWays {
  readonly full: WithAndWithout;
  /** Absent where a conductance at rest is not known. */
  readonly chord?: WithAndWithout;
  /** Absent without a channel that permeates. */
  readonly ghk?: WithAndWithout;
  /** Channels whose conductance the constant-field equation leaves out. */
  readonly withoutPermeability: readonly string[];
}

const isChannel = ({ kind }: Pathway): boolean => kind === 'channel';

/** undefined where there is no resting potential. `summary` is that of the model at `symbols`. */
export function restWays(model: Model, symbols: Float64Array, summary: Summary): RestWays | undefined {
  const V = summary.restingPotential;
  if (V === undefined) return undefined;
  const valueOf = restingValues(model, steadyStateOf(model), symbols, V);
  const channels = model.pathways.filter(isChannel);
  const hasPumps = channels.length < model.pathways.length;
  const pumped = summary.pathways
    .filter(({ kind }) => kind !== 'channel')
    .reduce((sum, { current }) => sum + (current ?? Number.NaN), 0);
  const ways = (withPumps: number, without: () => number | undefined): WithAndWithout | undefined => {
    const withoutPumps = hasPumps ? without() : undefined;
    if (!Number.isFinite(withPumps)) return undefined;
    return { withPumps, ...(withoutPumps !== undefined && Number.isFinite(withoutPumps) && { withoutPumps }) };
  };
  const chords = summary.pathways.flatMap(({ kind, conductance, reversal }) =>
    kind === 'channel' ? [{ conductance: conductance ?? Number.NaN, reversal: reversal ?? Number.NaN }] : [],
  );
  const ions = permeantIons(model, valueOf);
  const chord = ways(chordPotential(chords, pumped), () => chordPotential(chords));
  const ghk =
    ions.length === 0
      ? undefined
      : ways(balance(ions, pumped, summary.temperature), () => ghkVoltage(ions, summary.temperature));
  return {
    full: ways(V, () => restOf({ ...model, pathways: channels }, symbols))!,
    ...(chord !== undefined && { chord }),
    ...(ghk !== undefined && { ghk }),
    withoutPermeability: channels.filter(({ permeabilities }) => permeabilities === undefined).map(({ name }) => name),
  };
}

function restOf(model: Model, symbols: Float64Array): number | undefined {
  const found = findRest(model, symbols);
  return found.ok ? found.value.roots[found.value.chosen]!.V : undefined;
}

/** Each ion once, with all the permeability the membrane has for it at rest. */
function permeantIons(model: Model, valueOf: RestingValues): PermeantIon[] {
  const totals = new Map<number, number>();
  for (const { permeabilities = [] } of model.pathways)
    for (const { ion, permeability } of permeabilities)
      totals.set(ion, (totals.get(ion) ?? 0) + (valueOf(permeability) ?? Number.NaN));
  return [...totals].map(([ion, permeability]) => {
    const { charge, inside, outside, activityInside, activityOutside } = model.ions[ion]!;
    const activity = (concentration: number | undefined, coefficient: number | undefined): number =>
      (valueOf(concentration) ?? Number.NaN) * (coefficient === undefined ? 1 : (valueOf(coefficient) ?? Number.NaN));
    return {
      charge,
      permeability,
      inside: activity(inside, activityInside),
      outside: activity(outside, activityOutside),
    };
  });
}

/** V at which the constant-field currents and a steady pump current cancel. */
function balance(ions: readonly PermeantIon[], pumped: number, temperature: number): number {
  const unit = thermalVoltage(temperature);
  const root = rootOfRising((x) => ({
    value: ions.reduce((sum, ion) => sum + ghkCurrent(ion, x * unit, temperature), pumped),
    slope: ions.reduce((sum, ion) => sum + ghkConductance(ion, x * unit, temperature), 0) * unit,
  }));
  return pumped === 0 ? ghkVoltage(ions, temperature) : root * unit;
}
