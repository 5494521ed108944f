/** A channel that permeates several ions: its constant-field current with these numbers, where it reverses, who carries what. */
import type { PathwaySummary, Summary } from '../../language/analysis/summary.js';
import type { PermeantIonSummary } from '../../language/analysis/permeation-summary.js';
import { thermalVoltage } from '../../language/physics/thermal-voltage.js';
import { formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { directed, formatConcentration, ionLabel, unitsOfBasis } from '../notation.js';
import { blocks, citation, escaped, formula, table, upright, type Row } from './markdown.js';

export function permeationHover(pathway: PathwaySummary, summary: Summary): string {
  const { permeation, current, reversal } = pathway;
  const { restingPotential: V, temperature } = summary;
  const units = unitsOfBasis(summary.basis);
  const isKnown = V !== undefined && current !== undefined;
  const unit = thermalVoltage(temperature);
  return blocks(
    formula(
      [
        'I = Σ P·z·F · u·([ion]ᵢ − [ion]ₒ·e⁻ᵘ) / (1 − e⁻ᵘ),   u = zFV/RT',
        ...(isKnown
          ? [
              `u = z · (${formatPotential(V)} / ${formatQuantity(unit, 'mV')}) = z · ${formatNumber(V / unit)}`,
              `I = ${formatQuantity(current, units.current)}   at V_rest`,
            ]
          : []),
        ...(reversal === undefined ? [] : [`E = ${formatPotential(reversal)}   where I = 0`]),
      ],
      [
        'I &= \\sum P z F u \\frac{[\\text{ion}]_{\\text{i}} − [\\text{ion}]_{\\text{o}} e^{−u}}{1 − e^{−u}} \\text{,   } u = \\frac{zFV}{RT}',
        ...(isKnown
          ? [
              `u &= z · \\frac{${upright(formatPotential(V))}}{${upright(formatQuantity(unit, 'mV'))}} = z · ${upright(formatNumber(V / unit))}`,
              `I &= ${upright(`${formatQuantity(current, units.current)}   at `)} V_{\\text{rest}}`,
            ]
          : []),
        ...(reversal === undefined ? [] : [`E &= ${upright(`${formatPotential(reversal)}   where `)} I = 0`]),
      ],
    ),
    reversal === undefined ? undefined : closedForm(permeation!.ions, reversal, summary),
    ionTable(permeation!.ions, summary),
    citation('Goldman 1943, J Gen Physiol 27:37; Hodgkin & Katz 1949, J Physiol 108:37. Finite at V = 0.'),
  );
}

/** Where every charge is ±1, the reversal potential in closed form with the numbers put in. */
function closedForm(
  permeant: readonly PermeantIonSummary[],
  reversal: number,
  { ions: known, temperature }: Summary,
): string | undefined {
  const ions = permeant.flatMap(({ name, permeability: P }) => {
    const ion = known.find((one) => one.name === name);
    if (ion?.inside === undefined || ion.outside === undefined || Math.abs(ion.charge) !== 1) return [];
    const { charge, inside, outside } = ion;
    return P === undefined || P <= 0 ? [] : [{ label: ionLabel(name, charge), charge, P, inside, outside }];
  });
  const [first] = ions;
  const isActive = known.some(({ activityInside, activityOutside }) => activityInside !== 1 || activityOutside !== 1);
  if (first === undefined || ions.length !== permeant.length || ions.length < 2 || isActive) return undefined;
  const inOneUnit = ions.every(({ inside, outside }) =>
    [inside, outside].every((c) => formatConcentration(c).endsWith(' mM')),
  );
  const sides = (flipped: boolean) =>
    ions.map((ion) => {
      const isOutside = ion.charge > 0 !== flipped;
      const share = formatNumber(ion.P / first.P);
      const written = formatConcentration(isOutside ? ion.outside : ion.inside);
      const c = inOneUnit ? written.replace(/ mM$/, '') : written;
      return { ion, side: isOutside ? 'o' : 'i', text: share === '1' ? c : `${share}·${c}` };
    });
  const numbers = (flipped: boolean): string =>
    sides(flipped)
      .map(({ text }) => text)
      .join(' + ');
  const symbols = (flipped: boolean): string =>
    sides(flipped)
      .map(({ ion, side }) => `P_{${upright(ion.label)}} [${upright(ion.label)}]_{${upright(side)}}`)
      .join(' + ');
  const thermal = formatQuantity(thermalVoltage(temperature), 'mV');
  const E = formatPotential(reversal);
  return formula(
    [`E = ${thermal} · ln((${numbers(false)}) / (${numbers(true)}))`, `  = ${E}`],
    [
      `E &= \\frac{RT}{F} \\ln \\frac{${symbols(false)}}{${symbols(true)}}`,
      `&= ${upright(thermal)} · \\ln \\frac{${upright(numbers(false))}}{${upright(numbers(true))}} = ${upright(E)}`,
    ],
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
