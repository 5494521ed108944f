/** A plot as one PNG: title, names of the traces, panes; on the theme's background, as sharp as the screen. */
import type { Theme } from '../theme.js';
import { styleOf } from '../palette.js';
import type { Series } from '../chart/series.js';

export interface PicturePane {
  readonly canvas: HTMLCanvasElement;
  readonly series: readonly Series[];
}

const TITLE_HEIGHT = 30;
const LEGEND_HEIGHT = 20;

/** The PNG as base64, without the `data:` prefix. */
export function composePng(title: string, panes: readonly PicturePane[], theme: Theme): string {
  const width = Math.max(...panes.map(({ canvas }) => canvas.clientWidth));
  const height = panes.reduce((sum, { canvas }) => sum + LEGEND_HEIGHT + canvas.clientHeight, TITLE_HEIGHT) + 8;
  const ratio = devicePixelRatio;
  const picture = document.createElement('canvas');
  picture.width = Math.round(width * ratio);
  picture.height = Math.round(height * ratio);
  const ctx = picture.getContext('2d')!;
  ctx.scale(ratio, ratio);
  ctx.fillStyle = theme.background;
  ctx.fillRect(0, 0, width, height);
  ctx.fillStyle = theme.text;
  ctx.font = `600 14px ${theme.font}`;
  ctx.fillText(title, 8, 20);
  let top = TITLE_HEIGHT;
  for (const { canvas, series } of panes) {
    drawNames(ctx, series, top, width, theme);
    top += LEGEND_HEIGHT;
    ctx.drawImage(canvas, 0, top, canvas.clientWidth, canvas.clientHeight);
    top += canvas.clientHeight;
  }
  return picture.toDataURL('image/png').split(',')[1]!;
}

function drawNames(
  ctx: CanvasRenderingContext2D,
  series: readonly Series[],
  top: number,
  width: number,
  theme: Theme,
): void {
  const middle = top + LEGEND_HEIGHT / 2;
  ctx.font = `11px ${theme.font}`;
  ctx.textBaseline = 'middle';
  let left = 66;
  for (const { label, style, tone, bold, points } of series) {
    const needed = 26 + ctx.measureText(label).width + 14;
    if (left + needed > width && left > 66) break;
    ctx.strokeStyle =
      tone !== undefined ? theme.tones[tone]! : style === undefined ? theme.text : theme.series[styleOf(style).colour]!;
    ctx.lineWidth = bold ? 3 : 2;
    ctx.setLineDash(points || tone !== undefined || style === undefined ? [] : [...styleOf(style).dash]);
    ctx.beginPath();
    if (points) ctx.arc(left + 10, middle, 3, 0, 2 * Math.PI);
    else {
      ctx.moveTo(left, middle);
      ctx.lineTo(left + 20, middle);
    }
    ctx.stroke();
    ctx.fillText(label, left + 26, middle);
    left += needed;
  }
  ctx.setLineDash([]);
  ctx.textBaseline = 'alphabetic';
}
