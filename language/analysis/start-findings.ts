/** Experiments that begin at an equilibrium that does not last, with nothing that pushes them off it. */
import { TIME, type Experiment, type Model } from '../model/model.js';
import { argumentsOf, type Span } from '../model/graph.js';
import { formatPotential } from '../units/display.js';
import type { Summary } from './summary.js';

export interface StartFinding {
  readonly code: 'experiment.unstable-start';
  readonly severity: 'information';
  readonly span: Span;
  readonly message: string;
  /** The experiment, and a start that leaves the equilibrium, mV. */
  readonly experiment: string;
  readonly start: number;
}

/** Far enough that a run leaves at once, mV. */
const PUSH = 5;

/** Empty where V_rest is stable or unknown, and where anything moves by itself: a clock, a concentration, a start of a state. */
export function startFindings(model: Model, { rest, restingPotential }: Summary): StartFinding[] {
  if (rest?.ok !== true || restingPotential === undefined) return [];
  const { roots, chosen } = rest.value;
  if (roots[chosen]!.stable || moves(model)) return [];
  return model.experiments.filter(isUndisturbed).map(({ name, span }) => ({
    code: 'experiment.unstable-start',
    severity: 'information',
    span,
    message: `\`${name}\` starts at V_rest = ${formatPotential(restingPotential)}, which is unstable: nothing but rounding ever moves it from there. Give it a \`start\` beside that.`,
    experiment: name,
    start: Math.round(restingPotential * 1e3) - PUSH,
  }));
}

function moves({ states, pathways, graph }: Model): boolean {
  if (states.some(({ start, held }) => start !== undefined || held === true)) return true;
  const clocked = new Uint8Array(graph.nodes.length);
  graph.nodes.forEach((node, id) => {
    const reads = node.op === 'symbol' ? node.symbol === TIME : argumentsOf(node).some((other) => clocked[other] === 1);
    if (reads) clocked[id] = 1;
  });
  return [...states.map(({ rate }) => rate), ...pathways.map(({ current }) => current)].some(
    (node) => clocked[node] === 1,
  );
}

function isUndisturbed({ start, clamp, injections, drives = [] }: Experiment): boolean {
  return start === undefined && clamp === undefined && injections.length === 0 && drives.length === 0;
}
