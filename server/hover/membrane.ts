/** The membrane: its resting potential worked with these numbers, or every root of the current, and what it is made of. */
import type { PathwaySummary, Summary } from '../../language/analysis/summary.js';
import type { Rest } from '../../language/analysis/rest.js';
import type { Membrane } from '../../language/generated/ast.js';
import { documentation } from '../../language/semantics/documentation.js';
import { formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { fromSI } from '../../language/units/convert.js';
import { prettyUnit } from '../../language/units/pretty.js';
import { directed, formatConcentration, unitsOfBasis } from '../notation.js';
import { valuesAtRest, type Reading } from '../reading.js';
import {
  blocks,
  citation,
  documented,
  escaped,
  facts,
  formula,
  table,
  upright,
  verbatim,
  type Row,
} from './markdown.js';
import { restWaysTable } from './rest-ways.js';
import { notComputed, whyNoRest } from './why-not.js';

export function membraneHover(reading: Reading, membrane: Membrane): string {
  const { summary } = reading;
  const title = `**${escaped(membrane.name ?? 'membrane')}** · membrane`;
  const doc = documented(documentation(membrane));
  if (summary === undefined) return blocks(title, doc, notComputed(reading, 'Nothing', membrane));
  const ways = summary.rest?.ok === true ? reading.restWays() : undefined;
  return blocks(
    title,
    ...resting(reading, summary),
    ways && restWaysTable(ways, summary),
    steadyOfAll(summary),
    properties(reading, summary),
    doc,
  );
}

/** Beside V_rest, which holds the concentrations: where they take the membrane in the end. */
function steadyOfAll({ fullSteady, ions }: Summary): string | undefined {
  if (fullSteady === undefined) return undefined;
  if (!fullSteady.ok) return `With moving concentrations: ${escaped(fullSteady.failure.message)}`;
  const { potential, ions: moved, volume } = fullSteady.value;
  const shown = (value: number | undefined): string => (value === undefined ? '' : formatConcentration(value));
  return blocks(
    `With moving concentrations it comes to rest at **${formatPotential(potential)}**${volume === undefined ? '' : ` and ${formatQuantity(volume, 'pL')}`}:`,
    table(
      ['', 'inside', 'outside', 'E'],
      moved.map(({ ion, inside, outside, reversal }) => [
        escaped(ions[ion]!.name),
        shown(inside),
        shown(outside),
        reversal === undefined ? '' : formatPotential(reversal),
      ]),
    ),
  );
}

function resting(reading: Reading, summary: Summary): (string | undefined)[] {
  const { rest } = summary;
  if (rest?.ok !== true) return [whyNoRest(reading)];
  return rest.value.method === 'chord' ? chordEquation(summary) : rootList(rest.value, summary);
}

/** V = (Σ g·E − I_pump)/Σ g, term by term. */
function chordEquation({ pathways, basis, restingPotential }: Summary): string[] {
  const units = unitsOfBasis(basis);
  const channels = pathways.filter(({ kind }) => kind === 'channel');
  const pumps = pathways.filter(({ kind, pump }) => kind !== 'channel' && pump?.charge !== 0);
  const total = sum(channels, ({ conductance }) => conductance);
  const driven = sum(channels, ({ conductance, reversal }) => conductance! * reversal!);
  const pumped = sum(pumps, ({ current }) => current);
  const number = (si: number, unit: string): string => formatNumber(fromSI(si, unit));
  const rows: Row[] = channels.map(({ name, conductance, reversal }) => [
    escaped(name),
    number(conductance!, units.conductance),
    formatPotential(reversal!).replace(' mV', ''),
    number(conductance! * reversal!, units.current),
  ]);
  const pumpRows: Row[] = pumps.map(({ name, current }) => [
    `−I of ${escaped(name)}`,
    '',
    '',
    number(-current!, units.current),
  ]);
  const current = prettyUnit(units.current);
  const numerator = `${number(driven, units.current)}${pumps.length === 0 ? '' : ` − ${inParentheses(number(pumped, units.current))}`}`;
  return [
    formula(
      [
        `V_rest = (Σ g·E${pumps.length === 0 ? '' : ' − I_pump'}) / Σ g`,
        `       = (${numerator}) ${current} / ${formatQuantity(total, units.conductance)}`,
        `       = ${formatPotential(restingPotential!)}`,
        ...(pumps.length === 0 ? [] : [`without ${names(pumps)}: ${formatPotential(driven / total)}`]),
      ],
      [
        `V_{\\text{rest}} &= \\frac{\\sum g E${pumps.length === 0 ? '' : ' − I_{\\text{pump}}'}}{\\sum g}`,
        `&= \\frac{${upright(`${pumps.length === 0 ? numerator : `(${numerator})`} ${current}`)}}{${upright(formatQuantity(total, units.conductance))}} = ${upright(formatPotential(restingPotential!))}`,
        ...(pumps.length === 0 ? [] : [upright(`without ${names(pumps)}: ${formatPotential(driven / total)}`)]),
      ],
    ),
    table(
      ['', `g (${prettyUnit(units.conductance)})`, 'E (mV)', `g·E (${current})`],
      [
        ...rows,
        ...pumpRows,
        ['Σ', `**${number(total, units.conductance)}**`, '', `**${number(driven - pumped, units.current)}**`],
      ],
    )!,
    citation(
      'Chord-conductance equation. Hodgkin & Horowicz 1959, J Physiol 148:127; with a pump, Thomas 1972, Physiol Rev 52:563',
    ),
  ];
}

function names(pathways: readonly PathwaySummary[]): string {
  return pathways.map(({ name }) => name).join(', ');
}

function inParentheses(number: string): string {
  return number.startsWith('−') ? `(${number})` : number;
}

function rootList({ roots, chosen }: Rest, summary: Summary): string[] {
  const rows = roots.map(({ V, stable }, i) => [
    i === chosen ? `**${formatPotential(V)}**` : formatPotential(V),
    stable ? 'stable' : 'not stable',
    i === chosen ? '← V_rest' : '',
  ]);
  const currents = summary.pathways.map(({ name, current }): Row => [
    escaped(name),
    current === undefined ? undefined : directed(current, unitsOfBasis(summary.basis).current),
  ]);
  return [
    verbatim('Σ I(V) = 0, every gate at its steady state for V'),
    table(['V', '', ''], rows)!,
    ...(roots[chosen]!.stable
      ? []
      : ['No root is stable: left to itself this membrane does not rest, it oscillates or runs away.']),
    facts(...currents) ?? '',
    citation('Every root of the steady-state current; stability from the eigenvalues of the whole system.'),
  ];
}

function properties(reading: Reading, summary: Summary): string | undefined {
  const { basis, temperature, thermalVoltage, area, pathways } = summary;
  const units = unitsOfBasis(basis);
  const { model } = reading.compilation;
  const neutral = model?.electroneutral === true;
  const capacitance = neutral ? undefined : valuesAtRest(reading)(model?.capacitance);
  const channels = pathways.filter(({ kind }) => kind === 'channel');
  const isKnown = channels.length > 0 && channels.every(({ conductance }) => conductance !== undefined);
  const total = isKnown ? sum(channels, ({ conductance }) => conductance) : undefined;
  return facts(
    ['temperature', `${formatQuantity(temperature, 'degC')} (${formatQuantity(temperature, 'K', 5)})`],
    ['RT/F', formatQuantity(thermalVoltage, 'mV')],
    ['potential', neutral ? 'electroneutral: Σ I = 0 at every moment' : undefined],
    ['capacitance', shown(capacitance, units.capacitance, area, 'pF')],
    ['area', area === undefined ? undefined : formatQuantity(area, 'um^2')],
    ['conductance at rest, Σ g', shown(total, units.conductance, area, 'nS')],
    [
      'time constant C/Σ g',
      capacitance === undefined || total === undefined || total === 0
        ? undefined
        : formatQuantity(capacitance / total, 'ms'),
    ],
  );
}

/** A value in the model's basis, and of the whole cell where that is another number. */
function shown(value: number | undefined, unit: string, area: number | undefined, whole: string): string | undefined {
  if (value === undefined) return undefined;
  const ofCell = area === undefined ? '' : ` (${formatQuantity(value * area, whole)} in all)`;
  return formatQuantity(value, unit) + ofCell;
}

function sum(pathways: readonly PathwaySummary[], value: (pathway: PathwaySummary) => number | undefined): number {
  return pathways.reduce((total, pathway) => total + (value(pathway) ?? 0), 0);
}
