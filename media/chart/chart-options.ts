/** How a chart looks and behaves before it has anything to show: scales, no animation, no events of Chart.js's own. */
import { Chart, Filler, LinearScale, LineController, LineElement, PointElement, type ChartOptions } from 'chart.js';
import { formatNumber } from '../../language/units/display.js';
import type { Theme } from '../theme.js';
import type { Range } from './series.js';

Chart.register(LineController, LineElement, PointElement, LinearScale, Filler);

/** Of the y axis: fixed, so that panes above each other share their x axis to the pixel. */
export const Y_AXIS_WIDTH = 66;
export const RIGHT_PADDING = 12;
const FONT_SIZE = 11;

export interface ChartLook {
  /** Without numbers along x: for a pane with another right below it. */
  readonly bareX?: boolean;
  readonly yTicks?: number;
}

export function chartOptions(look: ChartLook): ChartOptions<'line'> {
  return {
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
  };
}

/** A scale as these options made it; Chart.js's own type allows for every other kind, too. */
interface OwnScale {
  readonly grid: object;
  readonly border: object;
  readonly ticks: object;
  readonly title: { text: string };
  min: number | undefined;
  max: number | undefined;
  suggestedMin: number | undefined;
  suggestedMax: number | undefined;
}

function scalesOf(chart: Chart<'line', unknown>): { readonly x: OwnScale; readonly y: OwnScale } {
  return chart.options.scales as never;
}

export function colourScales(chart: Chart<'line', unknown>, theme: Theme): void {
  const font = { family: theme.font, size: FONT_SIZE };
  for (const scale of Object.values(scalesOf(chart))) {
    Object.assign(scale.grid, { color: theme.grid, tickColor: theme.grid });
    Object.assign(scale.border, { color: theme.axis });
    Object.assign(scale.ticks, { color: theme.muted, font });
    Object.assign(scale.title, { color: theme.text, font });
  }
}

/** What the axes are called, what x spans, and what y holds at least. */
export function setScales(
  chart: Chart<'line', unknown>,
  titles: { x: string; y: string },
  span: Range,
  y?: Range,
): void {
  const scales = scalesOf(chart);
  Object.assign(scales.x, { min: span.min, max: span.max });
  Object.assign(scales.y, { suggestedMin: y?.min, suggestedMax: y?.max });
  scales.x.title.text = titles.x;
  scales.y.title.text = titles.y;
}

/** Chart.js hands over neighbours a rounding error away from round numbers; seven digits are more than fit. */
function tickText(value: number | string): string {
  return formatNumber(Number(value), 7);
}
