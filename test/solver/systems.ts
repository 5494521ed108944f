/** Systems written by hand, with answers known from elsewhere. Sources beside each. */
import type { Problem } from '../../language/solver/problem.js';

type Row = readonly number[];

interface SystemOptions {
  readonly names?: readonly string[];
  readonly scales?: readonly number[];
  readonly f: (t: number, y: Float64Array) => Row;
  readonly jacobian: (t: number, y: Float64Array) => readonly Row[];
  readonly timeDerivative?: (t: number, y: Float64Array) => Row;
  readonly edges?: readonly number[];
  readonly enterSegment?: (start: number, end: number) => void;
}

export function makeSystem(size: number, options: SystemOptions): Problem {
  const { names = Array.from({ length: size }, (_, i) => `y${i + 1}`), scales = Array<number>(size).fill(1) } = options;
  return {
    size,
    names,
    scales: Float64Array.from(scales),
    rhs: (t, y, dydt) => dydt.set(options.f(t, y)),
    jacobian: (t, y, J) => J.set(options.jacobian(t, y).flat()),
    timeDerivative: (t, y, out) => out.set(options.timeDerivative?.(t, y) ?? Array<number>(size).fill(0)),
    ...(options.edges && { edges: options.edges }),
    ...(options.enterSegment && { enterSegment: options.enterSegment }),
  };
}

/** y' = −k y. */
export const decay = (k = 1): Problem => makeSystem(1, { f: (_, y) => [-k * y[0]!], jacobian: () => [[-k]] });

/** y'' = −y. */
export const oscillator: Problem = makeSystem(2, {
  f: (_, y) => [y[1]!, -y[0]!],
  jacobian: () => [
    [0, 1],
    [-1, 0],
  ],
});

/** y' = −2 t y², so y = 1/(1 + t²) from y(0) = 1: nonlinear, and f depends on t. */
export const witch: Problem = makeSystem(1, {
  f: (t, y) => [-2 * t * y[0]! ** 2],
  jacobian: (t, y) => [[-4 * t * y[0]!]],
  timeDerivative: (_, y) => [-2 * y[0]! ** 2],
});

/** y' = −k (y − cos t) − sin t: however stiff, cos t is the solution [Prothero & Robinson 1974, Math. Comp. 28:145]. */
export const stiffCosine = (k: number): Problem =>
  makeSystem(1, {
    f: (t, y) => [-k * (y[0]! - Math.cos(t)) - Math.sin(t)],
    jacobian: () => [[-k]],
    timeDerivative: (t) => [-k * Math.sin(t) - Math.cos(t)],
  });

/** Robertson 1966: three reactions, rate constants over nine decades. From (1, 0, 0). */
export const robertson: Problem = makeSystem(3, {
  scales: [1, 1e-5, 1],
  f: (_, [a, b, c]) => {
    const slow = -0.04 * a! + 1e4 * b! * c!;
    const fast = 3e7 * b! * b!;
    return [slow, -slow - fast, fast];
  },
  jacobian: (_, [, b, c]) => [
    [-0.04, 1e4 * c!, 1e4 * b!],
    [0.04, -1e4 * c! - 6e7 * b!, -1e4 * b!],
    [0, 6e7 * b!, 0],
  ],
});

/** At t = 1e11; F. Mazzia & C. Magherini, Test Set for Initial Value Problem Solvers (2008), II-10. */
export const robertsonEnd = [0.208334014970122e-7, 0.833336077033354e-13, 0.999999979166505];

/** Van der Pol in the fast scaling: ε y'' = (1 − y²) y' − y. From (2, 0). */
export const vanDerPol = (epsilon: number): Problem =>
  makeSystem(2, {
    f: (_, [x, v]) => [v!, ((1 - x! * x!) * v! - x!) / epsilon],
    jacobian: (_, [x, v]) => [
      [0, 1],
      [(-2 * x! * v! - 1) / epsilon, (1 - x! * x!) / epsilon],
    ],
  });

/** ε = 1e-6 at t = 2; the same test set, II-24. */
export const vanDerPolEnd = [1.706167732170483, -0.8928097010247975];

/** Oregonator, Field & Noyes 1974. From (1, 2, 3). */
export const oregonator: Problem = makeSystem(3, {
  scales: [1e3, 1e3, 1e3],
  f: (_, [a, b, c]) => [77.27 * (b! + a! * (1 - 8.375e-6 * a! - b!)), (c! - (1 + a!) * b!) / 77.27, 0.161 * (a! - c!)],
  jacobian: (_, [a, b]) => [
    [77.27 * (1 - 2 * 8.375e-6 * a! - b!), 77.27 * (1 - a!), 0],
    [-b! / 77.27, -(1 + a!) / 77.27, 1 / 77.27],
    [0.161, 0, -0.161],
  ],
});

/** At t = 360; Hairer & Wanner, Solving Ordinary Differential Equations II, IV.10. */
export const oregonatorEnd = [1.000814870318523, 1228.178521549917, 132.0554942846706];

/** HIRES, Schäfer 1975: eight reactants of a plant's answer to light. From (1, 0, …, 0, 0.0057). */
export const hires: Problem = makeSystem(8, {
  scales: [1e-2, 1e-2, 1e-2, 1e-2, 1e-2, 1e-2, 1e-2, 1e-2],
  f: (_, y) => {
    const [a, b, c, d, e, f, g, h] = y as unknown as [number, number, number, number, number, number, number, number];
    const binding = 280 * f * h;
    return [
      -1.71 * a + 0.43 * b + 8.32 * c + 0.0007,
      1.71 * a - 8.75 * b,
      -10.03 * c + 0.43 * d + 0.035 * e,
      8.32 * b + 1.71 * c - 1.12 * d,
      -1.745 * e + 0.43 * f + 0.43 * g,
      -binding + 0.69 * d + 1.71 * e - 0.43 * f + 0.69 * g,
      binding - 1.81 * g,
      -binding + 1.81 * g,
    ];
  },
  jacobian: (_, y) => {
    const f = 280 * y[5]!;
    const h = 280 * y[7]!;
    return [
      [-1.71, 0.43, 8.32, 0, 0, 0, 0, 0],
      [1.71, -8.75, 0, 0, 0, 0, 0, 0],
      [0, 0, -10.03, 0.43, 0.035, 0, 0, 0],
      [0, 8.32, 1.71, -1.12, 0, 0, 0, 0],
      [0, 0, 0, 0, -1.745, 0.43, 0.43, 0],
      [0, 0, 0, 0.69, 1.71, -h - 0.43, 0.69, -f],
      [0, 0, 0, 0, 0, h, -1.81, f],
      [0, 0, 0, 0, 0, -h, 1.81, -f],
    ];
  },
});

/** At t = 321.8122; the same book. */
export const hiresEnd = [
  0.7371312573325668e-3, 0.1442485726316185e-3, 0.5888729740967575e-4, 0.1175651343283149e-2, 0.2386356198831331e-2,
  0.6238968252742796e-2, 0.2849998395185769e-2, 0.2850001604814231e-2,
];
