/** The balance at rest: each pathway's conductance, driving force and current, as numbers and as bars about zero. */
import { fromSI } from '../../language/units/convert.js';
import { formatNumber, formatPotential } from '../../language/units/display.js';
import { prettyUnit } from '../../language/units/pretty.js';
import type { Model, Pathway, PumpCycle } from '../../language/model/model.js';
import type { PathwaySummary, Summary } from '../../language/analysis/summary.js';
import { styleOf } from '../palette.js';
import { element, subscripted } from '../element.js';
import { fieldUnits } from '../field-units.js';
import { ionName } from '../ion-name.js';

export interface Currents {
  readonly element: HTMLElement;
  show(model: Model, summary: Summary): void;
}

export function makeCurrents(): Currents {
  const box = element('div', { class: 'scroll' });
  const section = element(
    'section',
    { class: 'currents', 'data-memb': 'currents' },
    element('h2', {}, 'Currents at rest'),
    box,
  );
  return {
    element: section,
    show(model, summary) {
      section.hidden = summary.pathways.length === 0 || summary.restingPotential === undefined;
      if (!section.hidden) box.replaceChildren(currentTable(model, summary));
    },
  };
}

function currentTable(model: Model, summary: Summary): HTMLTableElement {
  const units = fieldUnits(summary.basis);
  const inUnit = (value: number | undefined, unit: string, digits = 4): string =>
    value === undefined ? '' : formatNumber(fromSI(value, unit), digits);
  const largest = Math.max(...summary.pathways.map(({ current }) => Math.abs(current ?? 0)));
  const total = summary.pathways.reduce((sum, { current }) => sum + (current ?? 0), 0);
  const V = summary.restingPotential!;

  const head = element(
    'tr',
    {},
    heading('Pathway'),
    heading(element('var', {}, 'g'), prettyUnit(units.conductance)),
    heading(subscripted('E', 'rev'), 'mV'),
    heading(element('span', {}, element('var', {}, 'V'), ' − ', element('var', {}, 'E')), 'mV', 'driving'),
    heading(element('var', {}, 'I'), prettyUnit(units.current)),
    heading('in · out', '', 'bar-head'),
  );
  const rows = summary.pathways.map((pathway, i) => {
    const { name, kind, current, conductance, reversal, currentShare } = pathway;
    return element(
      'tr',
      {
        'data-memb': 'pathway',
        'data-name': name,
        'data-kind': kind,
        'data-current': current === undefined ? undefined : fromSI(current, units.current),
        'data-current-unit': units.current,
        'data-conductance': conductance === undefined ? undefined : fromSI(conductance, units.conductance),
        'data-reversal-mv': reversal === undefined ? undefined : reversal * 1e3,
        'data-share': currentShare,
      },
      ...(kind !== 'channel'
        ? [
            element('th', { scope: 'row', colspan: 3 }, nameOf(model, model.pathways[i]!, pathway, i)),
            element('td', { class: 'driving' }),
          ]
        : [
            element('th', { scope: 'row' }, nameOf(model, model.pathways[i]!, pathway, i)),
            element('td', {}, inUnit(conductance, units.conductance, 3)),
            element('td', {}, reversal === undefined ? '' : millivolts(reversal)),
            element('td', { class: 'driving' }, reversal === undefined ? '' : millivolts(V - reversal)),
          ]),
      element('td', { class: 'strong' }, inUnit(current, units.current)),
      bar(current ?? 0, largest, currentShare, i),
    );
  });
  // What is left of a sum whose terms cancel is rounding, and a number like −3×10⁻¹⁷ would only puzzle.
  const settled = Math.abs(total) < 1e-9 * largest;
  const foot = element(
    'tr',
    { 'data-memb': 'total-current', 'data-current': fromSI(total, units.current) },
    element('th', { scope: 'row', colspan: 3 }, 'Sum'),
    element('td', { class: 'driving' }),
    element('td', { class: 'strong' }, settled ? '0' : inUnit(total, units.current)),
    element('td', { class: 'bar-cell' }),
  );
  return element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows), element('tfoot', {}, foot));
}

function heading(name: Node | string, unit = '', className?: string): HTMLTableCellElement {
  return element(
    'th',
    { scope: 'col', class: className },
    name,
    ...(unit === '' ? [] : [element('span', { class: 'unit' }, unit)]),
  );
}

function millivolts(volts: number): string {
  return formatPotential(volts).replace(/ mV$/, '');
}

/** Name with its colour, and what it lets through or moves. */
function nameOf(model: Model, pathway: Pathway, summary: PathwaySummary, index: number): HTMLElement {
  return element(
    'div',
    { class: 'pathway-name' },
    element('span', { class: `dot series-${styleOf(index).colour}`, 'aria-hidden': 'true' }),
    element(
      'span',
      {},
      `${summary.name} `,
      ...(pathway.cycle ? [cycleText(model, pathway.cycle, summary)] : channelText(model, pathway, summary)),
    ),
  );
}

function channelText(model: Model, { ionCurrents }: Pathway, { open }: PathwaySummary): Node[] {
  const ions = ionCurrents.map(({ ion }) => chargedName(model, ion)).join(', ');
  const openness =
    open === undefined ? [] : [element('small', { class: 'openness' }, `open ${formatNumber(open * 100, 2)} %`)];
  return [element('small', {}, ions), ...openness];
}

function cycleText(model: Model, { moves, solutes = [], charge, atp }: PumpCycle, { pump }: PathwaySummary): Node {
  const rate = pump?.cellAtpRate ?? pump?.atpRate;
  const perArea = pump?.cellAtpRate === undefined && model.basis === 'area' ? ' per m²' : '';
  const words = [
    ...moves.map(({ ion, count }) => `${Math.abs(count)} ${chargedName(model, ion)} ${count > 0 ? 'out' : 'in'}`),
    ...solutes.map(
      ({ solute, count }) => `${Math.abs(count)} ${model.solutes[solute]!.name} ${count > 0 ? 'out' : 'in'}`,
    ),
    charge === 0 ? 'no net charge' : `net ${charge > 0 ? '+' : '−'}${Math.abs(charge)} outward`,
    ...(rate === undefined || atp === 0 ? [] : [`${formatNumber(rate, 3)} ATP/s${perArea}`]),
  ];
  return element('small', { 'data-memb': 'pump', 'data-charge': charge, 'data-atp-rate': rate }, words.join(' · '));
}

function chargedName(model: Model, ion: number): string {
  const { name, charge } = model.ions[ion]!;
  return ionName(name, charge);
}

/** Inward to the left, outward to the right, the longest current filling its half. */
function bar(current: number, largest: number, share: number | undefined, index: number): HTMLTableCellElement {
  const width = largest > 0 ? (Math.abs(current) / largest) * 50 : 0;
  const fill = element('span', { class: `fill series-${styleOf(index).colour} ${current < 0 ? 'inward' : 'outward'}` });
  fill.style.width = `${width}%`;
  const text =
    share === undefined
      ? ''
      : `${formatNumber(share * 100, 3)} % of all current, ${current < 0 ? 'inward' : 'outward'}`;
  return element(
    'td',
    { class: 'bar-cell', title: text },
    element('span', { class: 'bar', role: 'img', 'aria-label': text }, fill),
  );
}
