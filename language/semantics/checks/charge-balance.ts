/**
 * Electroneutrality of each side, where the file means to say all that is there: with an impermeant ion on that side,
 * or where water moves. A bulk solution carries no net charge; a membrane's own charge is a millionth of it.
 */
import { isIon, type Ion } from '../../generated/ast.js';
import type { DissolvedIon } from '../../physics/activity.js';
import { chargeConcentration } from '../../physics/electroneutrality.js';
import { formatQuantity } from '../../units/display.js';
import { dissolvedAtStart } from '../compile/dissolved.js';
import { isOsmotic, sideOf } from '../compile/spaces.js';
import type { Context } from '../context.js';
import { insertion, replacement, type Fix } from '../issues.js';
import { findProperty } from '../property-values.js';
import { spanOf, spanOfProperty } from '../spans.js';

/** Of Σ|z|c. */
const TOLERANCE = 0.005;

export function checkChargeBalance(context: Context): void {
  for (const where of ['in', 'out'] as const) checkSide(context, where);
}

interface Present extends DissolvedIon {
  readonly name: string;
  /** Its own line in the file; absent where a solution holds it. */
  readonly ion?: Ion;
}

function checkSide(context: Context, where: 'in' | 'out'): void {
  const present = presentOn(context, where);
  const impermeant = present.find(({ ion }) => ion?.impermeant);
  const permeant = present.filter(({ ion }) => ion !== undefined && !ion.impermeant);
  const marked = impermeant ?? (isOsmotic(context) ? permeant[0] : undefined);
  if (marked?.ion === undefined || permeant.length === 0) return;
  const excess = chargeConcentration(present);
  const size = present.reduce((sum, { charge, concentration }) => sum + Math.abs(charge) * concentration, 0);
  if (Math.abs(excess) <= TOLERANCE * size) return;
  const mM = (value: number): string => formatQuantity(value, 'mM', 4);
  const property = findProperty(marked.ion, where);
  const span = property === undefined ? spanOfProperty(marked.ion, 'name') : spanOf(property.value);
  const message = `The charges ${sideOf[where]} do not balance: Σ z·c is ${excess > 0 ? '+' : ''}${mM(excess)}, and in a solution it is 0 (within 0.5 % of Σ|z|c, here ${mM(TOLERANCE * size)}).`;
  context.warn('charge.balance', span, message, ...closing(context, where, present, excess));
}

/** All that is charged and has a fixed concentration on that side to start from. */
function presentOn(context: Context, where: 'in' | 'out'): Present[] {
  const ions = context.file.declarations.filter(isIon);
  return dissolvedAtStart(context, sideOf[where]).flatMap(({ name, charge, concentration: node }) => {
    const concentration = context.valueAtDefaults(node);
    const ion = ions.find((entry) => entry.name === name);
    return concentration === undefined || charge === 0 ? [] : [{ name, charge, concentration, ...(ion && { ion }) }];
  });
}

/** Another concentration of an impermeant ion that is there, else one more impermeant ion. */
function closing(context: Context, where: 'in' | 'out', present: readonly Present[], excess: number): Fix[] {
  const changed = present.flatMap(({ ion, charge, concentration }): Fix[] => {
    const property = ion?.impermeant ? findProperty(ion, where) : undefined;
    const wanted = concentration - excess / charge;
    if (ion === undefined || property === undefined || wanted <= 0) return [];
    const value = `${Number(wanted.toPrecision(5))} mM`;
    const span = spanOf(property.value);
    return [replacement(span, value, `Write \`impermeant ${ion.name} … { ${where} = ${value} }\``)];
  });
  if (changed.length > 0) return changed;
  const { start } = spanOf(present.find(({ ion }) => ion !== undefined)!.ion);
  const [charge, size] = excess > 0 ? ['-1.2', 1.2] : ['+', 1];
  const name = freeName(context, excess > 0 ? 'A' : 'X');
  const text = `impermeant ${name} ${charge} { ${where} = ${Number((Math.abs(excess) / size).toPrecision(5))} mM }`;
  return [insertion(start, `${text}\n`, `Add \`${text}\``)];
}

function freeName(context: Context, name: string): string {
  const taken = new Set(context.file.declarations.map((entry) => entry.name));
  return taken.has(name) ? freeName(context, `${name}_`) : name;
}
