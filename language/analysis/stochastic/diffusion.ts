/**
 * Stochastic differential equations on a fixed step, by Heun's method with the noise of the beginning of the step: of weak
 * order 2 and strong order 1 where the noise does not depend on the state, as that of a white current; of weak order 1
 * where it does, as that of channels [Kloeden & Platen 1992, Numerical Solution of SDEs, ch. 14–15].
 *
 * Many channels are the shares of their states, each jump there and back with the noise of its rate,
 * dp = (a p_i − b p_j) dt + √((a p_i + b p_j)/N) dW [Fox & Lu 1994, Phys Rev E 49:3421; Orio & Soudry 2012, PLoS ONE
 * 7:e36670]. Few jump one at a time, at times that end a step early [Platen & Bruti-Liberati 2010, ch. 8].
 */
import { notFinite } from '../../solver/failures.js';
import { makePoint } from '../../solver/point.js';
import type { SolverFailure } from '../../solver/trajectory.js';
import { formatTime } from '../field-units.js';
import { move } from './exact.js';
import { writeReadouts, type Particles } from './particles.js';
import type { Equations, Method } from './path.js';

export interface Diffusion {
  /** s. */
  readonly step: number;
  /** Populations up to this many jump one at a time. */
  readonly exact: number;
  /** What white noise adds to V, V/√s; 0 for none. */
  readonly noise: number;
  /** Independent numbers with mean 0 and standard deviation 1. */
  readonly normal: () => number;
}

/** A share so far from 0…1 is no noise. */
const ASTRAY = 2;

interface Pair {
  readonly from: number;
  readonly to: number;
  /** Places among the rates; −1 where there is no way back. */
  readonly forward: number;
  readonly backward: number;
}

