/** A run with chance in it: what is drawn at the start, which method takes it on, and why it cannot be. */
import { evaluate } from '../../model/evaluate.js';
import type { Experiment, Model } from '../../model/model.js';
import { failure, success, type Outcome } from '../../model/outcome.js';
import type { Problem } from '../../solver/problem.js';
import type { Advancing } from '../depletion.js';
import { normalNumbers, uniformNumbers } from '../random.js';
import type { RunPoint } from '../run-point.js';
import { diffusionMethod } from './diffusion.js';
import { exactMethod } from './exact.js';
import { makeJumpRates, particlesOf, scatter, type Particles } from './particles.js';
import { makePath, type Equations } from './path.js';
import { stochasticModelOf } from './stochastic-model.js';

/** Up to so many channels of a kind each is followed by itself, unless the file says otherwise. */
export const MOST_EXACT = 1000;
/** Of equations that are solved on a fixed step, s, unless the file says otherwise. */
export const USUAL_STEP = 5e-6;
const DEFAULT_TOLERANCE = 1e-6;
const MAXIMUM_STEPS = 20_000_000;

/** How chance came in, for those who show the run. */
export interface Chance {
  readonly seed: number;
  /** Absent where every channel is followed by itself and nothing else is random. */
  readonly step?: number;
  readonly populations: readonly { readonly name: string; readonly number: number; readonly isExact: boolean }[];
}

export interface StochasticRun {
  readonly chance: Chance;
  /** A new integration from the start, the same every time. */
  readonly integrate: () => Advancing;
}

export interface StochasticRequest {
  readonly experiment: Experiment;
  /** Parameters, by the symbols of the stochastic model. */
  readonly symbols: Float64Array;
  readonly problem: Problem;
  readonly point: RunPoint;
  /** V and every state of the original model at the start. */
  readonly start: Float64Array;
  readonly duration: number;
  readonly tolerance?: number;
  readonly maximumSteps?: number;
  /** Which of a family: each has random numbers of its own. */
  readonly member?: number;
}

/** Fails with `run.population`, `run.stochastic` or `run.step`. */
export function prepareStochastic(original: Model, request: StochasticRequest): Outcome<StochasticRun> {
  const { experiment, symbols, problem, point, duration } = request;
  const { stochastic } = experiment;
  const random = stochasticModelOf(original);
  const { model, indivisible } = random;
  const valueOf = (node: number): number => evaluate(model.graph, node, symbols);
  if (stochastic === undefined) throw new RangeError(`${experiment.name} is not stochastic`);
  const [whole] = indivisible;
  if (whole !== undefined) {
    const { name, span } = model.pathways[whole.pathway]!;
    return failure('run.stochastic', `${name} cannot be run channel by channel: ${whole.reason}.`, { span });
  }
  const found = particlesOf(original, random, symbols);
  if (!found.ok) return found;
  const particles = found.value;
  const seed = mixed(valueOf(stochastic.seed), request.member);
  const exact = stochastic.exact === undefined ? MOST_EXACT : valueOf(stochastic.exact);
  const step = stochastic.step === undefined ? USUAL_STEP : valueOf(stochastic.step);
  const density = stochastic.noise === undefined ? 0 : valueOf(stochastic.noise);
  const noise = density === 0 ? 0 : density / Math.SQRT2 / valueOf(model.capacitance!);
  const isExact = noise === 0 && particles.every(({ number }) => number <= exact);
  if (!isExact && !(step > 0 && step < duration)) {
    const message = `The \`step\` of ${experiment.name} must be above zero and shorter than the run.`;
    return failure('run.step', message, { span: experiment.span });
  }
  const integrate = (): Advancing => {
    const uniform = uniformNumbers(seed);
    const start = Float64Array.from({ length: problem.size }, (_, i) => request.start[i] ?? 0);
    const values = point(0, (i) => start[i]!, false);
    const mine = particles.map((each): Particles => ({ ...each, shares: new Float64Array(each.shares.length) }));
    for (const each of mine) scatter(each, values, uniform);
    const equations: Equations = {
      problem,
      particles: mine,
      jumpRates: makeJumpRates(model, mine),
      point,
      start,
      end: duration,
      tolerance: request.tolerance ?? DEFAULT_TOLERANCE,
      maximumSteps: request.maximumSteps ?? MAXIMUM_STEPS,
      uniform,
    };
    return makePath(
      equations,
      isExact
        ? exactMethod(equations)
        : diffusionMethod(equations, { step, exact, noise, normal: normalNumbers(mixed(seed, 1)) }),
    );
  };
  const populations = particles.map(({ name, number }) => ({ name, number, isExact: number <= exact }));
  return success({ chance: { seed: valueOf(stochastic.seed), ...(!isExact && { step }), populations }, integrate });
}

/** Another seed for each of several runs, the same as it was for the first. */
function mixed(seed: number, member = 0): number {
  return (Math.floor(seed) + Math.imul(member, 0x9e3779b1)) | 0;
}
