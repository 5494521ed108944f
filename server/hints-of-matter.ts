/** The short form of what is dissolved and where, and of kinetic schemes: beside `hints.ts`, which has the rest. */
import type { Compartment, IonBuffer, Pool, Scheme } from '../language/generated/ast.js';
import { formatNumber, formatQuantity } from '../language/units/display.js';
import { prettyUnit } from '../language/units/pretty.js';
import { FEW, MANY, type Hint } from './hints.js';
import { compartmentPart } from './hover/compartment.js';
import { bufferSummary, poolSummary, riseText } from './hover/pool.js';
import { schemeSummaryOf } from './hover/scheme.js';
import { formatConcentration, unitsOfBasis } from './notation.js';
import type { Reading } from './reading.js';

/** Of a compartment: how big it is, and what is dissolved in it. */
export function compartmentHint(reading: Reading, compartment: Compartment): Hint | undefined {
  const size = compartmentPart(reading, compartment, 'volume');
  const dissolved = compartmentPart(reading, compartment, 'osmolarity');
  const charge = compartmentPart(reading, compartment, 'charge');
  const parts = [size, dissolved && `Σc = ${dissolved}`].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  const tooltip = [size && `volume ${size}`, dissolved && `Σ c = ${dissolved}`, charge && `Σ z·c = ${charge}`];
  return { label: parts.join(' · '), tooltip: `${compartment.name}: ${tooltip.filter(Boolean).join(', ')}.` };
}

/** Of a pool: what a current does to it, and how long a rise lasts. */
export function poolHint(reading: Reading, { name }: Pool): Hint | undefined {
  const pool = poolSummary(reading, name);
  if (pool === undefined || reading.summary === undefined || !Number.isFinite(pool.kappa)) return undefined;
  const { basis } = reading.summary;
  const rise = riseText(pool, basis);
  const { kappa, slowed } = pool;
  const parts = [
    rise === undefined ? undefined : `${rise} per ${prettyUnit(unitsOfBasis(basis).current)}`,
    slowed === undefined ? undefined : `τ = ${formatQuantity(slowed, 'ms', FEW)}`,
    kappa === 0 ? undefined : `κ = ${formatNumber(kappa, FEW)}`,
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return { label: parts.join(' · '), tooltip: `${name}, its buffers taken as fast: ${parts.join(', ')}.` };
}

export function bufferHint(reading: Reading, { name }: IonBuffer): Hint | undefined {
  const { kappa, bound, ion } = bufferSummary(reading, name) ?? {};
  if (kappa === undefined || bound === undefined) return undefined;
  const label = `κ = ${formatNumber(kappa, FEW)} · ${formatConcentration(bound, FEW)} bound`;
  return { label, tooltip: `${name} with ${ion}.in as at the start: κ = ${formatNumber(kappa, MANY)}.` };
}

/** Of a scheme: where most of it is at rest. */
export function schemeHint(reading: Reading, scheme: Scheme): Hint | undefined {
  const summary = schemeSummaryOf(reading, scheme);
  const known = summary?.states.flatMap(({ name, occupancy }) =>
    occupancy === undefined ? [] : [{ name, occupancy }],
  );
  if (known === undefined || known.length === 0 || known.length < (summary?.states.length ?? 0)) return undefined;
  const byShare = known.toSorted((a, b) => b.occupancy - a.occupancy);
  const show = (digits: number, most: number): string =>
    byShare
      .slice(0, most)
      .map(({ name, occupancy }) => `${name} ${formatNumber(occupancy, digits)}`)
      .join(' · ');
  return { label: show(FEW, 2), tooltip: `At rest: ${show(MANY, known.length)}.` };
}
