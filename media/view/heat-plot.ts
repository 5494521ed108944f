/** A measure over two parameters: coloured cells that keys and pointer read, and the same numbers as a table. */
import { formatNumber } from '../../language/units/display.js';
import { extentOf, makeHeatMap, type Cell, type HeatAxis, type HeatMap } from '../chart/heat-map.js';
import { axisText, type Axis } from '../chart/series.js';
import { button, element, setAttributes } from '../element.js';
import type { Theme } from '../theme.js';
import { withUnit } from './pane.js';
import { composePng } from './picture.js';
import type { PlotActions } from './plot.js';
import { bar } from './tone-bar.js';

export interface HeatPlotContent {
  readonly title: string;
  /** Of saved files, without extension. */
  readonly fileName: string;
  readonly x: HeatAxis;
  readonly y: HeatAxis;
  readonly z: Axis;
  /** Row by row; NaN where there is none. */
  readonly values: Float64Array;
}

export interface HeatPlot {
  readonly element: HTMLElement;
  update(content: HeatPlotContent): void;
  setTheme(theme: Theme): void;
  destroy(): void;
}

export function makeHeatPlot(actions: PlotActions): HeatPlot {
  let content: HeatPlotContent | undefined;
  let cursor: Cell | undefined;
  const title = element('h2');
  const canvas = element('canvas', { 'aria-hidden': 'true' });
  const surface = element('div', { class: 'surface tall', tabindex: 0, role: 'application' }, canvas);
  const readout = element('span', { class: 'readout', 'data-memb': 'cell', 'aria-live': 'polite' });
  const scale = element('div', { class: 'colour-scale' });
  const details = element('details', { class: 'values' }, element('summary', {}, 'Values as a table'));
  const tools = element(
    'span',
    { class: 'tools', role: 'group', 'aria-label': 'Take away' },
    button('PNG', () => content && save(content), { class: 'quiet', title: 'Save as a picture' }),
    button('CSV', () => content && actions.save(`${content.fileName}.csv`, delimited(content), 'utf8'), {
      class: 'quiet',
      title: 'Save the numbers',
    }),
  );
  const figure = element(
    'figure',
    { class: 'plot', 'data-memb': 'heat-map' },
    element('figcaption', {}, title, readout, tools),
    scale,
    surface,
    details,
  );
  const map: HeatMap = makeHeatMap(canvas, actions.theme());
  const save = ({ fileName, title: name }: HeatPlotContent): void =>
    actions.save(`${fileName}.png`, composePng(name, [{ canvas, series: [] }], actions.theme()), 'base64');

  const point = (next: Cell | undefined): void => {
    cursor = next;
    map.setCursor(next);
    readout.textContent = content && next ? spoken(content, next) : '';
  };
  surface.addEventListener('pointermove', ({ clientX, clientY }) => point(map.cellAt(clientX, clientY)));
  surface.addEventListener('pointerleave', () => point(undefined));
  surface.addEventListener('keydown', (event) => {
    const step = steps[event.key];
    if (!content || step === undefined) return;
    event.preventDefault();
    const [columns, rows] = [content.x.values.length, content.y.values.length];
    const from = cursor ?? { column: 0, row: 0 };
    const moved = cursor === undefined ? [0, 0] : step;
    const within = (at: number, count: number): number => Math.min(count - 1, Math.max(0, at));
    point({ column: within(from.column + moved[0], columns), row: within(from.row + moved[1], rows) });
  });
  const fill = (): void => {
    details.querySelector('.scroll')?.remove();
    if (!details.open || !content) return;
    const label = `${content.title}, values`;
    details.append(
      element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, tableOf(content)),
    );
  };
  details.addEventListener('toggle', fill);

  return {
    element: figure,
    update(next) {
      content = next;
      title.textContent = next.title;
      const [low, high] = extentOf(next.values);
      scale.replaceChildren(withUnit(low, next.z), bar(), withUnit(high, next.z));
      setAttributes(surface, { 'aria-label': `${next.title}. Arrow keys go from cell to cell.` });
      setAttributes(figure, {
        'data-columns': next.x.values.length,
        'data-rows': next.y.values.length,
        'data-min': low,
        'data-max': high,
      });
      map.setContent(next);
      if (cursor) point(undefined);
      fill();
    },
    setTheme: (theme) => map.setTheme(theme),
    destroy: () => map.destroy(),
  };
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

function valueIn({ values, x }: HeatPlotContent, { column, row }: Cell): number {
  return values[row * x.values.length + column]!;
}

function spoken(content: HeatPlotContent, cell: Cell): string {
  const { x, y, z } = content;
  const value = valueIn(content, cell);
  const found = Number.isFinite(value) ? withUnit(value, z) : 'none';
  return `${x.title} = ${withUnit(x.values[cell.column]!, x)}, ${y.title} = ${withUnit(y.values[cell.row]!, y)}: ${found}`;
}

function tableOf(content: HeatPlotContent): HTMLTableElement {
  const { x, y, title } = content;
  const head = [`${axisText(y)} \\ ${axisText(x)}`, ...x.values.map((value) => formatNumber(value, 4))];
  const rows = y.values.map((value, row) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, formatNumber(value, 4)),
      ...x.values.map((_, column) => {
        const found = valueIn(content, { column, row });
        return element('td', {}, Number.isFinite(found) ? formatNumber(found, 5) : '');
      }),
    ),
  );
  return element(
    'table',
    { class: 'numbers' },
    element('caption', { class: 'sr-only' }, title),
    element('thead', {}, element('tr', {}, ...head.map((text) => element('th', { scope: 'col' }, text)))),
    element('tbody', {}, ...rows),
  );
}

/** A row for each pair. */
function delimited(content: HeatPlotContent): string {
  const { x, y, z } = content;
  const quote = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = y.values.flatMap((b, row) =>
    x.values.map((a, column) => {
      const value = valueIn(content, { column, row });
      return `${a},${b},${Number.isFinite(value) ? value : ''}`;
    }),
  );
  return `${[[x, y, z].map((axis) => quote(axisText(axis))).join(','), ...rows].join('\n')}\n`;
}
