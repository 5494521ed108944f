/** Any expression along a run, continuous in time: on the solution's interpolant, not on samples of it. */
import { makeEvaluator } from '../../model/evaluate.js';
import type { NodeId } from '../../model/graph.js';
import type { RunResult } from '../run.js';

export interface Observable {
  /** SI. */
  readonly at: (t: number) => number;
  /** dx/dt at the middle of a stretch of one step of the solution. */
  readonly slope: (t: number) => number;
  /** Times that leave out nothing a step of the solution can hold, within the window and with both its ends. Rising. */
  times(from: number, to: number): Float64Array;
}

/** Points looked at within a step; a quintic has no more turning points than these tell apart. */
const POINTS = 8;
/** Half the base of a difference quotient, relative to the step it stands in: error below 1e-6. */
const QUOTIENT = 5e-4;

/** Within a window that ends at `end`: there it is the value just before. */
export function makeObservable(node: NodeId, { trajectory, point, system }: RunResult, end: number): Observable {
  const components = new Float64Array(trajectory.names.length);
  const evaluator = makeEvaluator(system.graph, [node]);
  const value = new Float64Array(1);
  const { times: knots } = trajectory;
  const at = (t: number): number => {
    trajectory.sample(t, components);
    evaluator(
      point(t, (i) => components[i]!, t === end),
      value,
    );
    return value[0]!;
  };
  return {
    at,
    slope(t) {
      const k = stepAt(knots, t);
      const [a, b] = [knots[k]!, knots[k + 1] ?? knots[k]!];
      const half = (b - a) * QUOTIENT;
      if (half === 0) return 0;
      const middle = Math.min(Math.max(t, a + half), b - half);
      return (at(middle + half) - at(middle - half)) / (2 * half);
    },
    times(from, to) {
      const found: number[] = [from];
      for (let k = stepAt(knots, from); k + 1 < knots.length && knots[k]! < to; k++) {
        const [a, b] = [knots[k]!, knots[k + 1]!];
        if (a === b) continue;
        for (let i = 0; i < POINTS; i++) {
          const t = a + (i / POINTS) * (b - a);
          if (t > from && t < to) found.push(t);
        }
      }
      if (to > from) found.push(to);
      return Float64Array.from(found);
    },
  };
}

/** The last step that begins at or before t. */
function stepAt(knots: Float64Array, t: number): number {
  let low = 0;
  let high = Math.max(0, knots.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (knots[middle]! <= t) low = middle;
    else high = middle - 1;
  }
  return low;
}
