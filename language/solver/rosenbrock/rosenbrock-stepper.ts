/**
 * Steps of a stiffly accurate Rosenbrock method, whatever its coefficients: linear systems with one matrix, no
 * iteration that could fail to converge.
 *
 * In the form without matrix products (Hairer & Wanner, Solving Ordinary Differential Equations II, IV.7, eq. 7.25):
 *   (I/(hγ) − J) u_i = f(t + c_i h, y + Σ a_ij u_j) + Σ (c_ij/h) u_j + h d_i ∂f/∂t.
 * Stiffly accurate: y at the step's end is the last stage's argument plus u_s, and u_s is the error estimate.
 */
import { factorise, solveFactorised } from '../linear-algebra/lu.js';
import type { Problem } from '../problem.js';
import type { Point, Stepper } from '../stepper.js';

export interface RosenbrockTableau {
  readonly name: string;
  readonly order: number;
  readonly embeddedOrder: number;
  /** See Stepper. */
  readonly calibration: number;
  readonly gamma: number;
  /** c_i. */
  readonly nodes: readonly number[];
  /** d_i, factors of h ∂f/∂t. */
  readonly timeWeights: readonly number[];
  /** a_ij of the transformed method, j < i. */
  readonly arguments: readonly (readonly number[])[];
  /** c_ij of the transformed method, j < i. */
  readonly couplings: readonly (readonly number[])[];
}

export function makeRosenbrockStepper(tableau: RosenbrockTableau, problem: Problem): Stepper {
  const n = problem.size;
  const stages = tableau.nodes.length;
  const matrix = new Float64Array(n * n);
  const pivots = new Int32Array(n);
  const u = new Float64Array(stages * n);
  const f = new Float64Array(n);

  const factoriseMatrix = (from: Readonly<Point>, h: number): boolean => {
    const diagonal = 1 / (h * tableau.gamma);
    for (let i = 0; i < n * n; i++) matrix[i] = -from.jacobian[i]!;
    for (let i = 0; i < n; i++) matrix[i * n + i]! += diagonal;
    return factorise(matrix, n, pivots);
  };

  return {
    name: tableau.name,
    family: 'implicit',
    order: tableau.order,
    errorPower: tableau.embeddedOrder + 1,
    calibration: tableau.calibration,
    evaluations: stages - 1,
    decompositions: 1,
    step(from, h, y, error) {
      if (!factoriseMatrix(from, h)) return false;
      for (let i = 0; i < stages; i++) {
        y.set(from.y);
        accumulate(tableau.arguments[i]!, u, 1, y);
        if (i === 0) f.set(from.slope);
        else problem.rhs(from.t + tableau.nodes[i]! * h, y, f);
        accumulate(tableau.couplings[i]!, u, 1 / h, f);
        const weight = h * tableau.timeWeights[i]!;
        for (let m = 0; m < n; m++) u[i * n + m] = f[m]! + weight * from.timeDerivative[m]!;
        solveFactorised(matrix, n, pivots, u, i * n);
      }
      for (let m = 0; m < n; m++) {
        error[m] = u[(stages - 1) * n + m]!;
        y[m]! += error[m]!;
      }
      return true;
    },
  };
}

/** out += factor · Σ row_j u_j. */
function accumulate(row: readonly number[], u: Float64Array, factor: number, out: Float64Array): void {
  const n = out.length;
  for (let m = 0; m < n; m++) {
    let sum = 0;
    for (let j = 0; j < row.length; j++) sum += row[j]! * u[j * n + m]!;
    out[m]! += factor * sum;
  }
}
