/** A pump or transporter: what a cycle moves, what it costs, and what it does to V_rest. */
import { findRest } from '../../language/analysis/rest.js';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import type { PathwaySummary, PumpSummary, Summary } from '../../language/analysis/summary.js';
import type { Pump } from '../../language/generated/ast.js';
import type { Model, PumpCycle } from '../../language/model/model.js';
import { carriesByScheme } from '../../language/semantics/compile/carriers.js';
import { documentation } from '../../language/semantics/documentation.js';
import { elementaryCharge } from '../../language/physics/constants.js';
import { formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { absoluteUnit, directed, percent, signed, unitsOfBasis } from '../notation.js';
import { pathwaySummary, type Reading } from '../reading.js';
import { cycleEnergy, movedText } from './cycle-energy.js';
import { blocks, citation, documented, escaped, facts, verbatim, type Row } from './markdown.js';
import { schemeCurrentsText } from './scheme-currents.js';
import { notComputed, whyNoRest } from './why-not.js';

export function pumpHover(reading: Reading, pump: Pump): string {
  const { summary, compilation } = reading;
  const title = `**${escaped(pump.name)}** · ${pump.kind}`;
  const doc = documented(documentation(pump));
  const pathway = pathwaySummary(reading, pump);
  const cycle = compilation.model?.pathways.find(({ name }) => name === pump.name)?.cycle;
  const byScheme = carriesByScheme(pump);
  if (summary !== undefined && pathway !== undefined && cycle === undefined && byScheme) {
    return blocks(
      title,
      doc,
      'Its cycles move different things: it slips, and has no one turnover.',
      facts(currentRow(pathway, summary)),
      ...schemeCurrentsText(reading, pump, pathway, summary),
      whyNoRest(reading),
    );
  }
  if (summary === undefined || pathway?.pump === undefined || cycle === undefined) {
    return blocks(title, doc, notComputed(reading, 'Its turnover', pump));
  }
  return blocks(
    title,
    doc,
    ...stoichiometry(compilation.model!, cycle, pathway.pump),
    facts(...rows(pathway, pathway.pump, summary), ...effect(compilation.model!, pump.name, summary)),
    ...turnover(pathway, pathway.pump, summary),
    ...cycleEnergy(pathway),
    ...(byScheme ? schemeCurrentsText(reading, pump, pathway, summary) : []),
    whyNoRest(reading),
  );
}

/** `3·(+1) − 2·(+1) = +1`. */
function stoichiometry(
  { ions, solutes }: Model,
  { moves, solutes: neutral = [] }: PumpCycle,
  pump: PumpSummary,
): string[] {
  const cycle = [
    ...moves.map(({ ion, count }) => movedText({ ...ions[ion]!, count })),
    ...neutral.map(({ solute, count }) => movedText({ ...solutes[solute]!, count })),
  ].join(', ');
  const terms = moves.map(({ ion, count }, i) => {
    const sign = count < 0 ? '−' : i === 0 ? '' : '+';
    return `${sign}${i === 0 ? '' : ' '}${Math.abs(count)}·(${signed(ions[ion]!.charge)})`;
  });
  const { charge, atp } = pump;
  return [
    `${escaped(cycle)}${atp === 0 ? '' : ` for ${formatNumber(atp)} ATP`}`,
    terms.length === 0 ? '' : verbatim(`net charge out per cycle = Σ z·n = ${terms.join(' ')} = ${signed(charge)}`),
    direction(charge),
  ];
}

function direction(charge: number): string {
  if (charge === 0) return 'Electroneutral: it carries no current.';
  return `Electrogenic: ${formatNumber(Math.abs(charge))} net charge ${charge > 0 ? 'outward' : 'inward'} per cycle.`;
}

function rows(pathway: PathwaySummary, pump: PumpSummary, { basis }: Summary): Row[] {
  const { absoluteCurrent, currentShare } = pathway;
  const units = unitsOfBasis(basis);
  const rate = pump.cellRate ?? pump.rate;
  const atpRate = pump.cellAtpRate ?? pump.atpRate;
  const rateUnit = pump.cellRate === undefined ? units.rate : '/s';
  return [
    currentRow(pathway, { basis }),
    [
      'of the whole cell',
      basis === 'cell' || absoluteCurrent === undefined
        ? undefined
        : directed(absoluteCurrent, absoluteUnit(absoluteCurrent, 'A')),
    ],
    ['share of the resting current, of Σ\\|I\\|', currentShare === undefined ? undefined : percent(currentShare)],
    ['cycles', rate === undefined ? undefined : formatQuantity(rate, rateUnit, 3)],
    ['cycles of one', pump.turnover === undefined ? undefined : formatQuantity(pump.turnover, '/s', 3)],
    ['ATP', atpRate === undefined || pump.atp === 0 ? undefined : `**${formatQuantity(atpRate, rateUnit, 3)}**`],
  ];
}

function currentRow({ current }: PathwaySummary, { basis }: Pick<Summary, 'basis'>): Row {
  return ['current', current === undefined ? undefined : directed(current, unitsOfBasis(basis).current)];
}

/** What the membrane would rest at if this pump stood still. */
function effect(model: Model, name: string, { restingPotential }: Summary): Row[] {
  if (restingPotential === undefined) return [];
  const others = model.pathways.filter((pathway) => pathway.name !== name);
  const without = findRest({ ...model, pathways: others }, defaultSymbols(model));
  if (!without.ok) return [];
  const { roots, chosen } = without.value;
  const shift = restingPotential - roots[chosen]!.V;
  return [
    ['its effect on V_rest', `**${signed(shift * 1e3, 3)} mV**`],
    ['V_rest without it', formatPotential(roots[chosen]!.V)],
  ];
}

function turnover({ absoluteCurrent, current }: PathwaySummary, pump: PumpSummary, { basis }: Summary): string[] {
  const rate = pump.cellRate ?? pump.rate;
  if (rate === undefined || current === undefined || pump.charge === 0) return [];
  const whole = pump.cellRate !== undefined && absoluteCurrent !== undefined;
  const shown = whole
    ? formatQuantity(absoluteCurrent, absoluteUnit(absoluteCurrent, 'A'))
    : formatQuantity(current, unitsOfBasis(basis).current);
  const unit = whole ? '/s' : unitsOfBasis(basis).rate;
  const charge = `${signed(pump.charge)} · ${formatQuantity(elementaryCharge, 'C')}`;
  return [
    verbatim('cycles = I / (z·e)', `       = ${shown} / (${charge})`, `       = ${formatQuantity(rate, unit, 3)}`),
    citation('Thomas 1972, Physiol Rev 52:563'),
  ];
}
