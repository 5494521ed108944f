/** Pieces of a formula, set beside and above one another. Lengths in pixels, y downwards from the baseline. */
import { textWidth } from './metrics.js';

export interface Box {
  readonly width: number;
  /** Above the baseline. */
  readonly ascent: number;
  /** Below it. */
  readonly descent: number;
  /** SVG with the left end of the baseline at x, y. */
  readonly draw: (x: number, y: number) => string;
}

/** Height of a fraction's bar and of operators above the baseline, in units of the font size. */
const AXIS = 0.26;

export const empty: Box = { width: 0, ascent: 0, descent: 0, draw: () => '' };

/** At most two decimals: a picture is read, not measured. */
export function px(length: number): string {
  return String(Math.round(length * 100) / 100);
}

export function text(content: string, size: number, italic = false): Box {
  const width = textWidth(content) * size;
  const style = italic ? " font-style='italic'" : '';
  return {
    width,
    ascent: 0.72 * size,
    descent: 0.22 * size,
    draw: (x, y) =>
      `<text x='${px(x)}' y='${px(y)}' font-size='${px(size)}'${style} textLength='${px(width)}' lengthAdjust='spacingAndGlyphs'>${inXml(content)}</text>`,
  };
}

/** What the markup of a picture would read as its own, or could not hold. */
function inXml(content: string): string {
  return content.replace(/[\p{Cc}\p{Cs}]/gu, '').replace(/[&<>'"]/g, (character) => `&#${character.codePointAt(0)!};`);
}

export function space(width: number): Box {
  return { ...empty, width };
}

export function row(boxes: readonly Box[]): Box {
  return {
    width: boxes.reduce((sum, { width }) => sum + width, 0),
    ascent: Math.max(0, ...boxes.map(({ ascent }) => ascent)),
    descent: Math.max(0, ...boxes.map(({ descent }) => descent)),
    draw(x, y) {
      let at = x;
      const drawn = boxes.map((box) => {
        const piece = box.draw(at, y);
        at += box.width;
        return piece;
      });
      return drawn.join('');
    },
  };
}

export function fraction(above: Box, below: Box, size: number): Box {
  const margin = 0.12 * size;
  const gap = 0.18 * size;
  const width = Math.max(above.width, below.width) + 2 * margin;
  const axis = AXIS * size;
  return {
    width: width + 2 * margin,
    ascent: axis + gap + above.descent + above.ascent,
    descent: gap + below.ascent + below.descent - axis,
    draw(x, y) {
      const bar = y - axis;
      const middle = x + margin + width / 2;
      return (
        above.draw(middle - above.width / 2, bar - gap - above.descent) +
        below.draw(middle - below.width / 2, bar + gap + below.ascent) +
        stroke(`M${px(x + margin)} ${px(bar)}h${px(width)}`, 0.06 * size)
      );
    },
  };
}

/** `up` above the line after `base`, `down` below it. */
export function scripts(base: Box, up: Box | undefined, down: Box | undefined, size: number): Box {
  const rise = Math.max(0.38 * size, base.ascent - 0.4 * size);
  const fall = Math.max(0.2 * size, base.descent - 0.1 * size);
  return {
    width: base.width + Math.max(up?.width ?? 0, down?.width ?? 0) + 0.04 * size,
    ascent: Math.max(base.ascent, up === undefined ? 0 : rise + up.ascent),
    descent: Math.max(base.descent, down === undefined ? 0 : fall + down.descent),
    draw: (x, y) =>
      base.draw(x, y) + (up?.draw(x + base.width, y - rise) ?? '') + (down?.draw(x + base.width, y + fall) ?? ''),
  };
}

/** In parentheses as tall as what they hold. */
export function fenced(inner: Box, size: number): Box {
  const axis = AXIS * size;
  const reach = Math.max(0.55 * size, inner.ascent - axis, inner.descent + axis);
  const width = Math.min(0.45 * size, 0.24 * size + 0.05 * reach);
  const margin = 0.08 * size;
  const side = (x: number, y: number, bulge: number): string =>
    stroke(`M${px(x)} ${px(y - axis - reach)}q${px(bulge)} ${px(reach)} 0 ${px(2 * reach)}`, 0.07 * size);
  return {
    width: inner.width + 2 * (width + margin),
    ascent: axis + reach,
    descent: reach - axis,
    draw: (x, y) =>
      side(x + margin + width, y, -1.8 * width) +
      inner.draw(x + margin + width, y) +
      side(x + margin + width + inner.width, y, 1.8 * width),
  };
}

function stroke(path: string, width: number): string {
  return `<path d='${path}' stroke-width='${px(width)}'/>`;
}
