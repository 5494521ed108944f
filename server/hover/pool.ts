/** A pool: how a current fills it and how it empties. A buffer: what it holds, and how much it slows everything. */
import type { BufferSummary, PoolSummary } from '../../language/analysis/pool-summary.js';
import type { IonBuffer, Pool } from '../../language/generated/ast.js';
import { documentation } from '../../language/semantics/documentation.js';
import { fromSI } from '../../language/units/convert.js';
import { formatNumber, formatQuantity } from '../../language/units/display.js';
import { prettyUnit } from '../../language/units/pretty.js';
import { formatConcentration, ionLabel, signed, unitsOfBasis } from '../notation.js';
import { textOf, type Reading } from '../reading.js';
import { blocks, citation, documented, escaped, facts, source, verbatim } from './markdown.js';
import { notComputed } from './why-not.js';

const NEHER = 'Neher & Augustine 1992, J Physiol 450:273';

export function poolSummary({ summary }: Reading, name: string): PoolSummary | undefined {
  return summary?.pools.find((entry) => entry.name === name);
}

export function bufferSummary({ summary }: Reading, name: string): BufferSummary | undefined {
  return summary?.buffers.find((entry) => entry.name === name);
}

const concentration = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : formatConcentration(value);
const milliseconds = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : formatQuantity(value, 'ms');

/** mol/(m³ s): below, nanomolar per millisecond keep the number readable. */
const SMALL_RISE = 0.1;

/** dc/dt for one unit of current, as shown: `0.518 µM/ms`. */
export function riseText({ risePerCurrent }: PoolSummary, basis: 'area' | 'cell'): string | undefined {
  if (risePerCurrent === undefined) return undefined;
  const unit = unitsOfBasis(basis).current;
  const rise = risePerCurrent / fromSI(1, unit);
  return formatQuantity(rise, rise < SMALL_RISE ? 'nM/ms' : 'uM/ms');
}

export function poolHover(reading: Reading, pool: Pool): string {
  const summary = poolSummary(reading, pool.name);
  const ion = pool.ion?.$refText ?? '';
  const doc = documented(documentation(pool));
  if (summary === undefined || reading.summary === undefined) {
    return blocks(`**${escaped(pool.name)}** · pool of ${escaped(ion)}`, doc, notComputed(reading, 'Nothing', pool));
  }
  const { charge, depth, decay, kappa } = summary;
  const { basis } = reading.summary;
  const label = ionLabel(ion, charge);
  const current = prettyUnit(unitsOfBasis(basis).current);
  const cleared = decay === undefined ? '' : ' − (c − c₀)/τ';
  return blocks(
    `**${escaped(pool.name)}** · pool of ${escaped(label)}`,
    doc,
    verbatim(`dc/dt = (−I/(zF·d)${cleared}) / (1 + κ)`, `c = [${label}]ᵢ, z = ${signed(charge)}, I outward`),
    facts(
      ['c at the start, free', concentration(summary.free)],
      ['d', basis === 'area' && depth !== undefined ? formatQuantity(depth, 'nm') : undefined],
      ['volume', summary.volume === undefined ? undefined : formatQuantity(summary.volume, 'fL')],
      [`1 ${current} inward raises it by`, riseText(summary, basis)],
      ['τ without buffers', milliseconds(decay)],
      ['c₀', concentration(summary.rest)],
      ['κ of its buffers at the start', formatNumber(kappa)],
      ['τ·(1 + κ), with buffers that are fast', kappa === 0 ? undefined : milliseconds(summary.slowed)],
    ),
    decay === undefined ? 'Nothing clears it: what the current brings stays.' : undefined,
    citation(NEHER),
  );
}

const KINDS: Readonly<Record<BufferSummary['kind'], readonly string[]>> = {
  ratio: ['bound = κ·c'],
  rapid: ['bound = B·c/(Kd + c), at once', 'κ = ∂bound/∂c = B·Kd/(Kd + c)²'],
  slow: ['d(bound)/dt = kon·c·(B − bound) − koff·bound', 'κ = ∂bound/∂c = B·Kd/(Kd + c)² at equilibrium'],
};

export function bufferHover(reading: Reading, buffer: IonBuffer): string {
  const summary = bufferSummary(reading, buffer.name);
  const ion = buffer.ion?.$refText ?? '';
  const title = `**${escaped(buffer.name)}** · buffer of ${escaped(ion)}`;
  const doc = documented(documentation(buffer));
  if (summary === undefined) {
    const written = source(buffer.properties.map((property) => textOf(reading, property)).join('\n'));
    return blocks(title, doc, written, notComputed(reading, 'What it binds', buffer));
  }
  const { kind, bound, kappa, total, dissociation, kon, koff, tau } = summary;
  return blocks(
    title,
    doc,
    verbatim(...KINDS[kind]),
    facts(
      ['bound at the start', concentration(bound)],
      [
        'of its sites',
        bound === undefined || total === undefined || total === 0
          ? undefined
          : `${formatNumber((bound / total) * 100, 3)} %`,
      ],
      ['κ at the start', kappa === undefined ? undefined : `**${formatNumber(kappa)}**`],
      ['sites, B', concentration(total)],
      ['Kd', concentration(dissociation)],
      ['kon', kon === undefined ? undefined : formatQuantity(kon, '/uM/s')],
      ['koff', koff === undefined ? undefined : formatQuantity(koff, '/s')],
      ['time constant 1/(kon·c + koff)', milliseconds(tau)],
    ),
    'Free and bound together are what is conserved; only what is free drives currents and is felt by channels.',
    citation(`${NEHER}; Wagner & Keizer 1994, Biophys J 67:447`),
  );
}

/** As shown: `Calbindin.bound`, `Calbindin.kappa`. */
export function bufferPart(reading: Reading, { name }: IonBuffer, part: string): string | undefined {
  const { bound, kappa } = bufferSummary(reading, name) ?? {};
  if (part === 'bound') return concentration(bound);
  return kappa === undefined ? undefined : formatNumber(kappa);
}
