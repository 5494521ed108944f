import assert from 'node:assert/strict';
import { tonesOf } from '../../media/chart/colour-scale.js';
import { palettes, type ThemeKind } from '../../media/palette.js';

type Triple = readonly [number, number, number];

/** Machado, Oliveira & Fernandes 2009, IEEE TVCG 15:1291, severity 1; on linear RGB. */
const visions: Readonly<Record<string, readonly [Triple, Triple, Triple]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(colour: string): Triple {
  const channel = (at: number): number => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function seen(colour: string, vision: readonly [Triple, Triple, Triple]): Triple {
  const [r, g, b] = linear(colour);
  return vision.map((row) => Math.min(1, Math.max(0, row[0] * r + row[1] * g + row[2] * b))) as unknown as Triple;
}

/** Ottosson 2020, A perceptual color space for image processing. */
function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function luminance(colour: string): number {
  const [r, g, b] = linear(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const backgrounds: Readonly<Record<ThemeKind, string>> = {
  light: '#ffffff',
  dark: '#1f1f1f',
  'high-contrast': '#000000',
  'high-contrast-light': '#ffffff',
};

describe('colours of traces', () => {
  for (const [kind, palette] of Object.entries(palettes) as [ThemeKind, readonly string[]][]) {
    it(`${kind}: stand out from the background (WCAG 2.2, 1.4.11: 3 to 1)`, () => {
      const ground = luminance(backgrounds[kind]);
      for (const colour of palette) {
        const [low, high] = [ground, luminance(colour)].sort((a, b) => a - b) as [number, number];
        assert.ok((high + 0.05) / (low + 0.05) >= 3, `${colour} has a contrast of ${(high + 0.05) / (low + 0.05)}`);
      }
    });

    for (const [vision, matrix] of Object.entries(visions)) {
      it(`${kind}: differ from each other with ${vision} vision`, () => {
        palette.forEach((a, i) =>
          palette.slice(0, i).forEach((b) => {
            const [p, q] = [oklab(seen(a, matrix)), oklab(seen(b, matrix))];
            const distance = Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
            assert.ok(distance > 0.1, `${a} and ${b} are ${distance.toFixed(3)} apart`);
          }),
        );
      });
    }
  }
});

describe('colours of what has an order', () => {
  for (const kind of Object.keys(palettes) as ThemeKind[]) {
    it(`${kind}: stand out from the background, and grow lighter all along with any vision`, () => {
      const ground = luminance(backgrounds[kind]);
      const tones = tonesOf(kind);
      for (const colour of tones) {
        const [low, high] = [ground, luminance(colour)].sort((a, b) => a - b) as [number, number];
        assert.ok((high + 0.05) / (low + 0.05) >= 3, colour);
      }
      for (const matrix of Object.values(visions)) {
        const lightness = tones.map((colour) => oklab(seen(colour, matrix))[0]);
        lightness.slice(1).forEach((value, i) => assert.ok(value > lightness[i]!, `${tones[i]} to ${tones[i + 1]}`));
      }
    });
  }
});
