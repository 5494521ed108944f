/** Steps of an explicit Runge–Kutta pair, whatever its coefficients. */
import type { Problem } from '../problem.js';
import type { Stepper } from '../stepper.js';

export interface ExplicitTableau {
  readonly name: string;
  readonly order: number;
  readonly embeddedOrder: number;
  /** See Stepper. */
  readonly calibration: number;
  /** c_i. */
  readonly nodes: readonly number[];
  /** a_ij for j < i; shorter rows end in zeros. */
  readonly stages: readonly (readonly number[])[];
  /** b_i. */
  readonly weights: readonly number[];
  /** b_i − b̂_i. */
  readonly errorWeights: readonly number[];
}

export function makeExplicitStepper(tableau: ExplicitTableau, problem: Problem): Stepper {
  const n = problem.size;
  const stages = tableau.nodes.length;
  const combinations = tableau.stages.map((row) => combination(row, n));
  const solution = combination(tableau.weights, n);
  const difference = combination(tableau.errorWeights, n);
  const k = new Float64Array(stages * n);
  const slopes = Array.from({ length: stages }, (_, i) => k.subarray(i * n, (i + 1) * n));
  const y = new Float64Array(n);

  return {
    name: tableau.name,
    family: 'explicit',
    order: tableau.order,
    errorPower: tableau.embeddedOrder + 1,
    calibration: tableau.calibration,
    evaluations: stages - 1,
    decompositions: 0,
    step(from, h, out, error) {
      k.set(from.slope);
      for (let i = 1; i < stages; i++) {
        combine(combinations[i]!, k, h, y);
        for (let m = 0; m < n; m++) y[m]! += from.y[m]!;
        problem.rhs(from.t + tableau.nodes[i]! * h, y, slopes[i]!);
      }
      combine(solution, k, h, out);
      for (let m = 0; m < n; m++) out[m]! += from.y[m]!;
      combine(difference, k, h, error);
      return true;
    },
  };
}

/** The coefficients of a sum over stages that are not zero, and where in `k` each stage starts. */
interface Combination {
  readonly coefficients: Float64Array;
  readonly offsets: Int32Array;
}

function combination(row: readonly number[], n: number): Combination {
  const used = [...row.keys()].filter((j) => row[j] !== 0);
  return {
    coefficients: Float64Array.from(used, (j) => row[j]!),
    offsets: Int32Array.from(used, (j) => j * n),
  };
}

/** out = h Σ coefficient_j k_j. */
function combine({ coefficients, offsets }: Combination, k: Float64Array, h: number, out: Float64Array): void {
  for (let m = 0; m < out.length; m++) {
    let sum = 0;
    for (let j = 0; j < offsets.length; j++) sum += coefficients[j]! * k[offsets[j]! + m]!;
    out[m] = h * sum;
  }
}
