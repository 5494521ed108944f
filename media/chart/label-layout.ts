/**
 * Where the labels of vertical marker lines go, so that none covers another and, if it can be, no line runs through one.
 *
 * Labels stand in rows above the plot, row 0 the lowest, as flags to the right or the left of their line; a line ends
 * at its own label. So where a label lies across a neighbour's line, it has to be above that neighbour's label.
 */
export interface LabelRequest {
  /** Of its line, px. */
  readonly x: number;
  readonly width: number;
}

export interface LabelPlace {
  /** Left edge of the label, px. */
  readonly left: number;
  readonly row: number;
}

/** Between a line and its label, and between two labels, px. */
export const LABEL_GAP = 4;
/** More labels than this are not searched for the best arrangement: 2ⁿ of them. */
const MOST_SEARCHED = 7;

/** One place a request, for a plot from `min` to `max` px. Fewest rows first, then labels beside their lines, to the right rather. */
export function placeLabels(requests: readonly LabelRequest[], min: number, max: number): LabelPlace[] {
  const n = requests.length;
  if (n === 0) return [];
  let best: { readonly places: LabelPlace[]; readonly cost: number } | undefined;
  for (const leftward of arrangements(requests, min, max)) {
    const lefts = requests.map((request, i) => flag(request, leftward[i]!, min, max));
    const { rows, crossings } = assignRows(requests, lefts);
    const onLine = requests.filter(({ x, width }, i) => x > lefts[i]! && x < lefts[i]! + width).length;
    const cost = crossings * 1000 + Math.max(...rows) * 10 + onLine * 2 + leftward.filter(Boolean).length;
    if (!best || cost < best.cost) best = { places: lefts.map((left, i) => ({ left, row: rows[i]! })), cost };
  }
  return best!.places;
}

/** Every choice of flags to the left, where there are few labels; else the one that fills the plot from both sides. */
function* arrangements(requests: readonly LabelRequest[], min: number, max: number): Generator<boolean[]> {
  if (requests.length > MOST_SEARCHED) {
    yield requests.map(({ x }) => x > (min + max) / 2);
    return;
  }
  for (let bits = 0; bits < 1 << requests.length; bits++) yield requests.map((_, i) => (bits & (1 << i)) !== 0);
}

function flag({ x, width }: LabelRequest, leftward: boolean, min: number, max: number): number {
  const left = leftward ? x - LABEL_GAP - width : x + LABEL_GAP;
  return Math.max(min, Math.min(max - width, left));
}

/**
 * The lowest rows that hold all constraints; labels across each other's lines, and lines through labels, are counted.
 * Called for every arrangement, so plain loops.
 */
function assignRows(
  requests: readonly LabelRequest[],
  lefts: readonly number[],
): { rows: number[]; crossings: number } {
  const n = requests.length;
  const right = (i: number): number => lefts[i]! + requests[i]!.width;
  const covers = (i: number, j: number): boolean => requests[j]!.x > lefts[i]! - 1 && requests[j]!.x < right(i) + 1;
  const collide = (i: number, j: number): boolean =>
    lefts[i]! < right(j) + LABEL_GAP && lefts[j]! < right(i) + LABEL_GAP;
  const rows = new Array<number>(n).fill(-1);
  let crossings = 0;
  for (let placed = 0; placed < n; placed++) {
    const next = lowestOpen(n, rows, covers);
    let row = 0;
    for (let j = 0; j < n; j++) {
      if (j === next || rows[j]! < 0 || !covers(next, j)) continue;
      row = Math.max(row, rows[j]! + 1);
      if (covers(j, next)) crossings++;
    }
    while (rows.some((taken, j) => taken === row && j !== next && collide(next, j))) row++;
    for (let j = 0; j < n; j++) if (j !== next && rows[j]! >= 0 && rows[j]! < row && covers(j, next)) crossings++;
    rows[next] = row;
  }
  return { rows, crossings };
}

/** A label that lies across no line whose own label is still to be placed; where all do, any. */
function lowestOpen(n: number, rows: readonly number[], covers: (i: number, j: number) => boolean): number {
  let fallback = -1;
  for (let i = 0; i < n; i++) {
    if (rows[i]! >= 0) continue;
    if (fallback < 0) fallback = i;
    let free = true;
    for (let j = 0; j < n && free; j++) free = j === i || rows[j]! >= 0 || !covers(i, j);
    if (free) return i;
  }
  return fallback;
}
