/** The channels of a run, one by one or as shares: how many there are, their rates of jumping, and what they set. */
import { evaluate, makeEvaluator } from '../../model/evaluate.js';
import type { Model } from '../../model/model.js';
import { failure, success, type Outcome } from '../../model/outcome.js';
import type { ChannelPopulation } from '../../model/populations.js';
import type { StochasticModel } from './stochastic-model.js';

export interface Particles {
  readonly name: string;
  readonly population: ChannelPopulation;
  /** How many channels. */
  readonly number: number;
  /** Share of them in each state; multiples of 1/number where they are followed one by one. */
  readonly shares: Float64Array;
  /** Place among all rates of that of its first jump. */
  readonly firstRate: number;
  /** Component of y that its open share is; −1 where there is none. */
  readonly openComponent: number;
}

/** Fails with `run.population` where a number of channels is not known or not at least 1. */
export function particlesOf(
  original: Model,
  { populations, openStates }: StochasticModel,
  symbols: ArrayLike<number>,
): Outcome<Particles[]> {
  let firstRate = 0;
  const found: Particles[] = [];
  const { area, graph, basis } = original;
  const perCell = basis === 'cell' ? 1 : area === undefined ? undefined : evaluate(graph, area, symbols);
  for (const [i, population] of populations.entries()) {
    const { name, span, population: written } = original.pathways[population.pathway]!;
    if (perCell === undefined) {
      const message = `${name} has so many channels per area, and the membrane has no area: how many there are in all is not known.`;
      return failure('run.population', message, { span });
    }
    const number = Math.round(evaluate(graph, written!.count, symbols) * perCell);
    if (!(number >= 1 && number < 2 ** 53)) {
      return failure('run.population', `${name} comes to ${number} channels; single ones need at least one.`, { span });
    }
    found.push({
      name,
      population,
      number,
      shares: new Float64Array(population.states),
      firstRate,
      openComponent: openStates[i]! < 0 ? -1 : openStates[i]! + 1,
    });
    firstRate += population.jumps.length;
  }
  return success(found);
}

/** Fills `out` with the rate of one channel for each jump of all, 1/s. */
export function makeJumpRates(
  { graph }: Model,
  particles: readonly Particles[],
): (symbols: ArrayLike<number>, out: Float64Array) => void {
  const jumps = particles.flatMap(({ population }) => population.jumps);
  const nodes = jumps.flatMap(({ rate }) => (rate.kind === 'rate' ? [rate.node] : [rate.steady, rate.tau]));
  const evaluator = makeEvaluator(graph, nodes);
  const values = new Float64Array(nodes.length);
  return (symbols, out) => {
    evaluator(symbols, values);
    let next = 0;
    for (let i = 0; i < jumps.length; i++) {
      const { rate, ways } = jumps[i]!;
      let each = values[next++]!;
      if (rate.kind === 'relaxation') each = (rate.opens ? each : 1 - each) / values[next++]!;
      out[i] = ways * each;
    }
  };
}

/** Puts what the particles set into the components of y. */
export function writeReadouts(particles: readonly Particles[], y: Float64Array): void {
  for (const { population, shares, openComponent } of particles) {
    for (const { state, weights } of population.readouts) y[state + 1] = weightedSum(weights, shares);
    if (openComponent >= 0) y[openComponent] = weightedSum(population.open!.weights, shares);
  }
}

function weightedSum(weights: readonly number[], shares: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < shares.length; i++) sum += weights[i]! * shares[i]!;
  return sum;
}

/** Most channels whose states at the start are drawn one by one. */
const MOST_DRAWN = 100_000;

/** Channels in the states they have at the start, independent of each other. `symbols`: of the start. */
export function scatter(
  { population, number, shares }: Particles,
  symbols: ArrayLike<number>,
  uniform: () => number,
): void {
  const probabilities = population.probabilities(symbols);
  shares.fill(0);
  if (number > MOST_DRAWN) {
    shares.set(probabilities);
    return;
  }
  const counts = new Float64Array(shares.length);
  for (let k = 0; k < number; k++) {
    let left = uniform();
    let state = 0;
    while (state < probabilities.length - 1 && left >= probabilities[state]!) left -= probabilities[state++]!;
    counts[state]!++;
  }
  for (let i = 0; i < counts.length; i++) shares[i] = counts[i]! / number;
}
