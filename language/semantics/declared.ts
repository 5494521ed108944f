/** Declarations of a file by their kind, sorted out once: what is asked for every ion must not go through the whole file. */
import type { Declaration, File } from '../generated/ast.js';

type Kinds = ReadonlyMap<string, readonly Declaration[]>;

/** A list of declarations is not changed once it is compiled. */
const sorted = new WeakMap<readonly Declaration[], Kinds>();
const NONE: readonly never[] = [];

/** In the order of the text; `kind` is the `$type` of declarations of type D. */
export function declared<D extends Declaration>({ declarations }: File, kind: D['$type']): readonly D[] {
  let kinds = sorted.get(declarations);
  if (kinds === undefined) sorted.set(declarations, (kinds = byKind(declarations)));
  return (kinds.get(kind) ?? NONE) as readonly D[];
}

function byKind(declarations: readonly Declaration[]): Kinds {
  const kinds = new Map<string, Declaration[]>();
  for (const entry of declarations) {
    const known = kinds.get(entry.$type);
    if (known) known.push(entry);
    else kinds.set(entry.$type, [entry]);
  }
  return kinds;
}
