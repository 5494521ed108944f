/** A compartment: how big it is, what is dissolved in it, and what that amounts to. */
import type { Compartment } from '../../language/generated/ast.js';
import type { SolutionSummary, Summary } from '../../language/analysis/summary.js';
import { documentation } from '../../language/semantics/documentation.js';
import { formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { formatConcentration, ionLabel, signed } from '../notation.js';
import { valuesAtRest, type Reading } from '../reading.js';
import { blocks, citation, documented, escaped, facts, formula, table, upright, type Row } from './markdown.js';
import { notComputed } from './why-not.js';

export function compartmentHover(reading: Reading, compartment: Compartment): string {
  const title = `**${escaped(compartment.name)}** · compartment`;
  const doc = documented(documentation(compartment));
  const { summary } = reading;
  if (summary === undefined) return blocks(title, doc, notComputed(reading, 'Nothing', compartment));
  return blocks(
    title,
    doc,
    facts(['volume', compartmentPart(reading, compartment, 'volume')], ...sizeRows(reading, compartment)),
    contents(solutionIn(summary, compartment)),
    facts(
      ['osmolarity, Σ c', compartmentPart(reading, compartment, 'osmolarity')],
      ['charge, Σ z·c', compartmentPart(reading, compartment, 'charge')],
      ...osmoticRows(summary),
    ),
    ...donnanBlock(summary),
  );
}

function osmoticRows({ surroundings }: Summary): Row[] {
  if (surroundings === undefined) return [];
  const { osmoticDifference, osmoticPressure } = surroundings;
  return [
    ['osmotic difference, inside − outside', `${signed(osmoticDifference)} mOsm`],
    ['as a pressure, RT·ΔΣc', formatQuantity(osmoticPressure, 'kPa')],
  ];
}

/** Where the permeant ions would be with nothing pumped. */
function donnanBlock({ surroundings, ions, thermalVoltage }: Summary): (string | undefined)[] {
  const equilibrium = surroundings?.donnan;
  if (equilibrium === undefined) return [];
  const { potential, ratio, inside, osmoticDifference } = equilibrium;
  const rows = inside.map(({ ion, concentration }): Row => {
    const { name, charge } = ions[ion]!;
    return [escaped(ionLabel(name, charge)), formatConcentration(concentration)];
  });
  return [
    'Donnan equilibrium: with nothing pumped, every permeant ion at its Nernst potential and Σ z·c = 0 inside.',
    table(['', 'c inside'], [...rows, ['r = e^(−FV/RT)', formatNumber(ratio)]]),
    facts(
      ['potential', `**${formatPotential(potential)}**`],
      ['osmotic difference there', `${signed(osmoticDifference)} mOsm`],
    ),
    donnanFormula(potential, ratio, thermalVoltage),
    citation('Donnan 1911, Z Elektrochem 17:572'),
  ];
}

function donnanFormula(potential: number, ratio: number, thermal: number): string {
  const [RT_F, r, V] = [formatQuantity(thermal, 'mV'), formatNumber(ratio), formatPotential(potential)];
  return formula(
    ['c_in = c_out · r^z,   V = −RT/F · ln r', `V = −${RT_F} · ln ${r} = ${V}`],
    [
      'c_{\\text{in}} &= c_{\\text{out}} r^{z}',
      `V &= −\\frac{RT}{F} \\ln r = −${upright(RT_F)} · \\ln ${upright(r)} = ${upright(V)}`,
    ],
  );
}

function sizeRows(reading: Reading, { name }: Compartment): Row[] {
  const { model } = reading.compilation;
  const space = name === 'inside' ? model?.spaces?.inside : model?.spaces?.outside;
  const depth = model?.basis === 'area' ? valuesAtRest(reading)(space?.depth) : undefined;
  return [['volume per membrane area', depth === undefined ? undefined : formatQuantity(depth, 'um')]];
}

function contents(solution: SolutionSummary | undefined): string | undefined {
  const rows = (solution?.dissolved ?? []).map(({ name, charge, concentration }): Row => {
    return [escaped(charge === 0 ? name : ionLabel(name, charge)), formatConcentration(concentration)];
  });
  return table(['', 'c'], rows);
}

function solutionIn({ contents: sides }: Summary, { name }: Compartment): SolutionSummary | undefined {
  return name === 'inside' ? sides.inside : sides.outside;
}

/** As shown: `inside.volume`, `inside.osmolarity`, `inside.charge`. */
export function compartmentPart(reading: Reading, compartment: Compartment, part: string): string | undefined {
  const { model } = reading.compilation;
  if (part === 'volume') {
    const space = compartment.name === 'inside' ? model?.spaces?.inside : model?.spaces?.outside;
    const volume = valuesAtRest(reading)(space?.volume);
    return volume === undefined ? undefined : formatQuantity(volume, 'pL');
  }
  const solution = reading.summary && solutionIn(reading.summary, compartment);
  if (solution === undefined) return undefined;
  return part === 'osmolarity' ? formatConcentration(solution.osmolarity) : `${signed(solution.charge)} mM`;
}
