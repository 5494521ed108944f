/** Where, over the range of V, a formula divides by zero: with a limit there, or without one. */
import type { NodeId } from '../model/graph.js';
import { VOLTAGE, type Model } from '../model/model.js';
import { reachable } from '../model/reachable.js';
import { limitsAt, type Functions } from './removable.js';
import { steadyEvaluator } from './settling.js';
import { steadyStateOf } from './steady-state.js';

export interface Singularity {
  /** The division, a node of the model. */
  readonly node: NodeId;
  /** V. */
  readonly V: number;
  /** 0/0 with a limit, which is what is computed there; else its value grows without bound, or jumps. */
  readonly isRemovable: boolean;
  /** Those of the values asked for that have no limit there. */
  readonly lost: readonly NodeId[];
  /** Those of the values asked for that it is a part of. */
  readonly within: readonly NodeId[];
}

/** −150 to +100 mV, V, each half millivolt: whole millivolts, at which published formulas are 0/0, are among them. */
const GRID = Float64Array.from({ length: 501 }, (_, i) => Number((-0.15 + i * 0.0005).toFixed(4)));

/** Of everything that `values`, nodes of the model, depend on, at steady state. `symbols` holds the parameters. */
export function singularitiesIn(model: Model, symbols: Float64Array, values: readonly NodeId[]): Singularity[] {
  const steady = steadyStateOf(model);
  const { nodes } = model.graph;
  const divisions = reachable(nodes, values).flatMap((id) => {
    const node = nodes[id]!;
    return node.op === 'div' && steady.dependsOnVoltage[node.args[1]] === 1 ? [{ id, denominator: node.args[1] }] : [];
  });
  if (divisions.length === 0) return [];
  const functionsOf = (ids: readonly NodeId[]): Functions => {
    const evaluator = steadyEvaluator(steady, ids);
    const point = Float64Array.from(symbols);
    return (V, out) => {
      point[VOLTAGE] = V;
      evaluator(point, out);
    };
  };
  const columns = divisions.map(() => new Float64Array(GRID.length));
  const denominators = divisions.map(({ denominator }) => denominator);
  steadyEvaluator(steady, denominators).sweep(symbols, GRID, columns);
  return divisions.flatMap(({ id, denominator }, i) => {
    const zeros = zerosOf(columns[i]!, functionsOf([denominator]));
    if (zeros.length === 0) return [];
    const within = values.filter((value) => reachable(nodes, [value]).includes(id));
    const all = functionsOf([id, ...within]);
    return zeros.map((V): Singularity => {
      const limits = limitsAt(all, V, within.length + 1);
      const lost = within.filter((_, k) => !Number.isFinite(limits[k + 1]));
      return { node: id, V, isRemovable: Number.isFinite(limits[0]), lost, within };
    });
  });
}

/** On the grid, or between two of its points where the sign changes. */
function zerosOf(column: Float64Array, evaluate: Functions): number[] {
  const out = new Float64Array(1);
  const valueAt = (V: number): number => {
    evaluate(V, out);
    return out[0]!;
  };
  const found: number[] = [];
  for (let i = 0; i < column.length; i++) {
    const [value, next] = [column[i]!, column[i + 1] ?? Number.NaN];
    // A difference that rounding alone keeps from zero, as e^x − 1 beside x = 0, is told by its neighbours.
    const around = Math.max(Math.abs(column[i - 1] ?? value), Math.abs(next));
    if (value === 0 || Math.abs(value) < 1e-12 * around) found.push(GRID[i]!);
    else if (value * next < 0 && Math.abs(next) >= 1e-12 * Math.abs(value)) {
      let [low, high] = [GRID[i]!, GRID[i + 1]!];
      for (let step = 0; step < 60; step++) {
        const middle = (low + high) / 2;
        if (valueAt(middle) * value > 0) low = middle;
        else high = middle;
      }
      found.push((low + high) / 2);
    }
  }
  return found;
}
