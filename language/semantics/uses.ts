/** Where each thing is named, found in one walk over the file when it is first asked for. */
import type { AstNode, Reference } from 'langium';
import type { Context } from './context.js';
import { forEachReference, nodesIn } from './tree.js';

export interface Use {
  readonly container: AstNode;
  readonly reference: Reference;
}

const found = new WeakMap<Context, ReadonlyMap<AstNode, readonly Use[]>>();
const NONE: readonly Use[] = [];

/** In order of the text. */
export function usesOf(context: Context, target: AstNode): readonly Use[] {
  let uses = found.get(context);
  if (uses === undefined) found.set(context, (uses = usesIn(context.file)));
  return uses.get(target) ?? NONE;
}

function usesIn(file: AstNode): Map<AstNode, Use[]> {
  const uses = new Map<AstNode, Use[]>();
  for (const container of nodesIn(file)) {
    forEachReference(container, (reference) => {
      const target = reference.ref;
      if (target === undefined) return;
      const known = uses.get(target);
      if (known) known.push({ container, reference });
      else uses.set(target, [{ container, reference }]);
    });
  }
  return uses;
}
