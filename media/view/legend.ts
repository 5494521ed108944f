/** Names of the traces of a pane, each a switch, and their values under the cursor. */
import { formatNumber } from '../../language/units/display.js';
import { styleOf } from '../palette.js';
import { element, setAttributes } from '../element.js';
import { bar } from './tone-bar.js';
import { valueAt, type Axis, type Series } from '../chart/series.js';

export interface Legend {
  readonly element: HTMLElement;
  update(series: readonly Series[], y: Axis): void;
  /** Shows values at x; undefined: none. */
  read(x: number | undefined): void;
  readonly hidden: ReadonlySet<string>;
}

interface Entry {
  readonly button: HTMLButtonElement;
  readonly value: HTMLElement;
  series: Series;
}

export function makeLegend(onHide: (hidden: ReadonlySet<string>) => void): Legend {
  const list = element('div', { class: 'legend', role: 'group', 'aria-label': 'Traces' });
  const entries = new Map<string, Entry>();
  const hidden = new Set<string>();
  let unit = '';

  const toggle = (label: string): void => {
    if (!hidden.delete(label)) hidden.add(label);
    entries.get(label)?.button.setAttribute('aria-pressed', String(!hidden.has(label)));
    onHide(hidden);
  };
  const add = (series: Series): Entry => {
    const value = element('span', { class: 'value' });
    const made = element(
      'button',
      { type: 'button', class: 'trace', 'aria-pressed': 'true', title: 'Show or hide this trace' },
      swatch(series),
      element('span', { class: 'name' }, series.label),
      value,
    );
    made.addEventListener('click', () => toggle(series.label));
    return { button: made, value, series };
  };

  return {
    element: list,
    hidden,
    update(series, y) {
      unit = y.unit;
      const sameNames = series.length === entries.size && series.every(({ label }) => entries.has(label));
      if (!sameNames) {
        entries.clear();
        for (const one of series) entries.set(one.label, add(one));
        list.replaceChildren(
          ...arranged(
            series,
            [...entries.values()].map((entry) => entry.button),
          ),
        );
        for (const label of hidden) if (!entries.has(label)) hidden.delete(label);
      }
      for (const one of series) {
        const entry = entries.get(one.label)!;
        entry.series = one;
        setAttributes(entry.button, traceAttributes(one, unit));
      }
    },
    read(x) {
      for (const { series, value } of entries.values()) {
        const y = x === undefined ? undefined : valueAt(series, x);
        value.textContent = y === undefined ? '' : formatNumber(y, 3);
      }
    },
  };
}

/** More than these in order are shown as a scale of colours, and one by one where that is unfolded. */
const MOST_NAMED = 8;

function arranged(series: readonly Series[], buttons: readonly HTMLElement[]): HTMLElement[] {
  const toned = series.filter(({ tone }) => tone !== undefined);
  if (toned.length <= MOST_NAMED) return [...buttons];
  const ends = [toned[0]!, toned.at(-1)!].map(({ label }) => label);
  const scale = element('span', { class: 'colour-scale' }, ends[0]!, bar(), ends[1]!);
  const each = element('details', {}, element('summary', {}, `${buttons.length} traces`), ...buttons);
  return [scale, each];
}

/** What a test, or anyone who reads the page's HTML, wants to know of a trace. */
function traceAttributes({ label, y, x, points }: Series, unit: string): Record<string, string | number> {
  let low = Infinity;
  let high = -Infinity;
  for (const value of y) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return {
    'data-memb': 'trace',
    'data-label': label,
    'data-unit': unit,
    'data-kind': points ? 'points' : 'line',
    'data-points': x.length,
    'data-min': low,
    'data-max': high,
    'data-last': y.at(-1) ?? Number.NaN,
  };
}

/** A short piece of the trace's own line. */
function swatch({ style, tone, bold, points, filled }: Series): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const picture = document.createElementNS(namespace, 'svg');
  const line = document.createElementNS(namespace, 'line');
  if (tone !== undefined) picture.style.setProperty('--colour', `var(--tone-${tone})`);
  setAttributes(picture, { class: 'swatch', width: 22, height: 10, 'aria-hidden': 'true' });
  setAttributes(line, {
    x1: 1,
    x2: 21,
    y1: 5,
    y2: 5,
    'stroke-width': bold ? 3 : 2,
    ...(tone !== undefined
      ? {}
      : style === undefined
        ? { class: 'series-text' }
        : { class: `series-${styleOf(style).colour}`, 'stroke-dasharray': styleOf(style).dash.join(' ') }),
  });
  if (points) {
    const ring = document.createElementNS(namespace, 'circle');
    const colour = style === undefined ? 'series-text' : `series-${styleOf(style).colour}`;
    setAttributes(ring, {
      cx: 11,
      cy: 5,
      r: 3,
      'stroke-width': 1.5,
      fill: filled ? 'currentColor' : 'none',
      class: colour,
    });
    picture.append(ring);
    return picture;
  }
  picture.append(line);
  return picture;
}
