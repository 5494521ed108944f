/** Ions that are used but not declared, and concentrations that are dimensionally right and biologically wrong. */
import { AstUtils } from 'langium';
import {
  isChannel,
  isDeclaration,
  isIon,
  isIonArgument,
  isIonBuffer,
  isPool,
  isSideArgument,
  isPump,
  isSlab,
  isSolute,
  isTransfer,
  type Channel,
  type Expression,
  type IonArgument,
  type SideArgument,
  type Ion,
  type IonBuffer,
  type Pool,
  type Permeation,
  type Pump,
  type Transfer,
} from '../../generated/ast.js';
import { concentrationUnit, formatQuantity } from '../../units/display.js';
import { literalToSI } from '../../units/convert.js';
import { parseUnit } from '../../units/unit.js';
import { componentOf, componentValue } from '../compile/solutions.js';
import type { Context } from '../context.js';
import { literalOf } from '../expectation.js';
import { fileName } from '../imports/addresses.js';
import { insertion, replacement, type Fix } from '../issues.js';
import { chargeText, knownIons, usualConcentrations, type KnownIon } from '../known-ions.js';
import { nearest } from '../../units/nearest.js';
import { findProperty, propertyValue } from '../property-values.js';
import { nodesIn } from '../tree.js';
import { spanOfProperty } from '../spans.js';

export function checkUndeclaredIons(context: Context): void {
  const declared = context.file.declarations
    .filter(isIon)
    .map((ion) => ion.name)
    .filter(Boolean);
  const users = context.file.declarations.flatMap((entry): (Channel | Permeation | Transfer | Pool | IonBuffer)[] => {
    if (isPool(entry) || isIonBuffer(entry)) return [entry];
    if (isSlab(entry)) return entry.permeations;
    const moved = isChannel(entry) || isPump(entry) ? transfersInSchemes(entry) : [];
    if (isChannel(entry)) return [entry, ...entry.permeations, ...moved];
    return isPump(entry) ? [...entry.transfers, ...moved] : [];
  });
  const named = nodesIn(context.file).filter((node) => isIonArgument(node) || isSideArgument(node));
  for (const user of [...users, ...named]) {
    if (user.ion !== undefined && user.ion.ref === undefined) reportUndeclared(context, user, declared);
  }
}

function transfersInSchemes({ schemes }: Channel | Pump): Transfer[] {
  return schemes.flatMap(({ transitions }) => transitions.flatMap(({ transfers }) => transfers));
}

type UsesIon = Pool | IonBuffer | Channel | Permeation | Transfer | IonArgument | SideArgument;

function reportUndeclared(context: Context, node: UsesIon, declared: readonly string[]): void {
  const name = node.ion?.$refText;
  if (!name) return;
  const span = spanOfProperty(node, 'ion');
  const known = knownIons.get(name);
  // Na is no misspelt Ca.
  const solutes = isTransfer(node)
    ? context.file.declarations.filter(isSolute).flatMap((entry) => entry.name || [])
    : [];
  const close = known === undefined ? nearest(name, [...declared, ...solutes]) : [];
  const start = AstUtils.getContainerOfType(node, isDeclaration)?.$cstNode?.offset ?? 0;
  const declaration = `ion ${name} ${known === undefined ? '+' : chargeText(known.charge)}`;
  const sides = usualConcentrations(name);
  // A library says which ion it needs; how much there is of it, the importer says.
  const block = context.isLibrary ? '' : ` { in = ${sides.in}, out = ${sides.out} }`;
  const declare = (at: number): Fix => insertion(at, `${declaration}${block}\n\n`, `Declare \`${declaration}\``);
  if (span.file !== undefined) {
    const own = context.file.declarations[0]?.$cstNode?.offset;
    const message = `\`${fileName(span.file)}\` needs the ion \`${name}\`, and this file declares none.`;
    context.error('ion.undeclared', span, message, ...(own === undefined ? [] : [declare(own)]));
    return;
  }
  context.error(
    'ion.undeclared',
    span,
    `No ion \`${name}\` is declared in this file.${close.length > 0 ? ` Did you mean \`${close[0]}\`?` : ''}`,
    ...close.map((entry) => replacement(span, entry)),
    declare(start),
    ...(isTransfer(node) && known === undefined
      ? [insertion(start, `solute ${name}${block}\n\n`, `Declare \`solute ${name}\``)]
      : []),
  );
}

/** How far outside the widest known range a concentration may be before it is doubted. */
const TOLERANCE = 2;

export function checkConcentrations(context: Context): void {
  for (const ion of context.file.declarations.filter(isIon)) {
    const known = ion.impermeant ? undefined : knownIons.get(ion.name);
    if (known === undefined) continue;
    checkSide(context, ion, 'in', known, known.inside);
    checkSide(context, ion, 'out', known, known.outside);
  }
}

function checkSide(
  context: Context,
  ion: Ion,
  side: 'in' | 'out',
  known: KnownIon,
  range: readonly [number, number] | undefined,
): void {
  const component = findProperty(ion, side) === undefined ? componentOf(context, ion, side) : undefined;
  const typed = component ? componentValue(context, component) : propertyValue(context, ion, side);
  const value = typed && context.valueAtDefaults(typed.node);
  if (range === undefined || typed === undefined || value === undefined || value <= 0) return;
  const [low, high] = range;
  if (value >= low / TOLERANCE && value <= high * TOLERANCE) return;
  const place = side === 'in' ? 'inside' : 'outside';
  const show = (x: number): string => formatQuantity(x, concentrationUnit(x));
  const fixes = unitFixes(component?.value ?? findProperty(ion, side)?.value, range);
  const question = fixes[0] === undefined ? '' : ` ${fixes[0].title.replace('Write', 'Did you mean')}?`;
  context.warn(
    'ion.concentration-implausible',
    typed.span,
    `${known.name} ${place} is between ${show(low)} and ${show(high)} in known cells and baths; this is ${show(value)}.${question}`,
    ...fixes,
  );
}

/** The same number in the units that bring it into the known range. */
function unitFixes(value: Expression | undefined, [low, high]: readonly [number, number]): Fix[] {
  const literal = literalOf(value);
  if (literal?.unit === undefined) return [];
  const span = spanOfProperty(literal, 'unit');
  return ['nM', 'uM', 'mM', 'M'].flatMap((text) => {
    const parsed = parseUnit(text);
    if (!parsed.ok) return [];
    const value = literalToSI(literal.number, parsed.unit);
    return value >= low && value <= high ? [replacement(span, text, `Write \`${literal.number} ${text}\``)] : [];
  });
}
