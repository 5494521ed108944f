/**
 * Colours of what has an order: the runs of a family, the cells of a heat map. Lightness changes in one direction, so that
 * the order is seen with any colour vision, and every step has a contrast of at least 3 to its background.
 */
import type { ThemeKind } from '../palette.js';

/** Steps of the scale. */
export const TONES = 16;

type Stop = readonly [number, number, number];

/** From low to high. */
const onLight: readonly Stop[] = [
  [27, 12, 65],
  [93, 18, 110],
  [165, 44, 96],
  [207, 68, 60],
];
const onDark: readonly Stop[] = [
  [116, 120, 220],
  [60, 160, 190],
  [110, 206, 110],
  [253, 231, 37],
];

/** `#rrggbb`, as many as there are steps. */
export function tonesOf(kind: ThemeKind): readonly string[] {
  const stops = kind === 'light' || kind === 'high-contrast-light' ? onLight : onDark;
  return Array.from({ length: TONES }, (_, i) => {
    const at = (i / (TONES - 1)) * (stops.length - 1);
    const low = Math.min(stops.length - 2, Math.floor(at));
    const mix = (k: number): number => stops[low]![k]! + (at - low) * (stops[low + 1]![k]! - stops[low]![k]!);
    return `#${[0, 1, 2].map((k) => Math.round(mix(k)).toString(16).padStart(2, '0')).join('')}`;
  });
}

/** The step of the `index`-th of `count` things in order. */
export function toneOf(index: number, count: number): number {
  return count < 2 ? TONES - 1 : Math.round((index / (count - 1)) * (TONES - 1));
}
