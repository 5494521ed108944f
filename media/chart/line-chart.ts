/**
 * One canvas with traces over a linear axis. Chart.js does scales and lines; nothing is animated, no more than 2000
 * points a trace are given to it, and one instance lives as long as its canvas.
 */
import { Chart, type ChartDataset } from 'chart.js';
import { styleOf } from '../palette.js';
import type { Theme } from '../theme.js';
import { chartOptions, colourScales, RIGHT_PADDING, setScales, Y_AXIS_WIDTH, type ChartLook } from './chart-options.js';
import { decimate, thinned, type Point } from './decimate.js';
import { guides } from './guides.js';
import { markerLines, type PlacedMarker } from './marker-lines.js';
import { whenSeen } from './when-seen.js';
import { axisText, type Axis, type Marker, type Range, type Series } from './series.js';

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
  /** Draws what was put off while the canvas was out of sight. */
  flush(): void;
  destroy(): void;
}

/** `onDrawn` is told of every drawing of new content, which may be some time after it was set. */
export function makeLineChart(
  canvas: HTMLCanvasElement,
  initial: Theme,
  look: ChartLook,
  onDrawn: () => void,
): LineChart {
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
  const colour = ({ style, tone }: Series): string =>
    tone !== undefined ? theme.tones[tone]! : style === undefined ? theme.text : theme.series[styleOf(style).colour]!;
  const markers = markerLines({
    markers: () => content.markers ?? [],
    theme: () => theme,
    edges: (chart) => ({ left: Y_AXIS_WIDTH, right: chart.width - RIGHT_PADDING }),
    range,
  });
  const datasetOf = (one: Series, data: Point[]): ChartDataset<'line', Point[]> => ({
    label: one.label,
    data,
    borderColor: colour(one),
    backgroundColor: one.filled && !one.points ? withAlpha(colour(one), 0.22) : 'transparent',
    borderWidth: one.bold ? 2.5 : 1.75,
    borderDash: dashOf(one.tone === undefined ? one.style : undefined),
    fill: one.filled && !one.points ? 'origin' : false,
    showLine: !one.points,
    pointRadius: one.points ? POINT_RADIUS * (one.bold ? 2 : 1) : 0,
    pointBorderWidth: 1.25,
    pointBackgroundColor: one.filled ? colour(one) : 'transparent',
  });
  /** A declaration, since the chart calls it while it is being made. */
  function fill(chart: Chart<'line', Point[]>): void {
    setScales(chart, { x: axisText(content.x), y: axisText(content.y) }, range(), content.yAtLeast);
    // Before it is on the page a chart has no width.
    const pixels = chart.width > 0 ? chart.width - Y_AXIS_WIDTH - RIGHT_PADDING : Infinity;
    const shown = visible();
    // Chart.js prepares a data set that it has not seen before at some length, so the same ones are filled again.
    const { datasets } = chart.data;
    datasets.length = Math.min(datasets.length, shown.length);
    shown.forEach((one, i) => {
      const points = one.path ? thinned(one) : decimate(one, range(), pixels);
      Object.assign((datasets[i] ??= { data: [] }), datasetOf(one, points));
    });
    canvas.dataset['points'] = datasets.map(({ data }) => data.length).join(' ');
  }
  const chart = new Chart<'line', Point[]>(canvas, {
    type: 'line',
    data: { datasets: [] },
    plugins: [guides({ theme: () => theme, series: visible, cursor: () => cursor, band: () => band, colour }), markers],
    options: {
      ...chartOptions(look),
      // Points are thinned by the pixel, so with other pixels it has to be done again.
      onResize: (resized) => fill(resized as Chart<'line', Point[]>),
    },
  });
  const redrawing = whenSeen(canvas, () => {
    fill(chart);
    chart.update('none');
    onDrawn();
  });
  const redraw = redrawing.run;
  colourScales(chart, theme);

  return {
    canvas,
    setContent(next, range) {
      content = next;
      zoomed = range;
      redraw();
    },
    setTheme(next) {
      theme = next;
      colourScales(chart, theme);
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
    flush: redrawing.flush,
    destroy() {
      redrawing.stop();
      chart.destroy();
    },
  };
}

/** Of measured numbers, px: a ring, so that a line shows through. */
const POINT_RADIUS = 2.25;

function withAlpha(colour: string, alpha: number): string {
  return colour.startsWith('#')
    ? `${colour}${Math.round(alpha * 255)
        .toString(16)
        .padStart(2, '0')}`
    : `color-mix(in srgb, ${colour} ${alpha * 100}%, transparent)`;
}

/**
 * Chart.js draws a solid line of many points as one vertical stroke a pixel: a staircase wherever a curve is steep, worst
 * on screens of high resolution. It spares dashed lines, so a solid one is a single dash that never ends.
 */
const ENDLESS_DASH = [1e6, 0];

function dashOf(style: number | undefined): number[] {
  const dash = style === undefined ? [] : styleOf(style).dash;
  return dash.length === 0 ? ENDLESS_DASH : [...dash];
}
