/**
 * One canvas with traces over a linear axis. Chart.js does scales and lines; nothing is animated, no more than 2000
 * points a trace are given to it, and one instance lives as long as its canvas.
 */
import { Chart, Filler, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import { formatNumber } from '../../language/units/display.js';
import { styleOf } from '../palette.js';
import type { Theme } from '../theme.js';
import { decimate, MOST_POINTS, type Point } from './decimate.js';
import { guides } from './guides.js';
import { markerLines, type PlacedMarker } from './marker-lines.js';
import { axisText, type Axis, type Marker, type Range, type Series } from './series.js';

Chart.register(LineController, LineElement, PointElement, LinearScale, Filler);

/** Of the y axis: fixed, so that panes above each other share their time axis to the pixel. */
const Y_AXIS_WIDTH = 66;
const RIGHT_PADDING = 12;
const FONT_SIZE = 11;
const POINTS_PER_PIXEL = 2;
const FEWEST_POINTS = 400;

export interface ChartContent {
  readonly series: readonly Series[];
  readonly markers?: readonly Marker[];
  readonly x: Axis;
  readonly y: Axis;
  /** What the x axis spans when nothing is zoomed. */
  readonly domain: Range;
  /** The y axis holds at least this. */
  readonly yAtLeast?: Range;
}

export interface LineChart {
  readonly canvas: HTMLCanvasElement;
  /** `zoomed` undefined: all of the domain. */
  setContent(content: ChartContent, zoomed: Range | undefined): void;
  setTheme(theme: Theme): void;
  setRange(range: Range | undefined): void;
  setCursor(x: number | undefined): void;
  setBand(band: Range | undefined): void;
  setHidden(labels: ReadonlySet<string>): void;
  /** What the x axis spans now. */
  range(): Range;
  /** The x under a horizontal position on the page, CSS pixels; clamped to the plot. */
  valueAtClient(clientX: number): number;
  placedMarkers(): readonly PlacedMarker[];
  /** What marker labels take above the plot, px. */
  labelHeight(): number;
  destroy(): void;
}

export interface ChartLook {
  /** Without numbers along x: for a pane with another right below it. */
  readonly bareX?: boolean;
  readonly yTicks?: number;
}

export function makeLineChart(canvas: HTMLCanvasElement, initial: Theme, look: ChartLook = {}): LineChart {
  let theme = initial;
  let content: ChartContent = {
    series: [],
    x: { title: '', unit: '' },
    y: { title: '', unit: '' },
    domain: { min: 0, max: 1 },
  };
  let zoomed: Range | undefined;
  let cursor: number | undefined;
  let band: Range | undefined;
  let hidden: ReadonlySet<string> = new Set();

  const range = (): Range => zoomed ?? content.domain;
  const visible = (): Series[] => content.series.filter(({ label }) => !hidden.has(label));
  const colour = ({ style }: Series): string =>
    style === undefined ? theme.text : theme.series[styleOf(style).colour]!;
  const markers = markerLines({
    markers: () => content.markers ?? [],
    theme: () => theme,
    edges: (chart) => ({ left: Y_AXIS_WIDTH, right: chart.width - RIGHT_PADDING }),
    range,
  });
  const chart = new Chart<'line', Point[]>(canvas, {
    type: 'line',
    data: { datasets: [] },
    plugins: [guides({ theme: () => theme, series: visible, cursor: () => cursor, band: () => band, colour }), markers],
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      resizeDelay: 0,
      parsing: false,
      normalized: true,
      events: [],
      layout: { padding: { top: 6, right: RIGHT_PADDING } },
      elements: { point: { radius: 0 }, line: { borderWidth: 1.75, borderJoinStyle: 'round' } },
      scales: {
        x: {
          type: 'linear',
          ticks: {
            maxRotation: 0,
            autoSkipPadding: 14,
            includeBounds: false,
            display: !look.bareX,
            callback: tickText,
          },
          title: { display: !look.bareX },
        },
        y: {
          type: 'linear',
          afterFit: (scale) => void (scale.width = Y_AXIS_WIDTH),
          ticks: { maxTicksLimit: look.yTicks ?? 7, callback: tickText },
          title: { display: true },
        },
      },
    },
  });

  const applyTheme = (): void => {
    const font = { family: theme.font, size: FONT_SIZE };
    for (const scale of [chart.options.scales!['x']!, chart.options.scales!['y']!] as never as StyledScale[]) {
      Object.assign(scale.grid, { color: theme.grid, tickColor: theme.grid });
      Object.assign(scale.border, { color: theme.axis });
      Object.assign(scale.ticks, { color: theme.muted, font });
      Object.assign(scale.title, { color: theme.text, font });
    }
  };
  const applyContent = (): void => {
    const { min, max } = range();
    const scales = chart.options.scales as never as Record<'x' | 'y', PlainScale>;
    Object.assign(scales.x, { min, max });
    scales.x.title.text = axisText(content.x);
    scales.y.title.text = axisText(content.y);
    scales.y.suggestedMin = content.yAtLeast?.min;
    scales.y.suggestedMax = content.yAtLeast?.max;
    const most = Math.min(MOST_POINTS, Math.max(FEWEST_POINTS, Math.ceil(POINTS_PER_PIXEL * chart.width)));
    const shown = visible();
    // Chart.js prepares a data set that it has not seen before at some length, so the same ones are filled again.
    const { datasets } = chart.data;
    datasets.length = Math.min(datasets.length, shown.length);
    shown.forEach((one, i) =>
      Object.assign((datasets[i] ??= { data: [] }), datasetOf(one, decimate(one, { min, max }, most))),
    );
  };
  const datasetOf = (one: Series, data: Point[]) => ({
    label: one.label,
    data,
    borderColor: colour(one),
    backgroundColor: one.filled ? withAlpha(colour(one), 0.22) : 'transparent',
    borderWidth: one.bold ? 2.5 : 1.75,
    borderDash: one.style === undefined ? [] : [...styleOf(one.style).dash],
    fill: one.filled ? 'origin' : false,
  });
  const redraw = (): void => {
    applyContent();
    chart.update('none');
  };
  applyTheme();

  return {
    canvas,
    setContent(next, range) {
      content = next;
      zoomed = range;
      redraw();
    },
    setTheme(next) {
      theme = next;
      applyTheme();
      redraw();
    },
    setRange(next) {
      zoomed = next;
      redraw();
    },
    setCursor(x) {
      if (x === cursor) return;
      cursor = x;
      chart.draw();
    },
    setBand(next) {
      band = next;
      chart.draw();
    },
    setHidden(labels) {
      hidden = labels;
      redraw();
    },
    range,
    valueAtClient(clientX) {
      const { left, right } = chart.chartArea;
      const inside = Math.min(right, Math.max(left, clientX - canvas.getBoundingClientRect().left));
      return chart.scales['x']!.getValueForPixel(inside)!;
    },
    placedMarkers: () => markers.placed(),
    labelHeight: () => markers.height(),
    destroy: () => chart.destroy(),
  };
}

interface StyledScale {
  readonly grid: object;
  readonly border: object;
  readonly ticks: object;
  readonly title: object;
}

interface PlainScale {
  readonly title: { text: string };
  suggestedMin: number | undefined;
  suggestedMax: number | undefined;
}

/** Chart.js hands over neighbours a rounding error away from round numbers; seven digits are more than fit. */
function tickText(value: number | string): string {
  return formatNumber(Number(value), 7);
}

function withAlpha(colour: string, alpha: number): string {
  return colour.startsWith('#')
    ? `${colour}${Math.round(alpha * 255)
        .toString(16)
        .padStart(2, '0')}`
    : `color-mix(in srgb, ${colour} ${alpha * 100}%, transparent)`;
}
