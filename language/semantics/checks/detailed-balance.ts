/**
 * Detailed balance: around every cycle of a scheme the forward rates multiply to the backward rates, times what drives
 * the cycle, e^(−ΔG/RT), where it moves ions down their gradients or uses ATP [Onsager 1931, Phys Rev 37:405;
 * Hill 1977, Free Energy Transduction in Biology].
 */
import type { KineticState, Scheme } from '../../generated/ast.js';
import { makeEvaluator } from '../../model/evaluate.js';
import { VOLTAGE } from '../../model/model.js';
import { formatNumber, formatPotential } from '../../units/display.js';
import { statesOf, type Step } from '../compile/schemes.js';
import type { Context } from '../context.js';
import { insertion, replacement, type Fix } from '../issues.js';
import { spanOf, spanOfKeyword } from '../spans.js';
import { cycleWork, type CycleWork } from './cycle-work.js';

/** Where rates are compared, V. */
const VOLTAGES = [-0.1, -0.05, 0.01, 0.05];
/** Relative error of a product that is rounding in the rates as they are written. */
const CLOSE = 1e-3;
/** ΔG of ATP in cells, kJ/mol. */
const ATP_ENERGY = [-75, -30] as const;

/** A step as it is passed in a cycle. */
interface Passed {
  readonly step: Step;
  readonly along: boolean;
}

export function checkBalance(context: Context, scheme: Scheme, steps: readonly Step[]): void {
  if (scheme.driven) return;
  for (const cycle of cyclesOf(statesOf(scheme), steps)) {
    const oneWay = cycle.find(({ step }) => step.backward === undefined);
    if (oneWay !== undefined) reportOneWay(context, scheme, cycle, oneWay);
    else checkCycle(context, scheme, cycle);
  }
}

/** A cycle for each step that joins what those before it have joined already: all others are made of these. */
function cyclesOf(states: readonly KineticState[], steps: readonly Step[]): Passed[][] {
  const tree = spanningTree(states, steps);
  const way = new Map<KineticState, Passed[]>([[states[0]!, []]]);
  for (const [state, path] of way) {
    for (const step of tree) {
      const along = step.from === state;
      const next = along ? step.to : step.from;
      if ((along || step.to === state) && !way.has(next)) way.set(next, [...path, { step, along }]);
    }
  }
  return steps
    .filter((step) => !tree.has(step) && step.from !== step.to)
    .map((step) => {
      const out = way.get(step.from) ?? [];
      const back = way.get(step.to) ?? [];
      let shared = 0;
      while (shared < out.length && out[shared]!.step === back[shared]?.step) shared++;
      const home = back.slice(shared).toReversed();
      return [
        { step, along: true },
        ...home.map((passed) => ({ step: passed.step, along: !passed.along })),
        ...out.slice(shared),
      ];
    });
}

/** The first steps in the text that join all states [Kruskal 1956, Proc Am Math Soc 7:48]. */
function spanningTree(states: readonly KineticState[], steps: readonly Step[]): Set<Step> {
  const piece = new Map(states.map((state, i) => [state, i]));
  const tree = new Set<Step>();
  for (const step of steps) {
    const [from, to] = [piece.get(step.from)!, piece.get(step.to)!];
    if (from === to) continue;
    tree.add(step);
    for (const [state, i] of piece) if (i === to) piece.set(state, from);
  }
  return tree;
}

function checkCycle(context: Context, scheme: Scheme, cycle: readonly Passed[]): void {
  const work = cycleWork(
    context,
    cycle.map(({ step, along }) => ({ transition: step.transition, sign: along ? 1 : -1 })),
  );
  if (work === undefined) return;
  const atp: number[] = [];
  const products = logProducts(context, cycle);
  for (const [i, V] of VOLTAGES.entries()) {
    const product = products[i];
    if (product === undefined) continue;
    const excess = product - work.drive(V);
    if (work.atp === 0 && Math.abs(excess) > CLOSE) {
      reportImbalance(context, scheme, cycle, work, V, product);
      return;
    }
    if (work.atp !== 0) atp.push(-excess / work.atp);
  }
  if (atp.length > 0) checkAtp(context, scheme, cycle, work, atp);
}

/** ln of forward over backward rates, by V; undefined where a rate is 0 or no number there. */
function logProducts(context: Context, cycle: readonly Passed[]): (number | undefined)[] {
  const nodes = cycle.flatMap(({ step }) => [step.forward, step.backward!]);
  const evaluator = makeEvaluator(context.builder.graph(), nodes);
  const rates = new Float64Array(nodes.length);
  const symbols = usualValues(context);
  return VOLTAGES.map((V) => {
    symbols[VOLTAGE] = V;
    evaluator(symbols, rates);
    if (!rates.every((rate) => rate > 0 && rate < Infinity)) return undefined;
    return cycle.reduce((sum, { along }, i) => sum + (along ? 1 : -1) * Math.log(rates[2 * i]! / rates[2 * i + 1]!), 0);
  });
}

