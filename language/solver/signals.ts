/** What drives a system from outside, as an integrator sees it: symbols that hold a value between edges. */

/** A piecewise constant function of time. */
export interface Signal {
  /** Of the model, or beyond its own. */
  readonly symbol: number;
  /** Its value before the first edge. */
  readonly before: number;
  /** s, rising. */
  readonly edges: ArrayLike<number>;
  /** From each edge on. */
  readonly values: ArrayLike<number>;
}

/** On [from, to) it has `value`, else 0. Nothing at all where the interval is empty. */
export function pulse(symbol: number, from: number, to: number, value: number): Signal {
  if (!(from < to)) return { symbol, before: 0, edges: [], values: [] };
  if (from === -Infinity) return { symbol, before: value, edges: to < Infinity ? [to] : [], values: [0] };
  return to < Infinity
    ? { symbol, before: 0, edges: [from, to], values: [value, 0] }
    : { symbol, before: 0, edges: [from], values: [value] };
}

/** At an edge itself it already has the value that follows. */
export function signalAt({ before, edges, values }: Signal, t: number): number {
  const passed = countOf(edges, (edge) => edge <= t);
  return passed === 0 ? before : values[passed - 1]!;
}

/** At an edge the value that went before. */
export function signalBefore({ before, edges, values }: Signal, t: number): number {
  const passed = countOf(edges, (edge) => edge < t);
  return passed === 0 ? before : values[passed - 1]!;
}

/** How many of the edges, from the first on, have been passed. */
function countOf(edges: ArrayLike<number>, isPassed: (edge: number) => boolean): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isPassed(edges[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Every time at which any of them changes, rising, each once. */
export function signalEdges(signals: readonly Signal[]): number[] {
  const edges = new Set<number>();
  for (const signal of signals) for (const edge of Array.from(signal.edges)) edges.add(edge);
  return [...edges].filter(Number.isFinite).sort((a, b) => a - b);
}
