/** A solute without a charge: what moving it costs. A ligand: its concentrations. */
import type { SoluteSummary } from '../../language/analysis/summary.js';
import type { Solute } from '../../language/generated/ast.js';
import { documentation } from '../../language/semantics/documentation.js';
import { formatQuantity } from '../../language/units/display.js';
import { formatConcentration, signed } from '../notation.js';
import { soluteSummary, type Reading } from '../reading.js';
import { blocks, citation, documented, escaped, facts, verbatim } from './markdown.js';
import { notComputed } from './why-not.js';

export function soluteHover(reading: Reading, solute: Solute): string {
  const summary = soluteSummary(reading, solute);
  const doc = documented(documentation(solute));
  const name = escaped(solute.name);
  if (summary === undefined) return blocks(`**${name}** · ${solute.kind}`, doc, notComputed(reading, 'It', solute));
  const { kind, charge, inside, outside, flux } = summary;
  const fluxUnit = reading.summary?.basis === 'area' ? 'pmol/cm^2/s' : 'fmol/s';
  const moved =
    flux === undefined
      ? undefined
      : `${formatQuantity(Math.abs(flux), fluxUnit)}${flux === 0 ? '' : flux > 0 ? ' outward' : ' inward'}`;
  return blocks(
    `**${name}** · ${kind}, ${charge === 0 ? 'uncharged' : `z = ${signed(charge)}`}`,
    doc,
    facts(
      [`[${name}]ᵢ`, inside === undefined ? undefined : formatConcentration(inside)],
      [`[${name}]ₒ`, outside === undefined ? undefined : formatConcentration(outside)],
      ['carried at rest, on balance', moved],
    ),
    ...(kind === 'solute' ? energy(summary) : []),
  );
}

function energy({ name, inside, outside, freeEnergyInward }: SoluteSummary): string[] {
  if (freeEnergyInward === undefined || inside === undefined || outside === undefined) return [];
  return [
    verbatim(
      `ΔG inward = RT ln([${name}]ᵢ / [${name}]ₒ)`,
      `          = RT ln(${formatConcentration(inside)} / ${formatConcentration(outside)})`,
      `          = ${formatQuantity(freeEnergyInward, 'kJ/mol')}`,
    ),
    'Without a charge it has no Nernst potential, and no voltage drives it.',
    citation('Guggenheim 1929, J Phys Chem 33:842'),
  ];
}
