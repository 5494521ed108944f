/** Text with places in it: `<|>` is a cursor, `<|…|>` a range. */
export interface MarkedText {
  readonly text: string;
  /** Offsets of the cursors, in order. */
  readonly cursors: readonly number[];
  /** Offsets of the ranges, in order of their beginnings. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

export function marked(source: string): MarkedText {
  const cursors: number[] = [];
  const ranges: { start: number; end: number }[] = [];
  let text = '';
  for (const part of source.split(/(<\|>|<\||\|>)/)) {
    if (part === '<|>') cursors.push(text.length);
    else if (part === '<|') ranges.push({ start: text.length, end: -1 });
    else if (part === '|>') ranges.findLast(({ end }) => end < 0)!.end = text.length;
    else text += part;
  }
  return { text, cursors, ranges };
}
