/** What other files offer: to be named in an import, or in scope because it is imported. */
import type { LangiumDocument } from 'langium';
import { isChannel, isIon, type Named } from '../../language/generated/ast.js';
import type { Imports } from '../../language/semantics/imports/imports.js';
import type { Cursor } from './cursor.js';
import type { Declared } from './declared.js';

export function describe(nodes: readonly Named[]): Declared[] {
  return nodes
    .filter(({ name }) => name)
    .map((node) => ({
      kind: isIon(node) && node.impermeant ? 'impermeant' : node.$type.toLowerCase(),
      name: node.name,
      gates: isChannel(node) ? node.gates.map(({ name }) => name).filter(Boolean) : [],
    }));
}

/** What the library has to offer whose import the cursor stands in, without what is named there already. */
export function importableIn(imports: Imports, document: LangiumDocument, { declaration }: Cursor): Declared[] {
  const path = declaration.find(({ kind }) => kind === 'STRING')?.text.slice(1, -1);
  if (declaration[0]?.kind !== 'import' || path === undefined) return [];
  const found = imports.of(document).find((entry) => entry.path === path);
  const named = new Set(declaration.filter(({ kind }) => kind === 'ID').map(({ text }) => text));
  return found?.document === undefined
    ? []
    : describe(imports.offered(found.document)).filter(({ name }) => !named.has(name));
}