/** Parameters at their defaults, states at their starts. */
function usualValues(context: Context): number[] {
  const symbols = context.symbols.map((_, symbol) => context.defaults.get(symbol) ?? 0);
  for (const { symbol, start, scale } of context.states)
    symbols[symbol] = start === undefined ? scale / 2 : (context.valueAtDefaults(start) ?? scale / 2);
  return symbols;
}

function pathOf(cycle: readonly Passed[]): string {
  const [first] = cycle;
  const names = cycle.map(({ step, along }) => (along ? step.to : step.from).name);
  return [first!.along ? first!.step.from.name : first!.step.to.name, ...names].join(' → ');
}

function reportImbalance(
  context: Context,
  scheme: Scheme,
  cycle: readonly Passed[],
  work: CycleWork,
  V: number,
  product: number,
): void {
  const { step } = cycle[0]!;
  const wanted = work.drive(V);
  const moved = work.isPassive
    ? 'Nothing drives it, so they must be equal'
    : `What it moves at these concentrations makes that ${show(wanted)}`;
  context.error(
    'scheme.balance',
    spanOf(step.transition.rates[rateIndex(step, false)]),
    `Around ${pathOf(cycle)} the rates there are ${show(product)} times the rates back (at ${formatPotential(V, 0)}). ${moved} (detailed balance).`,
    ...(work.isPassive ? dependentRate(context, cycle) : []),
    ...markDriven(scheme),
  );
}

function show(logarithm: number): string {
  return formatNumber(Math.exp(logarithm), 4);
}

function reportOneWay(context: Context, scheme: Scheme, cycle: readonly Passed[], { step }: Passed): void {
  context.error(
    'scheme.balance',
    spanOf(step.transition.states[step.index + 1]),
    `Around ${pathOf(cycle)} there is no way back from \`${step.to.name}\` to \`${step.from.name}\`, so something must drive it round. Say so with \`scheme driven\`, or give the way back a rate.`,
    ...markDriven(scheme),
  );
}

function markDriven(scheme: Scheme): Fix[] {
  const { end } = spanOfKeyword(scheme, 'scheme');
  return end === 0 ? [] : [insertion(end, ' driven', 'Something drives it: `scheme driven`')];
}

/** The rate back of the step that closes the cycle, from all others: there and back come out equal. */
function dependentRate(context: Context, cycle: readonly Passed[]): Fix[] {
  const plain = cycle.every(({ step }) => step.transition.properties.length === 0);
  if (!plain) return [];
  const [closing, ...others] = cycle;
  const text = ({ step }: Passed, forward: boolean): string => {
    const written = context.textOf(spanOf(step.transition.rates[rateIndex(step, forward)]));
    return /^[\w.]+(\/\w+)?$/.test(written) ? written : `(${written})`;
  };
  const there = others.map((passed) => text(passed, passed.along));
  const back = others.map((passed) => text(passed, !passed.along));
  const product = `${[text(closing!, true), ...there].join(' * ')} / ${back.join(' / ')}`;
  return [
    replacement(
      spanOf(closing!.step.transition.rates[rateIndex(closing!.step, false)]),
      product,
      'Make this rate follow from the others',
    ),
  ];
}

/** Place of a step's rate among those of its transition. */
function rateIndex({ transition: { arrows }, index }: Step, forward: boolean): number {
  const before = arrows.slice(0, index).reduce((sum, arrow) => sum + (arrow === '<->' ? 2 : 1), 0);
  return forward ? before : before + 1;
}

/** What the rates say one ATP gives must be one number, and one that ATP has. */
function checkAtp(
  context: Context,
  scheme: Scheme,
  cycle: readonly Passed[],
  work: CycleWork,
  perAtp: readonly number[],
): void {
  const [low, high] = [Math.min(...perAtp), Math.max(...perAtp)];
  const { step } = cycle[0]!;
  const span = spanOf(step.transition.rates[rateIndex(step, false)]);
  const energy = (x: number): string => `${formatNumber(work.toKilojoule(x), 4)} kJ/mol`;
  if (high - low > CLOSE) {
    context.error(
      'scheme.balance',
      span,
      `Around ${pathOf(cycle)} the rates make one ATP worth ${energy(low)} at one V and ${energy(high)} at another: the charge that its steps move is not that of the ions it carries.`,
      ...markDriven(scheme),
    );
  } else if (work.toKilojoule(low) < ATP_ENERGY[0] || work.toKilojoule(low) > ATP_ENERGY[1]) {
    context.warn(
      'scheme.balance',
      span,
      `Around ${pathOf(cycle)} the rates make one ATP worth ${energy(low)}; in cells it is between −65 and −45 kJ/mol.`,
    );
  }
}
