/** The ions: where each would be at equilibrium, and which way it goes at rest. */
import { fromSI } from '../../language/units/convert.js';
import { formatNumber, formatPotential } from '../../language/units/display.js';
import { prettyUnit } from '../../language/units/pretty.js';
import type { Model } from '../../language/model/model.js';
import type { IonSummary, Summary } from '../../language/analysis/summary.js';
import { styleOf } from '../palette.js';
import { element, subscripted } from '../element.js';
import { coloursOf } from '../colours-of-model.js';
import { ionName } from '../ion-name.js';

export interface Ions {
  readonly element: HTMLElement;
  show(model: Model, summary: Summary): void;
}

export function makeIons(): Ions {
  const box = element('div', { class: 'scroll' });
  const section = element('section', { class: 'ions', 'data-memb': 'ions' }, element('h2', {}, 'Ions'), box);
  return {
    element: section,
    show(model, summary) {
      section.hidden = summary.ions.every(({ inside, outside }) => inside === undefined && outside === undefined);
      if (!section.hidden) box.replaceChildren(ionTable(model, summary));
    },
  };
}

function ionTable(model: Model, { ions }: Summary): HTMLTableElement {
  const colours = coloursOf(model);
  const drifts = ions.some(({ insideRate }) => insideRate !== undefined);
  const head = element(
    'tr',
    {},
    ...[
      ['Ion', ''],
      ['Inside', ''],
      ['Outside', ''],
    ].map(([name]) => element('th', { scope: 'col' }, name!)),
    element('th', { scope: 'col' }, subscripted('E', 'ion'), element('span', { class: 'unit' }, 'mV')),
    element(
      'th',
      { scope: 'col' },
      element('var', {}, 'V'),
      ' − ',
      element('var', {}, 'E'),
      element('span', { class: 'unit' }, 'mV'),
    ),
    ...(drifts ? [driftHead()] : []),
    element('th', { scope: 'col' }, 'At rest'),
  );
  const rows = ions.map((ion, i) => {
    const style = colours.ion(i);
    return element(
      'tr',
      {
        'data-memb': 'ion',
        'data-name': ion.name,
        'data-reversal-mv': ion.reversal === undefined ? undefined : ion.reversal * 1e3,
        'data-driving-force-mv': ion.drivingForce === undefined ? undefined : ion.drivingForce * 1e3,
        'data-drift': ion.insideRate === undefined ? undefined : fromSI(ion.insideRate, DRIFT),
        'data-flow': ion.flow,
      },
      element(
        'th',
        { scope: 'row' },
        element(
          'div',
          { class: 'pathway-name' },
          element('span', {
            class: `dot ${style === undefined ? 'none' : `series-${styleOf(style).colour}`}`,
            'aria-hidden': 'true',
          }),
          ionName(ion.name, ion.charge),
        ),
      ),
      element('td', {}, concentration(ion.inside, ion.activityInside)),
      element('td', {}, concentration(ion.outside, ion.activityOutside)),
      element('td', {}, ion.reversal === undefined ? '' : millivolts(ion.reversal)),
      element('td', {}, ion.drivingForce === undefined ? '' : millivolts(ion.drivingForce)),
      ...(drifts ? [element('td', {}, drift(ion.insideRate))] : []),
      element('td', { class: 'words' }, inWords(ion)),
    );
  });
  return element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows));
}

const DRIFT = 'mM/min';

function driftHead(): HTMLElement {
  const title = 'How far from a steady state: d[c]/dt inside, at rest';
  return element('th', { scope: 'col', title }, 'Drift inside', element('span', { class: 'unit' }, DRIFT));
}

/** Signed: up or down. Empty where the size of the inside is not known. */
function drift(rate: number | undefined): string {
  if (rate === undefined) return '';
  const text = formatNumber(fromSI(rate, DRIFT), 3);
  return rate > 0 && text !== '0' ? `+${text}` : text;
}

function millivolts(volts: number): string {
  return formatPotential(volts).replace(/ mV$/, '');
}

/** In the unit that keeps the number short: mM, µM or nM. */
function concentration(value: number | undefined, activity: number): string {
  if (value === undefined) return '';
  const unit = value === 0 || value >= 0.1 ? 'mM' : value >= 1e-4 ? 'uM' : 'nM';
  const coefficient = activity === 1 ? '' : ` (γ ${formatNumber(activity, 3)})`;
  return formatNumber(fromSI(value, unit), 4) + ' ' + prettyUnit(unit) + coefficient;
}

function inWords(ion: IonSummary): string {
  if (ion.impermeant) return 'does not cross';
  if (ion.failure) return ion.failure.message;
  if (ion.reversal === undefined) return '';
  switch (ion.flow) {
    case 'in':
      return 'driven in';
    case 'out':
      return 'driven out';
    case 'none':
      return 'at equilibrium';
    default:
      return '';
  }
}
