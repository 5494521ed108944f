/**
 * A library is a file without a membrane that holds nothing but what a membrane is made of. By itself it is checked with
 * a membrane and ions that are there and whose values nobody knows: names and dimensions are checked, numbers are not.
 */
import {
  isCompartment,
  isData,
  isExperiment,
  isIon,
  isMembrane,
  Ion,
  Membrane,
  type Charge,
  type Declaration,
  type File,
} from '../../generated/ast.js';
import { knownIons } from '../known-ions.js';

const known = new WeakMap<File, boolean>();

export function isLibrary(file: File): boolean {
  let answer = known.get(file);
  if (answer === undefined) known.set(file, (answer = holdsOnlyParts(file)));
  return answer;
}

function holdsOnlyParts({ declarations, imports }: File): boolean {
  if (declarations.length === 0) return imports.length > 0;
  return !declarations.some(belongsToMembrane) && declarations.some((entry) => !isIon(entry));
}

/** What cannot be imported: a membrane, an experiment on one, an ion with its concentrations. */
export function belongsToMembrane(node: Declaration): boolean {
  return (
    isMembrane(node) ||
    isExperiment(node) ||
    isData(node) ||
    isCompartment(node) ||
    (isIon(node) && node.properties.length > 0)
  );
}

/** What a library brings along; its ions, as in `ion X 2+`, only say what it needs. */
export function isImportable(node: Declaration): boolean {
  return Boolean(node.name) && !isIon(node) && !belongsToMembrane(node);
}

/** The membrane a library supposes: no property of it is known. */
export const supposedMembrane = { $type: Membrane.$type, name: 'membrane', properties: [] } as unknown as Membrane;

/** The well-known ions, which a library may name without declaring them. */
export const supposedIons: readonly Ion[] = [...knownIons].map(([name, { charge }]) => {
  const written = { $type: 'Charge', sign: charge < 0 ? '-' : '+', magnitude: String(Math.abs(charge)) };
  const ion = { $type: Ion.$type, name, impermeant: false, properties: [], charge: written as unknown as Charge };
  return ion;
});

/** What kind of thing keeps a file from being a library, in words; undefined when nothing does. */
export function describeContent(file: File): string | undefined {
  const stray = file.declarations.find(belongsToMembrane);
  if (stray === undefined) return undefined;
  if (isMembrane(stray)) return 'a membrane of its own';
  if (isCompartment(stray)) return 'a compartment';
  if (isData(stray)) return 'a recording';
  return isExperiment(stray) ? 'an experiment' : `the concentrations of ${stray.name}`;
}
