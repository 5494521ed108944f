/**
 * Order conditions by rooted trees [Butcher 1963; Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I,
 * II.2; for Rosenbrock methods II, IV.7]: a method has order p when Σ b_i Φ_i(t) = 1/γ(t) for every tree t of at most
 * p vertices.
 */

/** A vertex with the trees that grow from it. */
type Tree = readonly Tree[];

export interface Coefficients {
  readonly weights: readonly number[];
  /** Where a vertex branches. */
  readonly alpha: readonly (readonly number[])[];
  /** Where a vertex has one child; the same as alpha for a Runge–Kutta method, α + Γ for a Rosenbrock method. */
  readonly beta: readonly (readonly number[])[];
}

/** Largest |Σ b_i Φ_i − 1/γ| among the trees with `order` vertices. */
export function orderResidual(coefficients: Coefficients, order: number): number {
  const residuals = treesOf(order).map((tree) => {
    const weights = elementaryWeights(coefficients, tree);
    const sum = coefficients.weights.reduce((total, b, i) => total + b * weights[i]!, 0);
    return Math.abs(sum - 1 / density(tree));
  });
  return Math.max(...residuals);
}

/** All trees with `size` vertices: 1, 1, 2, 4, 9, 20, 48, 115 … */
export function treesOf(size: number): Tree[] {
  return forests(size - 1, size - 1, Infinity);
}

/** Multisets of trees with `total` vertices in all, none larger than `largest`; among those, none after `limit`. */
function forests(total: number, largest: number, limit: number): Tree[] {
  if (total === 0) return [[]];
  const found: Tree[] = [];
  for (let size = Math.min(largest, total); size >= 1; size--) {
    const trees = treesOf(size);
    trees.forEach((tree, i) => {
      if (size === largest && i > limit) return;
      for (const rest of forests(total - size, size, i)) found.push([tree, ...rest]);
    });
  }
  return found;
}

function elementaryWeights(coefficients: Coefficients, tree: Tree): number[] {
  const matrix = tree.length === 1 ? coefficients.beta : coefficients.alpha;
  const children = tree.map((child) => elementaryWeights(coefficients, child));
  return coefficients.weights.map((_, i) =>
    children.reduce((product, child) => {
      const sum = child.reduce((total, weight, j) => total + (matrix[i]![j] ?? 0) * weight, 0);
      return product * sum;
    }, 1),
  );
}

function vertices(tree: Tree): number {
  return tree.reduce((total, child) => total + vertices(child), 1);
}

function density(tree: Tree): number {
  return tree.reduce((product, child) => product * density(child), vertices(tree));
}
