/** What lies under and over the traces: zero axes, the cursor with a dot on each trace, the band being zoomed into. */
import type { Plugin } from 'chart.js';
import type { Theme } from '../theme.js';
import { valueAt, type Range, type Series } from './series.js';

export interface GuideSource {
  readonly theme: () => Theme;
  readonly series: () => readonly Series[];
  readonly cursor: () => number | undefined;
  readonly band: () => Range | undefined;
  readonly colour: (series: Series) => string;
}

export function guides({ theme, series, cursor, band, colour }: GuideSource): Plugin<'line'> {
  return {
    id: 'guides',
    beforeDatasetsDraw(chart) {
      const { ctx, chartArea, scales } = chart;
      const { left, right, top, bottom } = chartArea;
      const x = scales['x']!;
      const y = scales['y']!;
      ctx.save();
      ctx.strokeStyle = theme().axis;
      ctx.lineWidth = 1;
      ctx.beginPath();
      if (y.min <= 0 && y.max >= 0) {
        const at = Math.round(y.getPixelForValue(0)) + 0.5;
        ctx.moveTo(left, at);
        ctx.lineTo(right, at);
      }
      if (x.min <= 0 && x.max >= 0) {
        const at = Math.round(x.getPixelForValue(0)) + 0.5;
        ctx.moveTo(at, top);
        ctx.lineTo(at, bottom);
      }
      ctx.stroke();
      ctx.restore();
    },
    afterDatasetsDraw(chart) {
      const { ctx, chartArea, scales } = chart;
      const { left, right, top, bottom } = chartArea;
      const x = scales['x']!;
      const y = scales['y']!;
      ctx.save();
      ctx.beginPath();
      ctx.rect(left, top, right - left, bottom - top);
      ctx.clip();
      const selection = band();
      if (selection) {
        const from = x.getPixelForValue(selection.min);
        ctx.fillStyle = theme().accent;
        ctx.globalAlpha = 0.25;
        ctx.fillRect(from, top, x.getPixelForValue(selection.max) - from, bottom - top);
        ctx.globalAlpha = 1;
      }
      const at = cursor();
      if (at !== undefined) {
        const pixel = x.getPixelForValue(at);
        ctx.strokeStyle = theme().text;
        ctx.lineWidth = 1;
        ctx.beginPath();
        ctx.moveTo(pixel, top);
        ctx.lineTo(pixel, bottom);
        ctx.stroke();
        for (const one of series()) {
          const value = valueAt(one, at);
          if (value === undefined || !Number.isFinite(value)) continue;
          ctx.fillStyle = colour(one);
          ctx.strokeStyle = theme().background;
          ctx.beginPath();
          ctx.arc(pixel, y.getPixelForValue(value), 3.5, 0, 2 * Math.PI);
          ctx.fill();
          ctx.stroke();
        }
      }
      ctx.restore();
    },
  };
}
