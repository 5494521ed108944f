/** Water that moves: only inside, with all it takes, and with nothing inside that would stay at its concentration. */
import {
  isCompartment,
  isIon,
  isSolute,
  type Compartment,
  type Flag,
  type Ion,
  type Property,
} from '../../generated/ast.js';
import { isCarried, isGiven } from '../compile/concentrations.js';
import { isDynamic } from '../compile/moving-concentrations.js';
import { isOsmotic, startingSpace } from '../compile/spaces.js';
import { areaOf } from '../compile/membrane.js';
import { solutionOn } from '../compile/solutions.js';
import type { Context } from '../context.js';
import { insertion, replacement, type Fix } from '../issues.js';
import { findProperty } from '../property-values.js';
import { spanOf, spanOfProperty } from '../spans.js';
import { addProperty } from './properties.js';

/** Words of a compartment that stand without a value. */
export const flagsOfCompartment: readonly string[] = ['osmotic'];

export function checkOsmosis(context: Context): void {
  for (const compartment of context.file.declarations.filter(isCompartment)) {
    const osmotic = compartment.flags.find(({ word }) => word === 'osmotic');
    const water = findProperty(compartment, 'water');
    if (compartment.name !== 'inside') {
      if (osmotic !== undefined) reportSide(context, spanOf(osmotic), osmotic);
      if (water !== undefined) reportSide(context, spanOfProperty(water, 'key'));
    } else if (osmotic !== undefined) checkParts(context, compartment, osmotic);
    else if (water !== undefined) {
      const message = '`water` says how fast water passes, and nothing here says that the volume moves: add `osmotic`.';
      const fix = insertion(spanOf(water).end, ', osmotic', 'Add `osmotic`');
      context.error('compartment.osmotic', spanOfProperty(water, 'key'), message, fix);
    }
  }
  if (isOsmotic(context)) checkContents(context);
}

function reportSide(context: Context, span: { start: number; end: number }, flag?: Flag): void {
  const message = 'Water is followed into the cell: `osmotic` and `water` belong to `compartment inside`.';
  const fixes = flag === undefined ? [] : [removal(context, spanOf(flag))];
  context.error('compartment.side', span, message, ...fixes);
}

/** With the comma behind it, or else the one before. */
function removal({ text }: Context, { start, end }: { start: number; end: number }): Fix {
  const after = /^\s*[,;]/.exec(text.slice(end))?.[0].length ?? 0;
  const before = after > 0 ? 0 : (/[,;]?\s*$/.exec(text.slice(0, start))?.[0].length ?? 0);
  return replacement({ start: start - before, end: end + after }, '', 'Remove `osmotic`');
}

function checkParts(context: Context, compartment: Compartment, osmotic: Flag): void {
  const report = (code: 'compartment.size' | 'property.missing', message: string, ...fixes: Fix[]): void => {
    context.error(code, spanOf(osmotic), message, ...fixes);
  };
  if (findProperty(compartment, 'water') === undefined) {
    const message = 'How fast water passes is not given: an `osmotic` compartment needs `water`, its permeability.';
    report('property.missing', message, ...addProperty(compartment, 'water = 1e-3 cm/s'));
  }
  const membrane = context.membrane;
  if (membrane !== undefined && areaOf(context) === undefined)
    report(
      'compartment.size',
      'Water passes through the membrane’s area, which the file does not give.',
      ...addProperty(membrane, 'area = 1000 um^2'),
    );
  else if (startingSpace(context, 'inside')?.volume === undefined)
    report(
      'compartment.size',
      'To swell and to shrink the inside needs a volume to start from.',
      ...addProperty(compartment, 'volume = 2 pL'),
    );
}

/** What pathways may carry has to move, wherever it is written; the amount of all else stays as it is by itself. */
function checkContents(context: Context): void {
  for (const entry of context.file.declarations) {
    if (!entry.name || (!isIon(entry) && !isSolute(entry)) || !isGiven(context, entry, 'in')) continue;
    const property = findProperty(entry, 'in');
    if (isSolute(entry)) {
      if (!isCarried(context, entry)) continue;
      const message = `Water dilutes what is inside, and \`${entry.name}.in\` would stay as it is: a solute that is carried cannot be followed in an osmotic cell.`;
      context.error('compartment.osmotic', spanOfProperty(property ?? entry, property ? 'key' : 'name'), message);
    } else if (!entry.impermeant && !isDynamic(entry, 'in')) reportStill(context, entry, property);
  }
}

function reportStill(context: Context, ion: Ion, property: Property | undefined): void {
  const start = `Water dilutes what is inside, and \`${ion.name}.in\` would stay as`;
  if (property !== undefined) {
    if (property.value === undefined) return;
    const fix = insertion(spanOf(property.value).end, ' dynamic', `Let \`${ion.name}.in\` move: \`dynamic\``);
    context.error(
      'compartment.osmotic',
      spanOfProperty(property, 'key'),
      `${start} it is: let it move, \`dynamic\`.`,
      fix,
    );
    return;
  }
  const solution = solutionOn(context, 'in')?.name;
  const text = `in = ${solution}.${ion.name} dynamic`;
  const message = `${start} \`${solution}\` says: let it move from there, \`${text}\`.`;
  context.error('compartment.osmotic', spanOfProperty(ion, 'name'), message, ...addProperty(ion, text));
}
