/** One canvas with a coloured cell for each pair of values. Chart.js does the axes. */
import { Chart, type Plugin } from 'chart.js';
import type { Theme } from '../theme.js';
import { chartOptions, colourScales, setScales } from './chart-options.js';
import { TONES } from './colour-scale.js';
import { axisText, type Axis } from './series.js';

export interface HeatAxis extends Axis {
  /** Rising or falling by equal steps. */
  readonly values: readonly number[];
}

export interface HeatContent {
  readonly x: HeatAxis;
  readonly y: HeatAxis;
  /** Row by row, the first row that of the first y; NaN where there is none. */
  readonly values: Float64Array;
}

export interface Cell {
  readonly column: number;
  readonly row: number;
}

export interface HeatMap {
  setContent(content: HeatContent): void;
  setTheme(theme: Theme): void;
  setCursor(cell: Cell | undefined): void;
  /** The cell under a place on the page; undefined outside. */
  cellAt(clientX: number, clientY: number): Cell | undefined;
  destroy(): void;
}

const nothing: HeatContent = {
  x: { title: '', unit: '', values: [0] },
  y: { title: '', unit: '', values: [0] },
  values: new Float64Array(1).fill(Number.NaN),
};

export function extentOf(values: Iterable<number>): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 0];
}

export function makeHeatMap(canvas: HTMLCanvasElement, initial: Theme): HeatMap {
  let theme = initial;
  let content = nothing;
  let cursor: Cell | undefined;
  const cells: Plugin<'line'> = {
    id: 'cells',
    beforeDatasetsDraw({ ctx, scales, chartArea }) {
      const { x, y, values } = content;
      const [low, high] = extentOf(values);
      const boxOf = (column: number, row: number): readonly [number, number, number, number] => {
        const [left, right] = edges(x.values, column).map((at) => scales['x']!.getPixelForValue(at)) as [
          number,
          number,
        ];
        const [bottom, top] = edges(y.values, row).map((at) => scales['y']!.getPixelForValue(at)) as [number, number];
        return [Math.min(left, right), Math.min(bottom, top), Math.abs(right - left), Math.abs(top - bottom)];
      };
      ctx.save();
      ctx.beginPath();
      ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
      ctx.clip();
      values.forEach((value, i) => {
        if (!Number.isFinite(value)) return;
        const share = high > low ? (value - low) / (high - low) : 1;
        ctx.fillStyle = theme.tones[Math.round(share * (TONES - 1))]!;
        const [left, top, width, height] = boxOf(i % x.values.length, Math.floor(i / x.values.length));
        // Half a pixel over, so that no background shines through between cells.
        ctx.fillRect(left, top, width + 0.5, height + 0.5);
      });
      if (cursor) {
        ctx.strokeStyle = theme.text;
        ctx.lineWidth = 2;
        ctx.strokeRect(...boxOf(cursor.column, cursor.row));
      }
      ctx.restore();
    },
  };
  const chart = new Chart<'line', { x: number; y: number }[]>(canvas, {
    type: 'line',
    data: { datasets: [] },
    plugins: [cells],
    options: chartOptions({ yTicks: 8 }),
  });
  // The edges of cells are no round numbers.
  Object.assign(chart.options.scales!['y']!.ticks!, { includeBounds: false });
  colourScales(chart, theme);
  const span = (values: readonly number[]): { min: number; max: number } => {
    const all = [...edges(values, 0), ...edges(values, values.length - 1)];
    return { min: Math.min(...all), max: Math.max(...all) };
  };
  return {
    setContent(next) {
      content = next;
      setScales(chart, { x: axisText(next.x), y: axisText(next.y) }, span(next.x.values));
      Object.assign(chart.options.scales!['y']!, span(next.y.values));
      chart.update('none');
    },
    setTheme(next) {
      theme = next;
      colourScales(chart, theme);
      chart.update('none');
    },
    setCursor(next) {
      cursor = next;
      chart.draw();
    },
    cellAt(clientX, clientY) {
      const { left, top } = canvas.getBoundingClientRect();
      const column = nearestIndex(content.x.values, chart.scales['x']!.getValueForPixel(clientX - left)!);
      const row = nearestIndex(content.y.values, chart.scales['y']!.getValueForPixel(clientY - top)!);
      return column === undefined || row === undefined ? undefined : { column, row };
    },
    destroy: () => chart.destroy(),
  };
}

/** Half-way to the neighbours. */
function edges(values: readonly number[], i: number): readonly [number, number] {
  const alone = values[0] === 0 ? 0.5 : Math.abs(values[0]!) / 2;
  const half = values.length > 1 ? (values[1]! - values[0]!) / 2 : alone;
  return [values[i]! - half, values[i]! + half];
}

function nearestIndex(values: readonly number[], at: number): number | undefined {
  const i = values.findIndex((_, k) => {
    const [a, b] = edges(values, k);
    return at >= Math.min(a, b) && at <= Math.max(a, b);
  });
  return i < 0 ? undefined : i;
}