export function diffusionMethod(equations: Equations, options: Diffusion): Method {
  const { problem, particles, jumpRates, point, uniform } = equations;
  const { normal } = options;
  const n = problem.size;
  const many = particles.filter(({ number }) => number > options.exact);
  const few = particles.filter(({ number }) => number <= options.exact);
  const pairs = many.map(pairsOf);
  const drift = many.map(({ shares }) => new Float64Array(shares.length));
  const later = many.map(({ shares }) => new Float64Array(shares.length));
  const noise = many.map(({ shares }) => new Float64Array(shares.length));
  const before = many.map(({ shares }) => new Float64Array(shares.length));
  const rates = new Float64Array(particles.reduce((sum, { population }) => sum + population.jumps.length, 0));
  const y = Float64Array.from(equations.start);
  const [first, next, k1, k2] = [0, 1, 2, 3].map(() => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  writeReadouts(particles, y);
  let left = -Math.log(uniform());
  let h = options.step;

  function ratesAt(t: number, at: Float64Array, isBefore: boolean): void {
    jumpRates(
      point(t, (i) => at[i]!, isBefore),
      rates,
    );
  }

  /** Net flow into each state at the present rates. */
  function driftInto(out: readonly Float64Array[]): void {
    many.forEach(({ shares }, k) => {
      const change = out[k]!;
      change.fill(0);
      for (const { from, to, forward, backward } of pairs[k]!) {
        const flux = rates[forward]! * shares[from]! - (backward < 0 ? 0 : rates[backward]! * shares[to]!);
        change[from]! -= flux;
        change[to]! += flux;
      }
    });
  }

  function drawNoise(scale: number): void {
    many.forEach(({ shares, number }, k) => {
      const change = noise[k]!;
      change.fill(0);
      for (const { from, to, forward, backward } of pairs[k]!) {
        const back = backward < 0 ? 0 : rates[backward]! * Math.max(0, shares[to]!);
        const flux = scale * Math.sqrt((rates[forward]! * Math.max(0, shares[from]!) + back) / number) * normal();
        change[from]! -= flux;
        change[to]! += flux;
      }
    });
  }

  function hazardOfFew(): number {
    let total = 0;
    for (const { population, number, shares, firstRate } of few)
      for (let i = 0; i < population.jumps.length; i++)
        total += rates[firstRate + i]! * number * shares[population.jumps[i]!.from]!;
    return total;
  }

  function jump(hazard: number): void {
    let aim = uniform() * hazard;
    for (const { population, number, shares, firstRate } of few) {
      for (const [i, { from, to }] of population.jumps.entries()) {
        const rate = rates[firstRate + i]! * number * shares[from]!;
        if (rate <= 0) continue;
        aim -= rate;
        if (aim > 0) continue;
        move(shares, from, to, number);
        return;
      }
    }
  }

  function wrong(t: number): SolverFailure | undefined {
    const stray = many.find(({ shares }) => shares.some((share) => !(Math.abs(share) < ASTRAY)));
    if (stray !== undefined) {
      const message = `The shares of the states of ${stray.name} went astray at t = ${formatTime(t)}: a step of ${formatTime(options.step)} is too long for its rates. Give \`stochastic\` a shorter \`step\`.`;
      return { code: 'run.step', message, time: t };
    }
    if (y.every(Number.isFinite)) return undefined;
    const at = makePoint(n);
    at.t = t;
    at.y.set(y);
    return notFinite(problem, at, h);
  }

  return {
    enter(t, limit) {
      // As many steps of one length as fill the stretch.
      h = (limit - t) / Math.ceil((limit - t) / options.step - 1e-9);
    },
    step(t, limit, recorder) {
      problem.rhs(t, y, k1);
      ratesAt(t, y, false);
      const hazard = hazardOfFew();
      const jumped = hazard * h >= left && left / hazard < limit - t;
      const size = Math.min(jumped ? left / hazard : h, limit - t);
      driftInto(drift);
      drawNoise(Math.sqrt(size));
      const kick = options.noise === 0 ? 0 : options.noise * Math.sqrt(size) * normal();
      first.set(y);
      for (let i = 0; i < n; i++) next[i] = y[i]! + size * k1[i]!;
      next[0]! += kick;
      many.forEach(({ shares }, k) => {
        before[k]!.set(shares);
        for (let i = 0; i < shares.length; i++) shares[i]! += size * drift[k]![i]! + noise[k]![i]!;
      });
      if (jumped) jump(hazard);
      writeReadouts(many, next);
      const end = !jumped && t + size >= limit * (1 - 1e-12) ? limit : t + size;
      problem.rhs(end, next, k2);
      ratesAt(end, next, true);
      driftInto(later);
      for (let i = 0; i < n; i++) y[i] = y[i]! + 0.5 * size * (k1[i]! + k2[i]!);
      y[0]! += kick;
      many.forEach(({ shares }, k) => {
        for (let i = 0; i < shares.length; i++)
          shares[i] = before[k]![i]! + 0.5 * size * (drift[k]![i]! + later[k]![i]!) + noise[k]![i]!;
      });
      left = jumped ? -Math.log(uniform()) : left - hazard * size;
      writeReadouts(particles, y);
      const trouble = wrong(end);
      if (trouble !== undefined) return trouble;
      // Where it goes within a step nobody knows: a straight line.
      for (let i = 0; i < n; i++) k1[i] = (y[i]! - first[i]!) / Math.max(size, Number.MIN_VALUE);
      recorder.add(t, first, k1, end, y, k1);
      return end;
    },
  };
}

/** Jumps there and back taken together. */
function pairsOf({ population: { jumps }, firstRate }: Particles): Pair[] {
  const pairs: Pair[] = [];
  const taken = new Set<number>();
  jumps.forEach(({ from, to }, i) => {
    if (taken.has(i)) return;
    const back = jumps.findIndex((other, j) => j > i && !taken.has(j) && other.from === to && other.to === from);
    if (back >= 0) taken.add(back);
    pairs.push({ from, to, forward: firstRate + i, backward: back < 0 ? -1 : firstRate + back });
  });
  return pairs;
}
