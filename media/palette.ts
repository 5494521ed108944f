/**
 * Colours of traces. Found by search for the largest smallest distance (OKLab) between any two of a set, seen with
 * normal, protan, deutan and tritan vision (Machado, Oliveira & Fernandes 2009, IEEE TVCG 15:1291), with a contrast of
 * at least 3 to the background. test/page/palette.test.ts holds these bounds.
 */
export type ThemeKind = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

const onLight = ['#1344a3', '#bc4800', '#1e8079', '#7f0457', '#3d2100', '#3b8fef'] as const;
const onDark = ['#8cc3ff', '#f19942', '#2effd8', '#c4678d', '#ffe751', '#677dea'] as const;

export const palettes: Readonly<Record<ThemeKind, readonly string[]>> = {
  light: onLight,
  dark: onDark,
  'high-contrast': onDark,
  'high-contrast-light': onLight,
};

export const PALETTE_SIZE = onLight.length;

/** Dashes, so that no trace rests on colour alone once colours come round again. CSS pixels. */
const dashes: readonly (readonly number[])[] = [[], [6, 3], [2, 3], [9, 3, 2, 3]];

/** Index into the palette and dash of the `index`-th trace. */
export function styleOf(index: number): { readonly colour: number; readonly dash: readonly number[] } {
  return { colour: index % PALETTE_SIZE, dash: dashes[Math.floor(index / PALETTE_SIZE) % dashes.length]! };
}
