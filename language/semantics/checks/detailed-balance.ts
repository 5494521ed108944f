/**
 * Detailed balance: around every cycle of a scheme the forward rates multiply to the backward rates, times what drives
 * the cycle, e^(−ΔG/RT), where it moves ions down their gradients or uses ATP [Onsager 1931, Phys Rev 37:405;
 * Hill 1977, Free Energy Transduction in Biology].
 */
import type { Scheme } from '../../generated/ast.js';
import { makeEvaluator } from '../../model/evaluate.js';
import { VOLTAGE } from '../../model/model.js';
import { formatNumber, formatPotential } from '../../units/display.js';
import { cyclesOf, pathOf, type Passed } from '../compile/scheme-cycles.js';
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

export function checkBalance(context: Context, scheme: Scheme, steps: readonly Step[]): void {
  if (scheme.driven) return;
  for (const cycle of cyclesOf(statesOf(scheme), steps)) {
    const oneWay = cycle.find(({ step }) => step.backward === undefined);
    if (oneWay !== undefined) reportOneWay(context, scheme, cycle, oneWay);
    else checkCycle(context, scheme, cycle);
  }
}

function checkCycle(context: Context, scheme: Scheme, cycle: readonly Passed<Step>[]): void {
  const work = cycleWork(context, cycle);
  if (work === undefined) return;
  const fuel = work.atpEnergy === undefined ? 0 : -work.atp * work.atpEnergy;
  const compared = comparisons(context, cycle, work).map((each) => ({ ...each, drive: each.drive + fuel }));
  if (work.atp !== 0 && work.atpEnergy === undefined) {
    if (compared.length > 0) {
      const perAtp = compared.map(({ product, drive }) => (drive - product) / work.atp);
      checkAtp(context, scheme, cycle, work, perAtp);
    }
    return;
  }
  const broken = compared.find((each) => Math.abs(excessOf(each)) > CLOSE);
  if (broken !== undefined) reportImbalance(context, scheme, cycle, work, broken, compared);
}

function excessOf({ product, drive }: Comparison): number {
  return product - drive;
}

interface Comparison {
  readonly V: number;
  /** What those that move were multiplied by. */
  readonly concentrations: number;
  /** ln of forward over backward rates. */
  readonly product: number;
  readonly drive: number;
}

/** At several V, and with the concentrations that move changed; only where all rates are numbers above zero. */
function comparisons(context: Context, cycle: readonly Passed<Step>[], work: CycleWork): Comparison[] {
  const nodes = [...cycle.flatMap(({ step }) => [step.forward, step.backward!]), work.drive];
  const evaluator = makeEvaluator(context.builder.graph(), nodes);
  const values = new Float64Array(nodes.length);
  const moving = context.states.filter(({ held }) => held).map(({ symbol }) => symbol);
  const factors = moving.length === 0 ? [1] : [1, 1.5];
  return factors.flatMap((concentrations) =>
    VOLTAGES.flatMap((V): Comparison[] => {
      const symbols = usualValues(context);
      // Each by a factor of its own, so that no ratio stays as it was.
      for (const [i, symbol] of moving.entries()) symbols[symbol]! *= concentrations ** (1 + i / moving.length);
      symbols[VOLTAGE] = V;
      evaluator(symbols, values);
      const rates = values.subarray(0, -1);
      if (!rates.every((rate) => rate > 0 && rate < Infinity) || !Number.isFinite(values.at(-1))) return [];
      const product = cycle.reduce(
        (sum, { along }, i) => sum + (along ? 1 : -1) * Math.log(rates[2 * i]! / rates[2 * i + 1]!),
        0,
      );
      return [{ V, concentrations, product, drive: values.at(-1)! }];
    }),
  );
}

/** Parameters at their defaults, states at their starts. */
function usualValues(context: Context): number[] {
  const symbols = context.symbols.map((_, symbol) => context.defaults.get(symbol) ?? 0);
  for (const { symbol, start, scale } of context.states)
    symbols[symbol] = start === undefined ? scale / 2 : (context.valueAtDefaults(start) ?? scale / 2);
  return symbols;
}

function reportImbalance(
  context: Context,
  scheme: Scheme,
  cycle: readonly Passed<Step>[],
  { isPassive, atp, thermal }: CycleWork,
  { V, concentrations, product, drive }: Comparison,
  compared: readonly Comparison[],
): void {
  const { step } = cycle[0]!;
  const carried = atp === 0 ? 'What it moves' : isPassive ? 'The ATP it uses' : 'What it moves and the ATP it uses';
  const isIdle = isPassive && atp === 0;
  const balance = isIdle
    ? 'Nothing drives it, so they must be equal (detailed balance).'
    : `${carried} must make that ${show(drive)}, e^(−ΔG/RT) (detailed balance).`;
  const moved = concentrations === 1 ? '' : ', with the concentrations that move changed: the rates must follow them';
  context.error(
    'scheme.balance',
    spanOf(step.transition.rates[rateIndex(step, false)]),
    `Around ${pathOf(cycle)} the rates there are ${show(product)} times the rates back (at ${formatPotential(V, 0)}${moved}). ${balance}${isIdle ? '' : chargeText(compared, thermal)}`,
    ...(isIdle ? dependentRate(context, cycle) : byFactor(context, cycle, compared)),
    ...markDriven(scheme),
  );
}

/** Where it is V that upsets the balance: the charges of the steps are not those of what they move. */
function chargeText(compared: readonly Comparison[], thermal: number): string {
  const [first, second] = compared;
  if (first === undefined || second?.concentrations !== first.concentrations) return '';
  const charge = (key: 'product' | 'drive'): number => ((second[key] - first[key]) * thermal) / (second.V - first.V);
  const [crossed, wanted] = [charge('product'), charge('drive')];
  if (Math.abs(crossed - wanted) < CLOSE) return '';
  return ` Its steps take ${formatNumber(crossed, 3)} charges through the field and what it moves carries ${formatNumber(wanted, 3)}: give the steps that cross it their \`charge\`.`;
}

/** Where one number at every V is what is missing. */
function byFactor(context: Context, cycle: readonly Passed<Step>[], compared: readonly Comparison[]): Fix[] {
  const excesses = compared.map(excessOf);
  if (Math.max(...excesses) - Math.min(...excesses) > CLOSE) return [];
  const { step } = cycle[0]!;
  const rate = step.transition.rates[rateIndex(step, false)];
  const written = context.textOf(spanOf(rate));
  const factor = Math.exp(excesses[0]!).toPrecision(6);
  const text = /^[\w.]+(\/\w+)?$/.test(written) ? written : `(${written})`;
  return [replacement(spanOf(rate), `${text} * ${Number(factor)}`, `Multiply this rate by ${Number(factor)}`)];
}

function show(logarithm: number): string {
  return formatNumber(Math.exp(logarithm), 4);
}

function reportOneWay(context: Context, scheme: Scheme, cycle: readonly Passed<Step>[], { step }: Passed<Step>): void {
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
function dependentRate(context: Context, cycle: readonly Passed<Step>[]): Fix[] {
  const plain = cycle.every(({ step }) => step.transition.properties.length === 0);
  if (!plain) return [];
  const [closing, ...others] = cycle;
  const text = ({ step }: Passed<Step>, forward: boolean): string => {
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
  cycle: readonly Passed<Step>[],
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
