/** One chart of a figure, with the names of its traces and all that it shows in words. */
import { formatNumber } from '../../language/units/display.js';
import { makeLineChart, type LineChart } from '../chart/line-chart.js';
import { valueAt, type Axis, type Marker, type Range, type Series } from '../chart/series.js';
import { attachKeys, attachZoom } from '../chart/zoom.js';
import { element, setAttributes } from '../element.js';
import type { Theme } from '../theme.js';
import { makeLegend } from './legend.js';

export interface PaneContent {
  /** What it shows, for a screen reader: `V over time`. */
  readonly name: string;
  readonly size: 'tall' | 'middle' | 'strip';
  readonly series: readonly Series[];
  readonly markers?: readonly Marker[];
  readonly y: Axis;
  readonly yAtLeast?: Range;
}

export interface PaneSetting {
  readonly theme: Theme;
  /** Id of the element that describes the figure. */
  readonly describedBy: string;
  /** Another pane stands right below, with the same x axis. */
  readonly hasNext: boolean;
  readonly domain: () => Range;
  readonly cursor: () => number | undefined;
  readonly onRange: (range: Range | undefined) => void;
  readonly onCursor: (x: number | undefined) => void;
}

export interface Pane {
  readonly element: HTMLElement;
  readonly chart: LineChart;
  readonly content: PaneContent;
  /** The traces that are switched on. */
  visible(): Series[];
  show(content: PaneContent, x: Axis, zoomed: Range | undefined): void;
  setRange(zoomed: Range | undefined): void;
  setCursor(at: number | undefined): void;
  destroy(): void;
}

const ticks = { tall: 8, middle: 6, strip: 3 } as const;

export function makePane(initial: PaneContent, setting: PaneSetting): Pane {
  let content = initial;
  let x: Axis = { title: '', unit: '' };
  const canvas = element('canvas', { 'aria-hidden': 'true' });
  const surface = element(
    'div',
    { class: `surface ${initial.size}`, tabindex: 0, role: 'slider', 'aria-describedby': setting.describedBy },
    canvas,
  );
  const legend = makeLegend((hidden) => chart.setHidden(hidden));
  const markers = element('ul', { class: 'sr-only' });
  const look = { bareX: setting.hasNext, yTicks: ticks[initial.size] };
  const chart = makeLineChart(canvas, setting.theme, look, () => {
    // Room for the labels on top of the plot, not out of it.
    surface.style.setProperty('--labels', `${chart.labelHeight()}px`);
    listMarkers();
  });
  const target = { ...setting, chart, surface };
  attachZoom(target);
  attachKeys(target, setting.cursor);
  const listMarkers = (): void => {
    markers.replaceChildren(...markerItems(content.markers ?? [], chart));
  };
  const resizes = new ResizeObserver(() => requestAnimationFrame(listMarkers));
  resizes.observe(surface);

  const setRange = (zoomed: Range | undefined): void => {
    chart.setRange(zoomed);
    describeRange();
  };
  const describeRange = (): void => {
    const { min, max } = chart.range();
    setAttributes(surface, { 'aria-valuemin': min, 'aria-valuemax': max });
  };
  const setCursor = (at: number | undefined): void => {
    chart.setCursor(at);
    legend.read(at);
    const text = at === undefined ? 'No cursor; arrow keys place one' : `${withUnit(at, x)}: ${spoken(content, at)}`;
    setAttributes(surface, { 'aria-valuenow': at ?? chart.range().min, 'aria-valuetext': text });
  };

  return {
    element: element('div', { class: 'pane' }, legend.element, surface, markers),
    chart,
    get content() {
      return content;
    },
    visible: () => content.series.filter(({ label }) => !legend.hidden.has(label)),
    show(next, xAxis, zoomed) {
      content = next;
      x = xAxis;
      legend.update(next.series, next.y);
      surface.setAttribute('aria-label', `Cursor on ${next.name}`);
      chart.setContent({ ...next, x, domain: setting.domain() }, zoomed);
      listMarkers();
      describeRange();
      setCursor(setting.cursor());
    },
    setRange,
    setCursor,
    destroy() {
      resizes.disconnect();
      chart.destroy();
    },
  };
}

export function withUnit(value: number, { unit }: Axis): string {
  return unit === '' ? formatNumber(value, 4) : `${formatNumber(value, 4)} ${unit}`;
}

function spoken({ series, y }: PaneContent, at: number): string {
  const values = series.map((one) => [one.label, valueAt(one, at)] as const);
  return values
    .filter(([, value]) => value !== undefined)
    .map(([label, value]) => `${label} ${withUnit(value!, y)}`)
    .join(', ');
}

/** The marker lines in words; `data-box` says where each label stands on the canvas: left, top, width, height, px. */
function markerItems(markers: readonly Marker[], chart: LineChart): HTMLLIElement[] {
  const boxes = new Map(chart.placedMarkers().map((placed) => [placed.marker, placed]));
  return markers.map((marker) => {
    const box = boxes.get(marker);
    const attributes = {
      'data-memb': 'marker',
      'data-label': `${marker.base}_${marker.below}`,
      'data-kind': marker.kind,
      'data-x': marker.x,
      'data-box': box && [box.left, box.top, box.width, box.height].map(Math.round).join(' '),
    };
    return element('li', attributes, `${marker.base} ${marker.below}: ${marker.value}`);
  });
}
