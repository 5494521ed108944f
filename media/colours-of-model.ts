/**
 * One colour for one thing all over the page: a pathway keeps its own in every curve, trace, bar and table, and an ion
 * takes the colour of the channel that it alone flows through.
 */
import type { Model } from '../language/model/model.js';
import { PALETTE_SIZE } from './palette.js';

export interface ModelColours {
  /** Style numbers, see palette.ts. */
  readonly pathway: (index: number) => number;
  /** Undefined: no pathway is the ion's own. */
  readonly ion: (index: number) => number | undefined;
  /** Of a trace by its label: `Nav.m` and `Nav.h` have the colour of Nav and dashes of their own. Undefined for V. */
  readonly trace: (label: string, taken: ReadonlySet<number>) => number | undefined;
}

export function coloursOf(model: Model): ModelColours {
  const ownChannel = (ion: number): number =>
    model.pathways.findIndex(
      ({ kind, ionCurrents }) => kind === 'channel' && ionCurrents.length === 1 && ionCurrents[0]!.ion === ion,
    );
  return {
    pathway: (index) => index,
    ion(index) {
      const channel = ownChannel(index);
      return channel < 0 ? undefined : channel;
    },
    trace(label, taken) {
      if (label === 'V') return undefined;
      const own = model.pathways.findIndex(({ name }) => label === name || label.startsWith(`${name}.`));
      const [first, step] = own >= 0 ? [own, PALETTE_SIZE] : [model.pathways.length, 1];
      let style = first;
      while (taken.has(style)) style += step;
      return style;
    },
  };
}
