/**
 * How wide letters are, in thousandths of the font size: those of Times, which any serif face is close to. A picture
 * stretches each piece of text to the width counted here, so that no reader's font can make pieces overlap.
 */

const OTHER = 560;

const groups: Readonly<Record<number, string>> = {
  250: ' .,·',
  278: 'ijlt/:;',
  333: '()[]-frI|',
  390: 'sJ',
  444: 'acezγτ',
  500: '0123456789bdghknopquvxyµαβδ',
  564: '+−=<>×±≤≥',
  600: 'FPSLETZ',
  667: 'BCRΔ',
  722: 'wADGHKNOQUVXYΣ∞',
  780: 'mΩ',
  890: 'MW',
};

const widths = new Map(
  Object.entries(groups).flatMap(([width, letters]) => [...letters].map((letter) => [letter, Number(width)] as const)),
);

/** Width of a text, in units of its font size. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (widths.get(letter) ?? OTHER), 0) / 1000;
}
