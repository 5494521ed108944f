/** Draws labelled vertical lines (E_ion, V_rest) over a chart, and makes room for the labels above it. */
import type { Chart, Plugin } from 'chart.js';
import type { Theme } from '../theme.js';
import { placeLabels, type LabelPlace } from './label-layout.js';
import type { Marker } from './series.js';

const ROW_HEIGHT = 16;
const FONT_SIZE = 11.5;
const SUBSCRIPT_SIZE = 9;
/** Between the symbol and its value, px. */
const VALUE_GAP = 4;
const MOST_WIDTHS = 1000;

export interface PlacedMarker {
  readonly marker: Marker;
  /** Of the label, CSS pixels from the canvas's corner. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface MarkerSource {
  readonly markers: () => readonly Marker[];
  readonly theme: () => Theme;
  /** Left and right edge of the plot; known before the layout, since the axes have fixed widths. */
  readonly edges: (chart: Chart) => { readonly left: number; readonly right: number };
  readonly range: () => { readonly min: number; readonly max: number };
}

export interface MarkerLines extends Plugin<'line'> {
  /** What the labels take above the plot, px. */
  height(): number;
  /** Where the labels stand now. */
  placed(): readonly PlacedMarker[];
}

export function markerLines({ markers, theme, edges, range }: MarkerSource): MarkerLines {
  let shown: readonly Marker[] = [];
  let places: readonly LabelPlace[] = [];
  let placed: PlacedMarker[] = [];
  let arrangedFor = '';

  /** Before each layout and each drawing; the search is made anew only when something has moved. */
  const arrange = (chart: Chart): void => {
    const { left, right } = edges(chart);
    const { min, max } = range();
    shown = markers().filter(({ x }) => x >= min && x <= max);
    const position = (x: number): number => left + ((x - min) / (max - min)) * (right - left);
    const requests = shown.map((marker) => ({
      x: position(marker.x),
      width: measure(chart.ctx, marker, theme().font),
    }));
    const key = [left, right, ...requests.map(({ x, width }) => `${x.toFixed(1)} ${width}`)].join();
    if (key === arrangedFor) return;
    arrangedFor = key;
    places = placeLabels(requests, left, right);
  };

  return {
    id: 'markerLines',
    height: () => rowsOf(places) * ROW_HEIGHT,
    placed: () => placed,
    beforeLayout(chart) {
      arrange(chart);
      chart.options.layout = {
        ...chart.options.layout,
        padding: { top: rowsOf(places) * ROW_HEIGHT + 6, right: 12, bottom: 0, left: 0 },
      };
    },
    afterDatasetsDraw(chart) {
      arrange(chart);
      const { ctx, chartArea } = chart;
      const x = chart.scales['x']!;
      placed = [];
      ctx.save();
      const baselines = shown.map((_, i) => chartArea.top - 3 - places[i]!.row * ROW_HEIGHT);
      shown.forEach((marker, i) =>
        drawLine(ctx, marker, x.getPixelForValue(marker.x), chartArea.bottom, baselines[i]!, theme()),
      );
      // Labels over all the lines, each on its own ground.
      shown.forEach((marker, i) => {
        const { left } = places[i]!;
        const top = baselines[i]! - ROW_HEIGHT + 2;
        const width = measure(ctx, marker, theme().font);
        const height = ROW_HEIGHT - 2;
        ctx.fillStyle = theme().background;
        ctx.fillRect(left - 1, top, width + 2, height);
        write(ctx, marker, left, baselines[i]! - 3, theme());
        placed.push({ marker, left, top, width, height });
      });
      ctx.restore();
    },
  };
}

function rowsOf(places: readonly LabelPlace[]): number {
  return places.reduce((most, { row }) => Math.max(most, row + 1), 0);
}

function colourOf({ kind, style }: Marker, theme: Theme): string {
  if (kind !== 'reversal') return theme.text;
  return style === undefined ? theme.muted : theme.series[style % theme.series.length]!;
}

const symbolFont = (font: string): string => `italic 600 ${FONT_SIZE}px ${font}`;
const subscriptFont = (font: string): string => `600 ${SUBSCRIPT_SIZE}px ${font}`;
const valueFont = (font: string, kind: Marker['kind']): string =>
  `${kind === 'rest' ? 700 : 400} ${FONT_SIZE}px ${font}`;

const widths = new Map<string, number>();

/** Of a whole label, px; remembered, for changing a canvas's font takes longer than anything else here. */
function measure(ctx: CanvasRenderingContext2D, { base, below, value, kind }: Marker, font: string): number {
  const key = [base, below, value, kind, font].join('\n');
  const known = widths.get(key);
  if (known !== undefined) return known;
  const width = (text: string, as: string): number => {
    ctx.font = as;
    return ctx.measureText(text).width;
  };
  const whole = width(base, symbolFont(font)) + width(below, subscriptFont(font)) + width(value, valueFont(font, kind));
  if (widths.size > MOST_WIDTHS) widths.clear();
  widths.set(key, Math.ceil(whole + VALUE_GAP));
  return widths.get(key)!;
}

function drawLine(
  ctx: CanvasRenderingContext2D,
  marker: Marker,
  x: number,
  bottom: number,
  top: number,
  theme: Theme,
): void {
  ctx.strokeStyle = colourOf(marker, theme);
  ctx.lineWidth = marker.kind === 'rest' ? 2 : 1;
  ctx.setLineDash(marker.kind === 'reversal' ? [4, 3] : marker.kind === 'unstable' ? [1, 3] : []);
  ctx.beginPath();
  ctx.moveTo(x, bottom);
  ctx.lineTo(x, top);
  ctx.stroke();
}

/** `E` with a subscript, and the value. */
function write(ctx: CanvasRenderingContext2D, marker: Marker, left: number, baseline: number, theme: Theme): void {
  const { base, below, value, kind } = marker;
  const colour = colourOf(marker, theme);
  let x = left;
  const piece = (content: string, font: string, fill: string, shift: number): void => {
    ctx.font = font;
    ctx.fillStyle = fill;
    ctx.fillText(content, x, baseline + shift);
    x += ctx.measureText(content).width;
  };
  ctx.textBaseline = 'alphabetic';
  piece(base, symbolFont(theme.font), colour, 0);
  piece(below, subscriptFont(theme.font), colour, 3);
  x += VALUE_GAP;
  piece(value, valueFont(theme.font, kind), theme.text, 0);
}
