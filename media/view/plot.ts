/**
 * A figure of one or more panes over the same x axis: what is zoomed or pointed at in one is so in all.
 * With a read-out, a table of the numbers, and ways to take them away (PNG, SVG, CSV, clipboard).
 */
import type { Axis, Range } from '../chart/series.js';
import { button, element, setAttributes } from '../element.js';
import type { Theme } from '../theme.js';
import { makePane, withUnit, type Pane, type PaneContent } from './pane.js';
import { composePng } from './picture.js';
import { composeSvg } from './vector-picture.js';
import { delimited, valueTable, type Column } from './value-table.js';

export interface PlotContent {
  readonly title: string;
  /** What can be seen, in a sentence or two. */
  readonly description: string;
  /** Of saved files, without extension. */
  readonly fileName: string;
  readonly x: Axis;
  readonly domain: Range;
  readonly panes: readonly PaneContent[];
}

export interface PlotActions {
  readonly theme: () => Theme;
  readonly save: (suggestedName: string, content: string, encoding: 'utf8' | 'base64') => void;
  readonly copy: (text: string) => void;
}

export interface Plot {
  readonly element: HTMLElement;
  update(content: PlotContent): void;
  /** Title and extras alone. */
  blank(title: string): void;
  readonly setTheme: (theme: Theme) => void;
  readonly destroy: () => void;
}

const nothing: PlotContent = {
  title: '',
  description: '',
  fileName: '',
  x: { title: '', unit: '' },
  domain: { min: 0, max: 1 },
  panes: [],
};

/** What axes and labels take of a canvas, px. */
const AROUND_PLOT = 40;

/** `extras` stand beside the title. */
export function makePlot(id: string, actions: PlotActions, extras: readonly HTMLElement[] = []): Plot {
  let content = nothing;
  let panes: Pane[] = [];
  let zoomed: Range | undefined;
  let cursor: number | undefined;

  const columns = (): Column[] => content.panes.flatMap(({ series, y }) => series.map((one) => ({ series: one, y })));
  const savePng = (): void => {
    for (const { chart } of panes) chart.flush();
    const pictured = panes.map((pane) => ({ canvas: pane.chart.canvas, series: pane.visible() }));
    actions.save(`${content.fileName}.png`, composePng(content.title, pictured, actions.theme()), 'base64');
  };
  const saveSvg = (): void => {
    const shown = panes.map((pane) => ({
      ...pane.content,
      series: pane.visible(),
      height: Math.max(60, pane.chart.canvas.clientHeight - AROUND_PLOT),
    }));
    const range = zoomed ?? content.domain;
    actions.save(
      `${content.fileName}.svg`,
      composeSvg(content.title, shown, content.x, range, actions.theme()),
      'utf8',
    );
  };
  const saveCsv = (): void => actions.save(`${content.fileName}.csv`, delimited(content.x, columns(), ','), 'utf8');
  const copy = (): void => actions.copy(delimited(content.x, columns(), '\t'));

  const title = element('h2');
  const readout = element('span', { class: 'readout', 'data-memb': 'cursor' });
  const whole = button('Whole range', () => setRange(undefined), {
    class: 'quiet',
    hidden: true,
    title: 'Show the whole range (double click, or 0)',
  });
  const tools = element(
    'span',
    { class: 'tools', role: 'group', 'aria-label': 'Take away' },
    whole,
    button('PNG', savePng, { class: 'quiet', title: 'Save as a picture' }),
    button('SVG', saveSvg, { class: 'quiet', title: 'Save as a drawing, for a paper or a slide' }),
    button('CSV', saveCsv, { class: 'quiet', title: 'Save the numbers' }),
    button('Copy', copy, { class: 'quiet', title: 'Copy the numbers, for a spreadsheet' }),
  );
  const description = element('p', { class: 'sr-only', id: `${id}-description` });
  const paneList = element('div', { class: 'panes' });
  const details = element('details', { class: 'values' }, element('summary', {}, 'Values as a table'));
  const parts = [readout, tools, paneList, details];
  const figure = element(
    'figure',
    { class: 'plot', id, 'data-memb': 'plot' },
    element('figcaption', {}, title, ...extras, readout, tools),
    description,
    paneList,
    details,
  );

  const setRange = (next: Range | undefined): void => {
    zoomed = next;
    for (const pane of panes) pane.setRange(next);
    describeRange();
    fillTable();
  };
  const setCursor = (x: number | undefined): void => {
    cursor = x;
    for (const pane of panes) pane.setCursor(x);
    readCursor();
  };
  const readCursor = (): void => {
    readout.textContent = cursor === undefined ? '' : withUnit(cursor, content.x);
  };
  const describeRange = (): void => {
    const { min, max } = zoomed ?? content.domain;
    whole.hidden = zoomed === undefined;
    setAttributes(figure, { 'data-x-min': min, 'data-x-max': max, 'data-x-unit': content.x.unit });
  };
  const fillTable = (): void => {
    details.querySelector('.scroll')?.remove();
    if (!details.open || content === nothing) return;
    const table = valueTable(content.title, content.x, columns(), zoomed ?? content.domain);
    const label = `${content.title}, values`;
    details.append(element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, table));
  };
  details.addEventListener('toggle', fillTable);

  const destroy = (): void => {
    for (const pane of panes) pane.destroy();
  };
  const arrange = (wanted: readonly PaneContent[]): void => {
    if (panes.length === wanted.length && panes.every(({ content: { size } }, i) => size === wanted[i]!.size)) return;
    destroy();
    const setting = {
      theme: actions.theme(),
      describedBy: description.id,
      domain: () => content.domain,
      cursor: () => cursor,
      onRange: setRange,
      onCursor: setCursor,
    };
    panes = wanted.map((pane, i) => makePane(pane, { ...setting, hasNext: i + 1 < wanted.length }));
    paneList.replaceChildren(...panes.map((pane) => pane.element));
  };

  return {
    element: figure,
    update(next) {
      const sameDomain = next.domain.min === content.domain.min && next.domain.max === content.domain.max;
      if (!sameDomain) zoomed = undefined;
      content = next;
      for (const part of parts) part.hidden = false;
      title.textContent = next.title;
      description.textContent = `${next.description} Arrow keys move the cursor, plus and minus zoom, 0 shows everything.`;
      arrange(next.panes);
      next.panes.forEach((pane, i) => panes[i]!.show(pane, next.x, zoomed));
      describeRange();
      readCursor();
      fillTable();
    },
    blank(text) {
      title.textContent = text;
      for (const part of parts) part.hidden = true;
    },
    setTheme(theme) {
      for (const { chart } of panes) chart.setTheme(theme);
    },
    destroy,
  };
}
