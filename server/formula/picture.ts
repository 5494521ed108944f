/** Lines of mathematics as one SVG picture, small enough for a hover, and the Markdown that shows it. */
import { FORMULA_INK } from '../../language/protocol.js';
import { empty, px, row, space, type Box } from './box.js';
import { typeset } from './typeset.js';

const SIZE = 15;
const MARGIN = 3;
const LEADING = 7;
/** Pixels. A wider formula would be scaled down until nobody reads it. */
const WIDEST = 560;

export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Each line `left &= right`, aligned at its `&=`. undefined where it is too wide to be read. */
export function picture(lines: readonly string[]): Picture | undefined {
  const set = lines.map((line): readonly [Box, Box] => {
    const [left = '', right] = line.split(/&(?==)/);
    return right === undefined ? [empty, typeset(left, SIZE)] : [typeset(left, SIZE), typeset(right, SIZE)];
  });
  const indent = Math.max(...set.map(([left]) => left.width));
  const whole = set.map(([left, right]) => row([space(indent - left.width), left, right]));
  const width = Math.max(...whole.map((line) => line.width)) + 2 * MARGIN;
  if (width > WIDEST) return undefined;
  let y = MARGIN - LEADING;
  const drawn = whole.map((line) => {
    const baseline = y + LEADING + line.ascent;
    y = baseline + line.descent;
    return line.draw(MARGIN, baseline);
  });
  const [w, h] = [Math.ceil(width), Math.ceil(y + MARGIN)];
  const font = "font-family='STIX Two Text,Cambria,Times New Roman,Liberation Serif,serif'";
  const paint = `fill='${FORMULA_INK}' stroke='none'`;
  const strokes = `path{fill:none;stroke:${FORMULA_INK}}`;
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='${px(w)}' height='${px(h)}' viewBox='0 0 ${px(w)} ${px(h)}' ${font} ${paint}><style>${strokes}</style>${drawn.join('')}</svg>`;
  return { svg, width: w, height: h };
}

/** `description` is what a screen reader says, and what stands there where no picture can be shown. */
export function pictureInMarkdown({ svg }: Picture, description: string): string {
  // Parentheses would end the address, and an apostrophe may begin its title.
  const address = encodeURIComponent(svg).replace(/[()']/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return `![${description.replace(/[\\`*_{}[\]<>|!]/g, '\\$&')}](data:image/svg+xml,${address})`;
}
