/** An ion: its Nernst equation with the numbers put in, what drives it at rest and which way. */
import type { IonSummary } from '../../language/analysis/summary.js';
import type { Ion } from '../../language/generated/ast.js';
import { documentation } from '../../language/semantics/documentation.js';
import { knownIons } from '../../language/semantics/known-ions.js';
import { fromSI } from '../../language/units/convert.js';
import { formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { directed, formatConcentration, ionLabel, signed, unitsOfBasis } from '../notation.js';
import { ionSummary, type Reading } from '../reading.js';
import { blocks, citation, documented, escaped, facts, formula, upright } from './markdown.js';
import { notComputed, whyNoRest } from './why-not.js';

export function ionHover(reading: Reading, ion: Ion): string {
  const summary = ionSummary(reading, ion);
  const doc = documented(documentation(ion));
  if (summary === undefined) return blocks(`**${escaped(ion.name)}** · ion`, doc, notComputed(reading, 'E', ion));
  const label = ionLabel(summary.name, summary.charge);
  return blocks(
    title(label, summary),
    doc,
    ...equilibrium(reading, label, summary),
    ...atRest(reading, label, summary),
  );
}

function title(label: string, { name, charge, impermeant }: IonSummary): string {
  const known = knownIons.get(name)?.name.toLowerCase();
  const kind = impermeant ? 'impermeant' : (known ?? 'ion');
  return `**${escaped(label)}** · ${kind}, z = ${signed(charge)}`;
}

function equilibrium(reading: Reading, label: string, ion: IonSummary): (string | undefined)[] {
  const { reversal, inside, outside, charge, failure } = ion;
  const { summary } = reading;
  const concentrations = facts(
    [`[${escaped(label)}]ᵢ`, inside === undefined ? undefined : formatConcentration(inside)],
    [`[${escaped(label)}]ₒ`, outside === undefined ? undefined : formatConcentration(outside)],
  );
  if (reversal === undefined || summary === undefined || inside === undefined || outside === undefined) {
    return [concentrations, ion.impermeant ? failure?.message : notComputed(reading, 'E', undefined, failure?.message)];
  }
  const thermal = formatQuantity(summary.thermalVoltage, 'mV');
  const hasActivities = ion.activityInside !== 1 || ion.activityOutside !== 1;
  const ratio = hasActivities
    ? [
        `γₒ[${label}]ₒ / γᵢ[${label}]ᵢ`,
        `${activity(ion.activityOutside, outside)} / (${activity(ion.activityInside, inside)})`,
      ]
    : [`[${label}]ₒ / [${label}]ᵢ`, `${formatConcentration(outside)} / ${formatConcentration(inside)}`];
  const gamma = (side: string): string => (hasActivities ? `γ_{${upright(side)}} ` : '');
  const symbol = (side: string): string => `${gamma(side)}[${upright(label)}]_{${upright(side)}}`;
  const value = (coefficient: number, concentration: number): string =>
    upright(hasActivities ? activity(coefficient, concentration) : formatConcentration(concentration));
  return [
    formula(
      [
        `E = RT/(zF) · ln(${ratio[0]!})`,
        `  = ${thermal} / (${signed(charge)}) · ln(${ratio[1]!})`,
        `  = ${formatPotential(reversal)}`,
      ],
      [
        `E &= \\frac{RT}{zF} \\ln \\frac{${symbol('o')}}{${symbol('i')}}`,
        `&= \\frac{${upright(thermal)}}{${upright(signed(charge))}} \\ln \\frac{${value(ion.activityOutside, outside)}}{${value(ion.activityInside, inside)}} = ${upright(formatPotential(reversal))}`,
      ],
    ),
    `at ${formatQuantity(summary.temperature, 'degC')} (${formatQuantity(summary.temperature, 'K', 5)}), RT/F = ${thermal}`,
    citation('Nernst 1889, Z Phys Chem 4:129'),
  ];
}

function activity(coefficient: number, concentration: number): string {
  return `${formatNumber(coefficient)} · ${formatConcentration(concentration)}`;
}

function atRest(reading: Reading, label: string, ion: IonSummary): (string | undefined)[] {
  if (ion.reversal === undefined) return [];
  const { sensitivityInside, sensitivityOutside } = ion;
  const perConcentration = (slope: number | undefined): string | undefined =>
    slope === undefined ? undefined : `${signed(slope * 1e3)} mV/mM`;
  const name = escaped(label);
  const rest = reading.summary?.restingPotential;
  return [
    facts(
      ...(rest === undefined ? [] : drivenRows(reading, rest, ion)),
      [`∂E/∂[${name}]ₒ`, perConcentration(sensitivityOutside)],
      [`∂E/∂[${name}]ᵢ`, perConcentration(sensitivityInside)],
    ),
    rest === undefined ? whyNoRest(reading) : flowSentence(name, ion),
  ];
}

function drivenRows({ summary }: Reading, rest: number, ion: IonSummary): (readonly (string | undefined)[])[] {
  const { drivingForce, current } = ion;
  const unit = unitsOfBasis(summary!.basis).current;
  return [
    ['V_rest', formatPotential(rest)],
    ['driving force V − E', drivingForce === undefined ? undefined : `**${withSign(formatPotential(drivingForce))}**`],
    ['d[c]/dt inside, at rest', drift(ion.insideRate)],
    ['d[c]/dt outside, at rest', drift(ion.outsideRate)],
    ['carries at rest, on balance', current === undefined ? undefined : directed(current, unit)],
  ];
}

/** How far from a steady state it is. */
function drift(rate: number | undefined): string | undefined {
  return rate === undefined ? undefined : `${signed(fromSI(rate, 'mM/min'), 3)} mM/min`;
}

function withSign(potential: string): string {
  return potential.startsWith('−') || /^0(\.0+)? /.test(potential) ? potential : `+${potential}`;
}

/** V > E is outward current whatever the sign of the ion, and it is the sign that decides which way the ion goes. */
function flowSentence(name: string, { flow, charge }: IonSummary): string | undefined {
  if (flow === undefined) return undefined;
  if (flow === 'none') return `At rest ${name} is at its equilibrium: no net flow through an open channel.`;
  const outward = (flow === 'out') === charge > 0;
  const verb = flow === 'out' ? '**leaves**' : '**enters**';
  return `At rest ${name} ${verb} the cell through an open channel: ${outward ? 'outward' : 'inward'} current.`;
}
