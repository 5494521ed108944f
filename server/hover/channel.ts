/** A channel: how much of it is open at rest, and its part in conductance and current. */
import type { GateSummary, PathwaySummary, Summary } from '../../language/analysis/summary.js';
import type { Channel } from '../../language/generated/ast.js';
import { carriesByScheme } from '../../language/semantics/compile/carriers.js';
import { documentation } from '../../language/semantics/documentation.js';
import { shortened } from '../../language/semantics/expectation.js';
import { findProperty } from '../../language/semantics/property-values.js';
import { formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { absoluteUnit, directed, ionLabel, percent, unitsOfBasis } from '../notation.js';
import { ionSummary, pathwaySummary, textOf, type Reading } from '../reading.js';
import { blocksText, populationText } from './channel-population.js';
import { blocks, citation, documented, escaped, facts, table, verbatim, type Row } from './markdown.js';
import { permeationHover } from './permeation.js';
import { schemeCurrentsText } from './scheme-currents.js';
import { notComputed, whyNoRest } from './why-not.js';

export function channelHover(reading: Reading, channel: Channel): string {
  const pathway = pathwaySummary(reading, channel);
  const doc = documented(documentation(channel));
  if (pathway === undefined || reading.summary === undefined) {
    return blocks(title(reading, channel), doc, notComputed(reading, 'Its current', channel));
  }
  if (carriesByScheme(channel)) {
    const { current, absoluteCurrent } = pathway;
    const { basis } = reading.summary;
    return blocks(
      title(reading, channel),
      doc,
      facts(
        ['current at rest', current === undefined ? undefined : directed(current, unitsOfBasis(basis).current)],
        ['of the whole cell', wholeCell(absoluteCurrent, basis)],
      ),
      ...schemeCurrentsText(reading, channel, pathway, reading.summary),
      whyNoRest(reading),
    );
  }
  return blocks(
    title(reading, channel),
    doc,
    ...currentText(reading, channel, pathway, reading.summary),
    facts(...rows(reading, channel, pathway, reading.summary)),
    gates(pathway.gates),
    ...populationText(pathway),
    ...blocksText(pathway),
    whyNoRest(reading),
  );
}

function title(reading: Reading, channel: Channel): string {
  const ion = channel.ion?.ref;
  const carried = ion && ionSummary(reading, ion);
  const label = carried === undefined ? channel.ion?.$refText : ionLabel(carried.name, carried.charge);
  if (channel.permeations.length > 0)
    return `**${escaped(channel.name)}** · channel, permeates ${permeant(reading, channel)}`;
  return `**${escaped(channel.name)}** · channel${label ? `, conducts ${escaped(label)}` : ''}`;
}

/** `Cl⁻ 1, HCO₃⁻ 0.2`. */
function permeant(reading: Reading, { permeations }: Channel): string {
  const shown = permeations.map(({ ion, share }) => {
    const known = ion?.ref && ionSummary(reading, ion.ref);
    const label = known === undefined ? (ion?.$refText ?? '') : ionLabel(known.name, known.charge);
    return `${escaped(label)} ${share === undefined ? '1' : escaped(shortened(textOf(reading, share)))}`;
  });
  return shown.join(', ');
}

function currentText(reading: Reading, channel: Channel, pathway: PathwaySummary, summary: Summary): string[] {
  if (pathway.permeation !== undefined) return [permeationHover(pathway, summary)];
  return findProperty(channel, 'current') === undefined
    ? current(pathway, summary)
    : law(reading, channel, pathway, summary);
}

/** A current that is no g·(V − E): the law as it is written, and what it gives at rest. */
function law(
  reading: Reading,
  channel: Channel,
  { current, open, unblocked }: PathwaySummary,
  { basis }: Summary,
): string[] {
  const written = findProperty(channel, 'current')?.value;
  if (written === undefined || current === undefined) return [];
  const scaled = [open === undefined ? '' : ' · open', unblocked === undefined ? '' : ' · unblocked'].join('');
  const formula = shortened(textOf(reading, written));
  return [
    verbatim(
      `I = ${scaled === '' ? formula : `(${formula})${scaled}`}   at V_rest`,
      `  = ${formatQuantity(current, unitsOfBasis(basis).current)}`,
    ),
  ];
}

function current(pathway: PathwaySummary, { basis, restingPotential }: Summary): string[] {
  const { conductance, reversal, current } = pathway;
  if (conductance === undefined || reversal === undefined || current === undefined || restingPotential === undefined)
    return [];
  const units = unitsOfBasis(basis);
  const [V, E] = [restingPotential, reversal].map((potential) => formatPotential(potential));
  return [
    verbatim(
      'I = g·(V − E)   at V_rest',
      `  = ${formatQuantity(conductance, units.conductance)} · (${V!} − ${E!.startsWith('−') ? `(${E!})` : E!})`,
      `  = ${formatQuantity(current, units.current)}`,
    ),
    citation('Hodgkin & Huxley 1952, J Physiol 117:500'),
  ];
}

function rows(reading: Reading, channel: Channel, pathway: PathwaySummary, { basis, area }: Summary): Row[] {
  const { maximalConductance, conductance, open, reversal, conductanceShare, currentShare, absoluteCurrent } = pathway;
  const units = unitsOfBasis(basis);
  const ofCell = (g: number): string => {
    const whole = area === undefined ? 0 : g * area;
    return area === undefined ? '' : ` (${formatQuantity(whole, absoluteUnit(whole, 'S'))} in all)`;
  };
  const g = (value: number | undefined): string | undefined =>
    value === undefined ? undefined : formatQuantity(value, units.conductance) + ofCell(value);
  const written = findProperty(channel, 'open')?.value;
  const formula = written && shortened(textOf(reading, written));
  const isGated = formula !== undefined;
  const P = pathway.permeation?.maximalPermeability;
  const nernst = findProperty(channel, 'reversal') === undefined && channel.ion !== undefined;
  return [
    ['maximal permeability', P === undefined ? undefined : formatQuantity(P, units.permeability)],
    [isGated ? 'maximal conductance' : 'conductance', g(maximalConductance)],
    isGated
      ? [`open probability \`${formula}\` at rest`, open === undefined ? undefined : formatNumber(open, 3)]
      : ['open probability', 'always open'],
    [
      P === undefined ? 'conductance at rest' : 'conductance at rest, I/(V − E)',
      isGated || P !== undefined ? g(conductance) : undefined,
    ],
    ['share of the resting conductance', conductanceShare === undefined ? undefined : percent(conductanceShare)],
    [
      nernst ? `reversal E = E of ${escaped(channel.ion!.$refText)}` : 'reversal E',
      reversal === undefined ? undefined : formatPotential(reversal),
    ],
    ['current of the whole cell at rest', wholeCell(absoluteCurrent, basis)],
    ['share of the resting current, of Σ\\|I\\|', currentShare === undefined ? undefined : percent(currentShare)],
  ];
}

function wholeCell(current: number | undefined, basis: Summary['basis']): string | undefined {
  if (basis === 'cell' || current === undefined) return undefined;
  return directed(current, absoluteUnit(current, 'A'));
}

function gates(gates: readonly GateSummary[]): string | undefined {
  const rows = gates.map(({ name, steady, tau }): Row => [
    escaped(name),
    steady === undefined ? undefined : formatNumber(steady, 4),
    tau === undefined ? 'at once' : formatQuantity(tau, 'ms'),
  ]);
  return table(['gate at rest', 'x∞', 'τ'], rows);
}
