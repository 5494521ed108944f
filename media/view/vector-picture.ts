/** A plot as one SVG: lines stay lines, words stay words. On the theme's background, like the PNG. */
import { formatNumber } from '../../language/units/display.js';
import { decimate, thinned, type Point } from '../chart/decimate.js';
import { axisText, type Axis, type Range, type Series } from '../chart/series.js';
import { niceTicks } from '../chart/nice-ticks.js';
import { styleOf } from '../palette.js';
import type { Theme } from '../theme.js';

export interface VectorPane {
  readonly series: readonly Series[];
  readonly y: Axis;
  readonly yAtLeast?: Range;
  /** Of the plot itself, px. */
  readonly height: number;
}

const WIDTH = 720;
const LEFT = 66;
const RIGHT = 16;
const TITLE_HEIGHT = 30;
const LEGEND_HEIGHT = 20;
const AXIS_HEIGHT = 40;

export function composeSvg(title: string, panes: readonly VectorPane[], x: Axis, range: Range, theme: Theme): string {
  const parts: string[] = [];
  let top = TITLE_HEIGHT;
  panes.forEach((pane, i) => {
    parts.push(legend(pane.series, top, theme), plotted(pane, top + LEGEND_HEIGHT, range, theme, i));
    top += LEGEND_HEIGHT + pane.height + 14;
  });
  parts.push(xAxis(x, range, top - 14, theme));
  const height = top + AXIS_HEIGHT;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${escaped(theme.font)}" font-size="11">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="${theme.background}"/>`,
    text(8, 20, title, theme.text, 'font-size="14" font-weight="600"'),
    ...parts,
    '</svg>\n',
  ].join('\n');
}

function legend(series: readonly Series[], top: number, theme: Theme): string {
  const middle = top + LEGEND_HEIGHT / 2;
  let left = LEFT;
  const entries: string[] = [];
  for (const one of series) {
    // Characters are a little more than half as wide as they are high.
    const needed = 26 + one.label.length * 6.2 + 14;
    if (left + needed > WIDTH && left > LEFT) break;
    const stroke = strokeOf(one, theme);
    entries.push(
      one.points
        ? `<circle cx="${left + 10}" cy="${middle}" r="3" ${stroke}/>`
        : `<line x1="${left}" x2="${left + 20}" y1="${middle}" y2="${middle}" ${stroke}/>`,
      text(left + 26, middle + 4, one.label, theme.text),
    );
    left += needed;
  }
  return entries.join('\n');
}

function plotted(
  { series, y, yAtLeast, height }: VectorPane,
  top: number,
  range: Range,
  theme: Theme,
  i: number,
): string {
  const drawn = series.map((one) => ({ one, points: one.path ? thinned(one) : decimate(one, range) }));
  const ticks = niceTicks(
    ...extent(
      drawn.flatMap(({ points }) => points),
      range,
      yAtLeast,
    ),
    6,
  );
  const [low, high] = [ticks[0]!, ticks.at(-1)!];
  const px = (value: number): number =>
    round(LEFT + ((value - range.min) / (range.max - range.min)) * (WIDTH - LEFT - RIGHT));
  const py = (value: number): number => round(top + height - ((value - low) / (high - low)) * height);
  const grid = ticks.map((tick) => {
    const at = py(tick);
    const line = `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at}" y2="${at}" stroke="${tick === 0 ? theme.axis : theme.grid}"/>`;
    return `${line}${text(LEFT - 6, at + 4, formatNumber(tick, 7), theme.muted, 'text-anchor="end"')}`;
  });
  const middle = round(top + height / 2);
  const lines = drawn.map(({ one, points }) => shapeOf(one, points, px, py, theme));
  return [
    `<clipPath id="pane${i}"><rect x="${LEFT}" y="${top}" width="${WIDTH - LEFT - RIGHT}" height="${height}"/></clipPath>`,
    ...grid,
    text(14, middle, axisText(y), theme.text, `text-anchor="middle" transform="rotate(-90 14 ${middle})"`),
    `<g clip-path="url(#pane${i})">`,
    ...lines,
    '</g>',
  ].join('\n');
}

function shapeOf(
  one: Series,
  points: readonly Point[],
  px: (x: number) => number,
  py: (y: number) => number,
  theme: Theme,
): string {
  const stroke = strokeOf(one, theme);
  if (one.points)
    return points
      .filter(({ x, y }) => Number.isFinite(x + y))
      .map(({ x, y }) => `<circle cx="${px(x)}" cy="${py(y)}" r="${one.bold ? 4.5 : 2.25}" ${stroke}/>`)
      .join('');
  let pen = 'M';
  const path = points.map(({ x, y }) => {
    if (!Number.isFinite(x + y)) {
      pen = 'M';
      return '';
    }
    const step = `${pen}${px(x)} ${py(y)}`;
    pen = 'L';
    return step;
  });
  return `<path d="${path.join('')}" ${stroke}/>`;
}

function strokeOf({ style, tone, bold, points, filled }: Series, theme: Theme): string {
  const own = style === undefined ? undefined : styleOf(style);
  const colour = tone !== undefined ? theme.tones[tone]! : own ? theme.series[own.colour]! : theme.text;
  const dash =
    tone === undefined && !points && own && own.dash.length > 0 ? ` stroke-dasharray="${own.dash.join(' ')}"` : '';
  const inside = points && filled ? colour : 'none';
  return `fill="${inside}" stroke="${colour}" stroke-width="${bold && !points ? 2.5 : 1.5}" stroke-linejoin="round"${dash}`;
}

function xAxis(x: Axis, range: Range, top: number, theme: Theme): string {
  const ticks = niceTicks(range.min, range.max, 9).filter((tick) => tick >= range.min && tick <= range.max);
  const at = (value: number): number =>
    round(LEFT + ((value - range.min) / (range.max - range.min)) * (WIDTH - LEFT - RIGHT));
  return [
    `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${top}" y2="${top}" stroke="${theme.axis}"/>`,
    ...ticks.map(
      (tick) =>
        `<line x1="${at(tick)}" x2="${at(tick)}" y1="${top}" y2="${top + 4}" stroke="${theme.axis}"/>${text(at(tick), top + 16, formatNumber(tick, 7), theme.muted, 'text-anchor="middle"')}`,
    ),
    text((LEFT + WIDTH - RIGHT) / 2, top + 34, axisText(x), theme.text, 'text-anchor="middle"'),
  ].join('\n');
}

/** Of what is in the range, and what has to be. */
function extent(points: readonly Point[], range: Range, atLeast: Range | undefined): [number, number] {
  let [low, high] = [atLeast?.min ?? Infinity, atLeast?.max ?? -Infinity];
  for (const { x, y } of points) {
    if (!Number.isFinite(y) || x < range.min || x > range.max) continue;
    if (y < low) low = y;
    if (y > high) high = y;
  }
  if (!(low <= high)) return [0, 1];
  const half = low === 0 ? 0.5 : Math.abs(low) / 2;
  return low < high ? [low, high] : [low - half, low + half];
}

/** A hundredth of a pixel is finer than any printer. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function text(x: number, y: number, words: string, colour: string, more = ''): string {
  return `<text x="${round(x)}" y="${round(y)}" fill="${colour}" ${more}>${escaped(words)}</text>`;
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
