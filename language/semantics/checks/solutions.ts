/** Solutions: neutral, each thing in them once, and not contradicted by the ions they supply. */
import {
  isIon,
  isReference,
  isSolute,
  isSolution,
  type Component,
  type Expression,
  type Solution,
} from '../../generated/ast.js';
import { formatQuantity } from '../../units/display.js';
import { literalOf } from '../expectation.js';
import { componentCharge, componentOf, componentValue, solutionOn, solutionPart } from '../compile/solutions.js';
import type { Context } from '../context.js';
import { insertion, replacement, type Fix } from '../issues.js';
import { findProperty } from '../property-values.js';
import { spanOf, spanOfProperty } from '../spans.js';
import { removeProperty } from './properties.js';

export function checkSolutions(context: Context): void {
  for (const where of ['in', 'out'] as const) {
    solutionOn(context, where);
    checkConflicts(context, where);
  }
  for (const solution of context.file.declarations.filter(isSolution)) {
    if (!solution.name) continue;
    checkUnique(context, solution);
    checkCharge(context, solution);
  }
}

function checkConflicts(context: Context, where: 'in' | 'out'): void {
  for (const ion of context.file.declarations.filter((entry) => isIon(entry) || isSolute(entry))) {
    const property = findProperty(ion, where);
    const component = ion.name ? componentOf(context, ion, where) : undefined;
    if (property === undefined || component === undefined || isThat(component, property.value)) continue;
    const { name } = component.$container;
    context.error(
      'solution.conflict',
      spanOf(property),
      `\`${name}\` is ${where}side and says how much \`${ion.name}\` there is; this says it again.`,
      removeProperty(context, property),
    );
  }
}

/** `in = Pipette.K dynamic`: it starts as the solution says, and moves. */
function isThat(component: Component, value: Expression | undefined): boolean {
  return isReference(value) && value.part?.ref === component;
}

function checkUnique(context: Context, { components, name }: Solution): void {
  const seen = new Set<string>();
  for (const component of components) {
    if (!component.name) continue;
    const span = spanOfProperty(component, 'name');
    if (seen.has(component.name))
      context.error('name.duplicate', span, `\`${component.name}\` stands twice in \`${name}\`.`);
    seen.add(component.name);
  }
}

/** A solution whose charges do not cancel to better than this, mol/m³, or this share of them, is no recipe's rounding. */
const ROUNDING = 0.5;
const SHARE = 0.005;

function checkCharge(context: Context, solution: Solution): void {
  const net = solutionPart(context, solution, 'charge');
  const strength = solutionPart(context, solution, 'ionic_strength');
  const charge = net && context.valueAtDefaults(net.node);
  const size = strength && context.valueAtDefaults(strength.node);
  if (charge === undefined || size === undefined) return;
  if (Math.abs(charge) <= Math.max(ROUNDING, SHARE * size)) return;
  const fixes = closingFix(context, solution, charge);
  const sign = charge > 0 ? 'positive' : 'negative';
  const message = `\`${solution.name}\` is not neutral: it has ${show(Math.abs(charge))} more ${sign} charge.`;
  const advice = fixes[0] === undefined ? ' What makes up for it?' : ` ${fixes[0].title} would make up for it.`;
  context.warn('solution.charge', spanOfProperty(solution, 'name'), message + advice, ...fixes);
}

function show(concentration: number): string {
  return formatQuantity(concentration, 'mM', 6);
}

/** As much of one component as makes the solution neutral: more or less of one that is there, else some chloride or sodium. */
function closingFix(context: Context, { components, $cstNode }: Solution, charge: number): Fix[] {
  const candidates = components
    .map((component) => ({ component, target: neutralising(context, component, charge) }))
    .filter(({ target }) => target !== undefined && target > 0);
  const usual = ['Cl', 'Na', 'K'];
  candidates.sort((a, b) => rank(usual, a.component.name) - rank(usual, b.component.name));
  const [first] = candidates;
  if (first !== undefined) {
    const literal = literalOf(first.component.value)!;
    const amount = first.target!;
    return [replacement(spanOf(literal), text(amount), `\`${first.component.name} ${text(amount)}\``)];
  }
  const end = $cstNode?.end;
  if (end === undefined) return [];
  const missing = `${charge > 0 ? 'Cl' : 'Na'} ${text(Math.abs(charge))}`;
  return components.some(({ name }) => name === missing.split(' ')[0])
    ? []
    : [insertion(end - 1, `${components.length > 0 ? ', ' : ''}${missing} `, `\`${missing}\``)];
}

function rank(order: readonly string[], name: string): number {
  const index = order.indexOf(name);
  return index < 0 ? order.length : index;
}

/** In mM, with no more digits than the mixture has. */
function text(concentration: number): string {
  return `${Number(concentration.toPrecision(10))} mM`;
}

/** The concentration at which this component would make up for a charge; only where a number is written. */
function neutralising(context: Context, component: Component, charge: number): number | undefined {
  const z = componentCharge(context, component);
  const value = componentValue(context, component);
  const size = value && context.valueAtDefaults(value.node);
  const literal = literalOf(component.value);
  if (
    z === undefined ||
    z === 0 ||
    size === undefined ||
    literal?.unit === undefined ||
    spanOf(component.value).start !== spanOf(literal).start
  )
    return undefined;
  return size - charge / z;
}
