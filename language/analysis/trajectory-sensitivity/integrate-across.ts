/** Integrates sensitivities across edges whose time moves with the parameter, where they jump and y does not. */
import { integrate } from '../../solver/driver.js';
import type { Problem } from '../../solver/problem.js';
import { makeTrajectory, type Trajectory } from '../../solver/trajectory.js';
import type { MovingEdge } from './edges.js';

export interface AcrossOptions {
  /** y, then s. */
  readonly start: Float64Array;
  /** s. */
  readonly duration: number;
  /** Rising, between 0 and the end. */
  readonly edges: readonly MovingEdge[];
  readonly tolerance?: number;
}

/** y and s = ∂y/∂p are the two halves of the solution. */
export function integrateAcross(problem: Problem, { start, duration, edges, tolerance }: AcrossOptions): Trajectory {
  const parts: Trajectory[] = [];
  let y = start;
  let from = 0;
  for (const edge of [...edges, undefined]) {
    const end = edge?.time ?? duration;
    const part = integrate(problem, { start: y, from, end, ...(tolerance !== undefined && { tolerance }) });
    parts.push(part);
    if (part.failure || edge === undefined) break;
    y = new Float64Array(problem.size);
    part.sample(end, y);
    jump(problem, edge, y, duration);
    from = end;
  }
  return joined(parts);
}

/** s⁺ = s⁻ + (f⁻ − f⁺) dt*∕dp, since y(t*) is the same from both sides whichever of them t* moves to. */
function jump(problem: Problem, { time, slope }: MovingEdge, y: Float64Array, duration: number): void {
  const edges = problem.edges ?? [];
  const before = new Float64Array(problem.size);
  const after = new Float64Array(problem.size);
  problem.enterSegment?.(edges.findLast((edge) => edge < time) ?? 0, time);
  problem.rhs(time, y, before);
  problem.enterSegment?.(time, edges.find((edge) => edge > time) ?? duration);
  problem.rhs(time, y, after);
  const n = problem.size / 2;
  for (let i = 0; i < n; i++) y[n + i]! += (before[i]! - after[i]!) * slope;
}

/** One after the other, the time between two of them twice. */
function joined(parts: readonly Trajectory[]): Trajectory {
  const last = parts.at(-1)!;
  if (parts.length === 1) return last;
  const concatenated = (arrays: readonly Float64Array[]): Float64Array => {
    const all = new Float64Array(arrays.reduce((sum, { length }) => sum + length, 0));
    arrays.reduce((offset, array) => {
      all.set(array, offset);
      return offset + array.length;
    }, 0);
    return all;
  };
  return makeTrajectory({
    names: last.names,
    times: concatenated(parts.map(({ times }) => times)),
    knots: concatenated(parts.map(({ knots }) => knots)),
    statistics: last.statistics,
    ...(last.failure && { failure: last.failure }),
  });
}
