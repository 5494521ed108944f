/** Compartments: two of them, each with one size, a bath only outside and with what it takes to matter. */
import { AstUtils } from 'langium';
import { isBath, isCompartment, isIon, type BathLevel, type Compartment } from '../../generated/ast.js';
import { nearest } from '../../units/nearest.js';
import { bathLevels, bathValue, isExchange } from '../compile/bath.js';
import { isDynamic } from '../compile/moving-concentrations.js';
import { sizes } from '../compile/spaces.js';
import type { Context } from '../context.js';
import { insertion, replacement } from '../issues.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOf, spanOfProperty } from '../spans.js';
import { flagsOfCompartment } from './osmosis.js';
import { removeProperty } from './properties.js';

const sides = ['inside', 'outside'] as const;
/** What only the space outside has. */
const OUTSIDE_ONLY = ['fraction', 'tortuosity'] as const;

export function checkCompartments(context: Context): void {
  for (const compartment of context.file.declarations.filter(isCompartment)) {
    if (!compartment.name) continue;
    if (!sides.some((side) => side === compartment.name)) reportUnknown(context, compartment);
    checkSize(context, compartment);
    checkWords(context, compartment);
    if (compartment.name === 'inside') checkInside(context, compartment);
    checkBath(context, compartment);
  }
}

function reportUnknown(context: Context, compartment: Compartment): void {
  const span = spanOfProperty(compartment, 'name');
  const close = nearest(compartment.name, sides);
  const fixes = [...new Set([...close, ...sides])].map((side) => replacement(span, side));
  const message = `A membrane has two sides, \`inside\` and \`outside\`; \`${compartment.name}\` is neither.`;
  context.error('compartment.unknown', span, message, ...fixes);
}

function checkSize(context: Context, compartment: Compartment): void {
  const given = sizes.flatMap((key) => findProperty(compartment, key) ?? []);
  const [first, second] = given;
  if (first === undefined || second === undefined) return;
  const message = `\`${first.key}\` says how big this space is, and \`${second.key}\` says it once more: give one.`;
  context.error('property.conflict', spanOfProperty(second, 'key'), message, removeProperty(context, second));
}

/** Words without a value, and blocks: those that mean something here. */
function checkWords(context: Context, compartment: Compartment): void {
  for (const node of [...compartment.flags, ...compartment.baths]) {
    if (!node.word || node.word === 'bath') continue;
    const span = spanOfProperty(node, 'word');
    if (node.$type === 'Flag' && flagsOfCompartment.includes(node.word)) continue;
    const known = node.$type === 'Bath' ? ['bath'] : flagsOfCompartment;
    const close = nearest(node.word, known);
    const question = close[0] === undefined ? '' : ` Did you mean \`${close[0]}\`?`;
    const what = node.$type === 'Bath' ? 'block' : 'word';
    const message = `A compartment has no ${what} \`${node.word}\`.${question}`;
    context.error('property.unknown', span, message, ...close.map((word) => replacement(span, word)));
  }
}

function checkInside(context: Context, compartment: Compartment): void {
  for (const key of OUTSIDE_ONLY) {
    const property = findProperty(compartment, key);
    if (property === undefined) continue;
    const message = `\`${key}\` belongs to the space outside the cells: write it in \`compartment outside\`.`;
    context.error('compartment.side', spanOfProperty(property, 'key'), message, removeProperty(context, property));
  }
  const bath = compartment.baths.find(({ word }) => word === 'bath');
  if (bath === undefined) return;
  const message = 'A bath is beyond the space outside: write it in `compartment outside`.';
  context.error('compartment.side', spanOfProperty(bath, 'word'), message);
}

function checkBath(context: Context, compartment: Compartment): void {
  const levels = bathLevels(compartment);
  const seen = new Set<string>();
  for (const level of levels) {
    const name = level.target?.$refText;
    if (!name) continue;
    if (seen.has(name)) {
      context.error(
        'property.duplicate',
        spanOf(level),
        `The bath’s \`${name}\` is given twice; the first one counts.`,
      );
      continue;
    }
    seen.add(name);
    if (level.target.ref === undefined) reportUndeclared(context, level, name);
    checkLevel(context, level, compartment.name === 'outside');
  }
  const [first] = levels;
  if (first !== undefined && levels.every((level) => !isExchange(level))) reportNoExchange(context, first);
}

function reportUndeclared(context: Context, level: BathLevel, name: string): void {
  const ions = context.file.declarations.filter(isIon).flatMap((ion) => (ion.name ? [ion.name] : []));
  const close = nearest(name, [...ions, 'exchange']);
  const span = spanOfProperty(level, 'target');
  const question = close[0] === undefined ? '' : ` Did you mean \`${close[0]}\`?`;
  const message = `No ion \`${name}\` is declared in this file, so the bath can hold none.${question}`;
  context.error('ion.undeclared', span, message, ...close.map((entry) => replacement(span, entry)));
}

function checkLevel(context: Context, level: BathLevel, isOutside: boolean): void {
  const typed = bathValue(context, level);
  const value = typed && context.valueAtDefaults(typed.node);
  const name = level.target.$refText;
  if (typed !== undefined && value !== undefined && value < 0)
    context.error('value.range', typed.span, `\`${name}\` of the bath cannot be negative.`);
  const ion = level.target.ref;
  if (!isIon(ion) || !isOutside || isDynamic(ion, 'out')) return;
  const out = findProperty(ion, 'out');
  const message = `\`${name}\` outside does not move, so what the bath holds of it changes nothing.`;
  const fixes =
    out?.value === undefined || ion.impermeant
      ? []
      : [insertion(spanOf(out.value).end, ' dynamic', `Let \`${name}.out\` move: \`dynamic\``)];
  context.warn('bath.no-effect', spanOfProperty(level, 'target'), message, ...fixes);
}

function reportNoExchange(context: Context, level: BathLevel): void {
  const bath = AstUtils.getContainerOfType(level, isBath);
  const last = spanOf(bath?.levels.at(-1));
  const message = 'This bath has no `exchange`, the rate constant of diffusion to it, so nothing goes to and fro.';
  const fix = insertion(last.end, ', exchange = 0.5/s', 'Add `exchange = 0.5/s`');
  context.error('property.missing', bath === undefined ? spanOf(level) : spanOfProperty(bath, 'word'), message, fix);
}

/** α = 1 leaves no room for cells. */
export function checkFraction(context: Context): void {
  for (const compartment of context.file.declarations.filter(isCompartment)) {
    const typed = propertyValue(context, compartment, 'fraction');
    const value = typed && context.valueAtDefaults(typed.node);
    if (value !== 0 && value !== 1) continue;
    const message = `The extracellular fraction lies between 0 and 1; at ${value} there would be ${value === 0 ? 'no space outside' : 'no cells'}.`;
    context.error('value.range', typed!.span, message);
  }
}
