/**
 * Single channels that jump one at a time, and all else in between as ordinary equations: the time of the next jump is
 * where the integral of all rates, which change with V, reaches a number drawn from the exponential distribution
 * [Gillespie 1977, J Phys Chem 81:2340; Clay & DeFelice 1983, Biophys J 42:151; Davis 1984, J R Stat Soc B 46:353].
 * Between jumps by a pair of order 3 with its error controlled [Bogacki & Shampine 1989, Appl Math Lett 2:321].
 */
import { notFinite, stepTooSmall } from '../../solver/failures.js';
import { makePoint } from '../../solver/point.js';
import type { SolverFailure } from '../../solver/trajectory.js';
import { writeReadouts } from './particles.js';
import type { Equations, Method } from './path.js';

/** How closely the integral of the rates meets the number drawn. */
const CLOSE = 1e-9;
const MOST_TRIES = 30;
const SAFETY = 0.9;

export function exactMethod(equations: Equations): Method {
  const { problem, particles, jumpRates, point, uniform, tolerance } = equations;
  const n = problem.size;
  const jumps = particles.reduce((sum, { population }) => sum + population.jumps.length, 0);
  const rates = new Float64Array(jumps);
  const y = Float64Array.from(equations.start);
  const next = new Float64Array(n);
  const stage = new Float64Array(n);
  const [k1, k2, k3, k4] = [0, 1, 2, 3].map(() => new Float64Array(n)) as [Float64Array, ...Float64Array[]] as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  writeReadouts(particles, y);
  /** What is left of the number drawn. */
  let left = drawn();
  let h = 0;

  function drawn(): number {
    return -Math.log(uniform());
  }

  /** Sum of the rates of all channels. */
  function hazard(t: number, at: Float64Array, before: boolean): number {
    jumpRates(
      point(t, (i) => at[i]!, before),
      rates,
    );
    let total = 0;
    for (const { population, number, shares, firstRate } of particles)
      for (let i = 0; i < population.jumps.length; i++)
        total += rates[firstRate + i]! * number * shares[population.jumps[i]!.from]!;
    return total;
  }

  /** Fills `next` and k4 at t + h; the integral of the hazard and the error in units of the tolerance. k1 is there. */
  function attempt(t: number, h: number, a1: number): { readonly integral: number; readonly error: number } {
    for (let i = 0; i < n; i++) stage[i] = y[i]! + 0.5 * h * k1[i]!;
    problem.rhs(t + 0.5 * h, stage, k2);
    const a2 = hazard(t + 0.5 * h, stage, true);
    for (let i = 0; i < n; i++) stage[i] = y[i]! + 0.75 * h * k2[i]!;
    problem.rhs(t + 0.75 * h, stage, k3);
    const a3 = hazard(t + 0.75 * h, stage, true);
    for (let i = 0; i < n; i++) next[i] = y[i]! + (h / 9) * (2 * k1[i]! + 3 * k2[i]! + 4 * k3[i]!);
    problem.rhs(t + h, next, k4);
    const a4 = hazard(t + h, next, true);
    let error = Math.abs(errorOf(h, a1, a2, a3, a4));
    for (let i = 0; i < n; i++) {
      const size = Math.max(problem.scales[i]!, Math.abs(y[i]!));
      error = Math.max(error, Math.abs(errorOf(h, k1[i]!, k2[i]!, k3[i]!, k4[i]!)) / size);
      if (!Number.isFinite(next[i]) || !Number.isFinite(k4[i])) error = Infinity;
    }
    return {
      integral: (h / 9) * (2 * a1 + 3 * a2 + 4 * a3),
      error: Number.isNaN(error) ? Infinity : error / tolerance,
    };
  }

  function failed(t: number): SolverFailure {
    const at = makePoint(n);
    at.t = t;
    at.y.set(y);
    return y.every(Number.isFinite) && k1.every(Number.isFinite)
      ? stepTooSmall(problem, at, 0)
      : notFinite(problem, at, h);
  }

  /** The one of all jumps whose turn it is, at the rates of this moment. */
  function jump(t: number): void {
    let aim = uniform() * hazard(t, y, true);
    for (const { population, number, shares, firstRate } of particles) {
      for (const [i, { from, to }] of population.jumps.entries()) {
        const rate = rates[firstRate + i]! * number * shares[from]!;
        if (rate <= 0) continue;
        aim -= rate;
        if (aim > 0) continue;
        move(shares, from, to, number);
        writeReadouts(particles, y);
        return;
      }
    }
  }

  return {
    enter(_, limit) {
      h = Math.min(h === 0 ? 1e-5 : h, limit);
    },
    step(t, limit, recorder) {
      problem.rhs(t, y, k1);
      const a1 = hazard(t, y, false);
      let size = Math.min(h, limit - t);
      // Where a jump is about to come there is no use in looking beyond it.
      if (a1 > 0) size = Math.min(size, (1.2 * left) / a1);
      let found = attempt(t, size, a1);
      while (found.error > 1) {
        size *= Math.max(0.1, SAFETY * found.error ** (-1 / 3));
        if (!(t + size > t)) return failed(t);
        found = attempt(t, size, a1);
      }
      h = size * Math.min(5, SAFETY * Math.max(found.error, 1e-9) ** (-1 / 3));
      const jumped = found.integral >= left;
      if (jumped) {
        let [low, lowest, high, highest] = [0, 0, size, found.integral];
        for (let i = 0; i < MOST_TRIES && Math.abs(found.integral - left) > CLOSE * Math.max(left, 1e-3); i++) {
          const share = (left - lowest) / (highest - lowest);
          size = low + (high - low) * (i % 3 === 2 ? 0.5 : share);
          found = attempt(t, size, a1);
          if (found.integral < left) [low, lowest] = [size, found.integral];
          else [high, highest] = [size, found.integral];
        }
      }
      const end = !jumped && t + size >= limit - 1e-12 * limit ? limit : t + size;
      recorder.add(t, y, k1, end, next, k4);
      y.set(next);
      if (jumped) {
        jump(end);
        left = drawn();
      } else left -= found.integral;
      return end;
    },
  };
}

/** Difference of the solutions of order 3 and 2. */
function errorOf(h: number, f1: number, f2: number, f3: number, f4: number): number {
  return (h / 72) * (-5 * f1 + 6 * f2 + 8 * f3 - 9 * f4);
}

/** Takes one channel from state to state; shares stay whole numbers over the number of channels. */
export function move(shares: Float64Array, from: number, to: number, number: number): void {
  shares[from] = (Math.round(shares[from]! * number) - 1) / number;
  shares[to] = (Math.round(shares[to]! * number) + 1) / number;
}
