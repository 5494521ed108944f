/** A channel that permeates several ions: its constant-field current with these numbers, where it reverses, who carries what. */
import type { PathwaySummary, Summary } from '../../language/analysis/summary.js';
import type { PermeantIonSummary } from '../../language/analysis/permeation-summary.js';
import { thermalVoltage } from '../../language/physics/thermal-voltage.js';
import { formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { directed, ionLabel, unitsOfBasis } from '../notation.js';
import { blocks, citation, escaped, table, verbatim, type Row } from './markdown.js';

export function permeationHover(pathway: PathwaySummary, summary: Summary): string {
  const { permeation, current, reversal } = pathway;
  const { restingPotential: V, temperature } = summary;
  const units = unitsOfBasis(summary.basis);
  const isKnown = V !== undefined && current !== undefined;
  const unit = thermalVoltage(temperature);
  return blocks(
    verbatim(
      'I = Σ P·z·F · u·([ion]ᵢ − [ion]ₒ·e⁻ᵘ) / (1 − e⁻ᵘ),   u = zFV/RT',
      ...(isKnown
        ? [
            `u = z · (${formatPotential(V)} / ${formatQuantity(unit, 'mV')}) = z · ${formatNumber(V / unit)}`,
            `I = ${formatQuantity(current, units.current)}   at V_rest`,
          ]
        : []),
      ...(reversal === undefined ? [] : [`E = ${formatPotential(reversal)}   where I = 0`]),
    ),
    ionTable(permeation!.ions, summary),
    citation('Goldman 1943, J Gen Physiol 27:37; Hodgkin & Katz 1949, J Physiol 108:37. Finite at V = 0.'),
  );
}

function ionTable(ions: readonly PermeantIonSummary[], { ions: known, basis }: Summary): string | undefined {
  const units = unitsOfBasis(basis);
  const rows = ions.map(({ name, permeability, current }): Row => {
    const ion = known.find((one) => one.name === name);
    return [
      escaped(ion === undefined ? name : ionLabel(name, ion.charge)),
      permeability === undefined ? '–' : formatQuantity(permeability, units.permeability),
      ion?.reversal === undefined ? '–' : formatPotential(ion.reversal),
      current === undefined ? '–' : directed(current, units.current),
    ];
  });
  return table(['ion', 'P as open at rest', 'E', 'its current at rest'], rows);
}
